using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>Mails that wait because of what a server said of another one.</summary>
/// <param name="Domain">That they go to; null is every mail.</param>
/// <param name="At">When it was said.</param>
/// <param name="Until">When the one that was refused is tried again.</param>
public sealed record Hold(string? Domain, DateTimeOffset At, DateTimeOffset Until, string Detail);

/// <summary>Logins that were refused, one after the other, since the server last took or refused a mail.</summary>
/// <param name="Detail">The last answer, which names the login.</param>
public sealed record RefusedLogins(int Count, DateTimeOffset LastAt, string Detail);

/// <summary>What earlier tries mean for the next ones. Read from the tries themselves, so that a new process, and one beside it, knows it too.</summary>
public sealed class SendingHistory(MonitorStore store)
{
    private static readonly string _domain = DeliveryOutcome.Deferred.NameOf(DeferralScope.Domain);
    private static readonly string _server = DeliveryOutcome.Deferred.NameOf(DeferralScope.Server);
    private static readonly string _provider = DeliveryOutcome.Deferred.NameOf(DeferralScope.Provider);

    /// <summary>
    /// What waits now. A mail whose last answer reached beyond itself holds the others back until it is due again; a person who has it tried at
    /// once ends that too.
    /// </summary>
    /// <param name="since">A server that could not be used before counts no more: somebody has started the program again, perhaps because it is mended.</param>
    public async Task<IReadOnlyList<Hold>> LoadHoldsAsync(DateTimeOffset now, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        string[] lasting = [_domain, _provider], passing = [_server, nameof(DeliveryOutcome.Broken)];
        var waiting = await db.DeliveryAttempts.AsNoTracking()
            .Where(attempt => lasting.Contains(attempt.Outcome) || (passing.Contains(attempt.Outcome) && attempt.At >= since))
            .Join(db.Outbox.Where(mail => mail.State == OutboxState.Deferred && mail.NextAttempt > now), attempt => attempt.OutboxId, mail => mail.Id, (attempt, mail) => new { attempt, mail.Recipient, mail.NextAttempt })
            .Where(row => !db.DeliveryAttempts.Any(later => later.OutboxId == row.attempt.OutboxId && later.Id > row.attempt.Id))
            .Select(row => new { row.attempt.Outcome, row.attempt.At, row.attempt.Detail, row.Recipient, Until = row.NextAttempt!.Value })
            .ToListAsync(cancellationToken);
        return [.. waiting.Select(row => new Hold(row.Outcome == _domain ? DomainOf(row.Recipient) : null, row.At, row.Until, row.Detail))];
    }

