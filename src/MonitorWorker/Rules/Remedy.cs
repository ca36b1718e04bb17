using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>What would take a flag away: the amounts that a person can act on.</summary>
public static class Remedy
{
    /// <summary>The least further spending that makes the light green; zero where it is, null where nothing can be judged.</summary>
    public static Money? ToClear(BudgetPosition position, PaceThresholds thresholds) => Light.Of(position, thresholds) switch
    {
        Level.Grey => null,
        Level.Red or Level.Yellow => Outlook.ToReachPace(position, (Fractions.Fraction)thresholds.Yellow),
        _ => Money.Zero,
    };

    /// <summary>The least further spending that makes the level one better: red becomes yellow, yellow green.</summary>
    public static Money? ToLower(BudgetPosition position, PaceThresholds thresholds) => Light.Of(position, thresholds) == Level.Red
        ? Outlook.ToReachPace(position, (Fractions.Fraction)thresholds.Red)
        : ToClear(position, thresholds);
}
