using Microsoft.Extensions.Logging;
using MonitorWorker.Budgets;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Tasks;

namespace MonitorWorker.Jobs;

/// <summary>
/// Reminds those who have not reported what a monitoring task asks for (催报), and tells the performance staff who has and who has
/// not. Each occasion is stored with its mail, so that nothing is told twice and nothing is lost by a kill.
/// </summary>
public sealed class TaskJob(FactStore facts, TaskStandings standings, TaskStore told, ComposeJob compose, OfficeSettings office, TimeProvider clock, ILogger<TaskJob> log)
{
    /// <param name="day">The day of the check.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var tasks = (await facts.LoadTasksAsync(cancellationToken)).Where(task => MayTell(task, day)).ToList();
        if (tasks.Count == 0) return 0;

        var open = await standings.LoadAsync(tasks, day, cancellationToken);
        var known = await told.LoadToldAsync([.. open.SelectMany(standing => new[] { standing.Key, ListKey(standing), LastListKey(standing) })], cancellationToken);
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), day, office.CatchAll, office.Routes);
        return await RemindAsync(open, known, router, day, cancellationToken) + await ListAsync(open, known, router, day, cancellationToken);
    }

    /// <summary>Before its first occasion a task is nobody's business, and long after its last one it is over, reported or not.</summary>
    private bool MayTell(MonitoringTask task, DateOnly day)
    {
        var deadline = TaskOccasions.DeadlineOf(task.Deadline, office.Workdays).Value;
        var occasions = TaskOccasions.All(office.Tasks.Remind.Concat(office.Tasks.List), deadline, office.Workdays);
        return occasions.Count > 0 && occasions[0].Day <= day && day <= occasions[^1].Day.AddDays(TaskOccasions.LatestTelling);
    }

    private async Task<int> RemindAsync(IReadOnlyList<TaskStanding> open, IReadOnlySet<TaskTelling> known, Router router, DateOnly day, CancellationToken cancellationToken)
    {
        var due = open
            .SelectMany(standing => standing.Entities.Where(entity => entity.Missing > 0).SelectMany(entity => router.ForReport(entity.Code).Select(recipient => (standing, entity, recipient))))
            .Select(asked => (asked.standing, asked.entity, asked.recipient, occasion: Due(office.Tasks.Remind, asked.standing, asked.standing.Key, asked.entity.Code, asked.recipient)))
            .Where(asked => asked.occasion is not null)
            .ToList();
        var forms = new Dictionary<string, byte[]?>();
        var composed = 0;
        foreach (var person in due.GroupBy(asked => asked.recipient.Address))
        {
            var tellings = person.Select(asked => new TaskTelling(asked.standing.Key, asked.entity.Code, person.Key, asked.occasion!.Value.Offset)).ToList();
            composed += await TellAsync(
                person.Key,
                tellings,
                () =>
                {
                    var items = person.Select(asked => new ReminderItem(asked.standing, asked.entity, FormOf(asked.standing, asked.entity))).ToList();
                    var attachments = items.Select(item => item.Attachment).OfType<string>().Distinct().Select(name => new MailAttachment(name, MailAttachment.Workbook, forms[name]!)).ToList();
                    return compose.ComposeReminder(person.First().recipient, new ReminderNotice(items), [.. tellings.Select(Identity)], day, attachments);
                },
                day,
                cancellationToken);
        }

        return composed;

        string? FormOf(TaskStanding standing, EntityReport entity)
        {
            var name = ReportForm.NameOf(entity, standing.Task.Month);
            if (!forms.TryGetValue(name, out var form)) forms[name] = form = ReportForm.Write(entity, standing.Task.Month, office.AmountUnit);
            return form is null ? null : name;
        }

        TaskOccasion? Due(IReadOnlyList<int> offsets, TaskStanding standing, string key, string entityCode, Recipient recipient) =>
            TaskOccasions.Due(offsets, standing.Deadline, day, ToldOf(known, key, entityCode, recipient), office.Workdays);
    }

    private async Task<int> ListAsync(IReadOnlyList<TaskStanding> open, IReadOnlySet<TaskTelling> known, Router router, DateOnly day, CancellationToken cancellationToken)
    {
        if (office.Tasks.List.Count == 0) return 0;
        var composed = 0;
        foreach (var (standing, recipient) in open.SelectMany(standing => router.ForDigest().Select(reader => (Standing: standing.Of(reader.EntityCode), reader.Recipient))).Where(list => list.Standing.Entities.Any(entity => entity.Due > 0)))
        {
            var (key, offset) = standing.IsComplete
                ? (LastListKey(standing), ToldOf(known, LastListKey(standing), "", recipient).Count == 0 ? TaskOccasions.AllReported : (int?)null)
                : (ListKey(standing), TaskOccasions.Due(office.Tasks.List, standing.Deadline, day, ToldOf(known, ListKey(standing), "", recipient), office.Workdays)?.Offset);
            if (offset is not { } occasion) continue;

            var telling = new TaskTelling(key, "", recipient.Address, occasion);
            composed += await TellAsync(recipient.Address, [telling], () => Compose(telling), day, cancellationToken);

            NewMail Compose(TaskTelling list)
            {
                var contacts = standing.Entities.ToDictionary(entity => entity.Code, entity => string.Join("、", router.ForReport(entity.Code).Select(contact => contact.Name).Distinct().Take(2)));
                var workbook = StandingWorkbook.Write(standing, code => contacts[code]);
                var name = StandingWorkbook.NameOf(standing);
                return compose.ComposeTaskList(
                    recipient,
                    new TaskListNotice(standing, contacts, workbook is null ? null : name),
                    [Identity(list)],
                    day,
                    workbook is null ? [] : [new MailAttachment(name, MailAttachment.Workbook, workbook)]);
            }
        }

        return composed;
    }

    private async Task<int> TellAsync(string address, IReadOnlyList<TaskTelling> tellings, Func<NewMail> write, DateOnly day, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await told.TryTellAsync(tellings, write(), day, clock.GetUtcNow(), cancellationToken) ? 1 : 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It stays untold and is tried again by the next check; the other people's mails go on.
            log.LogError(CheckEvents.TaskMailFailed, e, "The mail about a monitoring task to {Recipient} could not be written", address);
            return 0;
        }
    }

    private static List<int> ToldOf(IReadOnlySet<TaskTelling> known, string key, string entityCode, Recipient recipient) =>
        [.. known.Where(telling => telling.Task == key && telling.EntityCode == entityCode && telling.Address == recipient.Address).Select(telling => telling.Occasion)];

    /// <summary>Apart from the reminders: one person may get both.</summary>
    private static string ListKey(TaskStanding standing) => standing.Key + "|list";

    /// <summary>Whatever became of the deadline, 全部报齐 is told once.</summary>
    private static string LastListKey(TaskStanding standing) => standing.Name + "|list";

    /// <summary>Message-IDs are made of numbers.</summary>
    private static long Identity(TaskTelling telling) => MessageIds.NumberOf($"{telling.Task}|{telling.EntityCode}|{telling.Occasion}");
}
