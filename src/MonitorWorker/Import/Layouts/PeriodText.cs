using System.Globalization;
using System.Text.RegularExpressions;

namespace MonitorWorker.Import.Layouts;

/// <summary>
/// Periods as headers and titles write them. Only what is cumulative since January is taken: 8月执行数 may be one month's
/// spending, and nobody guesses.
/// </summary>
internal static partial class PeriodText
{
    /// <summary>A header in compatibility form without its period, and the period: 1-8月执行数 is 执行数 up to August.</summary>
    public static (string Name, ToldPeriod Period) Split(string header)
    {
        var match = Leading().Match(header);
        var rest = match.Success ? header[match.Length..] : null;
        if (!match.Success && Trailing().Match(header) is { Success: true } bracketed)
        {
            match = bracketed;
            rest = header[..bracketed.Index];
        }

        if (rest is null) return (header, default);
        rest = rest.TrimStart('的');
        return rest.Length > 0 && Cumulative(match, rest) is { } period ? (rest, period) : (header, default);
    }

    /// <summary>The period that a title speaks of; the day on which it was printed is none.</summary>
    public static ToldPeriod InTitle(string title)
    {
        if (Printed().IsMatch(title)) return default;
        if (InText().Match(title) is { Success: true } dated)
        {
            var (year, month) = (Number(dated, "year"), Number(dated, "month"));
            var day = Number(dated, "day");
            var isWhole = day is null || day == DateTime.DaysInMonth(year!.Value, month!.Value);
            return Number(dated, "from") is null or 1 && isWhole ? new ToldPeriod(year, month) : new ToldPeriod(year, null);
        }

        if (Half().Match(title) is { Success: true } half) return new ToldPeriod(Number(half, "year"), MonthOf(half.Groups["words"].Value));
        return YearOnly().Match(title) is { Success: true } only ? new ToldPeriod(Number(only, "year"), null) : default;
    }

    /// <summary>As in a file name: 执行2024年8月, 2024-08, 202408.</summary>
    public static ToldPeriod InFileName(string name)
    {
        if (InTitle(name) is { IsNothing: false } told) return told;
        return Digits().Match(name) is { Success: true } digits ? new ToldPeriod(Number(digits, "year"), Number(digits, "month")) : default;
    }

    /// <summary>What is left of a header that names a single month, or a span that does not begin in January; null for others.</summary>
    public static string? OneMonth(string header) =>
        Leading().Match(header) is { Success: true } match && header[match.Length..] is { Length: > 0 } rest && Cumulative(match, rest) is null ? rest : null;

    private static ToldPeriod? Cumulative(Match match, string rest)
    {
        if (match.Groups["words"] is { Success: true } words) return new ToldPeriod(Number(match, "year"), MonthOf(words.Value));
        var from = Number(match, "from");
        var isCumulative = from == 1
            || (from is null && (match.Groups["since"].Success || match.Groups["end"].Success || match.Groups["all"].Success || rest.StartsWith("累计", StringComparison.Ordinal)));
        return isCumulative ? new ToldPeriod(Number(match, "year"), Number(match, "month")) : null;
    }

    private static int MonthOf(string words) => words switch
    {
        "上半年" => 6,
        "前三季度" => 9,
        _ => 3,
    };

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : null;

    private const string Span =
        @"(?<since>截至到?|截止到?|至|到)?(?:(?<year>20\d\d)年)?(?:(?<words>上半年|前三季度|一季度|第一季度)|(?:(?<from>1[0-2]|0?[1-9])月?[-~—–至到])?(?<month>1[0-2]|0?[1-9])月(?:份?(?<end>底|末|止)|份)?)(?:(?=(?<all>累计)))?";

    [GeneratedRegex("^" + Span)]
    private static partial Regex Leading();

    [GeneratedRegex(@"\(" + Span + @"\)$")]
    private static partial Regex Trailing();

    [GeneratedRegex(@"(?<year>20\d\d)\s*年度?\s*(?:(?<from>1[0-2]|0?[1-9])\s*月?\s*[-－~～—–至到]\s*)?(?<month>1[0-2]|0?[1-9])\s*月(?:\s*(?<day>\d{1,2})\s*日)?")]
    private static partial Regex InText();

    [GeneratedRegex(@"(?<year>20\d\d)\s*年度?\s*(?<words>上半年|前三季度|一季度|第一季度)")]
    private static partial Regex Half();

    [GeneratedRegex(@"(?<year>20\d\d)\s*年")]
    private static partial Regex YearOnly();

    [GeneratedRegex(@"(?<!\d)(?<year>20\d\d)[-_.]?(?<month>1[0-2]|0[1-9])(?!\d)")]
    private static partial Regex Digits();

    [GeneratedRegex("(填报|编制|制表|打印|导出|报送|填表|生成)(日期|时间|日)?[:：]?")]
    private static partial Regex Printed();
}
