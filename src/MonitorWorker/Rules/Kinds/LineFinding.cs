using Fractions;
using MonitorWorker.Budgets;

namespace MonitorWorker.Rules.Kinds;

/// <summary>Puts a rule's answer about a line into a finding: green is clear, no level is unknown, everything else a breach.</summary>
internal static class LineFinding
{
    public static Finding Of(string rule, BudgetPosition position, Level? level, Func<FindingWords> words) =>
        new(rule, OutcomeOf(level), level ?? Level.Grey, position.Key, new Lazy<FindingWords>(words), position.Source);

    public static Outcome OutcomeOf(Level? level) => level switch
    {
        null => Outcome.Unknown,
        Level.Green => Outcome.Clear,
        _ => Outcome.Breached,
    };

    public static FindingWords InWords(string message, string ruleText, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var printed = new Dictionary<string, string?>(values.Length);
        foreach (var (name, value) in values) printed[name] = value;
        return new FindingWords(message, ruleText, printed);
    }


    public static string? Percent(Fraction? share) => Rounding.Percent(share);

    public static string? Number(Fraction? value) => value is { } number ? Rounding.TwoDecimals(number) : null;

    /// <summary>A limit as JSON prints it.</summary>
    public static string Limit(decimal limit) => Rounding.TwoDecimals((Fraction)limit);

    /// <summary>A limit as people read it: 60, 62.5.</summary>
    public static string Say(decimal limit) => FormattableString.Invariant($"{limit:0.##}");
}
