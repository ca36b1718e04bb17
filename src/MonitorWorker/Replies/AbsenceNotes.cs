using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>自动回复 that somebody is away, and until when.</summary>
internal static partial class AbsenceNotes
{
    /// <summary>Whether an automatic reply tells of an absence, not only that a mail arrived.</summary>
    public static bool IsOne(string subject, string text) => Away().IsMatch(PlainText.Line(subject, 400)) || Away().IsMatch(PlainText.Line(text, 2_000));

    /// <returns>The last day of absence; null where none is named, or none can be told.</returns>
    public static DateOnly? Until(string subject, string text, DateOnly? sent)
    {
        if (sent is not { } day) return null;
        var words = ChineseNumbers.ToDigits(Spaces().Replace(PlainText.Half(PlainText.Line(subject + "。" + text, 2_000)), " "));
        if (Last().Match(words) is { Success: true } last && Day(last, day) is { } until) return until;
        return Back().Match(words) is { Success: true } back && Day(back, day) is { } first ? first.AddDays(-1) : null;
    }

    private static DateOnly? Day(Match match, DateOnly sent)
    {
        var month = match.Groups["name"].Success ? 1 + Array.FindIndex(_months, name => match.Groups["name"].Value.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            : match.Groups["m"].Success ? Number(match, "m") : sent.Month;
        var year = match.Groups["y"].Success ? Number(match, "y") : sent.Year;
        if (!Exists(year, month, Number(match, "d"))) return null;
        var day = new DateOnly(year, month, Number(match, "d"));
        // A note of December names days of January.
        if (!match.Groups["y"].Success && day < sent.AddMonths(-6)) day = day.AddYears(1);
        return day < sent.AddDays(-1) ? null : day;
    }

    private static bool Exists(int year, int month, int day) => year is >= 2000 and <= 2099 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    private static readonly string[] _months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private const string English = @"(?:(?<d>\d{1,2})(?:st|nd|rd|th)? (?<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:,? (?<y>20\d{2}))?|(?<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?<d>\d{1,2})(?!\d)(?:st|nd|rd|th)?(?:,? (?<y>20\d{2}))?)";

    private const string Named = @"(?:(?:(?<y>20\d{2}) ?[-年/.] ?)?(?<m>\d{1,2}) ?[-月/.] ?(?<d>\d{1,2})(?!\d) ?[日号]?|(?<d>\d{1,2})[日号]|" + English + ")";

    [GeneratedRegex(@"休假|年假|外出|出差|不在(?:办公室|单位|岗)|请假|公休|产假|病假|婚假|休息中|假期|离岗|培训期间|out of (?:the )?office|on (?:annual )?leave|vacation|away from|holiday", RegexOptions.IgnoreCase)]
    private static partial Regex Away();

    [GeneratedRegex(@"(?:至|到|直到|~|[日号\d] ?- ?|until|till|through|thru|to) ?(?:the )?" + Named + @"(?! ?(?:返回|回来|回单位|上班|复工|返岗))", RegexOptions.IgnoreCase)]
    private static partial Regex Last();

    [GeneratedRegex("(?:" + Named + @" ?(?:返回|回来|回单位|回办公室|上班|恢复|返岗|复工|起正常)|(?:return(?:ing)?|back)(?: to (?:the )?office)? on (?:the )?" + Named + ")", RegexOptions.IgnoreCase)]
    private static partial Regex Back();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
