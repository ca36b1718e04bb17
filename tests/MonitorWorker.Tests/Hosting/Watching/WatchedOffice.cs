using Microsoft.Extensions.Logging.Abstractions;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Watching;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Watching;

/// <summary>An office with what a running service has to be watched by.</summary>
internal sealed class WatchedOffice : IAsyncDisposable
{
    private WatchedOffice(TestOffice office) => (Office, Liveness) = (office, new Liveness(office.Clock));

    public TestOffice Office { get; }

    public Liveness Liveness { get; }

    public bool SchedulesRun { get; set; } = true;

    public HeartbeatOptions Heartbeat { get; set; } = new();

    public long FreeMegabytes { get; set; } = 10_000;

    public MonitorOptions Options { get; } = new();

    public static IReadOnlyList<Schedule> Schedules { get; } = [Daily("morning", "check"), Daily("say \"hi\"\\", "deliver")];

    public static async Task<WatchedOffice> OpenAsync() => new(await TestOffice.OpenAsync());

    public HealthReader Reader => new(
        Office.TroubleStore,
        new HealthStore(Office.Store),
        Office.Undelivered,
        Office.Facts,
        Office.Mailboxes,
        Office.Board,
        new DiskWatch(Options, Office.Store, Office.Watch, _ => new Volume("/", FreeMegabytes << 20), NullLogger<DiskWatch>.Instance),
        Schedules,
        Office.Settings,
        Office.Clock);

    public HealthGlance Glance() => new(Reader, Office.Clock);

    public Readiness Readiness() => new(Glance(), Liveness, () => SchedulesRun);

    public HeartbeatCall Call(Readiness? readiness = null) => new(Heartbeat, readiness ?? Readiness(), Office.Board, Office.Clock, NullLogger<HeartbeatCall>.Instance);

    public MetricsReader Metrics() => new(Glance(), Readiness(), new WatchStore(Office.Store), Schedules, Office.Settings, Options, Call(), Office.Clock);

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    private static Schedule Daily(string name, string job) => CronReading.TryRead("30 8 * * *", "Asia/Shanghai", out var cron, out var problem)
        ? new Schedule(name, job, cron, MissedRun.Once, TimeSpan.FromHours(12))
        : throw new FormatException(problem);
}
