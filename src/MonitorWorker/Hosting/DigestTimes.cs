using System.Globalization;
using MonitorWorker.Calendar;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting;

/// <summary>The times of the bundles as the configuration says them.</summary>
internal static class DigestTimes
{
    private static readonly string[] _times = ["HH:mm", "H:mm"];
    private static readonly string[] _weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <exception cref="FormatException">A time that the config check has not seen.</exception>
    public static BundleTimes Map(DigestsOptions digests, TimeZoneInfo zone, WorkdayCalendar workdays)
    {
        if (!TryReadDaily(digests.DailyAt, out var daily) || !TryReadWeekly(digests.WeeklyOn, out var weekly))
            throw new FormatException($"'{digests.DailyAt}' or '{digests.WeeklyOn}' is not a time.");
        return new BundleTimes(daily, weekly.Day, weekly.Time, zone, workdays);
    }

    public static bool TryReadDaily(string text, out TimeOnly time) => TimeOnly.TryParseExact(text.Trim(), _times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    public static bool TryReadWeekly(string text, out (DayOfWeek Day, TimeOnly Time) weekly)
    {
        weekly = default;
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var name, var at] || !TryReadDaily(at, out var time)) return false;
        var day = Array.FindIndex(_weekdays, weekday => weekday.Equals(name, StringComparison.OrdinalIgnoreCase));
        weekly = ((DayOfWeek)Math.Max(day, 0), time);
        return day >= 0;
    }
}