    /// <summary>Null where the last login was not refused.</summary>
    public async Task<RefusedLogins?> LoadRefusedLoginsAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var last = await db.DeliveryAttempts.AsNoTracking()
            .Where(attempt => attempt.Outcome == DeliveryOutcome.Broken.RefusedLogin)
            .OrderByDescending(attempt => attempt.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is null) return null;
        var answers = Answers(db);
        if (await answers.AnyAsync(attempt => attempt.Id > last.Id, cancellationToken)) return null;
        var before = await answers.MaxAsync(attempt => (long?)attempt.Id, cancellationToken) ?? 0;
        var count = await db.DeliveryAttempts.CountAsync(attempt => attempt.Id > before && attempt.Outcome == DeliveryOutcome.Broken.RefusedLogin, cancellationToken);
        return new RefusedLogins(count, last.At, last.Detail);
    }

    /// <summary>How often in a row the server could not be used, whichever mail was tried.</summary>
    public async Task<int> CountServerFailuresAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var before = await Answers(db).MaxAsync(attempt => (long?)attempt.Id, cancellationToken) ?? 0;
        string[] failures = [_server, _provider, nameof(DeliveryOutcome.Broken)];
        return await db.DeliveryAttempts.CountAsync(attempt => attempt.Id > before && failures.Contains(attempt.Outcome), cancellationToken);
    }

    /// <summary>Mails that went to the server since a time, oldest first; tries that never reached it count for no limit.</summary>
    public async Task<IReadOnlyList<(string Recipient, DateTimeOffset At)>> LoadTriesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        string[] none = [_server, nameof(DeliveryOutcome.Broken), DeliveryOutcome.Broken.RefusedLogin, OutboxActs.RetriedByHand];
        var tries = new List<(string Recipient, DateTimeOffset At)>();
        // Backwards by number: times have no index, and all but the last day is passed over.
        await foreach (var attempt in db.DeliveryAttempts.AsNoTracking()
            .Where(attempt => !none.Contains(attempt.Outcome))
            .OrderByDescending(attempt => attempt.Id)
            .Join(db.Outbox, attempt => attempt.OutboxId, mail => mail.Id, (attempt, mail) => new { attempt.Id, attempt.At, mail.Recipient })
            .OrderByDescending(attempt => attempt.Id)
            .AsAsyncEnumerable()
            .WithCancellation(cancellationToken))
        {
            if (attempt.At < since) break;
            tries.Add((attempt.Recipient, attempt.At));
        }

        tries.Reverse();
        return tries;
    }

    /// <summary>From when on the lifetime of a mail counts: it was written, or a person had it tried again.</summary>
    public async Task<DateTimeOffset> BeginAsync(long id, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var retried = await db.DeliveryAttempts.AsNoTracking()
            .Where(attempt => attempt.OutboxId == id && attempt.Outcome == OutboxActs.RetriedByHand)
            .OrderByDescending(attempt => attempt.Id)
            .Select(attempt => (DateTimeOffset?)attempt.At)
            .FirstOrDefaultAsync(cancellationToken);
        return retried ?? createdAt;
    }

    /// <summary>Gives up what has waited for longer than its lifetime, tried or not: while no mail can leave, none is claimed that could find out.</summary>
    /// <returns>How many.</returns>
    public async Task<int> GiveUpAsync(DateTimeOffset limit, DateTimeOffset now, string detail, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ids = await db.Outbox
            .Where(mail => (mail.State == OutboxState.Queued || mail.State == OutboxState.Deferred) && mail.CreatedAt <= limit)
            .Where(mail => !db.DeliveryAttempts.Any(attempt => attempt.OutboxId == mail.Id && attempt.Outcome == OutboxActs.RetriedByHand && attempt.At > limit))
            .Select(mail => mail.Id)
            .ToListAsync(cancellationToken);
        if (ids.Count == 0) return 0;
        await GiveUpAsync(db, ids, now, detail, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ids.Count;
    }

    /// <summary>
    /// Gives up, without a try, what is due to an address at which mails do not arrive: who waits for it is told at once. A test mail goes, since it may show that
    /// they arrive again; so does what a person has had tried since.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> GiveUpMarkedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var marks = await db.AddressMarks.AsNoTracking().Where(mark => mark.LiftedAt == null).OrderBy(mark => mark.Id).ToListAsync(cancellationToken);
        if (marks.Count == 0) return 0;
        var count = 0;
        // The write lock is taken before the mails are read.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var mark in marks)
        {
            var ids = await db.Outbox
                .Where(mail => (mail.State == OutboxState.Queued || mail.State == OutboxState.Deferred) && mail.NextAttempt <= now && mail.Kind != MailKind.Test)
                .Where(mail => EF.Functions.Collate(mail.Recipient, "NOCASE") == mark.Address)
                .Where(mail => !db.DeliveryAttempts.Any(attempt => attempt.OutboxId == mail.Id && attempt.Outcome == OutboxActs.RetriedByHand && attempt.At >= mark.LastAt))
                .Select(mail => mail.Id)
                .ToListAsync(cancellationToken);
            if (ids.Count == 0) continue;
            var detail = string.Create(CultureInfo.InvariantCulture, $"not sent: mails to this address have come back since {mark.Since.UtcDateTime:yyyy-MM-dd} ({mark.Detail})");
            await GiveUpAsync(db, ids, now, detail, cancellationToken);
            count += ids.Count;
        }

        await transaction.CommitAsync(cancellationToken);
        return count;
    }

    /// <summary>What follows the @, in lower case.</summary>
    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    private static async Task GiveUpAsync(MonitorDb db, IReadOnlyList<long> ids, DateTimeOffset now, string detail, CancellationToken cancellationToken)
    {
        await db.Outbox.Where(mail => ids.Contains(mail.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.State, OutboxState.Dead).SetProperty(mail => mail.NextAttempt, (DateTimeOffset?)null).SetProperty(mail => mail.LastError, detail), cancellationToken);
        await OutboxStore.AuditAsync(db, ids, AuditEvent.Undelivered, entry => entry with { At = now, Detail = detail }, cancellationToken);
    }

    /// <summary>Tries that show that the channel works: the server judged a mail.</summary>
    private static IQueryable<DeliveryAttemptRow> Answers(MonitorDb db) => db.DeliveryAttempts
        .Where(attempt => attempt.Outcome == nameof(DeliveryOutcome.Accepted) || attempt.Outcome == nameof(DeliveryOutcome.Rejected)
            || attempt.Outcome == nameof(DeliveryOutcome.Deferred) || attempt.Outcome == _domain || attempt.Outcome == nameof(DeliveryOutcome.Oversized));
}
