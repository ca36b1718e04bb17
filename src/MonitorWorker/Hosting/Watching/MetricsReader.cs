using System.Diagnostics;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Watching;

/// <summary>
/// What Prometheus reads: numbers about the program and its work, from the store at the time of asking, at most every five seconds. Labels are words of the program and of its
/// configuration, never names of people, entities or projects.
/// </summary>
internal sealed class MetricsReader(
    HealthGlance glance,
    Readiness readiness,
    WatchStore store,
    IReadOnlyList<Schedule> schedules,
    OfficeSettings office,
    MonitorOptions options,
    HeartbeatCall heartbeat,
    TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private (string Text, long At)? _last;
    private (string Run, DateOnly? Oldest)? _data;

    /// <summary>The metrics as text; what cannot be asked is left out, and <c>monitorworker_store_up</c> is 0.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || clock.GetElapsedTime(last.At) >= _fresh) _last = last = (await WriteAsync(cancellationToken), clock.GetTimestamp());
            return last.Text;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        var text = new Exposition();
        var report = await glance.ReadAsync(cancellationToken);
        var reasons = await readiness.ReasonsAsync(cancellationToken);
        WriteProcess(text, report.Version);
        text.Gauge("monitorworker_ready", "1 where the work is done, as /readyz says it.", reasons.Count == 0 ? 1 : 0);
        text.Gauge("monitorworker_watch_age_seconds", "Seconds since the service last went round; it does so each minute.", Math.Round(readiness.Liveness.SinceBeat.TotalSeconds, 3));
        text.Gauge("monitorworker_troubles", "Things in trouble, by kind.", Troubles(report));
        text.Gauge("monitorworker_mails_undelivered", "Mails of the last seven days that will not arrive and of which no mail could tell.", report.Outbox is null ? null : report.Undelivered.Count);
        text.Gauge("monitorworker_disk_free_bytes", "Bytes that may still be written to a disk that the program writes to.", report.Disks.Select(disk => new Sample(disk.FreeMegabytes * 1048576d, ("mount", disk.Root))));
        text.Gauge("monitorworker_disk_free_least_bytes", "Free bytes below which a disk is in trouble.", options.Health.MinFreeMegabytes * 1048576d);
        WriteOutbox(text, report);
        WriteMailbox(text, report);
        text.Gauge("monitorworker_heartbeat_last_success_timestamp_seconds", "When the heartbeat last reached its address.", Seconds(heartbeat.LastSuccess));
        text.Gauge("monitorworker_check_last_success_timestamp_seconds", "When the last check was stored.", Seconds(report.LastCheck?.At));
        text.Gauge("monitorworker_check_data_as_of_timestamp_seconds", "Day that the last check judged.", Seconds(report.LastCheck?.AsOf));
        var isUp = report.Outbox is not null;
        try
        {
            if (isUp) await WriteStoreAsync(text, report, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            isUp = false;
        }

        text.Gauge("monitorworker_store_up", "1 where the database answers.", isUp ? 1 : 0);
        return text.ToString();
    }

    private static void WriteProcess(Exposition text, string version)
    {
        using var process = Process.GetCurrentProcess();
        text.Gauge("monitorworker_build_info", "The program's version; always 1.", [new Sample(1, ("version", version), ("runtime", Environment.Version.ToString()))]);
        text.Gauge("process_start_time_seconds", "When the process started.", Seconds(new DateTimeOffset(process.StartTime)));
        text.Counter("process_cpu_seconds_total", "Processor time of the process.", Math.Round(process.TotalProcessorTime.TotalSeconds, 2));
        text.Gauge("process_resident_memory_bytes", "Memory of the process that is in use.", process.WorkingSet64);
        text.Gauge("dotnet_gc_heap_bytes", "Managed heap after the last collection.", GC.GetGCMemoryInfo().HeapSizeBytes);
    }

    /// <summary>All kinds, so that one that begins is a series that changes and not one that appears.</summary>
    private static IEnumerable<Sample> Troubles(HealthReport report)
    {
        var counts = report.Troubles.CountBy(trouble => trouble.Kind).ToDictionary();
        return TroubleKind.All.Append("database").Union(counts.Keys).Select(kind => new Sample(counts.GetValueOrDefault(kind), ("kind", kind)));
    }

    private void WriteOutbox(Exposition text, HealthReport report)
    {
        if (report.Outbox is not { } mails) return;
        text.Gauge(
            "monitorworker_outbox_mails",
            "Mails by where they are on their way.",
            [
                new Sample(mails.Queued, ("state", "queued")),
                new Sample(mails.Sending, ("state", "sending")),
                new Sample(mails.Deferred, ("state", "deferred")),
                new Sample(mails.Sent, ("state", "sent")),
                new Sample(mails.Dead, ("state", "dead")),
            ]);
        text.Gauge("monitorworker_outbox_oldest_waiting_seconds", "Age of the oldest mail that still waits to be sent; 0 where none does.", mails.OldestQueued is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0);
    }

    private static void WriteMailbox(Exposition text, HealthReport report)
    {
        if (report.Mailbox is not { } mailbox) return;
        text.Gauge("monitorworker_mailbox_last_read_timestamp_seconds", "When the mailbox of replies was last read.", Seconds(mailbox.LastRead));
        text.Gauge("monitorworker_mailbox_failing", "1 while the mailbox of replies cannot be read.", mailbox.FailingSince is null ? 0 : 1);
    }

    private async Task WriteStoreAsync(Exposition text, HealthReport report, CancellationToken cancellationToken)
    {
        // Everything is asked before anything is written: half a set of series would look like one that ended.
        var alerts = await store.OpenAlertsAsync(cancellationToken);
        var tries = await store.TriesAsync(null, cancellationToken);
        var oldest = await OldestDataAsync(report, cancellationToken);
        var names = schedules.Select(schedule => schedule.Name).ToList();
        var ended = await store.LastRunsAsync(names, cancellationToken);
        var claimed = await store.ClaimedAsync(names, cancellationToken);
        var size = store.SizeBytes();
        text.Gauge("monitorworker_alerts_open", "Open alerts, by level.", Enum.GetValues<Level>().Where(level => level != Level.Green).Select(level => new Sample(alerts.GetValueOrDefault(level), ("level", level.Code()))));
        text.Counter("monitorworker_mails_sent_total", "Mails that the mail server has taken.", tries.Accepted);
        text.Counter("monitorworker_mails_refused_total", "Mails that the mail server has refused for good.", tries.Refused);
        text.Gauge("monitorworker_data_as_of_timestamp_seconds", "Last day of the latest month that the entity furthest behind has reported, as of the last check.", Seconds(oldest));
        text.Gauge("monitorworker_database_size_bytes", "Bytes of the database's files.", size);
        WriteSchedules(text, ended, claimed);
    }

    private void WriteSchedules(Exposition text, IReadOnlyList<EndedRun> ended, IReadOnlyDictionary<string, DateTimeOffset> claimed)
    {
        var now = clock.GetUtcNow();
        text.Gauge("monitorworker_schedule_next_run_timestamp_seconds", "When the schedule runs next.", schedules.Select(schedule => (schedule, Next: schedule.NextAfter(now))).Where(next => next.Next is not null).Select(next => new Sample(Seconds(next.Next)!.Value, Labels(next.schedule))));
        text.Gauge("monitorworker_schedule_late", "1 where the schedule has not run long after its time.", schedules.Select(schedule => new Sample(IsLate(schedule) ? 1 : 0, Labels(schedule))));
        var runs = ended.Select(run => (Run: run, Labels: Labels(schedules.First(schedule => schedule.Name == run.Schedule)))).ToList();
        text.Gauge("monitorworker_schedule_last_run_timestamp_seconds", "Due time of the latest run that came to an end.", runs.Select(run => new Sample(Seconds(run.Run.Due)!.Value, run.Labels)));
        text.Gauge("monitorworker_schedule_last_run_success", "1 where the latest run came to a good end.", runs.Select(run => new Sample(run.Run.Failed ? 0 : 1, run.Labels)));
        text.Gauge(
            "monitorworker_schedule_last_run_duration_seconds",
            "How long the latest run took.",
            runs.Where(run => run.Run is { StartedAt: not null, FinishedAt: not null }).Select(run => new Sample((run.Run.FinishedAt!.Value - run.Run.StartedAt!.Value).TotalSeconds, run.Labels)));

        bool IsLate(Schedule schedule) => claimed.TryGetValue(schedule.Name, out var last) && last < schedule.PreviousAtOrBefore(now - office.SchedulePatience);

        static (string, string)[] Labels(Schedule schedule) => [("schedule", schedule.Name), ("job_name", schedule.Job)];
    }

    /// <summary>Asked once for each check: it goes through all that was reported.</summary>
    private async Task<DateOnly?> OldestDataAsync(HealthReport report, CancellationToken cancellationToken)
    {
        if (report.LastCheck is not { } check) return null;
        if (_data is not { } known || known.Run != check.Run)
            _data = known = (check.Run, (await store.DataAsync(check.AsOf, cancellationToken)).Min(entity => entity.Month?.LastDay));
        return known.Oldest;
    }

    private double? Seconds(DateOnly? day) => day is { } known ? Seconds(new DateTimeOffset(known.ToDateTime(TimeOnly.MinValue), office.Zone.GetUtcOffset(known.ToDateTime(TimeOnly.MinValue)))) : null;

    private static double? Seconds(DateTimeOffset? time) => time is { } known ? Math.Round(known.ToUnixTimeMilliseconds() / 1000d, 3) : null;
}
