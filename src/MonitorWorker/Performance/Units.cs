using MonitorWorker.Budgets;

namespace MonitorWorker.Performance;

/// <summary>Whether a completed value is in the unit of its indicator: 89 of 90 and 890000 of 90 are the same cost in two units.</summary>
internal static class Units
{
    private static readonly char[] _digits = [.. "0123456789."];

    /// <summary>The unit of an indicator: 计量单位, else what is written behind its target.</summary>
    public static string? Of(Indicator indicator) =>
        Words.Unit(indicator.Unit) ?? (indicator.Target is null || indicator.TargetText is null ? null : Behind(indicator.TargetText));

    /// <summary>The unit in which a value is told: its own, else the indicator's.</summary>
    public static string? Of(IndicatorReading reading, Indicator indicator) => Behind(reading.ValueText) ?? Of(indicator);

    /// <summary>Why the value cannot be compared with the target, in words; null where it can.</summary>
    public static string? Conflict(IndicatorReading reading, Indicator indicator)
    {
        var own = Behind(reading.ValueText);
        var expected = Of(indicator);
        if (own == expected) return null;
        if (own is null)
        {
            // A spreadsheet holds 96 % as 0.96, and a clerk who copies it so does not mean one percent.
            return expected == "%" && indicator.Operator.IsToBeReached() && indicator.Target > 1 && reading.Value is > 0 and <= 1
                ? $"完成值{Words.Quote(reading.ValueText)}看不出是百分之几还是几成，请写明百分号"
                : null;
        }

        if (expected is not null) return $"完成值的单位“{own}”与指标的计量单位“{expected}”不同";
        return ChangesTheNumber(own) ? $"完成值写了单位“{own}”，指标没有计量单位，不能比较" : null;
    }

    /// <summary>Beside a target without a unit, 60件 is 60, but 60万件 or 60% may be another number.</summary>
    private static bool ChangesTheNumber(string unit) => unit[0] is '%' or '‰' or '十' or '百' or '千' or '万' or '亿';

    private static string? Behind(string text) => Words.Unit(text[(text.LastIndexOfAny(_digits) + 1)..]);
}
