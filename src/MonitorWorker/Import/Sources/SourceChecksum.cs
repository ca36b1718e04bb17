using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MonitorWorker.Import.Sources;

/// <summary>
/// Tells whether an answer says what the last one said. The order of its rows does not count, since a query without
/// ORDER BY has none. Each answer's checksum hangs on that of the answer before: a database that goes from A to B and
/// back to A has changed twice, unlike a file that is dropped again by mistake.
/// </summary>
public static class SourceChecksum
{
    /// <summary>Of the columns and all rows, in any order.</summary>
    public static byte[] OfContent(IReadOnlyList<SourceRow> rows)
    {
        var hashes = rows.Skip(1).Select(Of).ToArray();
        Array.Sort(hashes, (one, other) => one.AsSpan().SequenceCompareTo(other));
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        whole.AppendData(Of(rows[0]));
        foreach (var hash in hashes) whole.AppendData(hash);
        return whole.GetHashAndReset();
    }

    /// <summary>What the import that follows another one is known by.</summary>
    /// <param name="previous">That other one's; null for the first of a source.</param>
    public static string After(string? previous, string source, byte[] content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', "source", source, previous, Convert.ToHexStringLower(content)))));

    private static byte[] Of(SourceRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var cell in row.Cells)
        {
            // Kind and length first, so that no two different rows are written alike.
            var text = Encoding.UTF8.GetBytes(cell switch
            {
                null => "0",
                double number => "n" + number.ToString("R", CultureInfo.InvariantCulture),
                DateTime time => "d" + time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
                bool flag => flag ? "1t" : "1f",
                _ => "s" + cell,
            });
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
        }

        return hash.GetHashAndReset();
    }
}
