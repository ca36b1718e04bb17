namespace MonitorWorker.Storage;

/// <summary>Files that hold what may not leave the store: whoever owns them and the group may read them, nobody else.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>Makes an empty file, which SQLite takes for a database without tables; one that is there stays as it is. On Windows the folder's rights count.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Prepare(string file)
    {
        if (OperatingSystem.IsWindows() || File.Exists(file)) return;
        using var made = new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, UnixCreateMode = OwnerAndGroup });
    }
}
