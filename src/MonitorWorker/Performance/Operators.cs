using Fractions;
using MonitorWorker.Budgets;

namespace MonitorWorker.Performance;

/// <summary>The arithmetic of 指标性质.</summary>
internal static class Operators
{
    /// <summary>正向: ≥, &gt;, and = during the year.</summary>
    public static bool IsToBeReached(this IndicatorOperator sense) =>
        sense is IndicatorOperator.AtLeast or IndicatorOperator.MoreThan or IndicatorOperator.Equal;

    /// <summary>Whether a value stands to the annual target as the operator says.</summary>
    public static bool Holds(this IndicatorOperator sense, Fraction actual, Fraction target) => sense switch
    {
        IndicatorOperator.AtLeast => actual >= target,
        IndicatorOperator.MoreThan => actual > target,
        IndicatorOperator.Equal => actual == target,
        IndicatorOperator.AtMost => actual <= target,
        IndicatorOperator.LessThan => actual < target,
        _ => throw new ArgumentOutOfRangeException(nameof(sense), sense, "A quality is not compared with a number."),
    };

    /// <summary>
    /// Share of the annual target, not capped: actual ÷ target for what is to be reached; 1 inside a limit, and limit ÷ actual
    /// beyond it. A target of zero or below has no shares: it is met or not.
    /// </summary>
    public static Fraction Attainment(this IndicatorOperator sense, Fraction actual, Fraction target)
    {
        var holds = sense.Holds(actual, target);
        if (target <= Fraction.Zero) return holds ? Fraction.One : Fraction.Zero;
        if (sense.IsToBeReached()) return actual / target;
        return holds ? Fraction.One : target / actual;
    }
}
