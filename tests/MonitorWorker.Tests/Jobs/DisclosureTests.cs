using MonitorWorker.Budgets;
using MonitorWorker.Delivery;
using MonitorWorker.Import;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage.Rows;
using MonitorWorker.Tests.Jobs.Incoming;

namespace MonitorWorker.Tests.Jobs;

/// <summary>What may leave of a project depends on the project and on where it would go, at the moment when it leaves.</summary>
public class DisclosureTests
{
    [Fact]
    public async Task The_same_project_is_named_to_one_domain_and_told_by_number_to_another()
    {
        await using var office = await OfficeAsync(Policy(domains: [("*.gov.cn", Disclosure.Full), ("qq.com", Disclosure.NumberOnly), ("nowhere.example", Disclosure.None)]));
        office.Drop("通讯录.csv", "姓名,邮箱,角色,单位编码,责任股室\n责任人,office@cz.gov.cn;office@qq.com;office@nowhere.example,责任人,101,办公室\n");
        var sent = await office.RoundAsync();

        Assert.Equal(["office@cz.gov.cn", "office@qq.com"], sent.Select(mail => mail.Recipient).Order());
        Assert.Contains("设备购置经费", Letters.TextOf(sent.Single(mail => mail.Recipient == "office@cz.gov.cn")), StringComparison.Ordinal);
        AssertByNumber(sent.Single(mail => mail.Recipient == "office@qq.com"), "YJ-2024-0001");
    }

    [Fact]
    public async Task A_scope_of_the_configuration_and_the_column_count_alike_and_the_stricter_wins()
    {
        await using var office = await OfficeAsync(Policy([("项目编码=P01", Disclosure.None)]), level: "仅编号");
        office.DropContacts();
        Assert.Empty(await office.RoundAsync());
        var alert = Assert.Single((await office.Alerts.LoadAsync(default)).Alerts.Values);
        Assert.Null(alert.Told);

        // As soon as it may leave it is news.
        office.Settings = office.Settings with { Routes = new RouteBook([], MailDomains.All) };
        AssertByNumber(Assert.Single(await office.RoundAsync()), alert.Number);
    }

    [Theory]
    [InlineData("仅编号")]
    [InlineData("不得外发")]
    public async Task A_mail_that_waits_while_the_level_becomes_stricter_is_not_sent(string level)
    {
        await using var office = await OfficeAsync(DisclosurePolicy.Column);
        office.DropContacts();
        office.Answer = _ => new DeliveryOutcome.Deferred("451 later");
        Assert.Empty(await office.RoundAsync());
        Assert.Equal(OutboxState.Deferred, Assert.Single(await office.Outbox.ListAsync(default)).State);

        office.Answer = _ => new DeliveryOutcome.Accepted("250 ok");
        office.Drop("预算新.csv", Budget(level));
        await office.Intake.RunAsync(keepFiles: false, default);
        office.Clock.Advance(TimeSpan.FromDays(1));
        await DeliverAsync(office);
        Assert.Empty(office.Sent);
        Assert.Equal(OutboxState.Dead, (await office.Outbox.ListAsync(default))[0].State);

        // What it told is told anew, as far as it may be.
        await office.Compose.RunAsync(default);
        await DeliverAsync(office);
        if (level == "仅编号") AssertByNumber(Assert.Single(office.Sent), "YJ-2024-0001");
        else Assert.Empty(office.Sent);
    }

    [Fact]
    public async Task A_notice_that_waits_for_its_time_is_written_by_the_level_of_then()
    {
        await using var office = await OfficeAsync(DisclosurePolicy.Column);
        office.DropContacts();
        await office.Intake.RunAsync(keepFiles: false, default);
        await office.Check.RunAsync(Some.August31, mayLookBack: false, default);
        office.Drop("预算新.csv", Budget("仅编号"));
        await office.Intake.RunAsync(keepFiles: false, default);
        await office.Compose.RunAsync(default);
        await DeliverAsync(office);
        AssertByNumber(Assert.Single(office.Sent), "YJ-2024-0001");
    }

