using Microsoft.Extensions.Logging;
using MonitorWorker.Calendar;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Scheduling;

namespace MonitorWorker.Hosting.Health;

/// <summary>
/// Asks for the next year's working days in November and December, and says once a day of a running service, and once by mail, which year's working days are not known though they ought to be:
/// without them schedules and deadlines go by Monday to Friday.
/// </summary>
internal sealed class CalendarWatch(
    OfficeSettings office, IReadOnlyList<Schedule> schedules, TroubleWatch troubles, NoteBook notes, TimeProvider clock, ILogger<CalendarWatch> log)
{
    /// <summary>The day on which it is asked for a last time; that it is missing on 1 December is a trouble, and told as one.</summary>
    private static readonly MonthDay _lastCall = new(12, 20);

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
        await AskAsync(today, cancellationToken);
    }

    /// <summary>A day of asking that passed while the service was down is made up for; between the two it is the trouble that tells.</summary>
    private async Task AskAsync(DateOnly today, CancellationToken cancellationToken)
    {
        if (office.AskForCalendarFrom is not { } first || first.In(today.Year) > today) return;
        MonthDay? call = _lastCall.In(today.Year) <= today ? _lastCall : today.Month < 12 ? first : null;
        if (call is { } day && CalendarWords.AskFor(office.Workdays, today.Year + 1, schedules) is { } note)
            await notes.TellAdministratorsAsync(note, $"calendar|{today.Year + 1}|{day}", cancellationToken);
    }
}
