using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Scheduling;

namespace MonitorWorker.Hosting.Health;

/// <summary>
/// Says once a day of a running service, and once by mail, which year's working days are not known though they ought to be:
/// without them schedules and deadlines go by Monday to Friday.
/// </summary>
internal sealed class CalendarWatch(
    OfficeSettings office, IReadOnlyList<Schedule> schedules, TroubleWatch troubles, TimeProvider clock, ILogger<CalendarWatch> log)
{
    private DateOnly? _told;

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var today = office.Today(clock.GetUtcNow());
        if (today == _told) return;

        if (CalendarWords.Missing(office.Workdays, today, schedules) is { } missing) log.LogWarning(ServiceEvents.CalendarMissing, "{Missing}", missing);
        _told = today;
        if (CalendarWords.MissingForPeople(office.Workdays, today, schedules) is { } trouble)
            await troubles.FailsAsync(TroubleKind.Calendar, office.Workdays.Country, new Trouble(trouble.Reason, trouble.Cure), cancellationToken);
        else
            await troubles.WorksAgainAsync(TroubleKind.Calendar, office.Workdays.Country, cancellationToken);
    }
}
