using MimeKit;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Delivery;

public class ShortenedMailTests
{
    private const string Text = "设备购置经费 预算2.00万元，累计执行0.60万元。\n完成全年预算还需1.40万元。\n";

    [Fact]
    public void First_the_attachments_go_and_the_reader_is_told_which_and_whom_to_ask()
    {
        var whole = Write(Text, new MailAttachment("填报表.xlsx", MailAttachment.Workbook, new byte[50_000]));
        var shorter = ShortenedMail.Shorten(whole, 20_000)!;
        Assert.InRange(shorter.Length, 1, 20_000);
        var (before, after) = (Read(whole), Read(shorter));
        Assert.Empty(after.Attachments);
        Assert.StartsWith("附件“填报表.xlsx”太大，收件服务器不收，没有随本邮件发送；需要时请向县财政局预算绩效运行监控（monitor@example.com）索取。", after.TextBody);
        Assert.Contains("完成全年预算还需1.40万元", after.TextBody);
        Assert.Contains("没有随本邮件发送", after.HtmlBody);
        Assert.Contains("执行率30.00%", after.HtmlBody);
        // What makes it this mail stays to the byte.
        Assert.Equal(before.Headers.Where(IsIdentity).Select(header => Convert.ToHexString(header.RawValue)), after.Headers.Where(IsIdentity).Select(header => Convert.ToHexString(header.RawValue)));
        Assert.DoesNotContain("\n", System.Text.Encoding.ASCII.GetString(shorter).Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Then_the_text_ends_after_whole_lines_and_says_so()
    {
        var whole = Write(string.Concat(Enumerable.Range(1, 4000).Select(n => $"项目{n:0000} 还需{n}.00万元\n")));
        var shorter = ShortenedMail.Shorten(whole, 20_000)!;
        var text = Read(shorter).TextBody!.ReplaceLineEndings("\n");
        Assert.StartsWith("本邮件超过收件服务器允许的大小，以下只是开头部分；全文请向县财政局预算绩效运行监控（monitor@example.com）索取。\n\n项目0001 还需1.00万元\n", text);
        Assert.Matches(@"还需\d+\.00万元\n……\s*$", text);
        Assert.Null(ShortenedMail.Shorten(shorter, null));
    }

    [Fact]
    public void An_english_mail_is_shortened_in_english()
    {
        var mail = Some.Warning() with { Text = "Revised budget: CNY 20,000\n", Html = "<!DOCTYPE html>\n<html lang=\"en\"><body><p>CNY 20,000</p></body></html>\n", Attachments = [new MailAttachment("form.xlsx", MailAttachment.Workbook, new byte[50_000])] };
        var without = ShortenedMail.Shorten(MimeWriter.Write(mail, new MailPerson("Finance Bureau", "monitor@example.com"), Some.Morning), null)!;
        Assert.StartsWith("Too large for the server that takes your mail, and left out of this mail: “form.xlsx”. Please ask Finance Bureau (monitor@example.com) for it", Read(without).TextBody);
        var beginning = Read(ShortenedMail.Shorten(without, null)!);
        Assert.StartsWith("This mail is larger than the server that takes your mail allows: this is only its beginning. Please ask Finance Bureau (monitor@example.com) for the whole.", beginning.TextBody);
        Assert.Contains("<html lang=\"en\">", beginning.HtmlBody);
    }

    [Fact]
    public void A_server_that_names_no_limit_gets_the_next_smaller_form_each_time()
    {
        var whole = Write(Text, new MailAttachment("填报表.xlsx", MailAttachment.Workbook, new byte[50_000]));
        var without = ShortenedMail.Shorten(whole, null)!;
        var beginning = ShortenedMail.Shorten(without, null)!;
        Assert.Equal(["attachments", "text"], new[] { without, beginning }.Select(mime => Read(mime).Headers[ShortenedMail.Mark]));
        Assert.Null(ShortenedMail.Shorten(beginning, null));
    }

    [Fact]
    public void Without_the_attachments_still_too_large_it_is_the_beginning_at_once_and_says_that_they_are_missing()
    {
        var whole = Write(new string('项', 30_000), new MailAttachment("填报表.xlsx", MailAttachment.Workbook, new byte[50_000]));
        var text = Read(ShortenedMail.Shorten(whole, 20_000)!).TextBody;
        Assert.Contains("以下只是开头部分，附件没有发送", text);
        Assert.EndsWith("项\n……", text!.ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public void What_fits_nowhere_is_not_sent() => Assert.Null(ShortenedMail.Shorten(Write(Text), 500));

    [Fact]
    public void The_same_mail_is_shortened_to_the_same_bytes() => Assert.Equal(ShortenedMail.Shorten(Write(Text), null), ShortenedMail.Shorten(Write(Text), null));

    private static bool IsIdentity(Header header) => header.Id is HeaderId.From or HeaderId.To or HeaderId.Subject or HeaderId.Date or HeaderId.MessageId or HeaderId.References or HeaderId.InReplyTo;

    private static byte[] Write(string text, params MailAttachment[] attachments) =>
        MimeWriter.Write(Some.Warning(threadRoot: "root@example.com") with { Text = text, Attachments = attachments }, Some.Office, Some.Morning);

    private static MimeMessage Read(byte[] mime) => MimeMessage.Load(new MemoryStream(mime));
}