    [Fact]
    public async Task A_refused_row_that_asks_not_to_leave_is_named_by_its_place_alone()
    {
        await using var office = await OfficeAsync(DisclosurePolicy.Column);
        var log = new List<string>();
        office.Log = log.Add;
        office.Settings = office.Settings with { Receipts = ReceiptPolicy.Always };
        office.DropContacts();
        office.Drop("预算坏.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室,外发级别\n2024,ZX9,蓝鲸专项,项目支出,七万七,101,办公室,绝密\n2024,P03,培训费,项目支出,三万,101,办公室,\n");
        await office.Intake.RunAsync(keepFiles: false, default);
        await office.Receipts.RunAsync(default);
        await DeliverAsync(office);
        var receipt = office.Sent.Single(mail => mail.Kind == MailKind.Receipt && mail.Subject.Contains("预算坏", StringComparison.Ordinal));
        var text = Letters.TextOf(receipt);

        Assert.Contains("内容不外发", text, StringComparison.Ordinal);
        Assert.Contains("文件中有按规定不外发的项目", text, StringComparison.Ordinal);
        Assert.Contains("三万", text, StringComparison.Ordinal);
        Assert.Empty(Letters.Mime(receipt).Attachments);
        foreach (var word in new[] { "ZX9", "蓝鲸", "七万七", "绝密" })
        {
            Assert.DoesNotContain(office.Sent, mail => (mail.Subject + Letters.TextOf(mail)).Contains(word, StringComparison.Ordinal));
            Assert.DoesNotContain(log, line => line.Contains(word, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_that_was_not_taken_over_still_keeps_its_code_from_leaving(bool rejectsFiles)
    {
        await using var office = await OfficeAsync(DisclosurePolicy.Column);
        var log = new List<string>();
        office.Log = log.Add;
        office.Settings = office.Settings with { Receipts = ReceiptPolicy.Always, RejectFileOnBadRow = rejectsFiles };
        office.DropContacts();
        // Where the whole file is refused, the level of its good row is lost with it.
        const string Header = "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室,外发级别\n";
        office.Drop("预算坏.csv", Header + (rejectsFiles ? "2024,ZX9,蓝鲸专项,项目支出,7,101,办公室,不得外发\n2024,P03,培训费,项目支出,abc,101,办公室,\n" : "2024,ZX9,蓝鲸专项,项目支出,abc,101,办公室,不得外发\n"));
        await office.Intake.RunAsync(keepFiles: false, default);
        office.Drop("执行9.csv", "项目编码,单位编码,截止月份,累计执行数\nZX9,101,2024-08,12\n" + (rejectsFiles ? "" : "ZX9,101,2024-13,13\n"));
        var result = await office.Monitor.RunAsync(Some.August31, lookOnly: false, default);
        await DeliverAsync(office);

        Assert.Contains(result.Check.Judgement.Unmatched, fact => fact.ProjectCode == "ZX9");
        Assert.DoesNotContain(result.Open().Check.Judgement.Unmatched, fact => fact.ProjectCode == "ZX9");
        Assert.DoesNotContain(log, line => line.Contains("ZX9", StringComparison.Ordinal));
        Assert.Contains(office.Sent, mail => mail.Kind == MailKind.Receipt && mail.Subject.Contains("执行9", StringComparison.Ordinal));
        Assert.DoesNotContain(office.Sent, mail => (mail.Subject + Letters.TextOf(mail)).Contains("ZX9", StringComparison.Ordinal));
        Assert.DoesNotContain(await office.Facts.LoadProblemsAsync(default), refused => refused.Problem.Value == "ZX9");

        // Its row, read at last, knows better.
        office.Drop("预算改.csv", Header + "2024,ZX9,蓝鲸专项,项目支出,77,101,办公室,可外发\n");
        await office.Intake.RunAsync(keepFiles: false, default);
        Assert.True((await office.Facts.LoadWithheldAsync(office.Settings.Routes.Disclosure, default)).IsEmpty);
    }

    [Fact]
    public async Task A_level_that_is_no_word_is_found_by_its_column()
    {
        await using var office = await OfficeAsync(DisclosurePolicy.Column);
        office.Settings = office.Settings with { Receipts = ReceiptPolicy.Always };
        office.DropContacts();
        office.Drop("预算坏.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室,外发级别\n2024,P03,培训费,项目支出,3,101,办公室,\n2024,ZX9,蓝鲸专项,项目支出,7,101,办公室,绝密\n");
        await office.Intake.RunAsync(keepFiles: false, default);
        await office.Receipts.RunAsync(default);
        await DeliverAsync(office);
        const string Told = "第3行，外发级别：内容不外发。请在报送的原文件中核对这一行（可外发、仅编号、不得外发）";
        var text = Letters.TextOf(office.Sent.Single(mail => mail.Kind == MailKind.Receipt && mail.Subject.Contains("预算坏", StringComparison.Ordinal)));
        Assert.Contains("- " + Told + "\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var problem = new RowProblem("", 3, "外发级别", "绝密", "不是可用的值", "") { Asked = Disclosure.None };
        Assert.Equal(Told, Assert.Single(new RowDisclosing(WithheldProjects.None).Of([problem], isTouched: true)).Describe());
    }

    [Fact]
    public async Task The_number_of_alerts_that_must_not_leave_is_told_when_it_changes_and_not_again()
    {
        await using var office = await OfficeAsync(DisclosurePolicy.Column, level: "不得外发");
        office.DropContacts();
        await RunAsync(Some.August31);
        var first = office.Sent.Where(mail => mail.Kind == MailKind.Note).ToList();
        Assert.Contains(first, mail => mail.Recipient == "finance@example.com");
        Assert.All(first, mail => Assert.Contains("有1项不得外发的预警", mail.Subject, StringComparison.Ordinal));
        Assert.Contains("请联系系统管理员查看", Letters.TextOf(first.Single(mail => mail.Recipient == "finance@example.com")), StringComparison.Ordinal);
        Assert.All(first.Where(mail => mail.Recipient != "finance@example.com"), mail => Assert.Contains("alerts list", Letters.TextOf(mail), StringComparison.Ordinal));

        // Neither another day, nor other levels over the same number, are news.
        await RunAsync(Some.August31.AddDays(1));
        office.Drop("预算又.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室,外发级别\n2024,P04,会议费,公用支出,0,101,办公室,仅编号\n");
        await RunAsync(Some.August31.AddDays(2));
        Assert.Equal(first.Count, office.Sent.Count(mail => mail.Kind == MailKind.Note));

        office.DropExecution("2024-08", ("P01", 2m), ("P02", 130.71m));
        await RunAsync(Some.August31.AddDays(3));
        Assert.Contains(office.Sent, mail => mail.Kind == MailKind.Note && mail.Recipient == "finance@example.com" && mail.Subject.Contains("都已解除", StringComparison.Ordinal));

        async Task RunAsync(DateOnly day)
        {
            await office.Monitor.RunAsync(day, lookOnly: false, default);
            await DeliverAsync(office);
            office.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task A_figure_that_was_stated_of_the_whole_is_told_to_nobody_where_a_part_of_it_may_not_leave()
    {
        await using var office = await OfficeAsync(DisclosurePolicy.Column, level: "不得外发");
        office.DropContacts();
        office.Drop("填报数.csv", "截止月份,口径,数据项,填报值,计量单位,报告名称\n2024-08,全部,年初预算数,500,万元,月报\n2024-08,项目编码=P02,年初预算数,300,万元,月报\n");
        var text = string.Join('\n', (await office.RoundAsync()).Select(Letters.TextOf));

        Assert.Contains("300", text, StringComparison.Ordinal);
        Assert.DoesNotContain("500", text, StringComparison.Ordinal);
        Assert.DoesNotContain("197.24", text, StringComparison.Ordinal);
    }

    private static async Task<TestOffice> OfficeAsync(DisclosurePolicy policy, string level = "")
    {
        var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { Routes = new RouteBook([], MailDomains.All) { Disclosure = policy } };
        office.Drop("预算.csv", Budget(level));
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        return office;
    }

    private static string Budget(string level) => $"预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室,外发级别\n2024,P01,设备购置经费,项目支出,2,101,办公室,{level}\n2024,P02,日常公用支出,公用支出,195.24,101,办公室,\n";

    private static DisclosurePolicy Policy((string Scope, Disclosure Level)[]? projects = null, (string Domain, Disclosure Level)[]? domains = null) => new(
        [.. (projects ?? []).Select(project => (BudgetScope.Parse(project.Scope, out _)!, project.Level))],
        [.. (domains ?? []).Select(domain => (new MailDomains([domain.Domain]), domain.Level))]);

    private static Task<DeliveryRound> DeliverAsync(TestOffice office) => office.Deliver.RunAsync(office.Clock.GetUtcNow().AddHours(1), office.Clock.GetUtcNow().AddHours(1), default);

    private static void AssertByNumber(OutgoingMail mail, string number)
    {
        var (mime, text) = (Letters.Mime(mail), Letters.TextOf(mail));
        Assert.Contains(number, mail.Subject, StringComparison.Ordinal);
        Assert.Contains(number, text, StringComparison.Ordinal);
        Assert.Contains("红色预警", text, StringComparison.Ordinal);
        Assert.Contains("自 2024年8月31日", text, StringComparison.Ordinal);
        // Nothing asks for words in a mail that may hold none.
        Assert.Contains("打电话或当面", text, StringComparison.Ordinal);
        Assert.DoesNotContain("偏差原因", text + mime.HtmlBody, StringComparison.Ordinal);
        foreach (var word in new[] { "设备", "P01", "0.60", "30.00", "滞后", "公用" })
            Assert.DoesNotContain(word, mail.Subject + mime.Headers["Thread-Topic"] + text + mime.HtmlBody, StringComparison.Ordinal);
    }
}
