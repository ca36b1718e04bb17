using System.Text;
using MonitorWorker.Jobs.Incoming;
using MonitorWorker.Replies;
using MonitorWorker.Tests.Jobs.Incoming;

namespace MonitorWorker.Tests.Jobs.People;

/// <summary>A mailbox that several people of a section read: one mail, all their names, and who of them has answered.</summary>
public class SharedMailboxTests
{
    private const string Shared = """
        姓名,邮箱,角色,单位编码,责任股室,离任日期
        办公室责任人,office@example.com,责任人,101,办公室,2024-08-01
        张三,section@example.com,责任人,101,办公室,
        李四光,section@example.com,责任人,101,办公室,
        王五,section@example.com,股室负责人,101,办公室,
        """;

    [Fact]
    public async Task One_mail_goes_to_the_mailbox_and_calls_all_of_them()
    {
        await using var letters = await OpenAsync();
        var mail = Assert.Single(await letters.Office.RoundAsync(letters.Today), mail => mail.Kind == "warning");
        Assert.Equal("section@example.com", mail.Recipient);
        Assert.Contains("您（办公室（张三、李四光、王五））", Letters.TextOf(mail));
    }

    [Fact]
    public async Task One_who_leaves_is_no_more_called_and_the_mails_go_on()
    {
        await using var letters = await OpenAsync();
        await letters.Office.RoundAsync(letters.Today);
        letters.Office.Drop("离任.csv", "姓名,邮箱,角色,单位编码,责任股室,离任日期\n张三,section@example.com,责任人,101,办公室,2024-09-02\n李四光,section@example.com,责任人,101,办公室,2024-09-02");
        letters.Office.DropExecution("2024-09", ("P01", 1.8m), ("P02", 150m));
        letters.Today = Letters.Day(9, 30);
        var mail = Assert.Single(await letters.Office.RoundAsync(letters.Today), mail => mail.Kind == "resolved");
        Assert.Equal("section@example.com", mail.Recipient);
        Assert.Contains("您（王五）", Letters.TextOf(mail));
    }

    [Theory]
    [InlineData(null, "谢谢", "办公室共用邮箱")]
    [InlineData(null, "李四光", "李四光")]
    [InlineData("张三", "李四光", "张三")]
    [InlineData("新来的同志", "", "新来的同志（办公室共用邮箱）")]
    public async Task Who_has_answered_is_taken_from_the_mail_else_it_is_the_mailbox(string? named, string signature, string by)
    {
        await using var letters = await OpenAsync();
        var warning = (await letters.Office.RoundAsync(letters.Today)).Single(mail => mail.Kind == "warning");
        var reply = letters.Reply(warning, "section@example.com") with { SignedBy = named, Signature = [signature] };
        await letters.ArriveAsync(reply, Letters.Whole());
        var answer = (await letters.AnswerAsync())!;
        Assert.Equal((by, "section@example.com"), (answer.By, answer.ByAddress));
    }

    [Fact]
    public async Task A_read_mark_is_the_mailboxes()
    {
        await using var letters = await OpenAsync();
        var warning = (await letters.Office.RoundAsync(letters.Today)).Single(mail => mail.Kind == "warning");
        await letters.ArriveAsync(letters.Reply(warning, "section@example.com"), new ReplyPart.Seen(null));
        Assert.Equal(["办公室共用邮箱"], (await letters.CaseAsync()).Alert.ReadBy);
    }

    [Fact]
    public async Task Who_hands_over_from_a_shared_mailbox_is_named_and_the_others_go_on()
    {
        await using var letters = await OpenAsync();
        await letters.Office.RoundAsync(letters.Today);
        var plan = await letters.Office.Handover.PlanAsync([new("张三", "new@example.com", "新同志", null, null, null)], letters.Today, default);
        Assert.Empty(plan.Problems);
        await letters.Office.Handover.CarryOutAsync(plan, "系统管理员", letters.Today, default);
        // What the mailbox was told, those who stay still read; nobody is bidden farewell at their address.
        var mail = Assert.Single(await letters.SendAsync());
        Assert.Equal("new@example.com", mail.Recipient);
        Assert.Contains("没有未解除的预警", Letters.TextOf(mail));
    }

    [Theory]
    [InlineData("偏差原因：采购流标\n整改措施：重新招标\n预计完成日期：10月31日\n答复人：张三\n", "张三")]
    [InlineData("答复人： 张 三 \n偏差原因：采购流标\n整改措施：重新招标\n预计完成日期：10月31日\n", "张三")]
    [InlineData("偏差原因：采购流标\n整改措施：重新招标\n预计完成日期：10月31日\n\n--\n张三\n办公室\n", null)]
    public void The_line_that_names_who_answers_is_read_and_is_no_part_of_the_answer(string text, string? named)
    {
        var raw = Encoding.UTF8.GetBytes("From: section@example.com\nMessage-ID: <1@example.com>\nSubject: =?utf-8?B?5Zue5aSN?=\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + text);
        var mail = MailReading.Usual.Mail(raw, new IncomingRules(["monitor@example.com"], "monitor.example.com", 1_000_000));
        Assert.Equal(named, mail.SignedBy);
        if (named is null) Assert.Contains("张三", mail.Signature);
        var said = Assert.IsType<ReplyPart.Statement>(Assert.Single(ReplyReader.Read(mail, Some.August31, Letters.Day(12, 31)).Parts));
        Assert.Equal(("采购流标", "重新招标", Letters.Day(10, 31)), (said.Cause!, said.Measure!, said.Due!.Day!.Value));
    }

    private static async Task<Letters> OpenAsync()
    {
        var letters = await Letters.OpenAsync();
        letters.Office.Drop("通讯录2.csv", Shared);
        return letters;
    }
}
