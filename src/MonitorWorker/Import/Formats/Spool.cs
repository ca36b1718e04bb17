namespace MonitorWorker.Import.Formats;

/// <summary>A seekable copy of bytes that come only once: a nameless temporary file that is gone when it is closed, or when the program dies.</summary>
internal static class Spool
{
    /// <param name="count">Told of each portion before it is written; throws where it is enough.</param>
    public static FileStream Copy(Stream source, Action<long> count)
    {
        var file = Create();
        try
        {
            var buffer = new byte[1 << 16];
            int length;
            while ((length = source.Read(buffer)) > 0)
            {
                count(length);
                file.Write(buffer.AsSpan(0, length));
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 1 << 16,
            Options = FileOptions.DeleteOnClose,
        };
        if (OperatingSystem.IsWindows()) return new FileStream(path, options);

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
