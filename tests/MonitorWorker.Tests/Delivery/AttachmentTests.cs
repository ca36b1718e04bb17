using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MimeKit;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Tests.Delivery;

public partial class AttachmentTests
{
    private static readonly MailAttachment _copy = new("八月执行-待更正.xlsx", MailAttachment.Workbook, [.. Enumerable.Range(0, 200).Select(value => (byte)value)]);

    [Fact]
    public void A_mail_with_an_attachment_is_written_as_it_always_was() =>
        Golden.Matches("Delivery/Golden/with-attachment.eml", Encoding.ASCII.GetString(Write(_copy)).ReplaceLineEndings("\n"));

    [Fact]
    public void A_mail_without_attachments_is_written_as_it_always_was() =>
        Golden.Matches("Delivery/Golden/without-attachment.eml", Encoding.ASCII.GetString(Some.Mail().Mime).ReplaceLineEndings("\n"));

    [Fact]
    public void The_words_come_first_and_the_file_comes_out_as_it_went_in()
    {
        var body = Assert.IsType<Multipart>(Load(Write(_copy)).Body);
        Assert.Equal("multipart/mixed", body.ContentType.MimeType);
        Assert.IsType<MultipartAlternative>(body[0]);
        var part = Assert.IsType<MimePart>(body[1]);
        Assert.True(part.IsAttachment);
        Assert.Equal((MailAttachment.Workbook, ContentEncoding.Base64), (part.ContentType.MimeType, part.ContentTransferEncoding));
        Assert.Equal((_copy.Name, _copy.Name), (part.ContentDisposition!.FileName, part.ContentType.Name));
        Assert.Equal(_copy.Bytes, Bytes(part));
        Assert.Equal(Some.Warning().Html, Load(Write(_copy)).HtmlBody);
    }

    [Fact]
    public void Same_mail_makes_the_same_bytes() => Assert.Equal(Write(_copy), Write(_copy));

    [Fact]
    public void The_name_is_written_in_both_spellings_because_neither_arrives_everywhere()
    {
        var raw = Encoding.ASCII.GetString(Write(_copy));
        Assert.Contains("name=\"=?utf-8?B?", raw);
        Assert.Contains("filename*0*=utf-8''%E5%85%AB", raw);
    }

