using System.Globalization;
using System.Text;
using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>
/// File names of attachments: made harmless, and written twice, because neither spelling alone arrives everywhere. RFC 2231 is the
/// standard; QQ and older Outlook show a made-up name unless the RFC 2047 one stands beside it.
/// </summary>
internal static class AttachmentNames
{
    private const string Nameless = "附件";

    /// <summary>Bytes in UTF-8 before the extension, sixty Chinese characters: file systems take 255 for a whole name.</summary>
    private const int LongestStem = 180;
    private const int LongestExtension = 10;
    private const int LongestPiece = 54;

    private static readonly HashSet<string> _devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of one mail's attachments, each different from the others.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<MailAttachment> attachments) => Of(attachments.Select(attachment => attachment.Name));

    /// <inheritdoc cref="Of(IEnumerable{MailAttachment})"/>
    public static IReadOnlyList<string> Of(IEnumerable<string?> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(name => Unlike(taken, Harmless(name)))];
    }

    /// <summary>One name that is a name everywhere: no path, nothing hidden, not too long, its extension kept.</summary>
    public static string Harmless(string? name)
    {
        var kept = new StringBuilder();
        foreach (var rune in PlainLine.Of(name).EnumerateRunes())
            kept.Append(@"\/:*?""<>|".Contains((char)Math.Min(rune.Value, char.MaxValue)) ? "_" : rune.ToString());

        var whole = kept.ToString().Trim('.', ' ');
        var dot = whole.LastIndexOf('.');
        var extension = dot > 0 && whole.Length - dot <= LongestExtension && Ascii.IsValid(whole.AsSpan(dot)) ? whole[dot..] : "";
        var stem = Cut(whole[..^extension.Length], LongestStem);
        if (extension.Length == 0) stem = stem.TrimEnd('.', ' ');
        if (stem.Length == 0) stem = Nameless;
        // Windows opens a device where a file of this name is asked for, whatever the extension.
        return (_devices.Contains(stem.Split('.')[0]) ? "_" : "") + stem + extension;
    }

    /// <summary>Value of Content-Type, folded, with the name for programs that read nothing else.</summary>
    public static string ContentType(string mediaType, string name) => $"{mediaType};\r\n name={EncodedWords.Quoted(name)}";

    /// <summary>Value of Content-Disposition, folded, with the name after RFC 2231.</summary>
    public static string Disposition(string name)
    {
        var pieces = Pieces("utf-8''", name);
        var parameters = pieces.Count == 1
            ? [$"filename*={pieces[0]}"]
            : pieces.Select((piece, number) => string.Create(CultureInfo.InvariantCulture, $"filename*{number}*={piece}"));
        return "attachment;\r\n " + string.Join(";\r\n ", parameters);
    }

    private static List<string> Pieces(string begin, string name)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder(begin);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in name.EnumerateRunes())
        {
            var escaped = rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '.' or '_')
                ? rune.ToString()
                : string.Concat(bytes[..rune.EncodeToUtf8(bytes)].ToArray().Select(value => $"%{value:X2}"));
            if (piece.Length + escaped.Length > LongestPiece)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(escaped);
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static string Unlike(HashSet<string> taken, string name)
    {
        var extension = Path.GetExtension(name);
        var different = name;
        for (var number = 2; !taken.Add(different); number++)
            different = string.Create(CultureInfo.InvariantCulture, $"{name[..^extension.Length]}({number}){extension}");
        return different;
    }

    private static string Cut(string text, int longest)
    {
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > longest) break;
            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}
