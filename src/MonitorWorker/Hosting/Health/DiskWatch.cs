using System.Globalization;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Health;

/// <summary>One disk that the program writes to.</summary>
/// <param name="Keeps">Keys of the configuration whose files are on it.</param>
internal sealed record WatchedDisk(string Root, long FreeMegabytes, IReadOnlyList<string> Keeps);

/// <summary>Looks whether the disks of database, mail folder and archive have room.</summary>
internal sealed class DiskWatch(MonitorOptions options, MonitorStore store, TroubleWatch troubles, VolumeFinder volumes, ILogger<DiskWatch> log)
{
    /// <summary>It is over with a fifth more than the limit: a disk at the limit is not told each minute.</summary>
    private const double Enough = 1.2;

    public IReadOnlyList<WatchedDisk> Disks()
    {
        List<(string Key, string? Path)> places =
        [
            ("database", store.DatabaseFile), ("mail.folder", options.Mail.Delivery == "folder" ? options.Mail.Folder : null), ("inbox.archive", options.Inbox.Archive),
        ];
        return
        [
            .. places
                .Where(place => place.Path is not null)
                .Select(place => (place.Key, Volume: volumes(place.Path!)))
                .Where(place => place.Volume is not null)
                .GroupBy(place => place.Volume!.Root)
                .Select(disk => new WatchedDisk(disk.Key, disk.First().Volume!.FreeBytes >> 20, [.. disk.Select(place => place.Key)])),
        ];
    }

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var disk in Disks())
        {
            try
            {
                await LookAsync(disk, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A disk that is full cannot keep that it is.
                log.LogCritical(ServiceEvents.DiskLow, "Disk {Root} has {Free} MB left, and that could not be stored: {Reason}", disk.Root, disk.FreeMegabytes, e.Message);
            }
        }
    }

    private async Task LookAsync(WatchedDisk disk, CancellationToken cancellationToken)
    {
        var least = options.Health.MinFreeMegabytes;
        if (disk.FreeMegabytes < least)
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"剩余空间不足{least}MB（health.minFreeMegabytes）");
            await troubles.FailsAsync(
                TroubleKind.Disk,
                disk.Root,
                new Trouble(reason, "清理磁盘，或把文件移到更大的磁盘", string.Create(CultureInfo.InvariantCulture, $"剩余{disk.FreeMegabytes}MB；其上有{string.Join("、", disk.Keeps)}")),
                cancellationToken);
        }
        else if (disk.FreeMegabytes >= least * Enough)
        {
            await troubles.WorksAgainAsync(TroubleKind.Disk, disk.Root, cancellationToken);
        }
    }
}
