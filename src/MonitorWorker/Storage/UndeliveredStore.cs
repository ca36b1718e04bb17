using Microsoft.EntityFrameworkCore;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>How long the channel has been unusable, and what it said last.</summary>
/// <param name="IsCertain">The login was refused: that does not mend itself, so that there is nothing to wait for before it is told.</param>
public sealed record BrokenChannel(DateTimeOffset Since, string Detail, bool IsCertain = false);

/// <summary>Mails that will not arrive, and the channel by which none leaves.</summary>
public sealed class UndeliveredStore(MonitorStore store)
{
    private const int SeveralMails = 2;

    /// <summary>No server that only puts a stranger off (greylisting) does it so often.</summary>
    private const int ManyTries = 5;

    /// <summary>What tells of the program itself: about these no further mail is written.</summary>
    private static readonly string[] _own = [MailKind.Trouble, MailKind.Undelivered];

    /// <summary>Dead mails, and those that came back, of which nobody has been told and somebody can be, oldest first; times in UTC.</summary>
    public async Task<IReadOnlyList<UndeliveredMail>> LoadTellableAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await ReadAsync(db, db.Outbox.Where(mail => (mail.State == OutboxState.Dead || mail.BouncedAt != null) && mail.UndeliveredToldAt == null && !_own.Contains(mail.Kind)), cancellationToken);
    }

    /// <summary>Dead mails, and those that came back, since a time of which no mail has told, whatever they are, oldest first; times in UTC.</summary>
    public async Task<IReadOnlyList<UndeliveredMail>> LoadUntoldAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await ReadAsync(db, db.Outbox.Where(mail => (mail.State == OutboxState.Dead || mail.BouncedAt != null) && mail.UndeliveredToldAt == null && mail.CreatedAt >= since), cancellationToken);
    }

    /// <summary>Dead mails, told of or not, oldest first; times in UTC.</summary>
    public async Task<IReadOnlyList<UndeliveredMail>> LoadAllAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await ReadAsync(db, db.Outbox.Where(mail => mail.State == OutboxState.Dead && !_own.Contains(mail.Kind)), cancellationToken);
    }

    /// <summary>Stores the mails that tell, and the marks that it is told, together.</summary>
    /// <returns>False where another process told of one of them first.</returns>
    public async Task<bool> TryTellAsync(IReadOnlyList<long> ids, IReadOnlyList<NewMail> mails, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var told = db.Outbox.Where(mail => ids.Contains(mail.Id));
        if (await told.AnyAsync(mail => mail.UndeliveredToldAt != null || (mail.State != OutboxState.Dead && mail.BouncedAt == null), cancellationToken)) return false;

        db.AddRange(mails.Select(mail => OutboxStore.ToRow(mail, now)));
        await db.SaveChangesAsync(cancellationToken);
        await told.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.UndeliveredToldAt, (DateTimeOffset?)now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// The channel as the tries of mails have found it: broken from the first such answer after the last that was about a
    /// mail. One mail that is put off says nothing of it; several, or one time and again, are a server that takes nothing. Null where it works, or was never tried.
    /// </summary>
    public async Task<BrokenChannel?> BrokenChannelAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var lastAnswer = await db.DeliveryAttempts
            .Where(attempt => attempt.Outcome == nameof(DeliveryOutcome.Accepted) || attempt.Outcome == nameof(DeliveryOutcome.Rejected))
            .MaxAsync(attempt => (long?)attempt.Id, cancellationToken) ?? 0;
        var tries = await db.DeliveryAttempts.AsNoTracking().Where(attempt => attempt.Id > lastAnswer).OrderBy(attempt => attempt.Id).ToListAsync(cancellationToken);
        var broken = tries.Where(attempt => attempt.Outcome is nameof(DeliveryOutcome.Broken) or DeliveryOutcome.Broken.RefusedLogin).ToList();
        if (broken.Count == 0)
        {
            broken = [.. tries.Where(attempt => attempt.Detail != DeliveryOutcome.Deferred.Stopped)];
            if (broken.Select(attempt => attempt.OutboxId).Distinct().Count() < SeveralMails && broken.Count < ManyTries) return null;
        }

        return broken.Count == 0 ? null : new BrokenChannel(broken[0].At, broken[^1].Detail, broken[^1].Outcome == DeliveryOutcome.Broken.RefusedLogin);
    }

    private static async Task<IReadOnlyList<UndeliveredMail>> ReadAsync(MonitorDb db, IQueryable<OutboxRow> mails, CancellationToken cancellationToken)
    {
        var dead = await mails
            .OrderBy(mail => mail.Id)
            .Select(mail => new { mail.Id, mail.Recipient, mail.Subject, mail.CreatedAt, mail.Attempts, LastError = mail.BounceDetail ?? mail.LastError, CameBack = mail.BouncedAt != null })
            .ToListAsync(cancellationToken);
        if (dead.Count == 0) return [];

        var ids = dead.Select(mail => (long?)mail.Id).ToList();
        var alerts = (await db.Notices
                .Where(notice => ids.Contains(notice.OutboxId) && notice.Transition != null)
                .Select(notice => new { notice.OutboxId, notice.Transition!.Alert!.Number })
                .ToListAsync(cancellationToken))
            .ToLookup(row => row.OutboxId!.Value, row => row.Number);
        var stopped = (await db.AddressMarks.AsNoTracking().Where(mark => mark.LiftedAt == null).Select(mark => mark.Address).ToListAsync(cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. dead.Select(mail => new UndeliveredMail(
            mail.Id, mail.Recipient, mail.Subject, [.. alerts[mail.Id].Distinct().Order(StringComparer.Ordinal)], mail.CreatedAt, mail.Attempts, mail.LastError)
        {
            CameBack = mail.CameBack,
            IsStopped = stopped.Contains(mail.Recipient),
        })];
    }
}
