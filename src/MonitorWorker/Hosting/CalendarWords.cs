using System.Globalization;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications;
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

    /// <summary>What the administrators are asked for before a year begins whose working days are not known; null where they are, or nobody counts them.</summary>
    public static NoteNotice? AskFor(WorkdayCalendar workdays, int year, IReadOnlyList<Schedule> schedules) => workdays.Knows(year) || IsUnused(workdays, schedules)
        ? null
        : new NoteNotice($"请准备{year}年的工作日历", $"还没有{year}年的工作日历。没有它，{year}年的期限和催办只按周一至周五计算，节假日和调休都不算在内。")
        {
            Ask = $"国务院办公厅公布放假安排后，在calendar.folder中放入{FileOf(workdays, year)}，用calendar check核对",
        };

    private static bool IsUnused(WorkdayCalendar workdays, IReadOnlyList<Schedule> schedules) => workdays.Years.Count == 0 && schedules.All(schedule => schedule.Workdays is null);

    private static IReadOnlyList<int> MissingYears(WorkdayCalendar workdays, DateOnly today, IReadOnlyList<Schedule> schedules) =>
        IsUnused(workdays, schedules) ? [] : workdays.MissingYears(today);

    private static string FileOf(WorkdayCalendar workdays, int year) => FormattableString.Invariant($"{workdays.Country}-{year}.json");

    private static string Join(IEnumerable<int> years) => string.Join(", ", years.Select(year => year.ToString(CultureInfo.InvariantCulture)));
}
