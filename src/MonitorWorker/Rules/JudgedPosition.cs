using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>
/// One position with everything that was found about it. Only breaches are kept: that a rule is kept, or cannot say, would take more
/// memory over all lines than their figures, and is worked out again for the few who ask.
/// </summary>
/// <param name="Position">On the schedule by which it was judged: its own, or the step table of the rule set.</param>
/// <param name="Rules">The rule set that judged it.</param>
/// <param name="Lag">The limits of lag that hold for it.</param>
/// <param name="Breaches">In the order of the rules.</param>
public sealed record JudgedPosition(BudgetPosition Position, RuleSet Rules, LagLimits Lag, Level Light, IReadOnlyList<Finding> Breaches)
{
    /// <summary>What each rule says of it.</summary>
    public IReadOnlyList<Finding> Findings => [.. FindingsWhere(_ => true)];

    /// <summary>The breaches, and of the other rules those of interest, in the order of the rules.</summary>
    /// <param name="isOfInterest">Asked with the rule's id.</param>
    public IEnumerable<Finding> FindingsWhere(Func<string, bool> isOfInterest) => Rules.Rules
        .Select(rule => Breaches.FirstOrDefault(breach => breach.Rule == rule.Id) ?? (isOfInterest(rule.Id) ? rule.Judge(Position) : null))
        .OfType<Finding>();
}
