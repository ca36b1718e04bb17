using System.Numerics;
using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>
/// Finds, among figures of one report, item and month, those that divide another one, and adds them. Overlapping scopes
/// (by fund and by category at once) are never added together: only disjoint ones whose union is the whole.
/// </summary>
internal static class StatedTotals
{
    /// <summary>A report states dozens of figures; a table that is built to make the search endless must not.</summary>
    private const int MostSteps = 20_000;

    public static IEnumerable<StatedTotal> Of(IReadOnlyList<SelectedFigure> figures)
    {
        if (figures.Count < 2 || figures[0].Figure.Figure.Item.Measure() == StatedMeasure.Percent) return [];

        var totals = new List<(StatedTotal Total, BigInteger Lines)>();
        foreach (var whole in figures.Where(figure => figure.Lines is { IsZero: false }))
        {
            var divisions = Divisions(whole, figures).Select(parts => new StatedTotal(whole.Figure, [.. parts], Adds(whole.Figure, parts))).ToList();
            // The division with the fewest parts is the one that the report shows beside its total.
            if (divisions.OrderBy(total => total.Adds).ThenBy(total => total.Parts.Count).FirstOrDefault() is { } worst)
                totals.Add((worst, whole.Lines!.Value));
        }

        return OneForEachSlip(totals);
    }

    /// <summary>
    /// A wrong figure spoils the sum that it is a part of and the sum of its own parts. Sums that share a figure are one
    /// finding, at the widest whole; the others wait until that one is put right.
    /// </summary>
    private static IEnumerable<StatedTotal> OneForEachSlip(List<(StatedTotal Total, BigInteger Lines)> totals)
    {
        var groups = new List<(StatedTotal First, HashSet<StatementKey> Keys, int Others)>();
        foreach (var (total, _) in totals.Where(total => !total.Total.Adds).OrderByDescending(total => BigInteger.PopCount(total.Lines)))
        {
            var keys = total.Parts.Append(total.Whole).Select(figure => figure.Key).ToHashSet();
            var index = groups.FindIndex(group => group.Keys.Overlaps(keys));
            if (index < 0)
            {
                groups.Add((total, keys, 0));
                continue;
            }

            groups[index].Keys.UnionWith(keys);
            groups[index] = groups[index] with { Others = groups[index].Others + 1 };
        }

        return [.. totals.Where(total => total.Total.Adds).Select(total => total.Total), .. groups.Select(group => group.First with { Others = group.Others })];
    }

    private static bool Adds(RecomputedFigure whole, List<RecomputedFigure> parts)
    {
        var sum = parts.Aggregate(Fraction.Zero, (total, part) => total + part.Figure.Exact);
        if (whole.Figure.Item.Measure() == StatedMeasure.Count) return sum == whole.Figure.Exact;

        var coarsest = parts.Append(whole).Max(figure => figure.Figure.HalfLastPlace);
        return (whole.Figure.Exact - sum).Abs() <= coarsest * (parts.Count + 1);
    }

    /// <summary>All exact covers of the whole's lines by strictly smaller figures, each line covered once.</summary>
    private static List<List<RecomputedFigure>> Divisions(SelectedFigure whole, IReadOnlyList<SelectedFigure> figures)
    {
        var all = whole.Lines!.Value;
        var candidates = figures
            .Where(figure => figure.Lines is { IsZero: false } lines && lines != all && (lines & all) == lines)
            .DistinctBy(figure => (figure.Lines, figure.Figure.Figure.Exact))
            .ToList();
        var found = new List<List<RecomputedFigure>>();
        var chosen = new List<SelectedFigure>();
        var steps = 0;
        Cover(all);
        return found;

        void Cover(BigInteger left)
        {
            if (left.IsZero)
            {
                found.Add([.. chosen.Select(part => part.Figure), .. Empty(chosen, figures).Select(part => part.Figure)]);
                return;
            }

            // The lowest line that is not covered yet: every division has exactly one part that holds it.
            var lowest = left & -left;
            foreach (var part in candidates)
            {
                if (++steps > MostSteps) return;
                var lines = part.Lines!.Value;
                if ((lines & lowest).IsZero || (lines & left) != lines) continue;
                chosen.Add(part);
                Cover(left ^ lines);
                chosen.RemoveAt(chosen.Count - 1);
            }
        }
    }

    /// <summary>Parts for which the budget has no line (其他 0): they belong to a division by the same columns.</summary>
    private static IEnumerable<SelectedFigure> Empty(List<SelectedFigure> parts, IReadOnlyList<SelectedFigure> figures) =>
        parts.Select(part => part.Scope!.Columns).Distinct().Take(2).ToList() is [var family]
            ? figures.Where(figure => figure.Lines is { IsZero: true } && figure.Scope!.Columns == family).DistinctBy(figure => figure.Figure.Key.Scope)
            : [];
}
