using Microsoft.Data.Sqlite;

namespace MonitorWorker.Storage;

/// <summary>Tells by an error whether the disk was full.</summary>
public static class DiskFull
{
    /// <summary>What SQLite needs to share a database between processes.</summary>
    private const long LeastBytes = 64 << 10;

    /// <summary>ENOSPC of Linux and macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.</summary>
    private static readonly int[] _full = [28, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    /// <summary>Whether a path's disk has no room: SQLite calls that an I/O error where it meets it first in a file beside the database.</summary>
    public static bool IsAt(string path)
    {
        try
        {
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : Path.GetDirectoryName(path)!).AvailableFreeSpace < LeastBytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    public static bool Is(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL,
        IOException io => _full.Contains(io.HResult),
        _ => false,
    };
}
