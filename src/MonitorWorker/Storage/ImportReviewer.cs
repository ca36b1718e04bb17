using Microsoft.EntityFrameworkCore;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Import;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>
/// Compares an import with all that was known before it, inside its transaction. The database does the comparing, so that a
/// million rows need no more memory than ten.
/// </summary>
internal static class ImportReviewer
{
    private const int MostShown = 200;
    private const double LeastSlip = 5_000;
    private const double MostSlip = 20_000;
    private const string SameLine = "n.ProjectCode = o.ProjectCode AND n.EntityCode IS o.EntityCode AND n.Fund IS o.Fund";

    public static async Task<ImportReview> ReviewAsync(MonitorDb db, ImportBatchRow batch, FileReading reading, CancellationToken cancellationToken)
    {
        var held = await HeldAsync(db, batch, cancellationToken);
        var hasOthers = await db.ImportBatches.AnyAsync(other => other.Id != batch.Id && other.State == ImportState.Imported, cancellationToken);
        var changes = new List<(FigureChange Change, int Count)>();
        if (hasOthers)
        {
            changes.AddRange(await ChangesAsync(db, batch.Id, "执行", "Executions", "Cumulative", "FiscalYear, Month", "n.Month", cancellationToken));
            changes.AddRange(await ChangesAsync(db, batch.Id, "预算", "BudgetLines", "Original", "FiscalYear", "CAST(n.FiscalYear AS TEXT)", cancellationToken));
            changes.AddRange(await ChangesAsync(db, batch.Id, "全年预计", "StatedOutturns", "Outturn", "Month", "n.Month", cancellationToken));
        }

        // Alone in its years a file can only contradict itself, which was noticed while it was read.
        var steps = hasOthers && await HasOthersOfItsYearsAsync(db, batch.Id, cancellationToken) ? await StepsAsync(db, batch.Id, cancellationToken) : [.. reading.Falls];
        var beyond = await BeyondBudgetAsync(db, batch.Id, cancellationToken);
        var all = changes.Select(change => change.Change).ToList();
        return new ImportReview(
            [.. all.Take(MostShown)],
            changes.GroupBy(change => change.Change.Table).Sum(table => table.First().Count),
            [.. steps.Where(step => step.After < step.Before)],
            [.. beyond.Concat(all.Concat(steps).Where(IsSlip)).DistinctBy(change => (change.Table, change.Sheet, change.Row)).Take(MostShown)],
            held);
    }

    private static async Task<bool> HasOthersOfItsYearsAsync(MonitorDb db, long batch, CancellationToken cancellationToken)
    {
        var years = await db.Executions.Where(row => row.BatchId == batch).Select(row => row.FiscalYear).Distinct().ToListAsync(cancellationToken);
        return await db.Executions.AnyAsync(row => years.Contains(row.FiscalYear) && row.BatchId != batch, cancellationToken);
    }

    private static bool IsSlip(FigureChange change)
    {
        if (change.Before.Fen == 0 || change.After.Fen == 0) return false;
        var times = Math.Abs((double)change.After.Fen / change.Before.Fen);
        return times is >= LeastSlip and <= MostSlip or >= 1 / MostSlip and <= 1 / LeastSlip;
    }

    /// <summary>Figures that were told before, with another value now.</summary>
    private static async Task<IEnumerable<(FigureChange Change, int Count)>> ChangesAsync(
        MonitorDb db, long batch, string name, string table, string amount, string period, string shown, CancellationToken cancellationToken)
    {
        var same = string.Join(" AND ", period.Split(", ").Select(column => $"n.{column} = o.{column}"));
        // Of several earlier imports the latest counts: with MAX the other columns are those of its row.
#pragma warning disable EF1002 // The names are this class's own.
        var rows = await db.Database.SqlQueryRaw<ChangeRow>(
            $"""
            WITH o AS (
                SELECT f.ProjectCode, f.EntityCode, f.Fund, {string.Join(", ", period.Split(", ").Select(column => "f." + column))}, f.{amount} AS Amount, MAX(f.Id)
                FROM {table} f JOIN ImportBatches b ON b.Id = f.BatchId
                WHERE b.State = 'Imported' AND b.Id <> @batch
                GROUP BY 1, 2, 3, {string.Join(", ", period.Split(", ").Select((_, index) => 4 + index))})
            SELECT n.EntityCode, n.ProjectCode, n.Fund, {shown} AS Period, NULL AS BeforePeriod, o.Amount AS Before, n.{amount} AS After, n.Sheet, n.Row, COUNT(*) OVER () AS Count
            FROM {table} n JOIN o ON {SameLine} AND {same}
            WHERE n.BatchId = @batch AND n.{amount} <> o.Amount
            ORDER BY n.Id LIMIT {MostShown}
            """,
            new Microsoft.Data.Sqlite.SqliteParameter("@batch", batch)).ToListAsync(cancellationToken);
#pragma warning restore EF1002
        return rows.Select(row => (ToChange(row, name), row.Count));
    }

