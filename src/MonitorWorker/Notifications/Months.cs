using System.Globalization;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications;

/// <summary>Days and months as a reader of the mail's language expects them.</summary>
internal sealed class Months
{
    private const string Frozen = "yyyy'年'M'月'd'日' HH:mm";

    private readonly MailWords _words;
    private readonly DateTimeFormatInfo _names;

    public Months(MailWords words)
    {
        _words = words;
        _names = new DateTimeFormatInfo
        {
            DayNames = Names(words["date.weekdays"], 7, CultureInfo.InvariantCulture.DateTimeFormat.DayNames),
            MonthNames = Names(words["date.months"], 12, CultureInfo.InvariantCulture.DateTimeFormat.MonthNames),
            MonthGenitiveNames = Names(words["date.months"], 12, CultureInfo.InvariantCulture.DateTimeFormat.MonthNames),
            AbbreviatedMonthNames = Names(words["date.short-months"], 12, CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames),
            AbbreviatedMonthGenitiveNames = Names(words["date.short-months"], 12, CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames),
        };
    }

    public string? Day(DateOnly? day) => day?.ToString(_words["date.day"], _names);

    /// <summary>A day that stands in a text, 2024-08-31; null where it is none.</summary>
    public string? Day(string day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? Day(parsed) : null;

    /// <summary>9月10日（星期二）</summary>
    public string Weekday(DateOnly day) => day.ToString(_words["date.weekday"], _names);

    public string Minute(DateTimeOffset time) => time.ToString(_words["date.minute"], _names);

    /// <summary>A time that was frozen in print, 2024年9月2日 08:30.</summary>
    public string? Minute(string? frozen) =>
        DateTimeOffset.TryParseExact(frozen, Frozen, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Minute(time) : frozen;

    /// <summary>The months judged, 1—8月 for 2024-08.</summary>
    public string? SoFar(string? period) => Parse(period) switch
    {
        null => null,
        { Month: 1 } first => Say("date.first-month", first),
        { } month => Say("date.months-so-far", month),
    };

    /// <summary>The months left, 9—12月; null in December.</summary>
    public string? Left(string? period) => Parse(period) switch
    {
        null or { Month: 12 } => null,
        { Month: 11 } month => Say("date.last-month", month.AddMonths(1)),
        { } month => Say("date.months-left", month.AddMonths(1)),
    };

    /// <summary>How many months are left; null in December.</summary>
    public static int? CountLeft(string? period) => Parse(period)?.Month is < 12 and var month ? 12 - month : null;

    /// <summary>2024年6月 for 2024-06.</summary>
    public string? Month(string? period) => Parse(period)?.ToString(_words["date.month"], _names);

    private string Say(string key, DateOnly month) =>
        _words.Say(key, ("number", month.Month.ToString(CultureInfo.InvariantCulture)), ("name", _names.GetAbbreviatedMonthName(month.Month)));

    private static DateOnly? Parse(string? period) =>
        DateOnly.TryParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    /// <param name="usual">Where not all of them are written.</param>
    private static string[] Names(string words, int count, string[] usual)
    {
        var names = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A calendar of twelve months has an empty thirteenth.
        return names.Length == count ? count == 12 ? [.. names, ""] : names : usual;
    }
}
