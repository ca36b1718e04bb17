using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>Turns a composed mail into the bytes that are stored once and sent unchanged, however often it takes.</summary>
public static class MimeWriter
{
    private const int LongestIdentity = 500;

    private static readonly FormatOptions Format = MakeFormat();

    /// <exception cref="ArgumentException">An address cannot stand in a mail; the text names it. Or the attachments make the
    /// mail larger than <see cref="AttachmentLimit.LargestMail"/>; <see cref="AttachmentLimit.Fit(ComposedMessage, Notifications.Wording.MailWords)"/> drops them beforehand.</exception>
    public static byte[] Write(ComposedMessage message, MailPerson from, DateTimeOffset date)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(from);
        if (message.Attachments.Count > 0 && AttachmentLimit.SizeOf(message) > AttachmentLimit.LargestMail)
            throw new ArgumentException($"The mail and its attachments are larger than {AttachmentLimit.LargestMail} bytes; most servers refuse that.");

        using var mime = new MimeMessage();
        mime.Headers.Clear();
        mime.Headers.Add(Person(HeaderId.From, from));
        mime.Headers.Add(Person(HeaderId.To, message.To));
        mime.Headers.Add(Raw("Subject", EncodedWords.Text(PlainLine.Of(message.Subject))));
        mime.Date = date;
        mime.MessageId = message.MessageId;
        if (message.ReplyTo is { } replyTo) mime.Headers.Add(Person(HeaderId.ReplyTo, new MailPerson(from.Name, replyTo)));
        AddConversation(mime, message, date);

        // Out-of-office answers are asked not to come; "All" would suppress the failure reports that we need. No Precedence:
        // it only helps filters to take a warning for bulk mail.
        mime.Headers.Add("Auto-Submitted", message.IsReply || message.InReplyTo is not null ? "auto-replied" : "auto-generated");
        mime.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        mime.Headers.Add(Raw("List-Id", $"<budget-monitor.{MessageIds.Domain(from.Address)}>"));
        if (message.IsOptional) mime.Headers.Add(Raw("List-Unsubscribe", FewerMails(message.ReplyTo ?? from.Address, message.Language)));
        if (message.Disclosed is { } stamp) mime.Headers.Add(DisclosureStamp.Header, stamp);
        mime.Body = message.Attachments.Count == 0 ? Alternatives(message) : WithAttachments(message);

        return Bytes(mime);
    }

    /// <summary>What a reader writes who wants digests of what is red alone: as the reader of replies knows it, so no words file can change it.</summary>
    internal static string FewerWords(string language) => language == "en" ? "Only red" : "只要红色";

    /// <summary>As it is stored and sent.</summary>
    internal static byte[] Bytes(MimeMessage mime)
    {
        using var bytes = new MemoryStream();
        mime.WriteTo(Format, bytes);
        return bytes.ToArray();
    }

    /// <summary>
    /// Most programs follow References; Outlook, for mail that did not come through Exchange, only Thread-Index and Thread-Topic. All name the mail with
    /// which the conversation began.
    /// </summary>
    private static void AddConversation(MimeMessage mime, ComposedMessage message, DateTimeOffset date)
    {
        string[] before = [.. new[] { message.ThreadRoot, Identity(message.InReplyTo) }.OfType<string>().Distinct()];
        if (before.Length > 0)
        {
            mime.Headers.Add(Raw("In-Reply-To", $"<{before[^1]}>", "<a@b>"));
            mime.Headers.Add(Raw("References", string.Join("\r\n ", before.Select(id => $"<{id}>")), "<a@b>"));
        }

        // An answer to somebody's mail belongs to the conversation that he began, which we cannot name for Outlook.
        if (message.ThreadRoot is null && before.Length > 0) return;

        DateTimeOffset? later = message.ThreadRoot is null ? null : date;
        mime.Headers.Add("Thread-Index", ThreadIndex.Of(message.ThreadRoot ?? message.MessageId, message.ThreadBegan ?? date, later, message.MessageId));
        mime.Headers.Add(Raw("Thread-Topic", EncodedWords.Text(PlainLine.Of(message.ThreadTopic ?? message.Subject), "Thread-Topic")));
    }

    /// <summary>A Message-ID that somebody else wrote, or null where it is none that can stand in a header.</summary>
    private static string? Identity(string? written)
    {
        var id = written?.Trim('<', '>', ' ');
        var at = id?.IndexOf('@') ?? -1;
        return at > 0 && at < id!.Length - 1 && id.Length <= LongestIdentity && id.All(c => c is > ' ' and < (char)127 and not ('<' or '>')) ? id : null;
    }

    private static string FewerMails(string address, string language)
    {
        var at = Checked(address).LastIndexOf('@');
        return $"\r\n <mailto:{Uri.EscapeDataString(address[..at])}@{address[(at + 1)..]}?subject={Uri.EscapeDataString(FewerWords(language))}>";
    }

    /// <summary>A body of words alone.</summary>
    /// <param name="html">Null where there is but the text.</param>
    /// <param name="seed">The same makes the same bytes.</param>
    internal static MimeEntity TextParts(string text, string? html, string seed) =>
        html is null ? Part("plain", text) : Bounded(new MultipartAlternative { Part("plain", text), Part("html", html) }, seed);

    private static FormatOptions MakeFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        return format;
    }

    private static Header Person(HeaderId header, MailPerson person) =>
        Raw(header.ToHeaderName(), EncodedWords.Mailbox(PlainLine.Of(person.Name), Checked(person.Address)));

    /// <param name="plain">A value that the library takes for this header, until ours stands there.</param>
    private static Header Raw(string name, string value, string plain = "")
    {
        var header = new Header(name, plain);
        header.SetRawValue(Encoding.ASCII.GetBytes($" {value}\r\n"));
        return header;
    }

    private static string Checked(string address) => Addresses.TryParse(address, out _)
        ? address
        : throw new ArgumentException($"'{PlainLine.Of(address)}' is no mail address that can be sent to; correct it in the recipients.");

    private static MimeEntity Alternatives(ComposedMessage message) => TextParts(message.Text, message.Html, message.MessageId);

    private static Multipart WithAttachments(ComposedMessage message)
    {
        var body = new Multipart("mixed") { Alternatives(message) };
        foreach (var (attachment, name) in message.Attachments.Zip(AttachmentNames.Of(message.Attachments))) body.Add(Attached(attachment, name));
        return Bounded(body, message.MessageId + "\nattachments");
    }

    /// <summary>The same mail makes the same bytes; "=_" cannot occur in the base64 between the boundaries.</summary>
    private static T Bounded<T>(T body, string seed)
        where T : Multipart
    {
        body.Boundary = "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed))[..16]);
        return body;
    }

    private static MimePart Attached(MailAttachment attachment, string name)
    {
        var part = new MimePart(attachment.MediaType) { Content = new MimeContent(new MemoryStream(attachment.Bytes, writable: false)) };
        part.Headers.Clear();
        part.Headers.Add(Raw("Content-Type", AttachmentNames.ContentType(attachment.MediaType, name), attachment.MediaType));
        part.Headers.Add(Raw("Content-Disposition", AttachmentNames.Disposition(name), "attachment"));
        part.ContentTransferEncoding = ContentEncoding.Base64;
        return part;
    }

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype);
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        part.ContentTransferEncoding = ContentEncoding.Base64;
        return part;
    }
}
