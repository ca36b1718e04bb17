using System.IO.Compression;
using System.Text;

namespace MonitorWorker.Tests.Import.Formats;

/// <summary>Archives as they come, names in whatever bytes.</summary>
internal static class Zips
{
    /// <summary>The same bytes at every run, so that a byte that was changed at random can be changed again.</summary>
    private static readonly DateTimeOffset _when = new(2024, 9, 2, 12, 0, 0, TimeSpan.Zero);

    public static byte[] Of(params (string Name, byte[] Content)[] entries) => Of(Encoding.UTF8, entries);

    public static byte[] Of(Encoding names, params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, names))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = _when;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>An entry written piece by piece, for what is too large to hold.</summary>
    public static byte[] Of(string name, Action<Stream> write, params (string Name, byte[] Content)[] others)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (other, content) in others)
            {
                using var entry = zip.CreateEntry(other).Open();
                entry.Write(content);
            }

            using var large = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            write(large);
        }

        return bytes.ToArray();
    }

    /// <summary>Puts bytes into every header that begins with a signature: an archive that lies.</summary>
    public static byte[] Patched(byte[] zip, ReadOnlySpan<byte> signature, int at, ReadOnlySpan<byte> value)
    {
        var patched = zip.ToArray();
        for (var from = 0; ; from++)
        {
            var found = patched.AsSpan(from).IndexOf(signature);
            if (found < 0) return patched;
            from += found;
            value.CopyTo(patched.AsSpan(from + at));
        }
    }
}
