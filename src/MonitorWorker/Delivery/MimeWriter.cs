using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>Turns a composed mail into the bytes that are stored once and sent unchanged, however often it takes.</summary>
public static class MimeWriter
{
    // With the usual 78 MimeKit writes encoded words of up to 80 characters, where RFC 2047 allows 75; and it does not count
    // "Subject: " before the first one. 64 keeps words below 75 and lines below 78.
    private static readonly FormatOptions Format = MakeFormat();

    /// <exception cref="ArgumentException">An address cannot stand in a mail; the text names it.</exception>
    public static byte[] Write(ComposedMessage message, MailPerson from, DateTimeOffset date)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(from);

        using var mime = new MimeMessage();
        mime.Headers.Clear();
        Person(mime, HeaderId.From, from);
        Person(mime, HeaderId.To, message.To);
        mime.Headers.Add(SubjectOf(message.Subject));
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
        mime.Body = Alternatives(message);

        using var bytes = new MemoryStream();
        mime.WriteTo(Format, bytes);
        return bytes.ToArray();
    }

    private static FormatOptions MakeFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        format.MaxLineLength = 64;
        return format;
    }

    private static void Person(MimeMessage mime, HeaderId header, MailPerson person)
    {
        // The finished text is set raw: set as addresses, MimeKit would fold it again with its own line length.
        var mailbox = new MailboxAddress(Encoding.UTF8, Words(person.Name), Checked(person.Address));
        mime.Headers.Add(Raw(header.ToHeaderName(), mailbox.ToString(Format, encode: true)));
    }

    /// <summary>Data that by chance looks like an encoded word would be decoded by the reader's program into something else.</summary>
    private static string Words(string text) => PlainLine.Of(text).Replace("=?", "= ?", StringComparison.Ordinal);

    private static Header SubjectOf(string subject)
    {
        var header = new Header(HeaderId.Subject, "");
        header.SetValue(Format, Encoding.UTF8, Words(subject));
        return header;
    }

    private static Header Raw(string name, string value)
    {
        var header = new Header(name, "");
        header.SetRawValue(Encoding.ASCII.GetBytes($" {value}\r\n"));
        return header;
    }

    private static string Checked(string address) => Addresses.TryParse(address, out _)
        ? address
        : throw new ArgumentException($"'{PlainLine.Of(address)}' is no mail address that can be sent to; correct it in the recipients.");

    private static MultipartAlternative Alternatives(ComposedMessage message)
    {
        var body = new MultipartAlternative { Part("plain", message.Text), Part("html", message.Html) };
        // The same mail makes the same bytes; "=_" cannot occur in the base64 between the boundaries.
        body.Boundary = "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageId))[..16]);
        return body;
    }

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype);
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        part.ContentTransferEncoding = ContentEncoding.Base64;
        return part;
    }
}
