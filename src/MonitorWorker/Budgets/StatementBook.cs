using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>A stated figure beside what the data give for it.</summary>
/// <param name="EntityCode">Whose figure it is: the entity that 填报单位 names, else the only one in the scope; null where that is not one.</param>
/// <param name="Recomputed">In fen, percent or items, exact; null where data are missing.</param>
/// <param name="Unknown">Why it cannot be recomputed, in words; null where it is.</param>
/// <param name="Tolerance">The difference that rounding alone can make.</param>
public sealed record RecomputedFigure(
    StatedFigure Figure, StatementKey Key, string? EntityCode, Fraction? Recomputed, string? Unknown, Fraction Tolerance)
{
    /// <summary>Stated − recomputed; null where that is unknown.</summary>
    public Fraction? Difference => Recomputed is { } recomputed ? Figure.Exact - recomputed : null;

    /// <summary>Null where it cannot be told.</summary>
    public bool? Agrees => Difference is { } difference ? difference.Abs() <= Tolerance : null;
}

/// <summary>A stated whole beside stated parts that divide it: disjoint scopes whose union is the whole's lines.</summary>
/// <param name="Parts">The parts that do not add to the whole, or, where all divisions add, any of them.</param>
/// <param name="Others">How many further sums of the same report a figure of this one spoils: one slip is one finding.</param>
public sealed record StatedTotal(RecomputedFigure Whole, IReadOnlyList<RecomputedFigure> Parts, bool Adds, int Others = 0)
{
    /// <summary>What the parts come to, in the measure of the whole.</summary>
    public Fraction Sum => Parts.Aggregate(Fraction.Zero, (sum, part) => sum + part.Figure.Exact);
}

/// <summary>All that was stated of one fiscal year up to a day, recomputed: each figure by itself, then the totals.</summary>
public sealed record StatementBook(IReadOnlyList<RecomputedFigure> Figures, IReadOnlyList<StatedTotal> Totals)
{
    /// <summary>Total rows of the sheets that are in force, each under a name that survives a corrected copy.</summary>
    public IReadOnlyList<(SheetTotalKey Key, SheetTotal Total)> SheetTotals { get; init; } = [];

    /// <summary>
    /// 1. of each statement the latest import counts, of one import every row; 2. each figure is recomputed from the
    /// budget as it stood at its own 截止月份; 3. within one report, figures that divide another are added up.
    /// </summary>
    public static StatementBook Build(BudgetFacts facts, DateOnly asOf)
    {
        var years = facts.Lines.Where(line => line.FiscalYear <= asOf.Year).Select(line => line.FiscalYear).ToHashSet();
        if (years.Count == 0) return new StatementBook([], []);

        var year = years.Max();
        var figures = new List<RecomputedFigure>();
        var totals = new List<StatedTotal>();
        foreach (var month in facts.StatedFigures.Where(figure => figure.Month.Year == year && figure.Month.LastDay <= asOf).GroupBy(figure => figure.Month).OrderBy(month => month.Key))
        {
            var recomputation = new Recomputation(PositionBook.OfMonth(facts, month.Key).Positions);
            var selected = InForce(month).Select(recomputation.Of).ToList();
            figures.AddRange(selected.Select(pair => pair.Figure));
            foreach (var report in selected.GroupBy(pair => (pair.Figure.Key.Document, pair.Figure.Key.ReportingUnit, pair.Figure.Key.Item)))
                totals.AddRange(StatedTotals.Of([.. report]));
        }

        return new StatementBook(figures, totals) { SheetTotals = [.. RowsInForce(facts.SheetTotals, year, asOf)] };
    }

    /// <summary>Of each file the latest version counts, also where the corrected copy has the name that a receipt gave it.</summary>
    private static IEnumerable<(SheetTotalKey Key, SheetTotal Total)> RowsInForce(IReadOnlyList<SheetTotal> totals, int year, DateOnly asOf) => totals
        .Where(total => (total.FiscalYear ?? year) == year && (total.Month is not { } month || month.LastDay <= asOf))
        .GroupBy(total => DocumentOf(total.Source.File))
        .SelectMany(document => document
            .Where(total => total.Batch == document.Max(other => other.Batch))
            .GroupBy(total => (total.Month, total.Source.Sheet, total.Column, total.Label))
            .SelectMany(same => same.OrderBy(total => total.Source.Row).Select((total, index) => (
                new SheetTotalKey(year, same.Key.Month, document.Key, same.Key.Sheet, same.Key.Column, same.Key.Label, index + 1), total))));

    private static string DocumentOf(string file)
    {
        const string ForCorrection = "-待更正";
        var stem = Path.GetFileNameWithoutExtension(file);
        return stem.EndsWith(ForCorrection, StringComparison.Ordinal) ? stem[..^ForCorrection.Length] : stem;
    }

    private static IEnumerable<(StatedFigure Figure, BudgetScope? Scope, StatementKey Key)> InForce(IEnumerable<StatedFigure> figures) => figures
        .Select(figure => (Figure: figure, Scope: BudgetScope.Parse(figure.Scope, out _)))
        .GroupBy(pair => (pair.Figure.Document, pair.Figure.ReportingUnit, Scope: pair.Scope?.ToString() ?? pair.Figure.Scope, pair.Figure.Item, pair.Figure.Denominator))
        .SelectMany(same => same
            .Where(pair => pair.Figure.Batch == same.Max(other => other.Figure.Batch))
            .Select((pair, index) => (pair.Figure, pair.Scope, new StatementKey(
                pair.Figure.Month.Year,
                pair.Figure.Month,
                same.Key.Document,
                same.Key.ReportingUnit ?? "",
                same.Key.Scope,
                same.Key.Item,
                same.Key.Denominator,
                index + 1))));
}
