using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting;

/// <summary>
/// Notices what is dropped into the inbox within seconds, and looks by itself every while: a network share raises no
/// events, and a watcher may lose some. What is read is told at once; judging stays with the schedules.
/// </summary>
internal sealed class InboxWatch(JobDispatcher jobs, OfficeSettings office, TimeProvider clock, ILogger<InboxWatch> log)
{
    /// <summary>A copy raises many events; one look after the last of them is enough.</summary>
    private static readonly TimeSpan _calm = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var noticed = new SemaphoreSlim(0);
        FileSystemWatcher? watcher = null;
        try
        {
            while (true)
            {
                // The folder may be away for an hour; then it is watched anew.
                watcher ??= TryWatch(noticed);
                var byEvent = await noticed.WaitAsync(office.InboxPoll ?? Timeout.InfiniteTimeSpan, cancellationToken);
                if (byEvent) await Task.Delay(_calm, clock, cancellationToken);
                while (await noticed.WaitAsync(TimeSpan.Zero, cancellationToken))
                {
                    // All that came in the meantime is seen by the same look.
                }

                await LookAsync(cancellationToken);
                if (watcher is not null && !Directory.Exists(office.InboxFolder))
                {
                    watcher.Dispose();
                    watcher = null;
                }
            }
        }
        finally
        {
            watcher?.Dispose();
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = await jobs.RunAsync("inbox", "inbox", cancellationToken);
            if (!read.IsNothing) log.LogInformation(ServiceEvents.InboxRead, "Inbox: {Figures}", read);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(ServiceEvents.InboxFailed, e, "The inbox could not be read; it is looked at again");
        }
    }

    private FileSystemWatcher? TryWatch(SemaphoreSlim noticed)
    {
        try
        {
            var watcher = new FileSystemWatcher(office.InboxFolder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Created += (_, _) => noticed.Release();
            watcher.Changed += (_, _) => noticed.Release();
            watcher.Renamed += (_, _) => noticed.Release();
            // Events were lost: looking finds what they were about.
            watcher.Error += (_, _) => noticed.Release();
            watcher.EnableRaisingEvents = true;
            // What came before the first event could be raised.
            noticed.Release();
            return watcher;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            log.LogWarning(ServiceEvents.InboxNotWatched, "The inbox {Folder} cannot be watched and is looked at by itself only: {Reason}", office.InboxFolder, e.Message);
            return null;
        }
    }
}