    [Theory]
    [InlineData("执行.xlsx", "执行.xlsx")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("C:\\局\\执行.xlsx", "C__局_执行.xlsx")]
    [InlineData("a\"b'c d.xlsx", "a_b'c d.xlsx")]
    [InlineData("执行\r\nBcc: x@example.com.xlsx", "执行 Bcc_ x@example.com.xlsx")]
    [InlineData("\u202Exslx.执行", "xslx.执行")]
    [InlineData("NUL.xlsx", "_NUL.xlsx")]
    [InlineData(".xlsx", "xlsx")]
    [InlineData("   ", "附件")]
    [InlineData("执行 😀.xlsx", "执行 😀.xlsx")]
    public void A_name_is_a_name_everywhere(string name, string expected) => Assert.Equal(expected, AttachmentNames.Harmless(name));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var name = AttachmentNames.Harmless(new string('长', 200) + ".xlsx");
        Assert.Equal(new string('长', 60) + ".xlsx", name);
    }

    [Fact]
    public void Two_files_of_one_name_are_told_apart()
    {
        var names = Load(Write(_copy, _copy, _copy)).Attachments.Select(part => part.ContentDisposition!.FileName);
        Assert.Equal(["八月执行-待更正.xlsx", "八月执行-待更正(2).xlsx", "八月执行-待更正(3).xlsx"], names);
    }

    [Property(MaxTest = 500)]
    public Property Whatever_the_name_it_arrives_in_both_spellings_and_the_lines_keep_the_rules() => Prop.ForAll(Names(), name =>
    {
        var bytes = Write(_copy with { Name = name });
        var expected = AttachmentNames.Harmless(name);
        Assert.DoesNotContain(expected, character => @"\/:*?""<>|".Contains(character) || char.IsControl(character));
        Assert.True(expected.Length > 0);
        Assert.True(Encoding.UTF8.GetByteCount($"000012-附件-{expected}(99).part") <= 255, expected);
        Assert.Equal(expected, AttachmentNames.Harmless(expected));

        var part = (MimePart)Load(bytes).Attachments.Single();
        Assert.Equal(expected, part.ContentDisposition!.FileName);
        Assert.Equal(expected, part.ContentType.Name);
        Assert.Equal(_copy.Bytes, Bytes(part));

        var raw = Encoding.ASCII.GetString(bytes);
        Assert.DoesNotContain(bytes, value => value is 0 or > 126);
        // The media type of a workbook is one word of 66 letters: it cannot be folded, and 998 is the limit that servers enforce.
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= 78 || line == $"Content-Type: {MailAttachment.Workbook};", line));
        Assert.All(EncodedWord().Matches(raw), word => Assert.True(word.Length <= 75, word.Value));
        var escaped = Piece().Matches(raw).Select(match => match.Groups[1].Value);
        Assert.Equal(expected, Uri.UnescapeDataString(string.Concat(escaped)));
    });

    [Fact]
    public void A_mail_that_servers_would_refuse_goes_without_its_largest_attachment_and_says_so()
    {
        var large = new MailAttachment("大/表.xlsx", MailAttachment.Workbook, new byte[12 << 20]);
        var message = Some.Warning() with { Attachments = [large, _copy] };
        Assert.Throws<ArgumentException>(() => MimeWriter.Write(message, Some.Office, Some.Morning));

        var fitting = AttachmentLimit.Fit(message, MailWords.Chinese);
        Assert.Equal([_copy], fitting.Attachments);
        const string said = "附件“大_表.xlsx”（12.0 MB）太大，邮件服务器可能拒收，没有随本邮件发送。";
        Assert.EndsWith("\n\n" + said + "\n", fitting.Text);
        Assert.Contains(said + "</p>\n</body>", fitting.Html);
        Assert.True(MimeWriter.Write(fitting, Some.Office, Some.Morning).Length <= AttachmentLimit.LargestMail);
    }

    [Fact]
    public void A_mail_that_fits_is_left_as_it_is()
    {
        var message = Some.Warning() with { Attachments = [_copy] };
        Assert.Same(message, AttachmentLimit.Fit(message, MailWords.Chinese));
    }

    [Fact]
    public void Words_alone_are_never_held_back_by_their_size()
    {
        var message = Some.Warning() with { Text = new string('字', 6_000_000) };
        Assert.Same(message, AttachmentLimit.Fit(message, MailWords.Chinese));
        Assert.NotEmpty(MimeWriter.Write(message, Some.Office, Some.Morning));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(57)]
    [InlineData(100_000)]
    [InlineData(1_000_003)]
    public void The_size_told_beforehand_is_never_too_small(int length)
    {
        var message = Some.Warning() with { Attachments = [_copy with { Bytes = new byte[length] }], Text = new string('\n', length / 10) };
        var size = MimeWriter.Write(message, Some.Office, Some.Morning).Length;
        Assert.InRange(size, AttachmentLimit.SizeOf(message) - 100_000, AttachmentLimit.SizeOf(message));
    }

    private static byte[] Write(params MailAttachment[] attachments) => MimeWriter.Write(Some.Warning() with { Attachments = attachments }, Some.Office, Some.Morning);

    private static MimeMessage Load(byte[] bytes) => MimeMessage.Load(new MemoryStream(bytes));

    private static byte[] Bytes(MimePart part)
    {
        using var decoded = new MemoryStream();
        part.Content!.DecodeTo(decoded);
        return decoded.ToArray();
    }

    private static Arbitrary<string> Names()
    {
        var pieces = Gen.Elements("八月执行", "待更正", "喆堃", "𠮷", "😀", "👨‍👩‍👧", "a", "é", " ", "  ", "\"", "'", "%41", "/", "\\", "..", "=?utf-8?b?", ";", "=", "\r\n", "\u202E", "(", "*", new string('长', 200), "b c d");
        var mixed = Gen.ArrayOf(Gen.OneOf(pieces, pieces, ArbMap.Default.GeneratorFor<char>().Select(character => character.ToString()))).Select(string.Concat);
        return Arb.From(mixed.SelectMany(stem => Gen.Elements(".xlsx", ".csv", "").Select(ending => stem + ending)));
    }

    [GeneratedRegex(@"=\?[\w-]+\?B\?[^? ]*\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"filename\*(?:\d+\*)?=(?:utf-8'')?([^;\r]*)")]
    private static partial Regex Piece();
}
