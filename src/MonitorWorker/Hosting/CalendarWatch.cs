using Microsoft.Extensions.Logging;
using MonitorWorker.Jobs;
using MonitorWorker.Scheduling;

namespace MonitorWorker.Hosting;

/// <summary>
/// Says once a day of a running service which year's working days are not known though they ought to be: without them
/// schedules and deadlines go by Monday to Friday.
/// </summary>
internal sealed class CalendarWatch(OfficeSettings office, IReadOnlyList<Schedule> schedules, TimeProvider clock, ILogger<CalendarWatch> log)
{
    private DateOnly? _told;

    public void Look()
    {
        var today = office.Today(clock.GetUtcNow());
        if (today == _told) return;

        _told = today;
        if (CalendarWords.Missing(office.Workdays, today, schedules) is { } missing) log.LogWarning("{Missing}", missing);
    }
}
