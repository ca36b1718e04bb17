using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Diagnosis;

/// <summary>Room on the disks that the program writes to.</summary>
internal sealed class DiskDiagnosis : IDiagnosis
{
    public string Name => "磁盘";

    public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        var least = patient.Options.Health.MinFreeMegabytes;
        var found = Places.Written(patient)
            .Select(place => (place.Key, Volume: patient.Volumes(place.Folder)))
            .Where(place => place.Volume is not null)
            .GroupBy(place => place.Volume!.Root)
            .Select(disk =>
            {
                var (free, keeps) = (disk.First().Volume!.FreeBytes >> 20, string.Join("、", disk.Select(place => place.Key)));
                return free < least
                    ? Diagnosed.Bad(Name, $"{disk.Key}剩余{free}MB，少于{least}MB（{keeps}）", "清理磁盘，或把文件移到更大的磁盘")
                    : free < 2L * least
                        ? Diagnosed.Warn(Name, $"{disk.Key}剩余{free}MB（{keeps}）", $"少于{least}MB时会报故障，及早清理")
                        : Diagnosed.Good(Name, $"{disk.Key}剩余{free}MB（{keeps}）");
            });
        return Task.FromResult<IReadOnlyList<Diagnosed>>([.. found]);
    }
}

/// <summary>Whether the folders are there and can be written to.</summary>
internal sealed class FolderDiagnosis : IDiagnosis
{
    public string Name => "文件夹";

    public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        var found = Places.Written(patient).Select(place => (place.Key, place.Folder, Why: WhyNotWritable(place.Folder)))
            .Where(place => place.Why is not null)
            .Select(place => Diagnosed.Bad(Name, $"{place.Key}：{place.Folder}不能写入（{place.Why}）", "让运行服务的用户可以写入，或在monitor.json改用别的文件夹"))
            .ToList();
        var inbox = patient.Options.Inbox;
        if (!Directory.Exists(inbox.Folder)) found.Add(Diagnosed.Bad(Name, $"inbox.folder：{inbox.Folder}不在", "建立文件夹，或接通共享"));
        else if (inbox.Archive is not null && WhyNotWritable(inbox.Folder) is { } why) found.Add(Diagnosed.Bad(Name, $"inbox.folder：{inbox.Folder}里的文件移不走（{why}）", "让运行服务的用户可以修改该文件夹"));
        if (NetworkDisk.Refusal(patient.DatabaseFile, NetworkDisk.Mounted()) is not null) found.Add(Diagnosed.Bad(Name, $"数据库在网络共享上：{patient.DatabaseFile}", "把数据库放到本机磁盘；备份可以放在共享上"));
        if (found.Count == 0) found.Add(Diagnosed.Good(Name, "都能读写"));
        return Task.FromResult<IReadOnlyList<Diagnosed>>(found);
    }

    /// <summary>The first step from a folder towards a path below it.</summary>
    private static string Below(string above, string path) => Path.Combine(above, Path.GetRelativePath(above, path).Split(Path.DirectorySeparatorChar)[0]);

    /// <summary>Tries with a file that is gone again; of a folder that is not there yet, the nearest one above it.</summary>
    private static string? WhyNotWritable(string folder)
    {
        var nearest = folder;
        while (!Directory.Exists(nearest) && Path.GetDirectoryName(nearest) is { } above) nearest = above;
        if (nearest != folder && File.Exists(Below(nearest, folder))) return "有同名的文件";
        // A name with a dot: the inbox passes it over.
        var probe = Path.Combine(nearest, $".doctor-{Guid.NewGuid():N}");
        try
        {
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}

/// <summary>What the program writes, and where.</summary>
internal static class Places
{
    public static IReadOnlyList<(string Key, string Folder)> Written(Patient patient)
    {
        MonitorOptions options = patient.Options;
        (string Key, string? Folder)[] places =
        [
            ("database", Path.GetDirectoryName(patient.DatabaseFile)),
            ("mail.folder", options.Mail.Delivery == "folder" ? options.Mail.Folder : null),
            ("inbox.archive", options.Inbox.Archive),
            ("health.file", Path.GetDirectoryName(options.Health.File)),
            ("log.folder", options.Log.Folder),
            ("retention.backupFolder", options.Retention.BackupFolder),
            ("temp", Path.GetTempPath()),
        ];
        return [.. places.Where(place => !string.IsNullOrEmpty(place.Folder)).Select(place => (place.Key, place.Folder!))];
    }
}
