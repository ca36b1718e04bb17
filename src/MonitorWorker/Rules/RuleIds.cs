namespace MonitorWorker.Rules;

/// <summary>The rule ids of the contract, in its order.</summary>
public static class RuleIds
{
    public static IReadOnlyList<string> All { get; } =
    [
        "execution-lag",
        "execution-ahead",
        "over-execution",
        "idle-funds",
        "missing-data",
        "stale-data",
        "cannot-judge",
        "forecast-shortfall",
        "forecast-overrun",
        "forecast-not-credible",
        "target-lag",
        "target-overachieved",
        "goal-money-gap",
        "statement-mismatch",
        "total-mismatch",
    ];
}
