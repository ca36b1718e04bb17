using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>
/// A unit's own plan for its original budget. A plan that is not there, falls, says two things of one month or does not add
/// up to the budget gives no clock: such a line cannot be judged, and what it should have spent is never taken for zero.
/// </summary>
internal static class SpendingPlan
{
    /// <param name="points">All rows of one plan in the order of their import; a later import of a month supersedes.</param>
    /// <param name="original">The original budget that the plan has to cover.</param>
    /// <param name="problem">Why there is no clock, in words.</param>
    public static PlanClock? Read(int year, IEnumerable<SpendingPlanPoint> points, Money original, out string? problem)
    {
        var months = points.GroupBy(point => point.Month).OrderBy(month => month.Key).Select(InForce).ToList();
        problem = Problem(months, original);
        return problem is null ? new PlanClock(year, [.. months.Select(month => (month[0].Month, Share(month[0], original)))]) : null;
    }

    /// <summary>The rows that are in force, one for each month.</summary>
    public static IEnumerable<SpendingPlanPoint> RowsInForce(IEnumerable<SpendingPlanPoint> points) =>
        points.GroupBy(point => point.Month).OrderBy(month => month.Key).Select(month => InForce(month)[0]);

    /// <summary>Cumulative share of 0 to 1 that a row plans; an amount counts before a share.</summary>
    public static Fraction Share(SpendingPlanPoint point, Money original) => point switch
    {
        { CumulativeAmount: { } amount } => original == Money.Zero ? Fraction.Zero : amount.ToFraction() / original.ToFraction(),
        _ => (Fraction)point.CumulativePercent!.Value / 100,
    };

    private static List<SpendingPlanPoint> InForce(IEnumerable<SpendingPlanPoint> month)
    {
        var rows = month.ToList();
        var latest = rows.Max(row => row.Batch);
        return [.. rows.Where(row => row.Batch == latest).OrderBy(row => row.Source.Row)];
    }

    private static string? Problem(List<List<SpendingPlanPoint>> months, Money original)
    {
        if (months.Count == 0) return "进度口径为用款计划，但没有可用的用款计划";
        if (months.Find(rows => rows.Select(row => Share(row, original)).Distinct().Skip(1).Any()) is { } twice)
            return $"用款计划对{twice[0].Month}有{twice.Count}个不同的数（{string.Join("、", twice.Select(row => Place(row.Source)))}）";

        var before = Fraction.Zero;
        foreach (var row in months.Select(rows => rows[0]))
        {
            var share = Share(row, original);
            if (share < before) return $"用款计划的累计数在{row.Month}减少（{Place(row.Source)}）";
            before = share;
        }

        var last = months[^1][0];
        return last switch
        {
            { CumulativeAmount: { } amount } when amount != original =>
                $"用款计划累计{amount}元，与年初预算数{original}元不符，相差{amount - original}元（{Place(last.Source)}）",
            { CumulativeAmount: null, CumulativePercent: not 100m } =>
                FormattableString.Invariant($"用款计划累计{last.CumulativePercent:0.######}%，不是年初预算数的100%（{Place(last.Source)}）"),
            _ => null,
        };
    }

    private static string Place(SourceRef source) => $"{(source.Sheet.Length == 0 ? source.File : source.Sheet)}第{source.Row}行";
}
