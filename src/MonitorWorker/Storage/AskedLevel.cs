using Microsoft.EntityFrameworkCore;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>A level of disclosure that a row of 预算 asked for which was not taken over, so that no line holds it: rows of other tables may name its project all the same.</summary>
/// <param name="Batch">The import that read it.</param>
internal sealed record AskedLevel(long Batch, string ProjectCode, Disclosure Level)
{
    /// <summary>Of refused rows, one for each project.</summary>
    public static IEnumerable<AskedLevel> Of(IEnumerable<RowProblem> problems, long batch) => problems
        .Where(problem => problem.IsWithheld && !string.IsNullOrWhiteSpace(problem.Project))
        .GroupBy(problem => problem.Project!)
        .Select(project => new AskedLevel(batch, project.Key, project.Max(problem => problem.Asked)));

    /// <summary>Of lines that do not count: of a file that is refused as a whole, or held.</summary>
    public static async Task<IReadOnlyList<AskedLevel>> OfLinesAsync(IQueryable<BudgetLineRow> lines, CancellationToken cancellationToken) =>
    [
        .. (await lines.AsNoTracking().Where(line => line.Disclosure != Disclosure.Full).Select(line => new { line.BatchId, line.ProjectCode, line.Disclosure }).ToListAsync(cancellationToken))
            .Select(line => new AskedLevel(line.BatchId, line.ProjectCode, line.Disclosure)),
    ];

    /// <summary>All that are remembered, but of imports that were undone.</summary>
    public static async Task<IReadOnlyList<AskedLevel>> LoadAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        var undone = db.ImportBatches.Where(batch => batch.State == ImportState.Undone).Select(batch => batch.Id);
        var held = db.ImportBatches.Where(batch => batch.State == ImportState.Held).Select(batch => batch.Id);
        var rows = await db.RowProblems.AsNoTracking().Where(row => row.Reason == RowProblemRow.AskedLevel && !undone.Contains(row.BatchId)).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new AskedLevel(row.BatchId, row.Value!, Enum.Parse<Disclosure>(row.Expected))),
            .. await OfLinesAsync(db.BudgetLines.Where(line => held.Contains(line.BatchId)), cancellationToken),
        ];
    }

    public RowProblemRow ToRow() => new() { BatchId = Batch, Sheet = "", Column = "外发级别", Value = ProjectCode, Reason = RowProblemRow.AskedLevel, Expected = Level.ToString() };
}
