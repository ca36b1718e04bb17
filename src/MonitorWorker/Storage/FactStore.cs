using Microsoft.EntityFrameworkCore;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>Imports and the facts they brought. Facts are only ever added.</summary>
public sealed class FactStore(MonitorStore store)
{
    /// <summary>
    /// True where this very content has been imported before, under whatever name. What was refused whole is not known:
    /// it may be read after the configuration was mended, and is named each time it comes.
    /// </summary>
    public async Task<bool> KnowsAsync(string sha256, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await Known(db, sha256).AnyAsync(cancellationToken);
    }

    /// <summary>
    /// Stores one file's facts and problems in one transaction: all of it or, after a crash, none.
    /// </summary>
    /// <param name="keepFacts">False where the file is refused as a whole: then only its problems are kept.</param>
    /// <returns>False where another process stored the same content in the meantime.</returns>
    public async Task<bool> StoreAsync(FileReading reading, string sha256, DateTimeOffset now, bool keepFacts, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await Known(db, sha256).AnyAsync(cancellationToken)) return false;

        await db.RowProblems.Where(problem => db.ImportBatches.Any(old => old.Id == problem.BatchId && old.Sha256 == sha256)).ExecuteDeleteAsync(cancellationToken);
        await db.ImportBatches.Where(old => old.Sha256 == sha256).ExecuteDeleteAsync(cancellationToken);

        var batch = new ImportBatchRow
        {
            File = reading.File,
            Sha256 = sha256,
            ImportedAt = now,
            Accepted = keepFacts ? reading.Tables.Sum(table => table.Accepted) : 0,
            Refused = reading.Tables.Sum(table => table.Refused),
        };
        db.Add(batch);
        await db.SaveChangesAsync(cancellationToken);

        if (keepFacts) AddFacts(db, batch.Id, reading.Facts);
        db.AddRange(reading.Problems.Select(problem => new RowProblemRow
        {
            BatchId = batch.Id,
            Sheet = problem.Sheet,
            Row = problem.Row,
            Column = problem.Column,
            Value = problem.Value,
            Reason = problem.Reason,
            Expected = problem.Expected,
        }));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>All facts in force of the fiscal year of a day, in the order of their import.</summary>
    public async Task<BudgetFacts> LoadAsync(DateOnly asOf, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var batches = await BatchesAsync(db, cancellationToken);
        var inForce = db.ImportBatches.Where(batch => batch.State == ImportState.Imported).Select(batch => batch.Id);
        var year = await db.BudgetLines
            .Where(row => row.FiscalYear <= asOf.Year && inForce.Contains(row.BatchId))
            .MaxAsync(row => (int?)row.FiscalYear, cancellationToken);
        if (year is null) return new BudgetFacts([], [], [], []);

        return new BudgetFacts(
            [.. (await Read(db.BudgetLines.Where(row => row.FiscalYear == year))).Select(row => FactMapping.ToFact(row, batches))],
            [.. (await Read(db.Adjustments.Where(row => row.FiscalYear == year))).Select(row => FactMapping.ToFact(row, batches))],
            [.. (await Read(db.Executions.Where(row => row.FiscalYear == year))).Select(row => FactMapping.ToFact(row, batches))],
            [.. (await Read(db.StatedOutturns)).Where(row => row.Month.Year == year).Select(row => FactMapping.ToFact(row, batches))])
        {
            PlanPoints = [.. (await Read(db.SpendingPlan.Where(row => row.FiscalYear == year))).Select(row => FactMapping.ToFact(row, batches))],
            Indicators = [.. (await Read(db.Indicators.Where(row => row.FiscalYear == null || row.FiscalYear == year))).Select(row => FactMapping.ToFact(row, batches))],
            IndicatorReadings = [.. (await Read(db.IndicatorReadings)).Where(row => row.Month.Year == year).Select(row => FactMapping.ToFact(row, batches))],
            StatedFigures = [.. (await Read(db.StatedFigures)).Where(row => row.Month.Year == year).Select(row => FactMapping.ToFact(row, batches))],
            SheetTotals = [.. (await Read(db.SheetTotals)).Where(row => (row.FiscalYear ?? year) == year).Select(row => FactMapping.ToFact(row, batches))],
        };

        async Task<List<T>> Read<T>(IQueryable<T> rows)
            where T : StoredFactRow =>
            await rows.AsNoTracking().Where(row => inForce.Contains(row.BatchId)).OrderBy(row => row.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The address book: the latest row for each person in each role and place.</summary>
    public async Task<IReadOnlyList<Contact>> LoadContactsAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var batches = await BatchesAsync(db, cancellationToken);
        var rows = await db.Contacts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return
        [
            .. rows
                .Where(row => batches[row.BatchId].State == ImportState.Imported)
                .GroupBy(row => (row.Name, row.Role, row.EntityCode, row.Section, row.ProjectCode))
                .Select(same => FactMapping.ToFact(same.Last(), batches)),
        ];
    }

    /// <summary>Refused rows that nobody has mended yet, newest file first: those of the latest version of each file.</summary>
    public async Task<IReadOnlyList<(string File, RowProblem Problem)>> LoadProblemsAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var latest = db.ImportBatches.GroupBy(batch => batch.File).Select(versions => versions.Max(batch => batch.Id));
        var rows = await db.RowProblems.AsNoTracking()
            .Where(problem => latest.Contains(problem.BatchId))
            .Join(db.ImportBatches, problem => problem.BatchId, batch => batch.Id, (problem, batch) => new { problem, batch.File })
            .OrderByDescending(row => row.problem.BatchId)
            .ThenBy(row => row.problem.Id)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => (
                row.File,
                new RowProblem(row.problem.Sheet, row.problem.Row, row.problem.Column, row.problem.Value, row.problem.Reason, row.problem.Expected))),
        ];
    }

    private static IQueryable<ImportBatchRow> Known(MonitorDb db, string sha256) =>
        db.ImportBatches.Where(batch => batch.Sha256 == sha256 && (batch.Accepted > 0 || !db.RowProblems.Any(problem => problem.BatchId == batch.Id)));

    private static Task<Dictionary<long, ImportBatchRow>> BatchesAsync(MonitorDb db, CancellationToken cancellationToken) =>
        db.ImportBatches.AsNoTracking().ToDictionaryAsync(batch => batch.Id, cancellationToken);

    private static void AddFacts(MonitorDb db, long batch, ImportedFacts facts)
    {
        db.AddRange(facts.Lines.Select(fact => FactMapping.ToRow(fact, batch)));
        db.AddRange(facts.Adjustments.Select(fact => FactMapping.ToRow(fact, batch)));
        db.AddRange(facts.Executions.Select(fact => FactMapping.ToRow(fact, batch)));
        db.AddRange(facts.StatedOutturns.Select(fact => FactMapping.ToRow(fact, batch)));
        db.AddRange(facts.PlanPoints.Select(fact => FactMapping.ToRow(fact, batch)));
        db.AddRange(facts.Indicators.Select(fact => FactMapping.ToRow(fact, batch)));
        db.AddRange(facts.IndicatorReadings.Select(fact => FactMapping.ToRow(fact, batch)));
        db.AddRange(facts.StatedFigures.Select(fact => FactMapping.ToRow(fact, batch)));
        db.AddRange(facts.SheetTotals.Select(fact => FactMapping.ToRow(fact, batch)));
        db.AddRange(facts.Contacts.Select(fact => FactMapping.ToRow(fact, batch)));
    }
}
