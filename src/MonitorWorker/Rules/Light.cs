using Fractions;
using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>The colour of a line's money. Other rules may find more; the light speaks of lag alone, and of more spent than there is.</summary>
public static class Light
{
    public static Level Of(BudgetPosition position, LagLimits limits)
    {
        if (position.CannotJudge is not null || position.Rate is not { } rate) return Level.Grey;
        return rate > Fraction.One ? Level.Blue : limits.LevelOf(position);
    }
}
