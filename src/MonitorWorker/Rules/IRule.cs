using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>A rule is a class is a sentence: it takes a position and returns a finding, and knows nothing else.</summary>
public interface IRule
{
    /// <summary>Rule id of the contract.</summary>
    string Id { get; }

    Finding Judge(BudgetPosition position);
}
