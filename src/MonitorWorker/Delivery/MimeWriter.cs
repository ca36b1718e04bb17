using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>Turns a composed mail into the bytes that are stored once and sent unchanged, however often it takes.</summary>
public static class MimeWriter
{
    private static readonly FormatOptions Format = MakeFormat();

    /// <exception cref="ArgumentException">An address cannot stand in a mail; the text names it.</exception>
    public static byte[] Write(ComposedMessage message, MailPerson from, DateTimeOffset date)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(from);

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
        return format;
    }

    private static Header Person(HeaderId header, MailPerson person) =>
        Raw(header.ToHeaderName(), EncodedWords.Mailbox(PlainLine.Of(person.Name), Checked(person.Address)));

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
