using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>A rule with its settings, or switched off, and how long its verdicts must last.</summary>
/// <param name="Rule">Null is switched off.</param>
public sealed record RuleSetting(IRule? Rule, HoldPeriods Hold);

/// <summary>A rule with exceptions: a line is judged by the most specific one that holds for it. One that is switched off does not judge it.</summary>
public sealed class ScopedRule(string id, Scoped<RuleSetting> settings) : IRule
{
    public string Id => id;

    public Finding? Judge(BudgetPosition position)
    {
        var ((rule, hold), where) = settings.For(position);
        return rule?.Judge(position) is { } finding ? finding with { Hold = hold, Exception = where?.ToString() } : null;
    }
}
