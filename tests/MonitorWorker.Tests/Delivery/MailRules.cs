using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Tests.Notifications;

namespace MonitorWorker.Tests.Delivery;

/// <summary>
/// What is asked of the bytes of a finished mail: RFC 5322, 2045, 2047, 2231, 3834, 2919 and 2369, and what mail programs and servers ask beyond them. Reads headers as
/// they stand, since a tolerant parser would hide what breaks others.
/// </summary>
internal static partial class MailRules
{
    private const int LongestHeaderLine = 78;
    private const int LongestWord = 75;
    private const int LongestLine = 998;
    private const int LongestBase64Line = 76;

    private static readonly string[] _once =
        ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted", "X-Auto-Response-Suppress", "List-Id"];

    private static readonly string[] _atMostOnce = ["Reply-To", "In-Reply-To", "References", "Thread-Index", "Thread-Topic", "List-Unsubscribe"];

    /// <summary>Precedence makes filters take a warning for bulk mail; receipts are not asked for; one click unsubscribing wants a web server.</summary>
    private static readonly string[] _never =
        ["Precedence", "Sender", "Bcc", "Cc", "Return-Path", "Return-Receipt-To", "Disposition-Notification-To", "List-Unsubscribe-Post", "Errors-To", "X-Priority", "Importance"];

    /// <summary>Everything that is wrong with a mail; empty is good.</summary>
    /// <param name="bytes">Made of <paramref name="message"/>.</param>
    public static IEnumerable<string> Broken(byte[] bytes, ComposedMessage message)
    {
        if (bytes.Any(value => value is 0 or > 126)) yield return "not 7-bit";
        var raw = Encoding.ASCII.GetString(bytes);
        if (LoneBreak().IsMatch(raw)) yield return "a bare CR or LF";
        if (!raw.EndsWith("\r\n", StringComparison.Ordinal)) yield return "no line break at the end";
        if (raw.Split("\r\n").FirstOrDefault(line => line.Length > LongestLine) is { } tooLong) yield return $"line of {tooLong.Length}";

        var head = raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        foreach (var problem in OfHeaderLines(head)) yield return problem;
        var headers = Unfolded(head);
        foreach (var name in _once.Where(name => headers.Count(header => Is(header, name)) != 1)) yield return $"{name} does not stand there once";
        foreach (var name in _atMostOnce.Where(name => headers.Count(header => Is(header, name)) > 1)) yield return $"{name} twice";
        foreach (var name in _never.Where(name => headers.Exists(header => Is(header, name)))) yield return $"{name} stands there";
        foreach (var problem in OfValues(name => headers.Find(header => Is(header, name)).Value, message)) yield return problem;

        using var mime = MimeMessage.Load(new MemoryStream(bytes));
        if (mime.Subject != PlainLine.Of(message.Subject)) yield return $"subject '{mime.Subject}'";
        if (mime.To.Mailboxes.Single() is var to && (to.Name != PlainLine.Of(message.To.Name) || to.Address != message.To.Address)) yield return $"to '{to}'";
        foreach (var problem in OfBody(mime, message).Concat(OfAttachments(raw, mime, message))) yield return problem;
    }

