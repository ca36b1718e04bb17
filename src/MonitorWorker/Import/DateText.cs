using System.Globalization;
using System.Text.RegularExpressions;
using MonitorWorker.Calendar;

namespace MonitorWorker.Import;

/// <summary>Days and months in the spellings of Chinese offices, and as spreadsheets store them.</summary>
internal static partial class DateText
{
    public static bool TryDay(object? raw, string text, out DateOnly day)
    {
        day = default;
        if (raw is DateTime time)
        {
            day = DateOnly.FromDateTime(time);
            return IsPlausible(day.Year);
        }

        // Chinese date formats are unknown to the readers, which then give the serial number of the day.
        if (raw is double serial && serial is > 36526 and < 73050)
        {
            day = DateOnly.FromDateTime(DateTime.FromOADate(serial));
            return true;
        }

        var match = DayPattern().Match(text);
        if (!match.Success) return false;
        // 20240831 has no separators.
        var first = match.Groups[1].Success ? 1 : 4;
        return IsPlausible(Number(match, first))
            && DateOnly.TryParseExact(
                $"{Number(match, first):0000}-{Number(match, first + 1):00}-{Number(match, first + 2):00}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    public static bool TryMonth(object? raw, string text, out YearMonth month)
    {
        month = default;
        // 2024.1 as a number may have been 2024.10: a spreadsheet has lost the difference, so nobody guesses.
        if (raw is double number && number % 1 != 0) return false;

        var match = MonthPattern().Match(text);
        if (match.Success && IsPlausible(Number(match, 1)) && Number(match, 2) is >= 1 and <= 12)
        {
            month = new YearMonth(Number(match, 1), Number(match, 2));
            return true;
        }

        if (!TryDay(raw, text, out var day)) return false;
        month = YearMonth.Of(day);
        return true;
    }

    /// <summary>2024.1 may have been 2024.10 before a spreadsheet took it for a number.</summary>
    public static bool IsAmbiguousMonth(string text) => AmbiguousMonth().IsMatch(text);

    /// <summary>5.1E+17 was a long code before a spreadsheet took it for a number.</summary>
    public static bool IsSpoiledCode(string text) => SpoiledCode().IsMatch(text);

    private static bool IsPlausible(int year) => year is >= 2000 and <= 2099;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?: 00:00:00)?|(\d{4})(\d{2})(\d{2}))$")]
    private static partial Regex DayPattern();

    [GeneratedRegex(@"^\s*\d{4}\.1\s*$")]
    private static partial Regex AmbiguousMonth();

    [GeneratedRegex(@"^\s*\d(\.\d+)?[Ee]\+\d{2,}\s*$")]
    private static partial Regex SpoiledCode();

    [GeneratedRegex(@"^(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?份?$")]
    private static partial Regex MonthPattern();
}
