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
        var missing = MissingYears(workdays, today, schedules);
        return missing.Count == 0 ? null : $"The working days of {Join(missing)} are not known: Monday to Friday are taken for working days and no other. "
            + $"Expected: {string.Join(", ", missing.Select(year => FileOf(workdays, year)))} in calendar.folder, from the announcement of that year's holidays";
    }

    /// <summary>The same for the administrators' mail.</summary>
    public static (string Reason, string Cure)? MissingForPeople(WorkdayCalendar workdays, DateOnly today, IReadOnlyList<Schedule> schedules)
    {
        // The next year is announced in the course of November: until December a file that is not there yet is no trouble.
        var missing = MissingYears(workdays, today, schedules).Where(year => year == today.Year || today.Month == 12).ToList();
        return missing.Count == 0
            ? null
            : ($"没有{string.Join("、", missing.Select(year => FormattableString.Invariant($"{year}年")))}的工作日历",
                $"按国务院办公厅公布的放假安排，在calendar.folder中放入{string.Join("、", missing.Select(year => FileOf(workdays, year)))}，用calendar check核对，改好后自动采用");
    }

    private static IReadOnlyList<int> MissingYears(WorkdayCalendar workdays, DateOnly today, IReadOnlyList<Schedule> schedules) =>
        workdays.Years.Count == 0 && schedules.All(schedule => schedule.Workdays is null) ? [] : workdays.MissingYears(today);

    private static string FileOf(WorkdayCalendar workdays, int year) => FormattableString.Invariant($"{workdays.Country}-{year}.json");

    private static string Join(IEnumerable<int> years) => string.Join(", ", years.Select(year => year.ToString(CultureInfo.InvariantCulture)));
}
