using Microsoft.EntityFrameworkCore;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Notifications;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>Imports and the facts they brought. Facts are only ever added.</summary>
public sealed class FactStore(MonitorStore store)
{
    /// <summary>In KiB, negative: what a long import changes should not be written twice.</summary>
    private const string LargeCache = "PRAGMA cache_size = -65536";

    /// <summary>
    /// True where this very content has been imported before, under whatever name. What was refused whole is not known:
    /// it may be read after the configuration was mended, and is named each time it comes. What was undone is known, and
    /// does not come back by itself.
    /// </summary>
    public async Task<bool> KnowsAsync(string sha256, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await Known(db, sha256).AnyAsync(cancellationToken);
    }

    /// <summary>Begins to store one file. Until the writer commits, nothing of it is there.</summary>
    /// <param name="again">True reads a content again that was undone: a person asks for it by name.</param>
    /// <returns>Null where the content is known, also where another process stored it in the meantime.</returns>
    public async Task<ImportWriter?> BeginAsync(string file, string sha256, DateTimeOffset now, bool again, CancellationToken cancellationToken)
    {
        var db = store.Context();
        try
        {
            // Immediate: the write lock is taken before the batches are read.
            var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await Known(db, sha256).AnyAsync(batch => !again || batch.State != ImportState.Undone, cancellationToken))
            {
                await db.DisposeAsync();
                return null;
            }

            await db.Database.ExecuteSqlRawAsync(LargeCache, cancellationToken);
            await db.ImportBatches.Where(old => old.Sha256 == sha256).ExecuteDeleteAsync(cancellationToken);
            return await ImportWriter.BeginAsync(db, transaction, new ImportBatchRow { File = file, Sha256 = sha256, ImportedAt = now }, cancellationToken);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>All facts in force of the fiscal year of a day, in the order of their import, and what was spent the year before.</summary>
    public async Task<BudgetFacts> LoadAsync(DateOnly asOf, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var origins = await OriginsAsync(db, cancellationToken);
        var inForce = db.ImportBatches.Where(batch => batch.State == ImportState.Imported).Select(batch => batch.Id);
        var year = await db.BudgetLines
            .Where(row => row.FiscalYear <= asOf.Year && inForce.Contains(row.BatchId))
            .MaxAsync(row => (int?)row.FiscalYear, cancellationToken);
        if (year is null) return new BudgetFacts([], [], [], []);

        var lines = await Read(db.BudgetLines.Where(row => row.FiscalYear == year), FactMapping.ToFact);
        return new BudgetFacts(
            lines,
            await Read(db.Adjustments.Where(row => row.FiscalYear == year), FactMapping.ToFact),
            await Read(db.Executions.Where(row => row.FiscalYear == year), FactMapping.ToFact),
            await Read(db.StatedOutturns, FactMapping.ToFact, row => row.Month.Year == year))
        {
            PlanPoints = await Read(db.SpendingPlan.Where(row => row.FiscalYear == year), FactMapping.ToFact),
            Indicators = await Read(db.Indicators.Where(row => row.FiscalYear == null || row.FiscalYear == year), FactMapping.ToFact),
            IndicatorReadings = await Read(db.IndicatorReadings, FactMapping.ToFact, row => row.Month.Year == year),
            StatedFigures = await Read(db.StatedFigures, FactMapping.ToFact, row => row.Month.Year == year),
            LastYear = await Read(db.Executions.Where(row => row.FiscalYear == year - 1), FactMapping.ToFact),
            EarlierProjects = lines.Any(line => line.FormerProjectCode is not null) ? await EarlierAsync(year.Value) : null,
            SheetTotals = await Read(db.SheetTotals, FactMapping.ToFact, row => (row.FiscalYear ?? year) == year),
            MonitoringTasks = await Read(db.MonitoringTasks, FactMapping.ToFact, row => row.Month.Year == year),
        };

        async Task<IReadOnlySet<string>?> EarlierAsync(int before)
        {
            var codes = await db.BudgetLines.Where(row => row.FiscalYear < before && inForce.Contains(row.BatchId)).Select(row => row.ProjectCode).Distinct().ToListAsync(cancellationToken);
            return codes.Count == 0 ? null : codes.ToHashSet();
        }

        // Row by row: a province's rows and its facts need not be in memory at the same time.
        async Task<IReadOnlyList<TFact>> Read<TRow, TFact>(IQueryable<TRow> rows, Func<TRow, FactOrigins, TFact> toFact, Func<TRow, bool>? isOfYear = null)
            where TRow : StoredFactRow
        {
            var facts = new List<TFact>();
            var ordered = rows.AsNoTracking().Where(row => inForce.Contains(row.BatchId)).OrderBy(row => row.Id);
            await foreach (var row in ordered.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (isOfYear is null || isOfYear(row)) facts.Add(toFact(row, origins));
            }

            return facts;
        }
    }

    /// <summary>The projects of which not everything may leave the store, by all budgets in force; one quick question where there are none.</summary>
    public async Task<WithheldProjects> LoadWithheldAsync(DisclosurePolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        await using var db = store.Context();
        var inForce = db.ImportBatches.Where(batch => batch.State == ImportState.Imported).Select(batch => batch.Id);
        var rows = db.BudgetLines.AsNoTracking().Where(row => inForce.Contains(row.BatchId));
        var asked = await AskedLevel.LoadAsync(db, cancellationToken);
        if (!policy.LimitsProjects && asked.Count == 0 && !await rows.AnyAsync(row => row.Disclosure != Disclosure.Full, cancellationToken)) return WithheldProjects.None;

        var origins = await OriginsAsync(db, cancellationToken);
        return new WithheldProjects([.. (await rows.OrderBy(row => row.Id).ToListAsync(cancellationToken)).Select(row => FactMapping.ToFact(row, origins))], policy, [.. asked.Select(level => (level.Batch, level.ProjectCode, level.Level))]);
    }

    /// <summary>
    /// The address book: the latest row for each person in each role and place. An office that was handed over stays handed over when an older book is read again, until the
    /// book itself says otherwise: by a 离任日期, or a 任职起始日期 that is not before the hand-over.
    /// </summary>
    public async Task<IReadOnlyList<Contact>> LoadContactsAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var origins = await OriginsAsync(db, cancellationToken);
        var rows = await db.Contacts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var bounced = (await db.AddressMarks.AsNoTracking().Where(mark => mark.LiftedAt == null).Select(mark => mark.Address).ToListAsync(cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. rows
                .Where(row => origins.Batch(row.BatchId).State == ImportState.Imported)
                .GroupBy(row => (row.Name, row.Role, row.EntityCode, row.Section, row.ProjectCode))
                .Select(same => Latest([.. same], origins))
                .Select(contact => bounced.Count == 0 ? contact : contact with { Bounced = [.. contact.Addresses.Where(bounced.Contains)] }),
        ];
    }

    private static Contact Latest(List<ContactRow> same, FactOrigins origins)
    {
        var contact = FactMapping.ToFact(same[^1], origins);
        return contact.Until is null
            && same.FindLast(row => origins.Batch(row.BatchId).File.StartsWith(PeopleStore.BatchName, StringComparison.Ordinal)) is { Until: { } left }
            && !(contact.From >= left) ? contact with { Until = left } : contact;
    }

    /// <summary>The monitoring tasks in force, of all years, by deadline.</summary>
    public async Task<IReadOnlyList<MonitoringTask>> LoadTasksAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var rows = await db.MonitoringTasks.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        if (rows.Count == 0) return [];

        var origins = await OriginsAsync(db, cancellationToken);
        var inForce = rows.Where(row => origins.Batch(row.BatchId).State == ImportState.Imported).Select(row => FactMapping.ToFact(row, origins));
        return [.. MonitoringTask.Latest(inForce).OrderBy(task => task.Deadline).ThenBy(task => task.DocumentNumber, StringComparer.Ordinal)];
    }

    /// <summary>Refused rows that nobody has mended yet, newest file first: those of the latest version of each file.</summary>
    public async Task<IReadOnlyList<(string File, RowProblem Problem)>> LoadProblemsAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var latest = db.ImportBatches.Where(batch => batch.State != ImportState.Undone).GroupBy(batch => batch.File).Select(versions => versions.Max(batch => batch.Id));
        var rows = await db.RowProblems.AsNoTracking()
            .Where(problem => latest.Contains(problem.BatchId) && problem.Reason != RowProblemRow.AskedLevel)
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

    private static async Task<FactOrigins> OriginsAsync(MonitorDb db, CancellationToken cancellationToken) =>
        new(await db.ImportBatches.AsNoTracking().ToDictionaryAsync(batch => batch.Id, cancellationToken));
}
