using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>What a rule says of a position. No data is not good news: <see cref="Unknown"/> resolves nothing.</summary>
public enum Outcome
{
    /// <summary>The rule is broken, at the finding's level.</summary>
    Breached,

    /// <summary>The rule is kept.</summary>
    Clear,

    /// <summary>The rule cannot be judged.</summary>
    Unknown,
}

/// <summary>One rule's verdict on one line or statement, with the figures that it looked at.</summary>
/// <param name="Rule">Rule id of the contract, e.g. execution-lag.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="RuleText">What the rule says, with the thresholds that judged.</param>
/// <param name="Values">Figures as printed, by name; null is not known.</param>
public sealed record Finding(
    string Rule,
    Outcome Outcome,
    Level Level,
    IFindingSubject Subject,
    string Message,
    string RuleText,
    IReadOnlyDictionary<string, string?> Values,
    SourceRef Source)
{
    /// <summary>How long this must last before it is told; a <see cref="Outcome.Clear"/> finding needs it as well, for good news waits too.</summary>
    public HoldPeriods Hold { get; init; } = HoldPeriods.None;
}
