using System.Globalization;
using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>
/// The day that somebody promises, in the spellings of Chinese offices, and in English. Never guessed: what names no single day that can be
/// kept gets a problem that says what to write.
/// </summary>
internal static partial class PromiseDates
{
    private const int LongestWritten = 200;

    /// <param name="written">What stands behind the label.</param>
    public static ReadDate Read(string written, DateOnly today, DateOnly yearEnd)
    {
        var words = PlainText.Line(written, LongestWritten).TrimEnd('。', '.', '；', ';', '，', ',', '！', '!', '、', ' ');
        var text = Prepared(words);
        var found = Found(text, today);
        ReadDate Refused(string why) => new(words, null, $"“{Shown(words)}”{why}，请写年月日，如{Example(today, yearEnd):yyyy-MM-dd}");

        if (Done().IsMatch(text) && found.All(day => day.Day is null || day.Day <= today)) return Refused("说的是已经完成的事，数据更新后预警会解除；还没有完成的");
        if (Refusal().IsMatch(text)) return Refused("没有说哪一天能够完成");
        if (found.Count == 0) return Refused("看不出是哪一天");
        if (found.Any(day => day.IsUnknown)) return Refused("里有不存在的日期");
        if (found.Select(day => day.Day).Distinct().Count() > 1 && !IsRange(text, found)) return Refused("写了不止一个日期，看不出哪一天全部完成");
        var day = found[^1].Day!.Value;
        // “10月15日至11月中旬”, “10月31日左右”: the day that is meant is not the one that stands there.
        if (Vague().IsMatch(Without(text, found))) return Refused("看不出是哪一天");
        if (day < today) return Refused($"已经过去（今天是{today:yyyy-MM-dd}）");
        return day > yearEnd ? Refused($"晚于本年度的最后一天{yearEnd:yyyy-MM-dd}") : new ReadDate(words, day, null);
    }

    /// <summary>Whether a line says a day still to come and nothing else: 10月31日前完成, 预计2024-10-31, 10月底, 12月中旬.</summary>
    public static bool IsAlone(string line, DateOnly today)
    {
        if (line.Length > 40) return false;
        var text = Prepared(line.Trim());
        var found = Found(text, today);
        if (found.Count != 1) return found.Count == 0 && MonthPart().IsMatch(text);
        return (found[0].Day is null || found[0].Day > today) && Around().IsMatch(Without(text, found));
    }

    /// <summary>The day of a clause; null where it names none, or several.</summary>
    public static DateOnly? DayIn(string clause, DateOnly today) =>
        Found(Prepared(clause), today) is [{ Day: { } day }] ? day : null;

    private static string Prepared(string words) => ChineseNumbers.ToDigits(Spaces().Replace(EnglishDays.ToChinese(PlainText.Half(words)), ""));

    private static string Shown(string words) => words.Length <= 30 ? words : words[..29] + "…";

    /// <summary>The end of the next month, or the last day that may be promised.</summary>
    private static DateOnly Example(DateOnly today, DateOnly yearEnd) =>
        today < yearEnd && new DateOnly(today.Year, today.Month, 1).AddMonths(2).AddDays(-1) is var next && next < yearEnd ? next : yearEnd;

    private static string Without(string text, List<FoundDay> found) =>
        found.Aggregate((Left: "", At: 0), (so, day) => (so.Left + text[so.At..day.Start] + "◇", day.Start + day.Length), so => so.Left + text[so.At..]);

    /// <summary>10月15日至10月31日: the later one is when it will be done.</summary>
    private static bool IsRange(string text, List<FoundDay> found) =>
        found.Count == 2
        && found[0].Day < found[1].Day
        && text[(found[0].Start + found[0].Length)..found[1].Start] is "至" or "到" or "-" or "~" or "--";

    private static List<FoundDay> Found(string text, DateOnly today)
    {
        List<FoundDay> found = [];
        foreach (Match match in Day().Matches(text))
        {
            if (Meant(match, today) is { } meant) found.Add(new FoundDay(match.Index, match.Length, meant.Day, meant.IsUnknown));
            if (found.Count == 10) break;
        }

        // 10.31 may be an amount: only where nothing else is said.
        if (found.Count == 0 && Short().Match(text) is { Success: true } alone)
        {
            var day = Of(today.Year, Number(alone, "m"), Number(alone, "d"));
            found.Add(new FoundDay(alone.Groups["m"].Index, alone.Groups["d"].Index + alone.Groups["d"].Length - alone.Groups["m"].Index, day, day is null));
        }

        return found;
    }

