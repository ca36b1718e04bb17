using MonitorWorker.Budgets;
using MonitorWorker.Performance;

namespace MonitorWorker.Rules;

/// <summary>Targets and values of indicators as people write them.</summary>
public static class GoalWords
{
    /// <summary>The promise: ≥100件.</summary>
    public static string Target(Indicator indicator) => Sign(indicator.Operator) + Promised(indicator);

    /// <summary>The promise without its sign: 100件; null where none is written.</summary>
    public static string? Promised(Indicator indicator) => indicator.TargetText is { } text ? text + Unit(indicator, text) : null;

    /// <summary>指标性质 as a sign; empty for words.</summary>
    public static string Sign(IndicatorOperator sense) => sense switch
    {
        IndicatorOperator.AtLeast => "≥",
        IndicatorOperator.MoreThan => ">",
        IndicatorOperator.Equal => "=",
        IndicatorOperator.AtMost => "≤",
        IndicatorOperator.LessThan => "<",
        _ => "",
    };

    /// <summary>The completed value of the judged month: 96件; null where it was not reported.</summary>
    public static string? Value(IndicatorAttainment indicator) =>
        indicator.Reading is { } reading ? reading.ValueText + (reading.Value is null ? "" : Unit(indicator.Indicator, reading.ValueText)) : null;

    private static string Unit(Indicator indicator, string? text) =>
        indicator.Unit is { } unit && text is not null && !text.EndsWith(unit, StringComparison.Ordinal) && indicator.Operator != IndicatorOperator.Qualitative ? unit : "";
}
