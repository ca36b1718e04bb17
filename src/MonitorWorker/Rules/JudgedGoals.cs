using MonitorWorker.Performance;

namespace MonitorWorker.Rules;

/// <summary>A project's goals with everything that was found about them.</summary>
/// <param name="Rules">The rule set that judged them.</param>
/// <param name="Limits">The limits by which they were judged.</param>
/// <param name="Light">The worst of its indicators.</param>
public sealed record JudgedGoals(ProjectGoals Goals, RuleSet Rules, GoalLimits Limits, Level Light, IReadOnlyList<GoalVerdict> Verdicts)
{
    public IEnumerable<GoalVerdict> Breaches => Verdicts.Where(verdict => verdict.Finding.Outcome == Outcome.Breached);
}
