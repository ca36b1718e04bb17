using System.Globalization;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Tells the administrators, and the finance staff of an entity, how many alerts there are of which no mail may say anything: somebody has to look. Told when the number changes, and it is a number alone.
/// </summary>
public sealed class WithheldNote(NoteBook notes, OutboxStore outbox, FactStore facts, OfficeSettings office)
{
    /// <summary>In each of its subjects: by it the mail is found that told the number last.</summary>
    private const string About = "不得外发的预警";

    private const string AskAdministrator = "请在服务器上用命令 alerts list 查看，并按规定的渠道办理。";

    private const string AskFinance = "请联系系统管理员查看，并按规定的渠道办理。";

    /// <param name="day">The day of the check.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(CheckResult check, DateOnly day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (check.Withheld.IsEmpty) return 0;

        var (now, before) = (check.WithheldOpen, check.WithheldBefore);
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), day, office.CatchAll, office.Routes);
        var administrators = router.Administrators();
        var told = 0;
        foreach (var administrator in administrators) told += await TellAsync(administrator, now.Values.Sum(), AskAdministrator);

        // Whoever answers for several entities is told of all of them together: two mails with a number each would contradict one another.
        var finance = now.Keys.Union(before.Keys)
            .Where(entity => entity.Length > 0)
            .SelectMany(entity => router.ForReport(entity).Select(recipient => (Recipient: recipient, Count: now.GetValueOrDefault(entity))))
            .GroupBy(each => each.Recipient.Address, StringComparer.OrdinalIgnoreCase)
            .Where(person => !administrators.Any(administrator => administrator.Address.Equals(person.Key, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(person => person.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var person in finance) told += await TellAsync(person.First().Recipient, person.Sum(each => each.Count), AskFinance);
        return told;

        async Task<int> TellAsync(Recipient to, int count, string ask)
        {
            var note = NoteOf(count, ask);
            var last = await outbox.LastSubjectAsync(MailKind.Note, to.Address, About, office.RehearsalTo is not null, cancellationToken);
            if (last is null ? count == 0 : last.EndsWith(note.Subject, StringComparison.Ordinal)) return 0;
            // Without a mail that says what was told last, each number is told once.
            return await notes.TellAsync([to], note, last is null ? FormattableString.Invariant($"withheld|{check.Withheld.Fingerprint}|{count}") : FormattableString.Invariant($"withheld|{day:yyyy-MM-dd}|{count}"), cancellationToken);
        }
    }

    /// <summary>Open alerts of which nothing may leave, by entity.</summary>
    /// <param name="states">State of each alert, by its key.</param>
    internal static Dictionary<string, int> Count(IEnumerable<(string Key, AlertState State)> states, WithheldProjects withheld) => withheld.IsEmpty ? [] : states
        .Where(alert => alert.State == AlertState.Firing)
        .Select(alert => new FormerSubject(alert.Key).Line)
        .Where(line => line is var (entity, project) && withheld.Of(entity, project) == Disclosure.None)
        .CountBy(line => line!.Value.Entity)
        .ToDictionary();

    private static NoteNotice NoteOf(int count, string ask)
    {
        var number = count.ToString(CultureInfo.InvariantCulture);
        return count == 0
            ? new NoteNotice(About + "都已解除", "外发级别为“不得外发”的项目现在没有未解除的预警。")
            : new NoteNotice($"有{number}项{About}", $"外发级别为“不得外发”的项目现在有{number}项未解除的预警，邮件、报告和日志中都不出现它们的内容。") { Ask = ask };
    }
}
