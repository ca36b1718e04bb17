using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>A rule with its settings, or switched off, and how long its verdicts must last.</summary>
/// <param name="Rule">Null is switched off.</param>
public sealed record RuleSetting(IRule? Rule, HoldPeriods Hold);

/// <summary>A rule with exceptions: a line is judged by the most specific one that holds for it. One that is switched off finds nothing.</summary>
public sealed class ScopedRule(string id, Scoped<RuleSetting> settings) : IRule
{
    private static readonly Lazy<FindingWords> _off = new(new FindingWords("规则集规定这条规则不判断本项", "不判断", new Dictionary<string, string?>()));

    public string Id => id;

    public Finding Judge(BudgetPosition position)
    {
        var ((rule, hold), where) = settings.For(position);
        var finding = rule?.Judge(position)
            ?? new Finding(id, Outcome.Clear, Level.Green, position.Key, _off, position.Source);
        return finding with { Hold = hold, Exception = where?.ToString() };
    }
}
