using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>Turns a composed mail into the bytes that are stored once and sent unchanged, however often it takes.</summary>
public static class MimeWriter
{
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
        if (message.ThreadRoot is { } root)
        {
            mime.InReplyTo = root;
            mime.References.Add(root);
        }

        // Out-of-office answers are asked not to come; "All" would suppress the failure reports that we need. No Precedence:
        // it only helps filters to take a warning for bulk mail.
        mime.Headers.Add("Auto-Submitted", "auto-generated");
        mime.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        mime.Headers.Add(Raw("List-Id", $"<budget-monitor.{MessageIds.Domain(from.Address)}>"));
        mime.Body = message.Attachments.Count == 0 ? Alternatives(message) : WithAttachments(message);

        using var bytes = new MemoryStream();
        mime.WriteTo(Format, bytes);
        return bytes.ToArray();
    }

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

    private static MultipartAlternative Alternatives(ComposedMessage message) =>
        Bounded(new MultipartAlternative { Part("plain", message.Text), Part("html", message.Html) }, message.MessageId);

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
