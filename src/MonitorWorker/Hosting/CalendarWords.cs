using System.Globalization;
using MonitorWorker.Calendar;
using MonitorWorker.Scheduling;

namespace MonitorWorker.Hosting;

/// <summary>What is said of a calendar to whoever runs the service.</summary>
internal static class CalendarWords
{
    public static string Known(WorkdayCalendar workdays) => workdays.Years.Count == 0
        ? "working days: no calendar, Monday to Friday"
        : $"working days ({workdays.Country}): {Join(workdays.Years.Select(year => year.Year))}";

    /// <summary>Null where all is known that ought to be, or where the office has no calendar and none of its schedules asks for one.</summary>
    public static string? Missing(WorkdayCalendar workdays, DateOnly today, IReadOnlyList<Schedule> schedules)
    {
        var missing = workdays.MissingYears(today);
        if (missing.Count == 0 || (workdays.Years.Count == 0 && schedules.All(schedule => schedule.Workdays is null))) return null;
        return $"The working days of {Join(missing)} are not known: Monday to Friday are taken for working days and no other. "
            + $"Expected: {string.Join(", ", missing.Select(year => FormattableString.Invariant($"{workdays.Country}-{year}.json")))} in calendar.folder, from the announcement of that year's holidays";
    }

    private static string Join(IEnumerable<int> years) => string.Join(", ", years.Select(year => year.ToString(CultureInfo.InvariantCulture)));
}
