using Fractions;
using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>The colour of a line's money. Other rules may find more; the light speaks of pace alone.</summary>
public static class Light
{
    public static Level Of(BudgetPosition position, PaceThresholds thresholds)
    {
        if (position.CannotJudge is not null || position.Rate is not { } rate) return Level.Grey;
        if (rate > Fraction.One) return Level.Blue;
        return OfPace(position.Pace, thresholds);
    }

    /// <summary>Where nothing is due yet there is no pace, and nothing is late.</summary>
    internal static Level OfPace(Fraction? pace, PaceThresholds thresholds)
    {
        if (pace is not { } value) return Level.Green;
        if (value < (Fraction)thresholds.Red) return Level.Red;
        return value < (Fraction)thresholds.Yellow ? Level.Yellow : Level.Green;
    }
}