    private static bool Is((string Name, string Value) header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> OfHeaderLines(string head)
    {
        foreach (var line in head.Split("\r\n"))
        {
            if (line.Length > LongestHeaderLine && line.TrimStart().Contains(' ')) yield return "header line too long: " + line;
            if (line.Trim().Length == 0) yield return "a header line without a word";
        }

        foreach (Match word in EncodedWord().Matches(head))
        {
            if (word.Length > LongestWord) yield return "encoded word too long: " + word.Value;
            if (!DecodesAlone(word.Groups["text"].Value)) yield return "encoded word cuts a character: " + word.Value;
        }
    }

    private static IEnumerable<string> OfValues(Func<string, string?> header, ComposedMessage message)
    {
        var domain = message.MessageId[(message.MessageId.IndexOf('@') + 1)..];
        if (header("Message-ID") != $"<{message.MessageId}>") yield return "another Message-ID";
        if (header("List-Id") != $"<budget-monitor.{domain}>") yield return $"List-Id {header("List-Id")}";
        if (header("From")?.TrimEnd('>').EndsWith($"@{domain}", StringComparison.Ordinal) != true) yield return "Message-ID and sender of different domains";
        if (!DateTimeOffset.TryParseExact(header("Date"), "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Offset != TimeSpan.FromHours(8))
            yield return $"Date {header("Date")} is not in the office's zone";
        if (header("Auto-Submitted") != (message.InReplyTo is null ? "auto-generated" : "auto-replied")) yield return $"Auto-Submitted {header("Auto-Submitted")}";
        if (header("X-Auto-Response-Suppress") != "OOF, AutoReply") yield return "suppresses too little, or the failure reports that we need";
        if (message.ReplyTo is null ? header("Reply-To") is not null : header("Reply-To")?.TrimEnd('>').EndsWith(message.ReplyTo, StringComparison.Ordinal) != true) yield return $"Reply-To {header("Reply-To")}";

        var unsubscribe = header("List-Unsubscribe");
        if (unsubscribe is null == message.IsOptional) yield return "what is optional, and that alone, can be unsubscribed";
        if (unsubscribe is not null && unsubscribe != $"<mailto:{(message.ReplyTo ?? "monitor@example.com").Replace("+", "%2B", StringComparison.Ordinal)}?subject={(message.Language == "en" ? "Only%20red" : "%E5%8F%AA%E8%A6%81%E7%BA%A2%E8%89%B2")}>") yield return $"List-Unsubscribe {unsubscribe}";
        foreach (var problem in OfConversation(header, message)) yield return problem;
    }

    private static IEnumerable<string> OfConversation(Func<string, string?> header, ComposedMessage message)
    {
        string[] before = [.. new[] { message.ThreadRoot, message.InReplyTo }.OfType<string>()];
        if (header("In-Reply-To") != (before.Length == 0 ? null : $"<{before[^1]}>")) yield return $"In-Reply-To {header("In-Reply-To")}";
        if (header("References") != (before.Length == 0 ? null : string.Join(' ', before.Select(id => $"<{id}>")))) yield return $"References {header("References")}";
        if (message.ThreadRoot is null && message.InReplyTo is not null)
        {
            if (header("Thread-Index") is not null) yield return "a conversation of its own for an answer";
            yield break;
        }

        var index = Convert.FromBase64String(header("Thread-Index") ?? "");
        if (index.Length != (message.ThreadRoot is null ? 22 : 27)) yield return $"Thread-Index of {index.Length} bytes";
        if (index is not [1, ..]) yield return "Thread-Index does not begin with 1";
        if (Decoded(header("Thread-Topic")!) != PlainLine.Of(message.ThreadTopic ?? message.Subject)) yield return $"Thread-Topic {header("Thread-Topic")}";
    }

    private static IEnumerable<string> OfBody(MimeMessage mime, ComposedMessage message)
    {
        if (mime.BodyParts.OfType<MimePart>().Any(part => part.ContentTransferEncoding != ContentEncoding.Base64)) yield return "a part that is not in base64";
        if ((mime.Body as MultipartAlternative ?? (mime.Body as Multipart)?[0]) is not MultipartAlternative body)
        {
            yield return "no alternatives";
            yield break;
        }

        if (string.Join(' ', body.Select(part => part.ContentType.MimeType)) != "text/plain text/html") yield return "not text, then html";
        if (body.OfType<TextPart>().Any(part => part.ContentType.Charset != "utf-8" || part.ContentType.Format is not null)) yield return "not plain UTF-8";
        if (Encoding.UTF8.GetByteCount(message.Html) >= 90_000) yield return "html of 90 kB or more";
        if (ForeignPattern().IsMatch(message.Html)) yield return "html that fetches something";
        foreach (var number in HtmlLint.Decimals(message.Html).Distinct().Where(number => !message.Text.Contains(number, StringComparison.Ordinal))) yield return $"{number} is not in the text";
        if (MarkupPattern().IsMatch(message.Text)) yield return "markup in the text";
        if (message.Text.Split('\n').Any(line => line.EndsWith(' '))) yield return "a text line that ends with a space";
    }

    /// <summary>RFC 2231 for who keeps to it, RFC 2047 for QQ and older Outlook; both must say the same.</summary>
    private static IEnumerable<string> OfAttachments(string raw, MimeMessage mime, ComposedMessage message)
    {
        var parts = mime.Attachments.OfType<MimePart>().ToList();
        if (parts.Count != message.Attachments.Count) yield return $"{parts.Count} attachments";
        foreach (var (part, attachment) in parts.Zip(message.Attachments))
        {
            var name = AttachmentNames.Harmless(attachment.Name);
            if (part.ContentDisposition?.FileName != name || part.ContentType.Name != name) yield return $"attachment {part.ContentDisposition?.FileName} or {part.ContentType.Name} instead of {name}";
            if (!attachment.Bytes.SequenceEqual(Bytes(part))) yield return $"{name} has changed";
        }

        foreach (Match first in Base64Line().Matches(raw).Where(line => line.Length > LongestBase64Line)) yield return $"base64 line of {first.Length}";
        if (parts.Count > 0 && !raw.Contains("filename*", StringComparison.Ordinal)) yield return "no name after RFC 2231";
    }

    private static List<(string Name, string Value)> Unfolded(string head) =>
        [.. head.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n").Select(line => (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim()))];

    private static string Decoded(string header) => MimeKit.Utils.Rfc2047.DecodeText(Encoding.ASCII.GetBytes(header));

    private static bool DecodesAlone(string base64)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(base64));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static byte[] Bytes(MimePart part)
    {
        using var decoded = new MemoryStream();
        part.Content!.DecodeTo(decoded);
        return decoded.ToArray();
    }

    [GeneratedRegex("(?<!\r)\n|\r(?!\n)")]
    private static partial Regex LoneBreak();

    [GeneratedRegex(@"=\?[\w-]+\?B\?(?<text>[^? ]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex("^[A-Za-z0-9+/=]{60,}(?=\r$)", RegexOptions.Multiline)]
    private static partial Regex Base64Line();

    [GeneratedRegex(@"<img|<link|<script|<iframe|url\(|https?://(?!www\.w3\.org/1999/xhtml"")", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignPattern();

    [GeneratedRegex(@"</?(td|tr|table|p|br|span|div|b|h[1-6])\b[^>]*>|&(nbsp|lt|gt|amp|quot|#\d+);|\{\{|\}\}", RegexOptions.IgnoreCase)]
    private static partial Regex MarkupPattern();
}
