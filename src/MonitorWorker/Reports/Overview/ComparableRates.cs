using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Overview;

/// <summary>执行率 of lines now and at another time, over the lines that could be judged at both: what was missing then and is there now is no growth, and the other way about no decline.</summary>
/// <param name="Now">Null as <paramref name="Then"/>.</param>
/// <param name="Then">Null where no line could be judged at both times.</param>
public readonly record struct ComparableRates(Fraction? Now, Fraction? Then)
{
    /// <param name="then">The same lines a period or a year before; lines are known again by entity, project and fund.</param>
    public static ComparableRates Of(IReadOnlyList<JudgedPosition> now, IReadOnlyList<JudgedPosition> then)
    {
        var before = Judged(then).DistinctBy(Key).ToDictionary(Key);
        var both = Judged(now).Where(position => before.ContainsKey(Key(position))).ToList();
        return new ComparableRates(RateOf(both), RateOf([.. both.Select(position => before[Key(position)])]));
    }

    private static IEnumerable<BudgetPosition> Judged(IReadOnlyList<JudgedPosition> lines) =>
        lines.Select(line => line.Position).Where(position => position.IsJudged);

    private static (string Entity, string Project, string Fund) Key(BudgetPosition position) => (position.Key.EntityCode, position.Key.ProjectCode, position.Key.Fund);

    private static Fraction? RateOf(IReadOnlyList<BudgetPosition> positions)
    {
        var revised = Money.Sum(positions.Select(position => position.Revised));
        return revised > Money.Zero ? Money.Sum(positions.Select(position => position.Executed!.Value)).ToFraction() / revised.ToFraction() : null;
    }
}
