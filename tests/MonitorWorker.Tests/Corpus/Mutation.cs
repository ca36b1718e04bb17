using System.IO.Compression;
using MonitorWorker.Tests.Import.Formats;

namespace MonitorWorker.Tests.Corpus;

/// <summary>What happens to files on their way, and what somebody might do to them on purpose; all by one seeded source of chance.</summary>
internal static class Mutation
{
    private static readonly string[] _pieces =
    [
        "0", "1", "9", "12", "100", "000", "1234", ".", ".", ",", ",", "，", "．", "-", "－", "−", "—", "+", "＋", "/", "(", ")", "（", "）", "%", "％", "‰", "万", "亿", "元", "￥", "¥", "$", "e", "E5", "x",
        "xx", "×", "*", "約", "约", "占", "无", "（200字以内）", "_", "#DIV/0!", "#", "'", "\"", ";", "\t", "|", "\n", " ", "\u3000", "\u00A0", "\u2009", "\u200B", "\uFEFF", "\u202E", "\uFFFD", "\u0000", "０", "１", "９", "①", "½", "²", "١", "壹",
        "1/2", "1:2", "0x1F", "NaN", "Infinity", "∞", "2024-08", "合计", "小计", "=1+1", "TRUE",
    ];

    /// <summary>An odd value for one cell: signs strung together, or a good number with one sign put in, left out or doubled.</summary>
    public static string Cell(Random chance)
    {
        if (chance.Next(2) == 0) return string.Concat(Enumerable.Range(0, chance.Next(1, 6)).Select(_ => Piece(chance)));
        var text = (chance.Next(3)) switch
        {
            0 => $"{chance.Next(100_000)}.{chance.Next(100):00}",
            1 => $"{chance.Next(1, 1000)},{chance.Next(1000):000}.{chance.Next(10)}",
            _ => chance.Next().ToString(),
        };
        for (var change = chance.Next(3); change > 0; change--)
        {
            var at = chance.Next(text.Length + 1);
            text = chance.Next(3) == 0 && at < text.Length ? text.Remove(at, 1) : text.Insert(at, Piece(chance));
        }

        return text;
    }

    /// <summary>Text with its separators, quotes and line ends at the wrong places.</summary>
    public static string Text(string text, Random chance)
    {
        string[] signs = [",", "\"", "\n", "\r", ";", "\t", "|", "\"\"", "=\"", " ", "\u001A"];
        for (var change = chance.Next(1, 5); change > 0; change--)
        {
            var at = chance.Next(text.Length + 1);
            text = chance.Next(3) switch
            {
                0 when at < text.Length => text.Remove(at, 1),
                1 => text.Insert(at, signs[chance.Next(signs.Length)]),
                _ => text.Insert(at, Piece(chance)),
            };
        }

        return text;
    }

    /// <summary>Bytes changed, cut off, doubled or left out; parts of an archive exchanged or changed inside.</summary>
    public static byte[] Bytes(byte[] file, Random chance)
    {
        if (file.Length == 0) return [(byte)chance.Next(256)];
        if (chance.Next(2) == 0 && file.AsSpan().StartsWith("PK\u0003\u0004"u8) && Parts(file, chance) is { } rebuilt) return rebuilt;
        return Flipped(file, chance);
    }

    private static byte[] Flipped(byte[] file, Random chance)
    {
        if (file.Length == 0) return file;
        var at = chance.Next(file.Length);
        var length = Math.Min(chance.Next(1, 64), file.Length - at);
        switch (chance.Next(8))
        {
            case 0: return file[..at];
            case 1: return [.. file[..at], .. file[(at + length)..]];
            case 2: return [.. file[..at], .. file.AsSpan(at, length), .. file[at..]];
            default:
                var changed = file.ToArray();
                for (var change = chance.Next(1, 8); change > 0; change--) changed[chance.Next(changed.Length)] = (byte)chance.Next(256);
                return changed;
        }
    }

    /// <summary>Damage behind the compression, which a flipped byte of the archive seldom reaches.</summary>
    private static byte[]? Parts(byte[] file, Random chance)
    {
        var parts = new List<(string Name, byte[] Content)>();
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file));
            foreach (var entry in zip.Entries)
            {
                if (entry.Length > 1 << 20) return null;
                using var content = new MemoryStream();
                using (var stream = entry.Open()) stream.CopyTo(content);
                parts.Add((entry.FullName, content.ToArray()));
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        if (parts.Count == 0) return null;
        var (one, other) = (chance.Next(parts.Count), chance.Next(parts.Count));
        switch (chance.Next(4))
        {
            case 0:
                (parts[one], parts[other]) = ((parts[one].Name, parts[other].Content), (parts[other].Name, parts[one].Content));
                break;
            case 1:
                parts.RemoveAt(one);
                break;
            default:
                parts[one] = (parts[one].Name, Flipped(parts[one].Content, chance));
                break;
        }

        return Zips.Of([.. parts]);
    }

    private static string Piece(Random chance) => _pieces[chance.Next(_pieces.Length)];
}
