namespace MonitorWorker.Hosting.Health;

/// <summary>A disk, or what is mounted like one.</summary>
/// <param name="Root">Where it is mounted.</param>
/// <param name="FreeBytes">What this program may still write.</param>
internal sealed record Volume(string Root, long FreeBytes)
{
    /// <summary>The volume that a path is on, or would be. Null where the system does not tell, as for a network share.</summary>
    public static Volume? Of(string path)
    {
        try
        {
            var full = Path.GetFullPath(path);
            var root = DriveInfo.GetDrives()
                .Select(drive => drive.RootDirectory.FullName)
                .Where(root => IsUnder(full, root))
                .MaxBy(root => root.Length);
            return root is null ? null : new Volume(root, new DriveInfo(root).AvailableFreeSpace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsUnder(string path, string root) =>
        path.Equals(root, StringComparison.OrdinalIgnoreCase)
        || path.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Finds the volume of a path; null where the system does not tell.</summary>
internal delegate Volume? VolumeFinder(string path);
