using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Calendar;
using MonitorWorker.Import;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>A receipt that no mail tells yet.</summary>
/// <param name="Entities">Entity codes that the file's rows name.</param>
/// <param name="Projects">Project codes of rows that name no entity.</param>
/// <param name="Newest">Newest month of execution in the file; null where it holds none.</param>
public sealed record PendingReceipt(
    long Batch, ReceiptContent Content, string? MarkedName, byte[]? Marked, IReadOnlyList<string> Entities, IReadOnlyList<string> Projects, YearMonth? Newest)
{
    /// <summary>Project codes of all that was read of it.</summary>
    public IReadOnlySet<string> AllProjects { get; init; } = new HashSet<string>();
}

/// <summary>Receipts between the import that owes them and the mails that tell them.</summary>
public sealed class ReceiptStore(MonitorStore store)
{
    private const int MostProjects = 1000;

    /// <summary>In the order of their imports.</summary>
    public async Task<IReadOnlyList<PendingReceipt>> LoadPendingAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var pending = new List<PendingReceipt>();
        foreach (var row in await db.Receipts.AsNoTracking().Where(receipt => receipt.ComposedAt == null).OrderBy(receipt => receipt.BatchId).ToListAsync(cancellationToken))
            pending.Add(await ReadAsync(db, row, cancellationToken));
        return pending;
    }

    /// <summary>That of the newest import, told or not; null where there is none. Once it is told, its marked copy is in the mails alone.</summary>
    public async Task<PendingReceipt?> LoadNewestAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.Receipts.AsNoTracking().OrderByDescending(receipt => receipt.BatchId).FirstOrDefaultAsync(cancellationToken) is { } row ? await ReadAsync(db, row, cancellationToken) : null;
    }

    private static async Task<PendingReceipt> ReadAsync(MonitorDb db, ReceiptRow row, CancellationToken cancellationToken)
    {
        var lines = db.BudgetLines.Where(fact => fact.BatchId == row.BatchId);
        var executions = db.Executions.Where(fact => fact.BatchId == row.BatchId);
        return new PendingReceipt(
            row.BatchId,
            JsonSerializer.Deserialize<ReceiptContent>(row.Content, StoredJson.Options)!,
            row.MarkedName,
            row.Marked,
            await lines.Select(fact => fact.EntityCode).Concat(executions.Where(fact => fact.EntityCode != null).Select(fact => fact.EntityCode!)).Distinct().ToListAsync(cancellationToken),
            await executions.Where(fact => fact.EntityCode == null).Select(fact => fact.ProjectCode).Distinct().Take(MostProjects).ToListAsync(cancellationToken),
            await executions.OrderByDescending(fact => fact.Month).Select(fact => (YearMonth?)fact.Month).FirstOrDefaultAsync(cancellationToken))
        {
            AllProjects = (await Codes(db.BudgetLines).Union(Codes(db.Adjustments)).Union(Codes(db.Executions)).Union(Codes(db.StatedOutturns)).Union(Codes(db.SpendingPlan))
                .Union(db.Indicators.Where(fact => fact.BatchId == row.BatchId).Select(fact => fact.ProjectCode))
                .Union(db.IndicatorReadings.Where(fact => fact.BatchId == row.BatchId).Select(fact => fact.ProjectCode))
                .ToListAsync(cancellationToken)).ToHashSet(),
        };

        IQueryable<string> Codes<T>(IQueryable<T> facts)
            where T : FactRow => facts.Where(fact => fact.BatchId == row.BatchId).Select(fact => fact.ProjectCode);
    }

    /// <summary>Stores the mails of a receipt and that it is told, together.</summary>
    /// <returns>False where another process did so first.</returns>
    public async Task<bool> TryTellAsync(long batch, IReadOnlyList<NewMail> mails, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await db.Receipts.SingleOrDefaultAsync(receipt => receipt.BatchId == batch && receipt.ComposedAt == null, cancellationToken);
        if (row is null) return false;

        row.ComposedAt = now;
        // The copy is in the mails now.
        row.Marked = null;
        db.AddRange(mails.Select(mail => OutboxStore.ToRow(mail, now)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
