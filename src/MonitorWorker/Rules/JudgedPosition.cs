using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>One position with everything that was found about it.</summary>
/// <param name="Position">On the schedule by which it was judged: its own, or the step table of the rule set.</param>
/// <param name="Rules">The rule set that judged it.</param>
/// <param name="Lag">The limits of lag that hold for it.</param>
public sealed record JudgedPosition(BudgetPosition Position, RuleSet Rules, LagLimits Lag, Level Light, IReadOnlyList<Finding> Findings)
{
    public IEnumerable<Finding> Breaches => Findings.Where(finding => finding.Outcome == Outcome.Breached);
}
