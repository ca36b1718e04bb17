using System.IO.Compression;
using System.Text;

namespace MonitorWorker.Delivery;

/// <summary>All text that stands in a file that goes with a mail, to be searched: of documents, workbooks and archives that of their parts.</summary>
internal static class AttachmentText
{
    /// <summary>Of all parts of an archive together; our own files are far below it.</summary>
    private const long MostBytes = 512L << 20;

    /// <param name="name">Of the file; it is searched as well.</param>
    public static string Of(string name, byte[] bytes)
    {
        var text = new StringBuilder(name).Append('\n');
        var left = MostBytes;
        Add(text, bytes, ref left);
        return text.ToString();
    }

    private static void Add(StringBuilder text, byte[] bytes, ref long left)
    {
        if (bytes is not [(byte)'P', (byte)'K', ..])
        {
            text.Append(Encoding.UTF8.GetString(bytes)).Append('\n');
            return;
        }

        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false));
        foreach (var entry in archive.Entries)
        {
            text.Append(entry.FullName).Append('\n');
            if ((left -= entry.Length) < 0) throw new InvalidDataException("The archive is too large to be searched.");
            using var part = entry.Open();
            using var content = new MemoryStream();
            part.CopyTo(content);
            Add(text, content.ToArray(), ref left);
        }
    }
}
