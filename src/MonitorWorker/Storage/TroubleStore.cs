using Microsoft.EntityFrameworkCore;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>How something stands that the program needs.</summary>
/// <param name="Kind">One of <see cref="Notifications.TroubleKind"/>.</param>
/// <param name="Episode">Counts how often it began to fail; part of the identity of what is told.</param>
/// <param name="FailingSince">Null while it works.</param>
/// <param name="LastError">The latest failure.</param>
/// <param name="LastGoodAt">When a source was last read; null if never.</param>
/// <param name="ToldAt">When the administrators were last mailed of a change; null if never.</param>
public sealed record TroubleState(
    string Kind, string Name, int Episode, DateTimeOffset? FailingSince, string? LastError, DateTimeOffset? LastGoodAt, DateTimeOffset? ToldAt)
{
    /// <summary>Of what never failed.</summary>
    public static TroubleState New(string kind, string name) => new(kind, name, 0, null, null, null, null);
}

/// <summary>The memory of troubles: what fails, since when, and what has been told of it.</summary>
public sealed class TroubleStore(MonitorStore store)
{
    public async Task<TroubleState> LoadAsync(string kind, string name, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var row = await db.Troubles.AsNoTracking().SingleOrDefaultAsync(state => state.Kind == kind && state.Name == name, cancellationToken);
        return row is null ? TroubleState.New(kind, name) : ToState(row);
    }

    /// <summary>What fails now, oldest first.</summary>
    /// <param name="kind">Null is all kinds.</param>
    public async Task<IReadOnlyList<TroubleState>> LoadOpenAsync(string? kind, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var rows = await db.Troubles.AsNoTracking().Where(row => row.FailingSince != null && (kind == null || row.Kind == kind)).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.FailingSince).ThenBy(row => row.Id).Select(ToState)];
    }

    /// <summary>Stores how something stands now, and the mails that tell of the change, together: a kill loses and doubles none.</summary>
    /// <returns>False where another process has changed it since it was loaded: that one told.</returns>
    public async Task<bool> TryChangeAsync(
        TroubleState before, TroubleState after, IReadOnlyList<NewMail> mails, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        // Immediate: the write lock is taken before the state is read.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await db.Troubles.SingleOrDefaultAsync(state => state.Kind == before.Kind && state.Name == before.Name, cancellationToken);
        if ((row?.Episode ?? 0) != before.Episode || row?.FailingSince is null != before.FailingSince is null) return false;

        if (row is null) db.Add(row = new TroubleRow { Kind = before.Kind, Name = before.Name });
        row.Episode = after.Episode;
        row.FailingSince = after.FailingSince;
        row.LastError = after.LastError;
        row.LastGoodAt = after.LastGoodAt;
        if (mails.Count > 0) row.ToldAt = now;
        db.AddRange(mails.Select(mail => OutboxStore.ToRow(mail, now)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends the troubles of what the configuration has no more: nobody waits for them to work again. Returns how many.</summary>
    /// <param name="names">What there still is of the kind.</param>
    public async Task<int> ForgetAsync(string kind, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var gone = db.Troubles.Where(row => row.Kind == kind && row.FailingSince != null && !names.Contains(row.Name));
        // Usually there is none, and a long import need not be waited for.
        return !await gone.AnyAsync(cancellationToken) ? 0 : await gone.ExecuteUpdateAsync(set => set.SetProperty(row => row.FailingSince, (DateTimeOffset?)null), cancellationToken);
    }

    private static TroubleState ToState(TroubleRow row) =>
        new(row.Kind, row.Name, row.Episode, row.FailingSince, row.LastError, row.LastGoodAt, row.ToldAt);
}
