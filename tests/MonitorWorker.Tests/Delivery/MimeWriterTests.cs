using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MimeKit;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Delivery;

public partial class MimeWriterTests
{
    [Fact]
    public void Same_mail_makes_the_same_bytes() => Assert.Equal(Some.Mail().Mime, Some.Mail().Mime);

    [Fact]
    public void Headers_say_that_a_program_wrote_it_and_nothing_more()
    {
        var mime = Load(MimeWriter.Write(Some.Warning(), Some.Office, Some.Morning));
        Assert.Equal("auto-generated", mime.Headers["Auto-Submitted"]);
        Assert.Equal("OOF, AutoReply", mime.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal("<budget-monitor.example.com>", mime.Headers["List-Id"]);
        Assert.Equal("1.0", mime.Headers["MIME-Version"]);
        Assert.Null(mime.Headers["Precedence"]);
        Assert.Null(mime.InReplyTo);
        Assert.Equal(Some.Morning, mime.Date);
        Assert.Equal(TimeSpan.FromHours(8), mime.Date.Offset);
        Assert.Equal(Some.Warning().Subject, mime.Subject);
        Assert.Equal(Some.Warning().MessageId, mime.MessageId);
        Assert.Equal(("张晓梅", "zhang@example.com"), (mime.To.Mailboxes.Single().Name, mime.To.Mailboxes.Single().Address));
        Assert.Equal(Some.Office.Name, mime.From.Mailboxes.Single().Name);
    }

    [Fact]
    public void A_later_mail_hangs_below_the_first_one()
    {
        var mime = Load(MimeWriter.Write(Some.Warning(threadRoot: "yj.warning.first@example.com"), Some.Office, Some.Morning));
        Assert.Equal("yj.warning.first@example.com", mime.InReplyTo);
        Assert.Equal(["yj.warning.first@example.com"], mime.References);
    }

    [Fact]
    public void Text_comes_before_html_and_both_in_base64()
    {
        var body = Assert.IsType<MultipartAlternative>(Load(Some.Mail().Mime).Body);
        var parts = body.Cast<TextPart>().ToArray();
        Assert.Equal(["text/plain", "text/html"], parts.Select(p => p.ContentType.MimeType));
        Assert.All(parts, p => Assert.Equal(("utf-8", ContentEncoding.Base64), (p.ContentType.Charset, p.ContentTransferEncoding)));
        Assert.Equal(Some.Warning().Text.ReplaceLineEndings("\r\n"), Decoded(parts[0]));
        Assert.Equal(Some.Warning().Html, Decoded(parts[1]));
    }

    [Fact]
    public void Names_and_subjects_cannot_add_headers_or_turn_the_text_around()
    {
        var to = new MailPerson("张\r\nBcc: thief@example.com\u202E梅\0", "zhang@example.com");
        var bytes = MimeWriter.Write(Some.Warning("预警\r\nBcc: thief@example.com\u2066\u0007", to), Some.Office, Some.Morning);
        var mime = Load(bytes);
        Assert.Empty(mime.Bcc);
        Assert.Equal("预警 Bcc: thief@example.com", mime.Subject);
        Assert.Equal("张 Bcc: thief@example.com梅", mime.To.Mailboxes.Single().Name);
    }

    [Theory]
    [InlineData("zhang")]
    [InlineData("zhang@example.com\r\nBcc: thief@example.com")]
    [InlineData("张@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("<a@example.com>")]
    public void An_address_that_cannot_be_sent_to_is_named(string address)
    {
        var e = Assert.Throws<ArgumentException>(
            () => MimeWriter.Write(Some.Warning(to: new MailPerson("张", address)) with { MessageId = "x@example.com" }, Some.Office, Some.Morning));
        Assert.Contains("no mail address", e.Message);
    }

    [Property(MaxTest = 500)]
    public Property Whatever_the_words_the_bytes_keep_the_rules() => Prop.ForAll(
        Words(), Words(), (subject, name) =>
        {
            var message = Some.Warning(subject, new MailPerson(name, "zhang@example.com"), "yj.warning.first@example.com");
            var bytes = MimeWriter.Write(message with { Text = subject + "\r" + name, Html = name }, new MailPerson(subject, "monitor@example.com"), Some.Morning);
            RulesBroken(bytes, subject, name).ToList().ForEach(Assert.Fail);
        });

    private static IEnumerable<string> RulesBroken(byte[] bytes, string subject, string name)
    {
        if (bytes.Any(b => b is 0 or > 126))
            yield return "not 7-bit";
        var raw = Encoding.ASCII.GetString(bytes);
        if (LoneBreak().IsMatch(raw))
            yield return "a bare CR or LF";
        if (!raw.EndsWith("\r\n", StringComparison.Ordinal))
            yield return "no line break at the end";
        var head = raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        foreach (var line in raw.Split("\r\n").Where(line => line.Length > 998))
            yield return "line too long: " + line;
        foreach (var line in head.Split("\r\n").Where(line => line.Length > 78 && line.TrimStart().Contains(' ')))
            yield return "header line too long: " + line;
        foreach (Match word in EncodedWord().Matches(head))
        {
            if (word.Length > 75)
                yield return "encoded word too long: " + word.Value;
            if (!DecodesAlone(word))
                yield return "encoded word cuts a character: " + word.Value;
        }

        var mime = Load(bytes);
        if (mime.Subject != PlainLine.Of(subject))
            yield return $"subject '{mime.Subject}' is not '{subject}'";
        if (mime.To.Mailboxes.Single().Name != PlainLine.Of(name))
            yield return $"name '{mime.To.Mailboxes.Single().Name}' is not '{name}'";
    }

    private static bool DecodesAlone(Match word)
    {
        var text = word.Groups["text"].Value;
        var bytes = Convert.FromBase64String(text);
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Arbitrary<string> Words()
    {
        var pieces = Gen.Elements("设备购置经费", "执行率30.00%", "喆堃", "𠮷", "a", "YJ-2024-0007", " ", "  ", "=?utf-8?b?", "\"", "(", "\\", ",", "@", "\r\n", "\u202E", "é", "—", "[", ":");
        var mixed = Gen.ArrayOf(Gen.OneOf(pieces, pieces, ArbMap.Default.GeneratorFor<char>().Select(c => c.ToString()))).Select(string.Concat);
        return Arb.From(mixed.Select(s => s.Length > 300 ? s[..300] : s));
    }

    private static string Decoded(TextPart part)
    {
        using var decoded = new MemoryStream();
        part.Content!.DecodeTo(decoded);
        return Encoding.UTF8.GetString(decoded.ToArray());
    }

    private static MimeMessage Load(byte[] bytes) => MimeMessage.Load(new MemoryStream(bytes));

    [GeneratedRegex("(?<!\r)\n|\r(?!\n)")]
    private static partial Regex LoneBreak();

    [GeneratedRegex(@"=\?[\w-]+\?B\?(?<text>[^? ]*)\?=")]
    private static partial Regex EncodedWord();
}
