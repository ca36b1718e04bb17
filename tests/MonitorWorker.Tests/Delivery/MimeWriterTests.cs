using System.Buffers.Binary;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MimeKit;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Delivery;

public class MimeWriterTests
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
            var message = Some.Warning(subject, new MailPerson(name, "zhang@example.com"), "yj.warning.first@example.com") with
            {
                // What would be markup, or left of a template, is a rule about our own words.
                Text = new string([.. (name + "\r" + subject).Select(c => c is '<' or '&' or '{' or '}' ? ' ' : c)]).Trim() + "\r",
                Html = WebUtility.HtmlEncode(name),
                ThreadTopic = name,
                ThreadBegan = Some.Morning.AddDays(-3),
                ReplyTo = "monitor+0007.abcd@example.com",
                Attachments = [new MailAttachment(name, MailAttachment.Workbook, [1, 2, 3])],
            };
            var from = new MailPerson(subject, "monitor@example.com");
            MailRules.Broken(MimeWriter.Write(message, from, Some.Morning), message).Where(problem => problem != "a text line that ends with a space").ToList().ForEach(Assert.Fail);
        });

    [Fact]
    public void Outlook_is_told_the_conversation_by_its_first_mail()
    {
        var root = Some.Warning();
        var index = Index(root);
        Assert.Equal(22, index.Length);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(root.MessageId))[..16], index[6..]);

        var hour = Some.Warning(threadRoot: root.MessageId) with { MessageId = "yj.warning.second@example.com", ThreadBegan = Some.Morning };
        var first = Index(hour, Some.Morning.AddHours(1));
        var later = Index(hour with { MessageId = "yj.warning.third@example.com" }, Some.Morning.AddDays(40));
        Assert.Equal(index, first[..22]);
        Assert.Equal(index, later[..22]);
        // 3,600 s in units of 2^18 times 100 ns.
        Assert.InRange(BinaryPrimitives.ReadUInt32BigEndian(first.AsSpan(22)), 3_600L * 10_000_000 / (1 << 18), (3_600L * 10_000_000 / (1 << 18)) + 1);
        Assert.True(BinaryPrimitives.ReadUInt32BigEndian(first.AsSpan(22)) < BinaryPrimitives.ReadUInt32BigEndian(later.AsSpan(22)));
        Assert.True(BinaryPrimitives.ReadUInt32BigEndian(Index(hour, Some.Morning.AddYears(3)).AsSpan(22)) > 0x8000_0000);

        static byte[] Index(ComposedMessage message, DateTimeOffset? at = null) =>
            Convert.FromBase64String(Load(MimeWriter.Write(message, Some.Office, at ?? Some.Morning)).Headers["Thread-Index"]!);
    }

    [Theory]
    [InlineData("<CA+x=1@mail.example.com>", "CA+x=1@mail.example.com")]
    [InlineData("20240905090000.1@qq.com", "20240905090000.1@qq.com")]
    [InlineData("x@example.com>\r\nBcc: <thief@example.com", null)]
    [InlineData("甲@example.com", null)]
    [InlineData("no at", null)]
    [InlineData("", null)]
    public void An_answer_names_the_mail_that_it_answers_if_that_has_a_name(string written, string? named)
    {
        var mime = Load(MimeWriter.Write(Some.Warning() with { IsReply = true, InReplyTo = written }, Some.Office, Some.Morning));
        Assert.Equal("auto-replied", mime.Headers["Auto-Submitted"]);
        Assert.Equal(named, mime.InReplyTo);
        Assert.Equal(named is null ? [] : [named], mime.References);
        Assert.Empty(mime.Bcc);
    }

    [Fact]
    public void Only_what_is_optional_can_be_asked_less_of()
    {
        Assert.Null(Load(MimeWriter.Write(Some.Warning(), Some.Office, Some.Morning)).Headers["List-Unsubscribe"]);
        var optional = Load(MimeWriter.Write(Some.Warning() with { IsOptional = true }, Some.Office, Some.Morning));
        Assert.Equal("<mailto:monitor@example.com?subject=" + Uri.EscapeDataString("只要红色") + ">", optional.Headers["List-Unsubscribe"]);
    }

    private static Arbitrary<string> Words()
    {
        var pieces = Gen.Elements("设备购置经费", "执行率30.00%", "喆堃", "𠮷", "a", "YJ-2024-0007", " ", "  ", "=?utf-8?b?", "\"", "(", "\\", ",", "@", "\r\n", "\u202E", "é", "—", "[", ":", "👨‍👩‍👧", "\u2067", "\0", "\u0085", "\uFEFF", "<", "&");
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
}
