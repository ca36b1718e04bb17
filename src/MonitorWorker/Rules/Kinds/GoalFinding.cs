using MonitorWorker.Performance;

namespace MonitorWorker.Rules.Kinds;

/// <summary>Puts a rule's answer about an indicator into a verdict: green is clear, no level is unknown, everything else a breach.</summary>
internal static class GoalFinding
{
    public static GoalVerdict Of(
        string rule, ProjectGoals goals, IndicatorAttainment? indicator, Level? level, string message, string ruleText, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var printed = new Dictionary<string, string?>(values.Length);
        foreach (var (name, value) in values) printed[name] = value;
        var outcome = level switch
        {
            null => Outcome.Unknown,
            Level.Green => Outcome.Clear,
            _ => Outcome.Breached,
        };
        var about = indicator ?? goals.Indicators[0];
        return new GoalVerdict(goals, indicator, new Finding(
            rule, outcome, level ?? Level.Grey, indicator?.Key ?? goals.Key, message, ruleText, printed, about.Reading?.Source ?? about.Indicator.Source));
    }
}
