using System.Text;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs.Incoming;
using MonitorWorker.Mailboxes;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs.Incoming;

/// <summary>Bytes of mails as people and servers write them, through the real readers, to what they change.</summary>
public class WrittenMailTests
{
    [Fact]
    public async Task A_reply_with_three_lines_above_the_quoted_warning_is_recorded()
    {
        await using var letters = await OpenAsync();
        var warning = await letters.WarningAsync();
        var entry = await ArriveAsync(letters, Reply(warning, "偏差原因：采购流标\n整改措施：重新招标\n预计完成日期：2024年10月31日"));
        Assert.Equal((IncomingOutcome.Answered, "YJ-2024-0001"), (entry.Outcome, Assert.Single(entry.Alerts)));
        var answer = await letters.AnswerAsync();
        Assert.Equal(("采购流标", "重新招标", Letters.Day(10, 31), "办公室责任人"), (answer!.Cause, answer.Measure, answer.DueDate!.Value, answer.By));
        Assert.Contains("采购流标", Letters.TextOf(Assert.Single(await letters.SendAsync())));
    }

    [Theory]
    [InlineData("转办 李四", IncomingOutcome.HandedOver)]
    [InlineData("数据有误，应为1.6万元，见记账凭证第12号", IncomingOutcome.Disputed)]
    [InlineData("收到", IncomingOutcome.Seen)]
    [InlineData("我们正在抓紧办理采购手续", IncomingOutcome.Unclear)]
    [InlineData("偏差原因：采购流标", IncomingOutcome.Partial)]
    [InlineData("只要红色", IncomingOutcome.Chosen)]
    public async Task What_is_written_has_its_effect(string text, string outcome)
    {
        await using var letters = await OpenAsync();
        Assert.Equal(outcome, (await ArriveAsync(letters, Reply(await letters.WarningAsync(), text))).Outcome);
    }

    [Theory]
    [InlineData("答复.csv", "预警编号,偏差原因,整改措施,预计完成日期\nYJ-2024-0001,采购流标,重新招标,2024-10-31")]
    [InlineData("damaged.xlsx", "PK\u0003\u0004 no workbook")]
    public void A_form_that_comes_with_a_reply_is_read_as_rows_and_what_is_none_gives_no_row(string name, string content)
    {
        var rows = new FormCells().Rows(new MonitorWorker.Replies.IncomingFile(name, "application/octet-stream", Encoding.UTF8.GetBytes(content)));
        if (name.EndsWith(".csv", StringComparison.Ordinal)) Assert.Equal(["YJ-2024-0001", "采购流标", "重新招标", "2024-10-31"], rows[1]);
        else Assert.Empty(rows);
    }

    [Fact]
    public async Task Our_own_mail_that_comes_back_round_changes_nothing()
    {
        await using var letters = await OpenAsync();
        var warning = await letters.WarningAsync();
        var before = await letters.StateAsync();
        Assert.Equal(IncomingOutcome.Ignored, (await ArriveAsync(letters, warning.Mime)).Outcome);
        Assert.Equal(before, await letters.StateAsync());
    }

    [Fact]
    public async Task A_receipt_that_is_answered_by_a_program_starts_no_loop()
    {
        await using var letters = await OpenAsync();
        await ArriveAsync(letters, Reply(await letters.WarningAsync(), "偏差原因：采购流标"));
        var receipt = Assert.Single(await letters.SendAsync());
        var auto = Reply(receipt, "您好，来信已收到。偏差原因：自动回复", "Auto-Submitted: auto-replied\r\n");
        Assert.Equal(IncomingOutcome.Ignored, (await ArriveAsync(letters, auto)).Outcome);
        Assert.Empty(await letters.SendAsync());
    }

    [Fact]
    public async Task A_delivery_report_that_names_the_mail_marks_the_address()
    {
        await using var letters = await OpenAsync();
        var warning = await letters.WarningAsync();
        var report = string.Join("\r\n", [
            "Return-Path: <>",
            "From: Mail Delivery System <mailer-daemon@example.com>",
            "To: monitor@example.com",
            "Subject: Undelivered Mail Returned to Sender",
            "Message-ID: <report1@example.com>",
            "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"",
            "",
            "--b", "Content-Type: text/plain", "", "It did not arrive.", "",
            "--b", "Content-Type: message/delivery-status", "",
            "Reporting-MTA: dns; mx.example.com", "",
            "Final-Recipient: rfc822; office@example.com", "Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 no such user", "",
            "--b", "Content-Type: text/rfc822-headers", "",
            $"Message-ID: <{warning.MessageId}>", "From: monitor@example.com", "To: office@example.com", "",
            "--b--", "",
        ]);
        Assert.Equal(IncomingOutcome.Bounce, (await ArriveAsync(letters, Encoding.UTF8.GetBytes(report))).Outcome);
        Assert.Equal("office@example.com", Assert.Single(await letters.Office.Incoming.ListMarksAsync(default)).Address);
    }

    private static async Task<Letters> OpenAsync()
    {
        var letters = await Letters.OpenAsync();
        letters.Office.Reading = MailReading.Usual;
        return letters;
    }

    private static async Task<IncomingEntry> ArriveAsync(Letters letters, byte[] mail)
    {
        await letters.Office.Intaking.HandleAsync(new MailboxMail("folder:test", null, Guid.NewGuid().ToString("N"), mail, mail.Length), default);
        return (await letters.Office.Incoming.ListAsync(1, default)).Single();
    }

    /// <summary>As a mail program writes it: the words, and the whole mail quoted below.</summary>
    private static byte[] Reply(OutgoingMail to, string words, string headers = "")
    {
        var quoted = string.Join("\r\n", Letters.TextOf(to).ReplaceLineEndings("\n").Split('\n').Select(line => "> " + line));
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{words.ReplaceLineEndings("\r\n")}\r\n\r\n在 2024年9月2日，示例县财政局 <monitor@example.com> 写道：\r\n{quoted}\r\n"), Base64FormattingOptions.InsertLineBreaks);
        return Encoding.UTF8.GetBytes(
            $"From: office@example.com\r\nTo: monitor@example.com\r\nSubject: =?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes("回复"))}?=\r\nMessage-ID: <{Guid.NewGuid():N}@example.com>\r\n"
            + $"Date: Mon, 02 Sep 2024 14:00:00 +0800\r\nIn-Reply-To: <{to.MessageId}>\r\nReferences: <{to.MessageId}>\r\n{headers}"
            + $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n");
    }
}
