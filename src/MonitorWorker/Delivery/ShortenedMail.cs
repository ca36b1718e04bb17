using System.Net;
using MimeKit;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Delivery;

/// <summary>
/// A mail that a server found too large, made smaller: first without its attachments, then as the beginning of its text. Headers, and with
/// them Message-ID and conversation, stay as they are. The reader is told what is missing and who has it.
/// </summary>
internal static class ShortenedMail
{
    /// <summary>Says how far it was shortened.</summary>
    public const string Mark = "X-Shortened";

    private const string WithoutAttachments = "attachments";
    private const string Beginning = "text";

    /// <summary>Characters of the text that are kept: verdict, amounts and number stand at its top.</summary>
    private const int LongestBeginning = 1500;

    /// <param name="limit">Bytes that the server takes; null where it did not say: then the next smaller form.</param>
    /// <returns>Null where nothing smaller is left that fits.</returns>
    public static byte[]? Shorten(byte[] mime, long? limit)
    {
        try
        {
            using var message = Load(mime);
            var done = message.Headers[Mark];
            if (done is null && Attachments(message) is { Count: > 0 } dropped && Fitting(Drop(mime, message, dropped), limit) is { } lighter) return lighter;
            return done == Beginning ? null : Fitting(Begin(mime, message), limit);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static MimeMessage Load(byte[] mime) => MimeMessage.Load(new MemoryStream(mime, writable: false));

    private static byte[]? Fitting(byte[] shorter, long? limit) => limit is null || shorter.Length <= limit ? shorter : null;

    private static List<MimePart> Attachments(MimeMessage message) => [.. message.Attachments.OfType<MimePart>()];

    private static byte[] Drop(byte[] mime, MimeMessage message, List<MimePart> dropped)
    {
        var names = AttachmentNames.Of(dropped.Select(part => part.FileName));
        var words = WordsOf(message);
        var said = words.Say("mail.attachments-refused", ("names", words.List(names.Select(words.Quoted))), ("sender", Sender(message, words)));
        var html = message.HtmlBody is { } body ? AttachmentLimit.WithParagraph(body, said) : null;
        return Write(mime, $"{said}\n\n{message.TextBody?.Trim()}\n", html, WithoutAttachments);
    }

    private static byte[] Begin(byte[] mime, MimeMessage message)
    {
        var text = (message.TextBody ?? "").ReplaceLineEndings("\n").Trim();
        var kept = text.Length <= LongestBeginning ? text : text[..LineEnd(text)].TrimEnd() + "\n……";
        var words = WordsOf(message);
        var said = words.Say("mail.beginning", ("dropped", Attachments(message).Count > 0 ? words["mail.not-attached"] : ""), ("sender", Sender(message, words)));
        var html = $"<!doctype html><html lang=\"{words.Locale}\"><head><meta charset=\"utf-8\"></head><body style=\"font-size:14px;line-height:1.6;color:#222222\"><p><b>{WebUtility.HtmlEncode(said)}</b></p>"
            + $"<p>{WebUtility.HtmlEncode(kept).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p></body></html>\n";
        return Write(mime, $"{said}\n\n{kept}\n", html, Beginning);
    }

    /// <summary>Whole lines where there are any: half an amount is a wrong one.</summary>
    private static int LineEnd(string text)
    {
        var end = text.LastIndexOf('\n', LongestBeginning);
        if (end > 0) return end;
        return char.IsHighSurrogate(text[LongestBeginning - 1]) ? LongestBeginning - 1 : LongestBeginning;
    }

    private static string Sender(MimeMessage message, MailWords words) => message.From.Mailboxes.FirstOrDefault() switch
    {
        null => words["mail.its-sender"],
        { Name: null or "" } from => from.Address,
        { } from => words.Say("plain.noted", ("text", from.Name), ("note", from.Address)),
    };

    /// <summary>A mail is shortened in the language in which it was written, whatever is configured by now.</summary>
    private static MailWords WordsOf(MimeMessage message) =>
        message.HtmlBody?.Contains("<html lang=\"en\"", StringComparison.OrdinalIgnoreCase) == true ? MailWords.Of("en") : MailWords.Chinese;

    private static byte[] Write(byte[] mime, string text, string? html, string mark)
    {
        using var shorter = Load(mime);
        shorter.Headers.RemoveAll(Mark);
        shorter.Headers.Add(Mark, mark);
        shorter.Body = MimeWriter.TextParts(text, html, $"{shorter.MessageId}\n{mark}");
        return MimeWriter.Bytes(shorter);
    }
}
