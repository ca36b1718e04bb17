namespace MonitorWorker.Storage;

/// <summary>A lock between processes that dies with its holder: an open file that nobody else may open.</summary>
public sealed class FileLock : IAsyncDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>EROFS of Linux and macOS, ERROR_WRITE_PROTECT of Windows.</summary>
    private static readonly int[] _readOnly = [30, unchecked((int)0x80070013)];

    /// <summary>Null where another process holds it.</summary>
    /// <exception cref="IOException">It cannot be made, or lies where nothing may be written: that is no other process, and waiting would not end it.</exception>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (File.Exists(path) && !_readOnly.Contains(e.HResult) && !DiskFull.Is(e))
        {
            return null;
        }
    }

    /// <summary>Waits until the lock is free.</summary>
    public static async Task<FileLock> TakeAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(path) is { } taken) return taken;
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
