using Microsoft.EntityFrameworkCore;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>A check that was stored.</summary>
public sealed record StoredCheck(string Run, DateTimeOffset At, DateOnly AsOf);

/// <summary>How many mails are where on their way.</summary>
/// <param name="OldestWaiting">When the oldest one was written that still waits to be sent; null where none does.</param>
public sealed record OutboxCounts(int Queued, int Sending, int Deferred, int Sent, int Dead, DateTimeOffset? OldestWaiting);

/// <summary>What the state of the program is read from.</summary>
public sealed class HealthStore(MonitorStore store)
{
    public string DatabaseFile => store.DatabaseFile;

    public async Task<StoredCheck?> LastCheckAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.CheckRuns.OrderByDescending(run => run.At).Select(run => new StoredCheck(run.Id, run.At, run.AsOf)).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<OutboxCounts> CountMailsAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var counts = await db.Outbox.GroupBy(mail => mail.BouncedAt == null ? mail.State : OutboxState.Dead).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var oldest = await db.Outbox
            .Where(mail => mail.State == OutboxState.Queued || mail.State == OutboxState.Sending || mail.State == OutboxState.Deferred)
            .OrderBy(mail => mail.Id)
            .Select(mail => (DateTimeOffset?)mail.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return new OutboxCounts(
            counts.GetValueOrDefault(OutboxState.Queued),
            counts.GetValueOrDefault(OutboxState.Sending),
            counts.GetValueOrDefault(OutboxState.Deferred),
            counts.GetValueOrDefault(OutboxState.Sent),
            counts.GetValueOrDefault(OutboxState.Dead),
            oldest);
    }
}