    private static (DateOnly? Day, bool IsUnknown)? Meant(Match match, DateOnly today)
    {
        if (match.Groups["wd"].Success)
        {
            var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
            var day = "一二三四五六日天1234567".IndexOf(match.Groups["wd"].ValueSpan[0]);
            day = day switch { 7 => 6, > 7 => day - 8, _ => day };
            return (monday.AddDays(day + (match.Groups["next"].Success ? 7 : 0)), false);
        }

        if (match.Groups["rel"].Success)
        {
            return (today.AddDays(match.Groups["rel"].Value switch { "今天" or "今日" or "本日" => 0, "明天" or "明日" => 1, "后天" => 2, _ => 3 }), false);
        }

        var year = match.Groups["later"].Success ? today.Year + 1
            : match.Groups["y"].Success ? Number(match, "y") is < 100 and var two ? 2000 + two : Number(match, "y")
            : today.Year;
        if (match.Groups["yearend"].Success) return Or(Of(year, 12, 31));
        if (match.Groups["quarter"].Success)
        {
            var quarter = match.Groups["q"].Success ? Number(match, "q") : (today.Month + 2) / 3;
            return Or(EndOf(year, quarter * 3));
        }

        if (match.Groups["relmonth"].Success)
        {
            var first = new DateOnly(today.Year, today.Month, 1).AddMonths(match.Groups["nextmonth"].Success ? 1 : 0);
            return match.Groups["d"].Success ? Or(Of(first.Year, first.Month, Number(match, "d"))) : Or(EndOf(first.Year, first.Month));
        }

        return match.Groups["end"].Success ? Or(EndOf(year, Number(match, "m"))) : Or(Of(year, Number(match, "m"), Number(match, "d")));
    }

    private static (DateOnly? Day, bool IsUnknown) Or(DateOnly? day) => (day, day is null);

    private static DateOnly? Of(int year, int month, int day) =>
        year is >= 2000 and <= 2099 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static DateOnly? EndOf(int year, int month) => month is >= 1 and <= 12 ? Of(year, month, DateTime.DaysInMonth(Math.Clamp(year, 2000, 2099), month)) : null;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private const string YearWords = @"(?:(?<y>20\d{2}|(?<!\d)\d{2})年度?|(?<later>明年|次年|来年)|今年|本年度?)";

    [GeneratedRegex(
        @"(?<!\d)(?<y>20\d{2})(?:年|[-/.])(?<m>\d{1,2})(?:月|[-/.])(?<d>\d{1,2})(?!\d)(?:日|号)?"
        + @"|(?<!\d)(?<y>20\d{2})(?<m>[01]\d)(?<d>[0-3]\d)(?!\d)"
        + "|" + YearWords + @"?(?<!\d)(?<m>\d{1,2})月份?(?:(?<d>\d{1,2})(?![\d.])(?:日|号)?|(?<end>底|末))"
        + "|(?<relmonth>(?:本月|这个?月|当月|(?<nextmonth>下个?月|次月))(?:份)?(?:(?<d>\\d{1,2})(?:日|号)|(?<end>底|末))|(?<![\\d个上])月(?<end>底|末))"
        + "|" + YearWords + @"?(?<quarter>(?:第?(?<q>[1-4])|本)季度(?:底|末)|季度末)"
        + "|(?<yearend>" + YearWords + @"(?:底|末)|年(?:底|末)|年度末)"
        + @"|(?:本周|这周|本星期|这星期|这个星期|(?<next>下周|下个?星期|下个?礼拜))(?<wd>[一二三四五六日天1-7])"
        + "|(?<rel>今天|今日|本日|明天|明日|大后天|后天)")]
    private static partial Regex Day();

    [GeneratedRegex(@"^(?:于|在|预计|计划|争取|拟)?(?<m>1[0-2]|0?[1-9])[./-](?<d>\d{1,2})(?:日|号)?(?:(?:之|以)?前)?(?:完成|办结|支付)?$")]
    private static partial Regex Short();

    /// <summary>What may stand around a day without changing it.</summary>
    [GeneratedRegex(@"^(?:\d{1,2}[.、)])?(?:预计|计划|争取|力争|确保|拟|将|可|能|在|于|截止|完成日期|日期|时间|:)*◇(?:\(.{1,6}\))?(?:(?:之|以)?前|内)?(?:下班)?(?:前)?(?:可|能|将)?(?:全部|基本|全面)?(?:支付|整改|执行|采购|验收)?(?:完成|办结|到位|完毕|付清|付款|支付|完工)?(?:支付|整改|验收|付款)?[。.;,!]*$")]
    private static partial Regex Around();

    [GeneratedRegex(@"^(?:预计|计划|争取|力争|拟)?(?:20\d{2}年)?\d{1,2}月份?(?:上旬|中旬|下旬|初|中)?(?:前|完成|前完成)?[。.;]*$")]
    private static partial Regex MonthPart();

    [GeneratedRegex(@"左右|前后|大约|大概|约◇|或|\d{1,2}月|月(?:上|中|下)旬|上旬|中旬|下旬|◇(?:以|之)?后")]
    private static partial Regex Vague();

    [GeneratedRegex(@"无法|不能|难以|不可能|未必|不一定|不确定|待定")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"已(?:经|于|全部|在)?.{0,12}(?:完成|支付|付款|办结|到位|完毕)")]
    private static partial Regex Done();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private readonly record struct FoundDay(int Start, int Length, DateOnly? Day, bool IsUnknown);
}
