using MonitorWorker.Calendar;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Scheduling;

namespace MonitorWorker.Hosting;

/// <summary>Schedules as the config says them, as the clockwork takes them.</summary>
internal static class ScheduleMapping
{
    /// <exception cref="FormatException">A cron expression that the config check has not seen.</exception>
    public static IReadOnlyList<Schedule> Map(MonitorOptions options, WorkdayCalendar workdays) =>
    [
        .. options.Schedules.Select(schedule => new Schedule(
            schedule.Name,
            schedule.Job,
            CronReading.TryRead(schedule.Cron, schedule.TimeZone ?? options.TimeZone, out var cron, out var problem) ? cron : throw new FormatException(problem),
            schedule.Missed == "skip" ? MissedRun.Skip : MissedRun.Once,
            schedule.MaxDelay)
        {
            Report = schedule.Report,
            Workdays = DayOffNamed(schedule.Calendar) is { } dayOff ? new WorkdayRule(dayOff, workdays) : null,
        }),
    ];

    private static DayOff? DayOffNamed(string? name) => name switch
    {
        "workdays" => DayOff.LeaveOut,
        "nextWorkday" => DayOff.MoveOn,
        "previousWorkday" => DayOff.MoveBack,
        _ => null,
    };
}
