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

/// <summary>What a finding says to people.</summary>
/// <param name="Message">One sentence for people.</param>
/// <param name="RuleText">What the rule says, with the thresholds that judged.</param>
/// <param name="Values">Figures as printed, by name; null is not known.</param>
public sealed record FindingWords(string Message, string RuleText, IReadOnlyDictionary<string, string?> Values);

/// <summary>One rule's verdict on one line or statement, with the figures that it looked at.</summary>
/// <param name="Rule">Rule id of the contract, e.g. execution-lag.</param>
/// <param name="Words">Put together when somebody reads them: of most findings, that a rule is kept, nobody does.</param>
public sealed record Finding(string Rule, Outcome Outcome, Level Level, IFindingSubject Subject, Lazy<FindingWords> Words, SourceRef Source)
{
    public Finding(
        string rule,
        Outcome outcome,
        Level level,
        IFindingSubject subject,
        string message,
        string ruleText,
        IReadOnlyDictionary<string, string?> values,
        SourceRef source)
        : this(rule, outcome, level, subject, new Lazy<FindingWords>(new FindingWords(message, ruleText, values)), source)
    {
    }

    public string Message => Words.Value.Message;

    public string RuleText => Words.Value.RuleText;

    public IReadOnlyDictionary<string, string?> Values => Words.Value.Values;

    /// <summary>口径 of the exception whose settings judged; null where the rule's own did.</summary>
    public string? Exception { get; init; }

    /// <summary>How long the verdict must last before it counts.</summary>
    public HoldPeriods Hold { get; init; } = HoldPeriods.None;
}
