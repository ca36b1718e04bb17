using System.Numerics;
using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>A recomputed figure with the lines that its scope holds, as a set of bits; null where that cannot be told.</summary>
internal sealed record SelectedFigure(RecomputedFigure Figure, BudgetScope? Scope, BigInteger? Lines);

/// <summary>Recomputes stated figures from the positions of one month.</summary>
internal sealed class Recomputation(IReadOnlyList<BudgetPosition> positions)
{
    private readonly List<(BudgetPosition Position, BudgetLine Line)> _lines =
        [.. positions.SelectMany(position => position.Lines.DistinctBy(line => line.Fund).Select(line => (position, line)))];

    public SelectedFigure Of((StatedFigure Figure, BudgetScope? Scope, StatementKey Key) stated)
    {
        var (figure, scope, key) = stated;
        if (scope is null) return Unknown("口径不能识别", null);

        var chosen = BigInteger.Zero;
        var undecided = 0;
        var unit = UnitOf(figure);
        for (var index = 0; index < _lines.Count; index++)
        {
            // What a unit states is of itself and of those below it, whose codes begin with its own.
            if (unit is not null && !_lines[index].Line.EntityCode.StartsWith(unit, StringComparison.Ordinal)) continue;
            var holds = scope.Holds(_lines[index].Line);
            if (holds == true) chosen |= BigInteger.One << index;
            if (holds is null) undecided++;
        }

        if (undecided > 0) return Unknown($"预算表有{undecided}行没有填口径所用的列（{scope.Columns}），不知道是否在口径之内", null);

        var lines = _lines.Where((_, index) => !(chosen >> index).IsEven).ToList();
        var (recomputed, parts, reason) = Recompute(figure, lines);
        return new SelectedFigure(
            new RecomputedFigure(figure, key, EntityOf(figure, lines), recomputed, reason, Tolerance(figure, parts)), scope, chosen);

        SelectedFigure Unknown(string why, BigInteger? set) =>
            new(new RecomputedFigure(figure, key, EntityOf(figure, []), null, why, figure.HalfLastPlace), scope, set);
    }

    /// <summary>
    /// A figure is right when it is the data's at its own precision. A sum may be off by half a unit of the last place for each
    /// part, since offices add what they have rounded, and by one more half for itself. A count is exact.
    /// </summary>
    private static Fraction Tolerance(StatedFigure figure, int parts) => figure.Item.Measure() switch
    {
        StatedMeasure.Count => Fraction.Zero,
        StatedMeasure.Amount when parts > 1 => figure.HalfLastPlace * (parts + 1),
        _ => figure.HalfLastPlace,
    };

    private static (Fraction? Value, int Parts, string? Unknown) Recompute(StatedFigure figure, List<(BudgetPosition Position, BudgetLine Line)> lines)
    {
        if (figure.Item.Measure() != StatedMeasure.Percent) return Sum(figure.Item, lines);

        var (above, _, missing) = Sum(figure.Item == StatedItem.Rate ? StatedItem.Executed : StatedItem.Outturn, lines);
        if (above is not { } part) return (null, 0, missing);
        var denominator = figure.Denominator ?? StatedItem.Revised;
        var (below, _, unknown) = Sum(denominator, lines);
        if (below is not { } whole) return (null, 0, unknown);
        return whole > Fraction.Zero
            ? (part / whole * 100, 1, null)
            : (null, 0, $"分母（{denominator.Name()}）不大于零，没有比率可言");
    }

    private static (Fraction? Value, int Parts, string? Unknown) Sum(StatedItem item, List<(BudgetPosition Position, BudgetLine Line)> lines)
    {
        var units = lines.GroupBy(pair => pair.Position, pair => pair.Line, ReferenceEqualityComparer.Instance)
            .Select(unit => (Position: (BudgetPosition)unit.Key!, Lines: unit.ToList())).ToList();

        var twice = units.Where(unit => unit.Position.Lines.DistinctBy(line => line.Fund).Count() < unit.Position.Lines.Count).ToList();
        if (twice.Count > 0) return (null, 0, $"有{twice.Count}个项目的年初预算数给了两次（{Names(twice)}）");

        if (item == StatedItem.Original)
        {
            var originals = lines.Select(pair => pair.Line.Original).Where(amount => amount != Money.Zero).ToList();
            return (Add(originals), originals.Count, null);
        }

        var divided = units.Where(unit => unit.Lines.Count < unit.Position.Lines.Count).ToList();
        if (divided.Count > 0) return (null, 0, $"有{divided.Count}个项目的数据没有分资金来源（{Names(divided)}）");

        switch (item)
        {
            case StatedItem.Projects:
                return (Projects(units.Where(unit => unit.Position.HasMoney)), 1, null);
            case StatedItem.AddedProjects:
                return (units
                    .GroupBy(unit => (unit.Position.Key.EntityCode, unit.Position.Key.ProjectCode))
                    .Count(project => project.All(unit => unit.Position.Original == Money.Zero) && project.Any(unit => unit.Position.Adjusted > Money.Zero)), 1, null);
        }

        var missing = units.Where(unit => Amount(item, unit.Position) is null).ToList();
        if (missing.Count > 0)
            return (null, 0, $"口径内有{missing.Count}个项目没有{item.Name()}（{Names(missing)}）");

        var amounts = units.Select(unit => Amount(item, unit.Position)!.Value).Where(amount => amount != Money.Zero).ToList();
        return (Add(amounts), amounts.Count, null);
    }

    /// <summary>A line that has no money by then, and of which nothing is told, adds nothing.</summary>
    private static Money? Amount(StatedItem item, BudgetPosition position) => item switch
    {
        StatedItem.Adjusted => position.Adjusted,
        StatedItem.Revised => position.Revised,
        StatedItem.Executed => position.Executed ?? (position.HasMoney ? null : Money.Zero),
        _ => position.StatedOutturn ?? (position.HasMoney ? null : Money.Zero),
    };

    private static int Projects(IEnumerable<(BudgetPosition Position, List<BudgetLine> Lines)> units) =>
        units.DistinctBy(unit => (unit.Position.Key.EntityCode, unit.Position.Key.ProjectCode)).Count();

    private static Fraction Add(List<Money> amounts) => amounts.Aggregate(Fraction.Zero, (sum, amount) => sum + amount.ToFraction());

    private static string Names(List<(BudgetPosition Position, List<BudgetLine> Lines)> units) =>
        string.Join("、", units.Take(3).Select(unit => unit.Position.ProjectName)) + (units.Count > 3 ? "等" : "");

    /// <returns>单位编码 of the entity that stated it; null where none is named, or somebody who has no budget of his own.</returns>
    private string? UnitOf(StatedFigure figure) => figure.ReportingUnit is { } unit
        && _lines.Find(pair => pair.Line.EntityName == unit || pair.Line.EntityCode == unit).Line is { EntityCode.Length: > 0 } named ? named.EntityCode : null;

    private string? EntityOf(StatedFigure figure, List<(BudgetPosition Position, BudgetLine Line)> lines)
    {
        if (UnitOf(figure) is { } unit) return unit;

        var entities = (lines.Count > 0 ? lines : _lines).Select(pair => pair.Line.EntityCode).Distinct().Take(2).ToList();
        return entities is [{ Length: > 0 } only] ? only : null;
    }
}
