using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Commands;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Hosting.Reloading;
using MonitorWorker.Jobs;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting;

/// <summary>
/// The service: checks at once, then by its schedules until it is stopped, and takes over its configuration when that changes. A job that fails is logged and tried again at
/// its next time; a crash of the service itself ends the process with a code that is not zero, so that the system
/// starts it again.
/// </summary>
internal sealed class MonitorService(Reloader reloader, Liveness liveness, MonitorStore store, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<MonitorService> log) : BackgroundService
{
    /// <summary>How often the service looks whether its database is still in its place.</summary>
    private static readonly TimeSpan _watch = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var first = reloader.Begin(stoppingToken);
            var mail = first.Config.Options.Mail;
            log.LogInformation(
                ServiceEvents.Started, "MonitorWorker {Version} runs on {Database}: mails {Delivery}, {Mode}", HealthReport.ProgramVersion, store.DatabaseFile, mail.Delivery, mail.Mode);
            using var hangUp = OnHangUp();
            first.WatchHealth();
            await FirstRunAsync(first, stoppingToken);
            // What the first check needed is given back: the service may be idle for days.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            await first.StartAsync();
            await reloader.TellStartedAsync(stoppingToken);
            ConsoleOutput.WriteFirings(first.Get<ScheduleRunner>().NextFirings(5), first.Get<OfficeSettings>().Zone);
            // Beside the schedules: a mail server that hangs must not keep them from starting.
            first.Follow(FirstDeliveryAsync(first, stoppingToken));
            while (true)
            {
                liveness.Turn();
                await reloader.WaitAsync(_watch, stoppingToken);
                await store.EnsureInPlaceAsync(stoppingToken);
                await reloader.StepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogInformation(ServiceEvents.Stopped, "Stopped");
        }
        catch (Exception e)
        {
            log.LogCritical(ServiceEvents.CannotGoOn, e, "The service cannot go on");
            Environment.ExitCode = ExitCodes.Failed;
            lifetime.StopApplication();
        }
        finally
        {
            await reloader.DisposeAsync();
        }
    }

    /// <summary>The signal by which services are told to read their configuration again. In a terminal it says that the terminal is gone.</summary>
    private PosixSignalRegistration? OnHangUp() => OperatingSystem.IsWindows() || !Console.IsInputRedirected ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
    {
        signal.Cancel = true;
        reloader.Ask();
    });

    private async Task FirstRunAsync(Generation first, CancellationToken stoppingToken)
    {
        try
        {
            var begun = clock.GetTimestamp();
            var whole = await first.Get<MonitorRun>().RunAsync(first.Get<OfficeSettings>().JudgeAsOf(null, clock.GetUtcNow()), lookOnly: false, stoppingToken);
            log.LogInformation(ServiceEvents.FirstCheck, "First check done in {Seconds:0.0} s: {Figures}", clock.GetElapsedTime(begun).TotalSeconds, JobFigures.Of(whole));
            var result = whole.Open();
            ConsoleOutput.WriteImport(result.Imported);
            ConsoleOutput.WriteCheck(result.Check, result.Imported);
            if (result.Check.Withheld.Count > 0) ConsoleOutput.WriteLine($"另有{result.Check.Withheld.Count}个项目按规定不外发，未列出；用 check 查看");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What keeps one check from running (a share that is not up yet, a day before the last) must not keep the service from it.
            log.LogError(ServiceEvents.FirstCheckFailed, e, "The first check failed; the schedules go on");
            await first.Get<StartCheck>().FailedAsync(e, stoppingToken);
        }
    }

    private async Task FirstDeliveryAsync(Generation first, CancellationToken stoppingToken)
    {
        try
        {
            await first.Get<JobDispatcher>().RunAsync("deliver", "start", stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || stoppingToken.IsCancellationRequested)
        {
            if (!stoppingToken.IsCancellationRequested) log.LogError(ServiceEvents.FirstDeliveryFailed, e, "The mails that waited could not be sent; the schedules try again");
        }
    }
}
