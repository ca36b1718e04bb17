using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>A rule is a class is a sentence: it takes a position and returns a finding, and knows nothing else.</summary>
public interface IRule
{
    /// <summary>Rule id of the contract.</summary>
    string Id { get; }

    /// <returns>Null where the rule does not judge this line at all.</returns>
    Finding? Judge(BudgetPosition position);
}
