using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Tells people what the turn of a year brings: once that what they were told of has ended with the old year, and once that the new budget is missing after the day by
/// which it ought to be approved. What was told is remembered by its mails, so that a kill between a check and its mails loses nothing.
/// </summary>
public sealed class TurnOfYearJob(YearStore years, FactStore facts, NoteBook notes, OfficeSettings office, TimeProvider clock)
{
    /// <summary>How long after a year was ended its mails are made up for.</summary>
    private static readonly TimeSpan _late = TimeSpan.FromDays(7);

    /// <param name="day">The day of the check.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(DateOnly day, CancellationToken cancellationToken) =>
        (office.Years.HasEnded(day.Year - 1, day) ? await TellEndedAsync(day.Year - 1, day, cancellationToken) : 0)
        + (office.Years.IsBudgetOverdue(day.Year, day) ? await AskForBudgetAsync(day.Year, day, cancellationToken) : 0);

    private async Task<int> TellEndedAsync(int year, DateOnly day, CancellationToken cancellationToken)
    {
        var ended = await years.LoadEndedAsync(year, clock.GetUtcNow() - _late, cancellationToken);
        if (ended.Count == 0) return 0;

        var lastDay = FiscalYearDays.LastDay(year);
        var positions = PositionBook.Build(await facts.LoadAsync(lastDay, cancellationToken), lastDay).Positions.ToLookup(position => (position.Key.EntityCode, position.Key.ProjectCode));
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), day, office.CatchAll, office.Routes);
        var told = 0;
        foreach (var person in ended.SelectMany(alert => alert.Told.Select(recipient => (alert, recipient))).GroupBy(one => one.recipient.Address, StringComparer.OrdinalIgnoreCase))
        {
            if (!router.Reaches(person.Key)) continue;
            var items = person.Select(one => ItemOf(one.alert, person.Key)).OfType<string>().ToList();
            if (items.Count == 0) continue;
            var note = new NoteNotice($"{year}年度未解除的预警已随年度终结归档", $"{year}年度已经终结。通知过您的预警中，有{items.Count}项到年底没有解除，现随年度终结归档，不再判断，也不再催办。") { Items = items };
            told += await notes.TellAsync([person.First().recipient], note, $"year-ended|{year}", cancellationToken);
        }

        return told;

        string? ItemOf(EndedAlert alert, string address)
        {
            var word = $"{alert.Number} {LevelWords.Of(alert.Level.Code(), new FormerSubject(alert.Key).Rule).Word}";
            if (new FormerSubject(alert.Key).Line is not var (entity, project)) return router.SeesStatement(address, null) && router.GetsAll(address) ? word : null;
            if (positions[(entity, project)].FirstOrDefault(position => router.Sees(address, position)) is not { } position) return null;
            return router.LevelAt(address, position) switch
            {
                Disclosure.Full => $"{word}：{position.ProjectName}{(alert.Message is null ? "" : $"，{alert.Message}")}",
                Disclosure.NumberOnly => alert.Number,
                _ => null,
            };
        }
    }

    /// <summary>Each entity's own finance staff is asked for its budget; the performance staff and the administrators get one list.</summary>
    private async Task<int> AskForBudgetAsync(int year, DateOnly day, CancellationToken cancellationToken)
    {
        var missing = await years.LoadWithoutBudgetAsync(year, cancellationToken);
        if (missing.Count == 0) return 0;

        var router = new Router(await facts.LoadContactsAsync(cancellationToken), day, office.CatchAll, office.Routes);
        var due = office.Years.BudgetDue!.Value.In(year);
        var readers = router.Holders([ContactRole.Performance, ContactRole.Administrator]).Concat(router.Administrators()).DistinctBy(reader => reader.Address, StringComparer.OrdinalIgnoreCase).ToList();
        var told = 0;
        foreach (var entity in missing)
        {
            var own = router.ForReport(entity.Code).Where(recipient => !readers.Exists(reader => reader.Address.Equals(recipient.Address, StringComparison.OrdinalIgnoreCase))).ToList();
            var note = new NoteNotice($"{entity.Words}的{year}年度预算尚未报送", $"到{due.Month}月{due.Day}日，{entity.Words}的{year}年度预算还没有报送，无法监控本年度的预算执行。")
            {
                Ask = $"请报送批复的{year}年度预算表；执行数可以照常报送，预算报送后一并计算",
            };
            told += await notes.TellAsync(own, note, $"new-budget|{year}|{entity.Code}", cancellationToken);
        }

        foreach (var reader in readers)
        {
            var seen = missing.Where(entity => router.SeesStatement(reader.Address, entity.Code)).Select(entity => entity.Words).ToList();
            if (seen.Count == 0) continue;
            var list = new NoteNotice($"{seen.Count}个单位的{year}年度预算尚未报送", $"到{due.Month}月{due.Day}日，有{seen.Count}个单位的{year}年度预算还没有报送，已请各单位报送。") { Items = seen };
            told += await notes.TellAsync([reader], list, $"new-budget|{year}", cancellationToken);
        }

        return told;
    }
}
