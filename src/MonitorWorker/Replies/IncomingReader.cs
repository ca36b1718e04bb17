using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MimeKit;

namespace MonitorWorker.Replies;

/// <summary>What must be known of us to read a mail.</summary>
/// <param name="OwnAddresses">Addresses that we send from or receive at, lower case.</param>
/// <param name="OwnDomain">Domain of our Message-IDs.</param>
/// <param name="LargestBytes">Larger mails are kept and not read.</param>
public sealed record IncomingRules(IReadOnlyList<string> OwnAddresses, string OwnDomain, int LargestBytes);

/// <summary>Bytes of a mail to what it is. Never throws for what stands in a mail.</summary>
public static partial class IncomingReader
{
    private const int LongestIdentity = 250;
    private const int LongestSubject = 400;
    private const int LongestText = 20_000;
    private const int MostAddresses = 200;
    private const int MostAnswered = 100;
    private const int LargestHeader = 256 << 10;

    private static readonly ParserOptions _options = new()
    {
        MaxMimeDepth = 16,
        // Raw bytes in headers are UTF-8 where they can be, else what Chinese programs write.
        CharsetEncoding = MailCharset.Gb18030,
    };

    public static IncomingMail Read(byte[] raw, IncomingRules rules)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(rules);
        var isLarge = raw.Length > rules.LargestBytes;
        try
        {
            // Of a mail that is too large the header alone is looked at.
            using var bytes = new MemoryStream(raw, 0, isLarge ? Math.Min(raw.Length, LargestHeader) : raw.Length, writable: false);
            using var message = new MimeParser(_options, bytes, MimeFormat.Entity).ParseMessage();
            if (isLarge) return Envelope(message, raw, IncomingKind.Unreadable, $"邮件太大（{raw.Length >> 10}KB，最大{rules.LargestBytes >> 10}KB）");
            return IsMail(message) ? Whole(message, raw, rules) : Unreadable(raw, "不是邮件");
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Whatever a parser throws at bytes from outside, the mail is what is wrong.
            return Unreadable(raw, isLarge ? "邮件太大" : "不能作为邮件读取");
        }
    }

    private static IncomingMail Whole(MimeMessage message, byte[] raw, IncomingRules rules)
    {
        var parts = BodyParts.Of(message.Body);
        var handsOn = HandsOn().IsMatch(PlainText.Half(PlainText.Line(message.Subject ?? "", LongestSubject)));
        var words = Words(parts.Body, handsOn, out var text);
        var bounce = BounceReader.Read(message, text, KindReader.IsFromServer(message), rules.OwnAddresses);
        var (kind, because) = KindReader.Of(message, parts, words.Text, bounce, rules);
        if (kind == IncomingKind.Automatic && BounceReader.IsSuccess(message)) because = "送达通知";
        var mail = Envelope(message, raw, kind, because);
        return mail with
        {
            QuotedNumbers = words.QuotedNumbers,
            SignedBy = words.SignedBy,
            Signature = words.Signature,
            Text = words.Text.Length <= LongestText ? words.Text : words.Text[..LongestText],
            Bounce = kind == IncomingKind.Bounce ? bounce : null,
            AwayUntil = kind == IncomingKind.OutOfOffice ? AbsenceNotes.Until(mail.Subject, words.Text, mail.Date is { } date ? DateOnly.FromDateTime(date.DateTime) : null) : null,
            Files = parts.Files,
            IsForward = words.IsForward,
        };
    }

    /// <summary>The text part, else the page; a text part in which the sender wrote nothing is one that its program left blank.</summary>
    /// <param name="all">All text, for reports of servers.</param>
    private static OwnWords Words(IReadOnlyList<BodyPart> body, bool handsOn, out string all)
    {
        var plain = Lines(body, preferHtml: false);
        all = string.Join('\n', plain.Select(line => line.Text));
        var words = OwnWords.Of(plain, handsOn);
        if (words.Text.Length > 0 || !body.Any(part => part is { Plain: not null, Html: not null })) return words;
        var other = OwnWords.Of(Lines(body, preferHtml: true), handsOn);
        return other with { QuotedNumbers = [.. words.QuotedNumbers.Union(other.QuotedNumbers)], IsForward = words.IsForward || other.IsForward };
    }

    private static List<BodyLine> Lines(IReadOnlyList<BodyPart> body, bool preferHtml)
    {
        List<BodyLine> lines = [];
        foreach (var part in body)
        {
            if (part.Html is { } html && (preferHtml || string.IsNullOrWhiteSpace(part.Plain))) lines.AddRange(HtmlLines.Of(html));
            else lines.AddRange(TextLines.Of(part.Plain ?? ""));
        }

        return lines;
    }

    private static IncomingMail Envelope(MimeMessage message, byte[] raw, IncomingKind kind, string because)
    {
        var senders = message.From.Mailboxes.Where(mailbox => mailbox.Address.Contains('@', StringComparison.Ordinal)).Take(2).ToList();
        var subject = PlainText.Line(message.Subject ?? "", LongestSubject);
        return new IncomingMail
        {
            Identity = Identity(message.MessageId, raw),
            Kind = kind,
            Because = because,
            FromAddress = senders.Count == 1 ? senders[0].Address.ToLowerInvariant() : null,
            FromName = senders.Count == 1 && PlainText.Line(senders[0].Name ?? "", 200) is { Length: > 0 } name ? name : null,
            Subject = subject,
            Date = message.Headers.Contains(HeaderId.Date) && message.Date != DateTimeOffset.MinValue ? message.Date : null,
            Answered = Answered(message.Headers),
            SentTo = SentTo(message),
            SubjectNumbers = AlertNumbers.In(subject),
            Proofs = SenderProofs.Of(message.Headers),
        };
    }

    private static IncomingMail Unreadable(byte[] raw, string because) =>
        new() { Identity = Checksum(raw), Kind = IncomingKind.Unreadable, Because = because };

    /// <summary>Whether it has any header that every mail has; a parser takes all bytes for some mail.</summary>
    private static bool IsMail(MimeMessage message) =>
        message.Headers.Contains(HeaderId.From) || message.Headers.Contains(HeaderId.Date) || message.Headers.Contains(HeaderId.Received) || message.Headers.Contains(HeaderId.MessageId) || message.Headers.Contains(HeaderId.ReturnPath);

    private static string Identity(string? id, byte[] raw) =>
        id is { Length: > 2 and <= LongestIdentity } && id.Contains('@', StringComparison.Ordinal) && !id.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) ? id : Checksum(raw);

    private static string Checksum(byte[] raw) => "sha256." + Convert.ToHexStringLower(SHA256.HashData(raw));

    /// <summary>Exchange and phones part them by commas; the names of headers in the value of another are nobody's.</summary>
    private static List<string> Answered(HeaderList headers)
    {
        var latestFirst = Ids(headers["References"]).Reverse();
        return [.. Ids(headers["In-Reply-To"]).Concat(latestFirst).Distinct(StringComparer.Ordinal).Take(MostAnswered)];
    }

    private static IEnumerable<string> Ids(string? value) =>
        IdPattern().Matches(value is { Length: > 32_000 } ? value[^32_000..] : value ?? "").Select(match => match.Groups[1].Value);

    private static List<string> SentTo(MimeMessage message)
    {
        var named = message.To.Mailboxes.Concat(message.Cc.Mailboxes).Select(mailbox => mailbox.Address);
        var added = message.Headers.Where(header => _envelopes.Contains(header.Field, StringComparer.OrdinalIgnoreCase)).Select(header => header.Value.Trim().Trim('<', '>'));
        return [.. named.Concat(added).Select(address => address.ToLowerInvariant()).Where(address => address.Length <= 320 && address.Contains('@', StringComparison.Ordinal)).Distinct().Take(MostAddresses)];
    }

    private static readonly string[] _envelopes = ["Delivered-To", "X-Original-To", "Envelope-To"];

    [GeneratedRegex(@"<([^<>\s]{1,250})>")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^\s*(?:(?:回复|答复|Re)\s*:\s*)*(?:转发|轉寄|Fw|Fwd)\s*[:：]", RegexOptions.IgnoreCase)]
    private static partial Regex HandsOn();
}
