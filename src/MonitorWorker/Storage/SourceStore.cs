using Microsoft.EntityFrameworkCore;

namespace MonitorWorker.Storage;

/// <summary>The memory of sources: by what the last answer of each is known.</summary>
public sealed class SourceStore(MonitorStore store)
{
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
}
