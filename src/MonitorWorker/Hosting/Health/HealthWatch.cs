using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Health;

/// <summary>
/// The service's watch over itself: looks each minute at what nothing else would notice, and writes the health file then
/// and whenever a trouble begins or ends. Nothing that goes wrong here takes the service down.
/// </summary>
internal sealed class HealthWatch(
    MonitorOptions options,
    OfficeSettings office,
    IReadOnlyList<Schedule> schedules,
    TroubleStore troubles,
    TroubleJob own,
    CalendarWatch calendar,
    ScheduleWatch late,
    DiskWatch disks,
    DiskFullWatch full,
    HealthReader reader,
    TroubleBoard board,
    Liveness liveness,
    TimeProvider clock,
    ILogger<HealthWatch> log)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(1);
    private readonly DateTimeOffset _configLoadedAt = clock.GetUtcNow();
    private DateTimeOffset? _looked;
    private bool _begun;
    private HealthReport? _last;
    private string? _cannotWrite;

    /// <summary>What was written last; null before the first time, and where no health file is written.</summary>
    public HealthReport? Last => _last;

    /// <summary>The schedules are at work, so that one that does not run is late.</summary>
    public bool SchedulesRun { get; set; }

    /// <summary>Another configuration has taken over and goes on writing the same file: the end of this watch is no end of the service.</summary>
    public bool IsHandedOver { get; set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await StepAsync(cancellationToken);
                liveness.Beat();
                await board.WaitAsync(_pause, clock, cancellationToken);
            }
        }
        finally
        {
            // From memory: the database may be what ended the service.
            if (!IsHandedOver && _last is { } last) Write(last with { Now = Local(), StoppedAt = Local() });
        }
    }

    /// <summary>Looks if the time has come, and writes what there is to say.</summary>
    internal async Task StepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_looked is null || now - _looked >= _pause)
        {
            _looked = now;
            if (!_begun) await GuardAsync("what the configuration has changed", BeginAsync, cancellationToken);
            await GuardAsync("the calendar", calendar.LookAsync, cancellationToken);
            await GuardAsync("the disks", disks.LookAsync, cancellationToken);
            if (SchedulesRun) await GuardAsync("the schedules", late.LookAsync, cancellationToken);
            full.Look();
        }

        await GuardAsync("the health file", WriteAsync, cancellationToken);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await troubles.ForgetAsync(TroubleKind.Source, [.. office.Sources.Select(source => source.Name)], cancellationToken);
        await troubles.ForgetAsync(TroubleKind.Schedule, [.. schedules.Select(schedule => schedule.Name), StartCheck.Name], cancellationToken);
        await troubles.ForgetAsync(TroubleKind.Calendar, [office.Workdays.Country], cancellationToken);
        await troubles.ForgetAsync(TroubleKind.Mailbox, office.Mailbox is { } mailbox ? [mailbox] : [], cancellationToken);
        if (office.Mailbox is null) await troubles.ForgetAsync(TroubleKind.Incoming, [], cancellationToken);
        await own.TellLoadedTemplatesAsync(cancellationToken);
        _begun = true;
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (options.Health.File is null) return;
        _last = (await reader.ReadAsync(liveness.StartedAt, cancellationToken)) with { ConfigLoadedAt = TimeZoneInfo.ConvertTime(_configLoadedAt, office.Zone) };
        Write(_last);
    }

    private void Write(HealthReport report)
    {
        if (options.Health.File is not { } file) return;
        try
        {
            HealthFile.Write(file, report);
            if (_cannotWrite is not null) log.LogInformation(ServiceEvents.HealthFileWorks, "The health file {File} can be written again", file);
            _cannotWrite = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Once for each reason, not each minute.
            if (_cannotWrite != e.Message) log.LogError(ServiceEvents.HealthFileFails, "The health file {File} cannot be written: {Reason}", file, e.Message);
            _cannotWrite = e.Message;
        }
    }

    private async Task GuardAsync(string what, Func<CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        try
        {
            await look(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(ServiceEvents.WatchFailed, e, "The service could not look after {What}; it tries again", what);
        }
    }

    private DateTimeOffset Local() => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), office.Zone);
}
