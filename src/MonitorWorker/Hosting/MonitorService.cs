using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Commands;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Jobs;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting;

/// <summary>
/// The service: checks at once, then by its schedules until it is stopped. A job that fails is logged and tried again at
/// its next time; a crash of the service itself ends the process with a code that is not zero, so that the system
/// starts it again.
/// </summary>
internal sealed class MonitorService(
    MonitorRun monitor,
    JobDispatcher jobs,
    ScheduleRunner schedules,
    InboxWatch inbox,
    MailboxWatch mailbox,
    HealthWatch health,
    OfficeSettings office,
    MonitorStore store,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<MonitorService> log) : BackgroundService
{
    /// <summary>How often the service looks whether its database is still in its place.</summary>
    private static readonly TimeSpan _watch = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        // From the beginning: a first check may take long, and the service is alive all the while.
        var self = health.RunAsync(ending.Token);
        try
        {
            await FirstRunAsync(stoppingToken);
            await using var running = await schedules.StartAsync(stoppingToken);
            health.SchedulesRun = true;
            ConsoleOutput.WriteFirings(schedules.NextFirings(5), office.Zone);
            // Beside the schedules: a mail server that hangs must not keep them from starting.
            var delivery = FirstDeliveryAsync(stoppingToken);
            var watching = Task.WhenAll(inbox.RunAsync(ending.Token), mailbox.RunAsync(ending.Token));
            try
            {
                while (true)
                {
                    await Task.Delay(_watch, clock, stoppingToken);
                    await store.EnsureInPlaceAsync(stoppingToken);
                }
            }
            finally
            {
                await ending.CancelAsync();
                await delivery;
                await watching.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogInformation("Stopped");
        }
        catch (Exception e)
        {
            log.LogCritical(e, "The service cannot go on");
            Environment.ExitCode = ExitCodes.Failed;
            lifetime.StopApplication();
        }
        finally
        {
            await ending.CancelAsync();
            await self.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task FirstRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            var result = (await monitor.RunAsync(office.JudgeAsOf(null, clock.GetUtcNow()), lookOnly: false, stoppingToken)).Open();
            ConsoleOutput.WriteImport(result.Imported);
            ConsoleOutput.WriteCheck(result.Check, result.Imported);
            if (!result.Check.Withheld.IsEmpty) ConsoleOutput.WriteLine($"另有{result.Check.Withheld.Count}个项目按规定不外发，未列出；用 check 查看");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What keeps one check from running (a share that is not up yet, a day before the last) must not keep the service from it.
            log.LogError(e, "The first check failed; the schedules go on");
        }
    }

    private async Task FirstDeliveryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await jobs.RunAsync("deliver", "start", stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || stoppingToken.IsCancellationRequested)
        {
            if (!stoppingToken.IsCancellationRequested) log.LogError(e, "The mails that waited could not be sent; the schedules try again");
        }
    }
}
