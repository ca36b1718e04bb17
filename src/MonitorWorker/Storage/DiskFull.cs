using Microsoft.Data.Sqlite;

namespace MonitorWorker.Storage;

/// <summary>Tells by an error whether the disk was full.</summary>
public static class DiskFull
{
    /// <summary>ENOSPC of Linux and macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.</summary>
    private static readonly int[] _full = [28, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    public static bool Is(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL,
        IOException io => _full.Contains(io.HResult),
        _ => false,
    };
}
