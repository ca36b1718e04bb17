using Microsoft.EntityFrameworkCore;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>What a person's act on mails came to.</summary>
/// <param name="Done">Those that it was done to.</param>
/// <param name="Left">The others that were asked for, by number; null where there is none of that number.</param>
public sealed record ActOnMails(IReadOnlyList<long> Done, IReadOnlyDictionary<long, OutboxState?> Left);

/// <summary>What a person does to mails in the outbox; each act is in the audit's book with its actor.</summary>
public sealed class OutboxActs(MonitorStore store)
{
    /// <summary>Stored beside the tries: from here on a mail has its lifetime anew.</summary>
    internal const string RetriedByHand = "Retried";

    /// <summary>How the words begin that a dropped mail has in place of an answer.</summary>
    private const string DroppedBy = "dropped by ";

    /// <summary>Makes mails due at once that were given up, came back, or wait for a later try. Their bytes and Message-IDs stay.</summary>
    public Task<ActOnMails> RetryAsync(IReadOnlyCollection<long> ids, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        ActAsync(ids, async (db, done) => await RetryAsync(db, done, actor, now, cancellationToken), cancellationToken);

    /// <summary>The same for all that were given up or came back, or all that wait for a later try; what somebody dropped stays so.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RetryAllAsync(bool dead, bool deferred, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ids = await db.Outbox
            .Where(mail => (dead && (mail.State == OutboxState.Dead || mail.BouncedAt != null) && (mail.LastError == null || !mail.LastError.StartsWith(DroppedBy))) || (deferred && mail.State == OutboxState.Deferred))
            .Select(mail => mail.Id)
            .ToListAsync(cancellationToken);
        await RetryAsync(db, ids, actor, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ids.Count;
    }

    /// <summary>Takes mails out of the way that have not left: nothing tries them any more, and no administrator is told of them.</summary>
    /// <param name="by">The person.</param>
    public Task<ActOnMails> DropAsync(IReadOnlyCollection<long> ids, string by, string reason, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var words = $"{DroppedBy}{by}: {reason}";
        return ActAsync(
            ids,
            async (db, done) =>
            {
                await db.Outbox.Where(mail => done.Contains(mail.Id)).ExecuteUpdateAsync(
                    set => set.SetProperty(mail => mail.State, OutboxState.Dead)
                        .SetProperty(mail => mail.NextAttempt, (DateTimeOffset?)null)
                        .SetProperty(mail => mail.LastError, words)
                        .SetProperty(mail => mail.UndeliveredToldAt, mail => mail.UndeliveredToldAt ?? now),
                    cancellationToken);
                await OutboxStore.AuditAsync(db, done, AuditEvent.Dropped, entry => entry with { At = now, Actor = actor, Detail = $"{by}：{reason}" }, cancellationToken);
            },
            cancellationToken);
    }

    private static async Task RetryAsync(MonitorDb db, IReadOnlyList<long> ids, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Outbox.Where(mail => ids.Contains(mail.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.State, OutboxState.Deferred)
                .SetProperty(mail => mail.NextAttempt, now)
                // Given up once, it has all its tries before it again.
                .SetProperty(mail => mail.Attempts, mail => mail.State == OutboxState.Deferred ? mail.Attempts : 0)
                .SetProperty(mail => mail.BouncedAt, (DateTimeOffset?)null)
                .SetProperty(mail => mail.BounceDetail, (string?)null)
                .SetProperty(mail => mail.UndeliveredToldAt, (DateTimeOffset?)null),
            cancellationToken);
        db.AddRange(ids.Select(id => new DeliveryAttemptRow { OutboxId = id, At = now, Outcome = RetriedByHand, Detail = actor }));
        await db.SaveChangesAsync(cancellationToken);
        await OutboxStore.AuditAsync(db, ids, AuditEvent.Retried, entry => entry with { At = now, Actor = actor }, cancellationToken);
    }

    /// <summary>What has left, or is leaving just now, is beyond anybody's reach.</summary>
    private async Task<ActOnMails> ActAsync(IReadOnlyCollection<long> ids, Func<MonitorDb, IReadOnlyList<long>, Task> act, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        // The write lock is taken before the states are read.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = await db.Outbox.AsNoTracking().Where(mail => ids.Contains(mail.Id)).Select(mail => new { mail.Id, mail.State, mail.BouncedAt }).ToListAsync(cancellationToken);
        List<long> done = [.. found.Where(mail => mail.State is OutboxState.Queued or OutboxState.Deferred or OutboxState.Dead || mail.BouncedAt is not null).Select(mail => mail.Id).Order()];
        if (done.Count > 0) await act(db, done);
        await transaction.CommitAsync(cancellationToken);
        var left = ids.Distinct().Except(done).ToDictionary(id => id, id => found.Find(mail => mail.Id == id)?.State);
        return new ActOnMails(done, left);
    }
}
