using Microsoft.EntityFrameworkCore;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>A mail of the outbox as a plan tells it.</summary>
/// <param name="Reasons">How many notices it tells for each reason of the contract; none where it tells of no finding.</param>
/// <param name="Alerts">Numbers of the alerts that stand in it.</param>
public sealed record PlannedMail(
    long Id, string To, string Kind, string Subject, OutboxState State, IReadOnlyDictionary<string, int> Reasons, IReadOnlyList<string> Alerts);

/// <summary>What a plan asks of the copy that it is walked on: which mails were written, and when the next bundle is due.</summary>
public sealed class PlanStore(MonitorStore store)
{
    /// <summary>Mails that have still to leave, oldest first.</summary>
    /// <param name="after">Number of the last mail that is known; 0 is none.</param>
    public async Task<IReadOnlyList<PlannedMail>> LoadMailsAsync(long after, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var mails = await db.Outbox.AsNoTracking()
            .Where(mail => mail.Id > after && mail.State != OutboxState.Sent && mail.State != OutboxState.Dead)
            .OrderBy(mail => mail.Id)
            .Select(mail => new { mail.Id, mail.Recipient, mail.Kind, mail.Subject, mail.State })
            .ToListAsync(cancellationToken);
        var planned = new List<PlannedMail>(mails.Count);
        foreach (var mail in mails)
        {
            // Mail by mail: the figures of all that a first check tells are too much to hold at once.
            var notices = await db.Notices.AsNoTracking()
                .Include(notice => notice.Transition)
                .Where(notice => notice.OutboxId == mail.Id)
                .OrderBy(notice => notice.Id)
                .ToListAsync(cancellationToken);
            var told = Bundle.Of(notices).Told;
            planned.Add(new PlannedMail(
                mail.Id,
                mail.Recipient,
                mail.Kind,
                mail.Subject,
                mail.State,
                told.GroupBy(ReasonOf).OrderBy(same => same.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Count()),
                [.. told.SelectMany(NumbersOf).Distinct().Order(StringComparer.Ordinal)]));
        }

        return planned;
    }

    /// <summary>Number of the last mail, whatever became of it; 0 where there is none.</summary>
    public async Task<long> LastMailAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.Outbox.MaxAsync(mail => (long?)mail.Id, cancellationToken) ?? 0;
    }

    /// <summary>When the next notices are due that wait for their time of day or week; null where none wait.</summary>
    /// <param name="after">Earlier ones have had their chance.</param>
    public async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var due = await db.Notices
            .Where(notice => notice.OutboxId == null && notice.DueAt != null && notice.Form != NoticeForm.Withdrawn)
            .Select(notice => notice.DueAt)
            .Distinct()
            .ToListAsync(cancellationToken);
        return due.Where(time => time > after).Min();
    }

    /// <summary>A bundle tells an alert for another reason than its last notice, where more than one change came together.</summary>
    private static string ReasonOf(ToldNotice told) =>
        told.Lines.Select(line => line.Reason)
            .Concat(told.Statements.Select(statement => statement.Reason))
            .Concat(told.Indicators.Select(indicator => indicator.Reason))
            .FirstOrDefault() ?? told.Row.Reason;

    private static IEnumerable<string> NumbersOf(ToldNotice told) =>
        told.Lines.Select(line => line.Number)
            .Concat(told.Statements.Select(statement => statement.Number))
            .Concat(told.Indicators.Select(indicator => indicator.Number))
            .OfType<string>();
}
