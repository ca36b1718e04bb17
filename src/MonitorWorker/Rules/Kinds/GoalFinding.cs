using MonitorWorker.Performance;

namespace MonitorWorker.Rules.Kinds;

/// <summary>Puts a rule's answer about an indicator into a verdict: green is clear, no level is unknown, everything else a breach.</summary>
internal static class GoalFinding
{
    public static GoalVerdict Of(string rule, ProjectGoals goals, IndicatorAttainment? indicator, Level? level, Func<FindingWords> words)
    {
        var about = indicator ?? goals.Indicators[0];
        return new GoalVerdict(goals, indicator, new Finding(
            rule,
            LineFinding.OutcomeOf(level),
            level ?? Level.Grey,
            indicator?.Key ?? goals.Key,
            new Lazy<FindingWords>(words),
            about.Reading?.Source ?? about.Indicator.Source));
    }
}
