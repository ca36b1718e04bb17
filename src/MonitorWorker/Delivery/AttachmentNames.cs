using System.Globalization;
using System.Text;
using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>
/// File names of attachments: made harmless (<see cref="FileNames"/>), and written twice, because neither spelling alone arrives everywhere. RFC 2231 is the
/// standard; QQ and older Outlook show a made-up name unless the RFC 2047 one stands beside it.
/// </summary>
internal static class AttachmentNames
{
    private const int LongestPiece = 54;

    /// <summary>The names of one mail's attachments, each different from the others.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<MailAttachment> attachments) => Of(attachments.Select(attachment => attachment.Name));

    /// <inheritdoc cref="Of(IEnumerable{MailAttachment})"/>
    public static IReadOnlyList<string> Of(IEnumerable<string?> names) => FileNames.Of(names);

    /// <inheritdoc cref="FileNames.Harmless"/>
    public static string Harmless(string? name) => FileNames.Harmless(name);

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
}
