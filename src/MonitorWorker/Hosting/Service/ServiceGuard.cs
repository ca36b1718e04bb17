using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.WindowsServices;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Hosting.Reloading;

namespace MonitorWorker.Hosting.Service;

/// <summary>
/// Stands between the service and the system that keeps it running: tells systemd that it is ready, that it goes round (and nothing once it does
/// not, so that it is started anew), and that it stops; tells Windows an error as an error.
/// </summary>
internal sealed class ServiceGuard(
    SystemdNotifier systemd,
    Liveness liveness,
    Reloader reloader,
    IHostApplicationLifetime lifetime,
    IHostLifetime host,
    TimeProvider clock,
    ILogger<ServiceGuard> log) : BackgroundService
{
    /// <summary>How often the line of <c>systemctl status</c> is written where no watchdog asks.</summary>
    private static readonly TimeSpan _usual = TimeSpan.FromMinutes(1);
    private bool _silent;

    /// <summary>Half of what systemd waits for a sign of life; null where it does not wait for one.</summary>
    private readonly TimeSpan? _watchdog = SystemdNotifier.Period(
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"), Environment.ProcessId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = lifetime.ApplicationStopping.Register(Stopping);
        if (!systemd.IsListening) return;
        // What ExecReload sends ends a program that does not expect it.
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        using var ready = lifetime.ApplicationStarted.Register(() => systemd.Send(SystemdNotifier.Ready));
        while (true)
        {
            Beat();
            await Task.Delay(_watchdog ?? _usual, clock, stoppingToken);
        }
    }

    /// <summary>What systemd is told of a service that goes round, and of one that does not: no sign of life.</summary>
    internal static IReadOnlyList<string> Signs(Liveness liveness, HealthReport? report) => liveness.IsAlive
        ? [SystemdNotifier.Alive, SystemdNotifier.Status(Describe(report))]
        : [SystemdNotifier.Status(Silence(liveness))];

    private static string Silence(Liveness liveness) => string.Create(CultureInfo.InvariantCulture, $"The service has not gone round for {liveness.SinceBeat.TotalSeconds:0} s");

    private void Beat()
    {
        systemd.Send(Signs(liveness, reloader.LastHealth));
        if (!liveness.IsAlive && !_silent) log.LogCritical(ServiceEvents.NotGoingRound, "{Reason}; systemd hears nothing until it does, and starts it anew", Silence(liveness));
        _silent = !liveness.IsAlive;
    }

    private static string Describe(HealthReport? report)
    {
        if (report is null) return "Running";
        var check = report.LastCheck is { } last ? $"last check {Minute(last.At)}" : "nothing checked yet";
        var next = report.Next is [var first, ..] ? $", next {first.Schedule} {Minute(first.Due)}" : "";
        return $"{report.Status}: {check}{next}";
    }

    private static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private void Stopping()
    {
        systemd.Send(SystemdNotifier.Stopping, SystemdNotifier.Status("Stopping"));
        // Windows takes a service that stops itself for one that is done, and starts it again only after an error.
        if (OperatingSystem.IsWindows() && host is WindowsServiceLifetime service) service.ExitCode = Environment.ExitCode;
    }
}