    /// <summary>Cumulative execution beside that of the month told before: where it falls, or leaps by the factor of a unit.</summary>
    private static async Task<List<FigureChange>> StepsAsync(MonitorDb db, long batch, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQueryRaw<ChangeRow>(
            $"""
            WITH years AS (SELECT DISTINCT FiscalYear FROM Executions WHERE BatchId = @batch),
            latest AS (
                SELECT f.FiscalYear, f.EntityCode, f.ProjectCode, f.Fund, f.Month, f.Cumulative, f.BatchId, f.Sheet, f.Row, MAX(f.Id)
                FROM Executions f JOIN ImportBatches b ON b.Id = f.BatchId
                WHERE (b.State = 'Imported' OR b.Id = @batch) AND f.FiscalYear IN years
                GROUP BY 1, 2, 3, 4, 5),
            steps AS (
                SELECT *, LAG(Cumulative) OVER line AS Before, LAG(Month) OVER line AS BeforePeriod, LAG(BatchId) OVER line AS BeforeBatch
                FROM latest WINDOW line AS (PARTITION BY FiscalYear, EntityCode, ProjectCode, Fund ORDER BY Month))
            SELECT EntityCode, ProjectCode, Fund, Month AS Period, BeforePeriod, Before, Cumulative AS After, Sheet, Row, 0 AS Count
            FROM steps
            WHERE (BatchId = @batch OR BeforeBatch = @batch)
                AND (Cumulative < Before OR ABS(Cumulative) > ABS(Before) * {LeastSlip} AND Before <> 0)
            ORDER BY Sheet, Row LIMIT {MostShown}
            """,
            new Microsoft.Data.Sqlite.SqliteParameter("@batch", batch)).ToListAsync(cancellationToken);
        return [.. rows.Select(row => ToChange(row, "执行"))];
    }

    /// <summary>Execution of a thousand times a project's whole budget is no overrun: one of the two is in another unit.</summary>
    private static async Task<List<FigureChange>> BeyondBudgetAsync(MonitorDb db, long batch, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQueryRaw<ChangeRow>(
            $"""
            WITH o AS (
                SELECT f.FiscalYear, f.ProjectCode, SUM(f.Original) AS Amount
                FROM BudgetLines f JOIN ImportBatches b ON b.Id = f.BatchId
                WHERE b.State = 'Imported' OR b.Id = @batch
                GROUP BY 1, 2)
            SELECT n.EntityCode, n.ProjectCode, n.Fund, n.Month AS Period, '年初预算' AS BeforePeriod, o.Amount AS Before, n.Cumulative AS After, n.Sheet, n.Row, 0 AS Count
            FROM o JOIN Executions n ON n.FiscalYear = o.FiscalYear AND n.ProjectCode = o.ProjectCode
            WHERE n.BatchId = @batch AND o.Amount > 0 AND n.Cumulative > o.Amount * 1000
            ORDER BY n.Id LIMIT {MostShown}
            """,
            new Microsoft.Data.Sqlite.SqliteParameter("@batch", batch)).ToListAsync(cancellationToken);
        return [.. rows.Select(row => ToChange(row, "执行"))];
    }

    private static async Task<string?> HeldAsync(MonitorDb db, ImportBatchRow batch, CancellationToken cancellationToken)
    {
        var newest = await NewestAsync(db, [batch.Id]);
        if (newest is not { } month) return null;

        var others = db.ImportBatches.Where(other => other.Id != batch.Id && other.State == ImportState.Imported).Select(other => other.Id);
        var hasBudget = await db.BudgetLines.AnyAsync(line => line.FiscalYear == month.Year && (line.BatchId == batch.Id || others.Contains(line.BatchId)), cancellationToken);
        return HeldMonth.Reason(newest, await NewestAsync(db, others), YearMonth.Of(DateOnly.FromDateTime(batch.ImportedAt.UtcDateTime)), hasBudget);

        async Task<YearMonth?> NewestAsync(MonitorDb of, IEnumerable<long> batches)
        {
            YearMonth?[] months =
            [
                await of.Executions.Where(row => batches.Contains(row.BatchId)).OrderByDescending(row => row.Month).Select(row => (YearMonth?)row.Month).FirstOrDefaultAsync(cancellationToken),
                await of.StatedOutturns.Where(row => batches.Contains(row.BatchId)).OrderByDescending(row => row.Month).Select(row => (YearMonth?)row.Month).FirstOrDefaultAsync(cancellationToken),
                await of.IndicatorReadings.Where(row => batches.Contains(row.BatchId)).OrderByDescending(row => row.Month).Select(row => (YearMonth?)row.Month).FirstOrDefaultAsync(cancellationToken),
            ];
            return months.Max();
        }
    }

    private static FigureChange ToChange(ChangeRow row, string table) =>
        new(table, row.EntityCode, row.ProjectCode, row.Fund, row.Period, row.BeforePeriod, new Money(row.Before), new Money(row.After), row.Sheet, row.Row);

    private sealed record ChangeRow(
        string? EntityCode, string ProjectCode, string? Fund, string Period, string? BeforePeriod, long Before, long After, string Sheet, int Row, int Count);
}
