using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>The rules in force, as data, under a name that every mail and report prints.</summary>
/// <param name="EffectiveFrom">First day on which the set may judge.</param>
/// <param name="Hash">SHA-256 of the file it was read from, so that a verdict can be traced to the very text.</param>
/// <param name="PaceThresholds">Yellow and red limits that also colour the light and say what would clear it.</param>
public sealed record RuleSet(
    string Name,
    DateOnly EffectiveFrom,
    string Description,
    string Hash,
    PaceThresholds PaceThresholds,
    IReadOnlyList<IRule> Rules)
{
    public IReadOnlyList<IStatementRule> StatementRules { get; init; } = [];

    public IEnumerable<Finding> Judge(BudgetPosition position) => Rules.Select(rule => rule.Judge(position));

    public IEnumerable<StatementVerdict> Judge(StatementBook book) => StatementRules.SelectMany(rule => rule.Judge(book));
}

/// <summary>Limits on pace (rate ÷ scheduled × 100): below <paramref name="Red"/> is red, below <paramref name="Yellow"/> is yellow.</summary>
/// <param name="Red">Percent of scheduled progress; default 60.</param>
/// <param name="Yellow">Percent of scheduled progress; default 80.</param>
public sealed record PaceThresholds(decimal Red = 60, decimal Yellow = 80);
