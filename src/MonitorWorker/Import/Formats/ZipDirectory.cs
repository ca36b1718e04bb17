using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MonitorWorker.Import.Formats;

/// <summary>Opens an archive after its list of contents has been counted, so that a list without end is never loaded.</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = 65_535;
    private const int HeaderLength = 46;

    /// <summary>Names are decoded as Latin-1 where the archive does not say that they are UTF-8: <see cref="NameOf"/> knows better.</summary>
    /// <exception cref="UnreadableFileException">More entries than allowed, or more bytes declared than may be unpacked.</exception>
    public static ZipArchive Open(Stream content, ReadLimits limits)
    {
        // Workbooks have a few parts for each sheet, besides pictures and their relationships.
        var most = limits.Entries * 10;
        if (Count(content, most) > most) throw Refusal.TooBig($"压缩包里的文件超过{most}个");
        content.Position = 0;
        return new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1);
    }

    /// <summary>Names without a mark are UTF-8 if they can be, else GBK.</summary>
    public static string NameOf(ZipArchiveEntry entry) =>
        entry.FullName.Any(character => character > 0xFF) ? entry.FullName : TextEncoding.Name(Encoding.Latin1.GetBytes(entry.FullName));

    /// <summary>No stream of an archive gives more than its entry declares: the framework stops there.</summary>
    public static long DeclaredBytes(ZipArchive archive) =>
        archive.Entries.Aggregate(0L, (sum, entry) => entry.Length < 0 || sum > long.MaxValue / 2 ? long.MaxValue / 2 : sum + Math.Min(entry.Length, long.MaxValue / 4));

    private static int Count(Stream content, int most)
    {
        var tail = new byte[Math.Min(content.Length, EndLength + LongestComment)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndLength > tail.Length) throw Refusal.Damaged();

        long offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        var locator = end - 20;
        if (offset == uint.MaxValue && locator >= 0 && tail.AsSpan(locator).StartsWith("PK\u0006\u0007"u8))
        {
            content.Position = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8));
            var wide = new byte[56];
            content.ReadExactly(wide);
            offset = BinaryPrimitives.ReadInt64LittleEndian(wide.AsSpan(48));
        }

        return CountFrom(content, offset, most);
    }

    private static int CountFrom(Stream content, long offset, int most)
    {
        var header = new byte[HeaderLength];
        for (var count = 0; ; count++)
        {
            content.Position = offset;
            if (count > most
                || content.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength
                || !header.AsSpan().StartsWith("PK\u0001\u0002"u8))
                return count;
            offset += HeaderLength
                + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28))
                + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30))
                + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32));
        }
    }
}
