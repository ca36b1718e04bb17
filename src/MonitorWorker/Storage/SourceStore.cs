using Microsoft.EntityFrameworkCore;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>How a source stands.</summary>
/// <param name="Episode">Counts how often it began to fail; part of the identity of what is told.</param>
/// <param name="FailingSince">Null while it works.</param>
/// <param name="LastError">The latest failure.</param>
/// <param name="LastGoodAt">When it was last read; null if never.</param>
public sealed record SourceState(string Name, int Episode, DateTimeOffset? FailingSince, string? LastError, DateTimeOffset? LastGoodAt)
{
    /// <summary>Of a source never asked before.</summary>
    public static SourceState New(string name) => new(name, 0, null, null, null);
}

/// <summary>The memory of sources: how each stands, and by what its last answer is known.</summary>
public sealed class SourceStore(MonitorStore store)
{
    public async Task<SourceState> LoadAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var row = await db.Troubles.AsNoTracking().SingleOrDefaultAsync(state => state.Name == name, cancellationToken);
        return row is null ? SourceState.New(name) : new SourceState(row.Name, row.Episode, row.FailingSince, row.LastError, row.LastGoodAt);
    }

    /// <summary>Checksums of the last two imports under a name, latest first; fewer where there were fewer.</summary>
    public async Task<IReadOnlyList<string>> LastChecksumsAsync(string fileName, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.ImportBatches
            .Where(batch => batch.File == fileName)
            .OrderByDescending(batch => batch.Id)
            .Select(batch => batch.Sha256)
            .Take(2)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Stores how a source stands now, and the mails that tell of the change, together: a kill loses and doubles none.</summary>
    /// <returns>False where another process has changed it since it was loaded: that one told.</returns>
    public async Task<bool> TryChangeAsync(
        SourceState before, SourceState after, IReadOnlyList<NewMail> mails, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        // Immediate: the write lock is taken before the state is read.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await db.Troubles.SingleOrDefaultAsync(state => state.Name == before.Name, cancellationToken);
        if ((row?.Episode ?? 0) != before.Episode || row?.FailingSince is null != before.FailingSince is null) return false;

        if (row is null) db.Add(row = new TroubleRow { Name = before.Name });
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
}
