namespace MonitorWorker.Storage;

/// <summary>One mounted disk.</summary>
/// <param name="Root">Where it is mounted.</param>
/// <param name="Format">Name of the file system, as the machine calls it.</param>
internal sealed record MountedDisk(string Root, DriveType Kind, string Format);

/// <summary>SQLite's locks do not hold on network shares, and its files are damaged there sooner or later: such a place is refused.</summary>
internal static class NetworkDisk
{
    /// <summary>Shares that a machine mounts through a user's program, and so calls something else.</summary>
    private static readonly string[] _disguised = ["sshfs", "davfs", "rclone", "s3fs", "gluster", "ceph", "9p", "cifs", "smb", "nfs"];

    /// <returns>Why a database must not lie there; null where it may, or where the machine does not tell.</returns>
    public static string? Refusal(string file, IEnumerable<MountedDisk> disks)
    {
        var disk = disks.Where(disk => IsUnder(file, disk.Root)).MaxBy(disk => disk.Root.Length);
        var isShare = disk is not null && (disk.Kind == DriveType.Network || _disguised.Any(name => disk.Format.Contains(name, StringComparison.OrdinalIgnoreCase)));
        return isShare || file.StartsWith(@"\\", StringComparison.Ordinal)
            ? $"The database {file} is on a network share{(disk is null ? "" : $" ({disk.Root}, {disk.Format})")}, where SQLite files are damaged. Expected a folder on a local disk; a backup may go to a share."
            : null;
    }

    public static IEnumerable<MountedDisk> Mounted()
    {
        foreach (var drive in DriveInfo.GetDrives())
        {
            MountedDisk? disk = null;
            try
            {
                disk = new MountedDisk(drive.RootDirectory.FullName, drive.DriveType, drive.DriveFormat);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // An empty drive or one that is gone holds no database.
            }

            if (disk is not null) yield return disk;
        }
    }

    private static bool IsUnder(string path, string root) =>
        path.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
