using MimeKit;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Tests.Jobs;

/// <summary>What goes wrong with the program's own needs is told once when it begins and once when it is over.</summary>
public class TroubleTests
{
    private const string Bad = "项目编码,截止月份,累计执行数\nP01,2024-08,很多\nP02,2024-08,131";
    private const string Good = "项目编码,截止月份,累计执行数\nP01,2024-08,1.5\nP02,2024-08,131";

    [Fact]
    public async Task A_file_that_is_refused_whole_is_told_once_and_its_good_version_ends_it()
    {
        await using var office = await TestOffice.OpenAsync(reject: true);
        office.DropBudget();
        office.DropContacts();
        await office.RoundAsync();

        office.Drop("执行.csv", Bad);
        var told = Assert.Single(await office.RoundAsync());
        Assert.Equal(("trouble", "admin@example.com"), (told.Kind, told.Recipient));
        Assert.StartsWith("【运行故障】文件 执行.csv 没有读入：有1行不合格", told.Subject);

        office.Restart();
        office.Drop("执行.csv", Bad);
        Assert.Empty(await office.RoundAsync());

        office.Drop("执行.csv", Good);
        var over = Assert.Single(await office.RoundAsync(), mail => mail.Kind == "trouble");
        Assert.Equal("【运行恢复】文件 执行.csv 已不再有问题", over.Subject);
        Assert.Contains(told.MessageId, Message(over).References);
        Assert.DoesNotContain(await office.RoundAsync(), mail => mail.Kind == "trouble");

        office.Drop("执行.csv", Bad);
        Assert.NotEqual(told.MessageId, Assert.Single(await office.RoundAsync()).MessageId);
    }

    [Fact]
    public async Task A_file_of_which_no_row_can_be_read_is_told_and_its_corrected_copy_ends_it()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        await office.RoundAsync();
        office.Drop("八月.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,很多");
        Assert.Contains("没有一行可以读入", Assert.Single(await office.RoundAsync()).Subject);
        Assert.Single(await office.TroubleStore.LoadOpenAsync("file", default));

        // The name that the marked copy has; one good row among bad ones is a good file where bad rows are skipped.
        await office.Trouble.WorksAsync("八月-待更正.xlsx", default);
        Assert.Empty(await office.TroubleStore.LoadOpenAsync("file", default));
        office.Drop("九月.csv", Bad);
        Assert.DoesNotContain(await office.RoundAsync(), mail => mail.Subject.StartsWith("【运行故障】", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_that_nobody_can_read_is_told_once_until_it_is_taken_away()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Drop("扫描件.pdf", "%PDF");
        Assert.StartsWith("【运行故障】文件 扫描件.pdf 没有读入", Assert.Single(await office.RoundAsync()).Subject);
        office.Restart();
        Assert.Empty(await office.RoundAsync());
        File.Delete(Path.Combine(office.Inbox, "扫描件.pdf"));
        Assert.Equal("【运行恢复】文件 扫描件.pdf 已不再有问题", Assert.Single(await office.RoundAsync()).Subject);
        office.Drop("扫描件.pdf", "%PDF");
        Assert.Single(await office.RoundAsync());
    }

    [Fact]
    public async Task A_file_that_may_still_mend_itself_is_told_when_it_stays_so()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { InboxPatience = TimeSpan.FromMinutes(30) };
        office.Drop("执行.xlsx", "PK\u0003\u0004 half of a workbook");
        Assert.Empty(await office.RoundAsync());
        office.Clock.Advance(TimeSpan.FromMinutes(31));
        var told = Assert.Single(await office.RoundAsync());
        Assert.StartsWith("【运行故障】文件 执行.xlsx 没有读入", told.Subject);
        Assert.DoesNotContain("数据源", Message(told).TextBody);
        Assert.Empty(await office.RoundAsync());
    }

    [Fact]
    public async Task A_template_that_fails_is_told_once_and_so_is_that_it_is_mended()
    {
        await using var office = await TestOffice.OpenAsync();
        var broken = TemplatesWith(office, "warning.html", "<p>\n{{ nobody.knows.this }}");
        office.Restart(TemplateCatalog.Load(broken));
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 1), ("P02", 131));

        var first = await office.RoundAsync();
        Assert.Contains(first, mail => mail.Kind == "warning");
        Assert.StartsWith("【运行故障】邮件模板 warning.html 不能使用：第2行", Assert.Single(first, mail => mail.Kind == "trouble").Subject);

        office.Restart(TemplateCatalog.Load(broken));
        office.DropExecution("2024-08", ("P01", 0.1m), ("P02", 131));
        var second = await office.RoundAsync();
        Assert.Contains(second, mail => mail.Kind == "warning");
        Assert.DoesNotContain(second, mail => mail.Kind == "trouble");

        office.Restart(TemplateCatalog.Load(Repository.Templates));
        office.DropExecution("2024-08", ("P01", 0.95m), ("P02", 131));
        Assert.Equal("【运行恢复】邮件模板 warning.html 已能使用", Assert.Single(await office.RoundAsync(), mail => mail.Kind == "trouble").Subject);
    }

    [Fact]
    public async Task A_template_that_cannot_be_loaded_is_told_at_the_start_and_its_mending_at_the_next()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Restart(TemplateCatalog.Load(TemplatesWith(office, "_foot.txt", "{{ for }}")));
        Assert.Equal(1, await office.Troubles.TellLoadedTemplatesAsync(default));
        Assert.Equal(0, await office.Troubles.TellLoadedTemplatesAsync(default));
        Assert.Equal(["_foot.txt"], (await office.TroubleStore.LoadOpenAsync("template", default)).Select(state => state.Name));

        office.Restart(TemplateCatalog.Load(Repository.Templates));
        Assert.Equal(1, await office.Troubles.TellLoadedTemplatesAsync(default));
        Assert.Empty(await office.TroubleStore.LoadOpenAsync(null, default));
    }

    [Fact]
    public async Task The_template_of_the_mail_about_templates_fails_without_a_loop()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Restart(TemplateCatalog.Load(TemplatesWith(office, "trouble.html", "{{ nobody.knows.this }}")));
        office.Drop("扫描件.pdf", "%PDF");
        var mails = (await office.RoundAsync()).Concat(await office.RoundAsync()).Concat(await office.RoundAsync()).ToList();
        Assert.Equal(["【运行故障】文件 扫描件.pdf", "【运行故障】邮件模板 trouble.html"], mails.Select(mail => mail.Subject.Split('：')[0]));
    }

    [Fact]
    public async Task Mails_that_will_not_arrive_are_listed_once_with_the_servers_words()
    {
        await using var office = await LaggingAsync();
        office.Answer = mail => mail.Recipient == "office@example.com" ? new DeliveryOutcome.Rejected("550 no such user") : new DeliveryOutcome.Accepted("250 ok");

        var told = Assert.Single(await office.RoundAsync(), mail => mail.Kind == "undelivered");
        Assert.Equal("admin@example.com", told.Recipient);
        var text = Message(told).TextBody;
        Assert.Contains("office@example.com", text);
        Assert.Contains("YJ-2024-0001", text);
        Assert.Contains("550 no such user", text);

        office.Restart();
        Assert.DoesNotContain(await office.RoundAsync(), mail => mail.Kind == "undelivered");
        Assert.Empty(await office.Undelivered.LoadUntoldAsync(default, default));
    }

    [Fact]
    public async Task What_nobody_can_be_told_by_mail_goes_round_in_no_circle()
    {
        await using var office = await LaggingAsync();
        office.Answer = _ => new DeliveryOutcome.Rejected("550 no such user");
        for (var round = 0; round < 5; round++) await office.RoundAsync();

        var mails = await office.Outbox.ListAsync(default);
        Assert.All(mails, mail => Assert.Equal(OutboxState.Dead, mail.State));
        Assert.Single(mails, mail => mail.Kind == "undelivered");
        Assert.Equal(["undelivered"], (await office.Undelivered.LoadUntoldAsync(default, default)).Select(mail => mail.Subject.Contains("未送达", StringComparison.Ordinal) ? "undelivered" : mail.Subject));
    }

    [Fact]
    public async Task Nobody_is_told_of_a_mail_by_one_to_the_address_that_refused_it()
    {
        await using var office = await LaggingAsync(contacts: false);
        office.Answer = _ => new DeliveryOutcome.Rejected("550 no such user");
        for (var round = 0; round < 3; round++) await office.RoundAsync();

        // Without contacts the warning itself went to the administrator.
        var mail = Assert.Single(await office.Outbox.ListAsync(default));
        Assert.Equal("admin@example.com", mail.To);
        Assert.Equal([mail.Id], (await office.Undelivered.LoadUntoldAsync(default, default)).Select(untold => untold.Id));

        office.Answer = _ => new DeliveryOutcome.Accepted("250 ok");
        office.Drop("管理员.csv", "姓名,邮箱,角色\n系统管理员乙,second@example.com,系统管理员");
        Assert.Equal("second@example.com", Assert.Single(await office.RoundAsync(), told => told.Kind == "undelivered").Recipient);
    }

    [Fact]
    public async Task A_channel_that_stays_broken_is_told_when_it_works_again_with_both_times()
    {
        await using var office = await LaggingAsync();
        office.Settings = office.Settings with { MailPatience = TimeSpan.FromHours(1) };
        office.Answer = _ => new DeliveryOutcome.Broken("535 login refused");
        await office.RoundAsync();
        Assert.Empty(await office.TroubleStore.LoadOpenAsync("mail", default));

        office.Clock.Advance(TimeSpan.FromHours(3));
        office.Restart();
        await office.RoundAsync();
        var open = Assert.Single(await office.TroubleStore.LoadOpenAsync("mail", default));
        Assert.Equal((Some.Noon, "535 login refused", null), (open.FailingSince, open.LastError, open.ToldAt));
        Assert.DoesNotContain(await office.Outbox.ListAsync(default), mail => mail.Kind == "trouble");

        // What is put off for one address says nothing of the channel.
        office.Clock.Advance(TimeSpan.FromHours(2));
        office.Answer = _ => new DeliveryOutcome.Deferred("450 later");
        await office.RoundAsync();
        Assert.Single(await office.TroubleStore.LoadOpenAsync("mail", default));

        office.Clock.Advance(TimeSpan.FromHours(2));
        office.Answer = _ => new DeliveryOutcome.Accepted("250 ok");
        var over = Assert.Single(await office.RoundAsync(), mail => mail.Kind == "trouble");
        Assert.Equal("【运行恢复】邮件已能发出", over.Subject);
        Assert.Contains("2024年9月2日 12:00 开始的故障已于 2024年9月2日 19:00 恢复", Message(over).TextBody);
        Assert.Empty(Message(over).References);
        Assert.DoesNotContain(await office.RoundAsync(), mail => mail.Kind == "trouble");
    }

    [Fact]
    public async Task A_channel_that_is_broken_for_a_moment_is_no_trouble()
    {
        await using var office = await LaggingAsync();
        office.Answer = _ => new DeliveryOutcome.Broken("554 not now");
        await office.RoundAsync();
        office.Clock.Advance(TimeSpan.FromMinutes(30));
        office.Answer = _ => new DeliveryOutcome.Accepted("250 ok");
        Assert.DoesNotContain(await office.RoundAsync(), mail => mail.Kind == "trouble");
        office.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await office.RoundAsync());
    }

    [Fact]
    public async Task A_server_that_takes_nothing_for_hours_is_a_trouble_and_one_that_puts_a_stranger_off_is_none()
    {
        await using var office = await LaggingAsync();
        office.Answer = _ => new DeliveryOutcome.Deferred("smtp.example.com cannot be reached (ConnectionRefused).");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.Empty(await office.TroubleStore.LoadOpenAsync("mail", default));
            await office.RoundAsync();
            office.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(Some.Noon, Assert.Single(await office.TroubleStore.LoadOpenAsync("mail", default)).FailingSince);
        office.Answer = _ => new DeliveryOutcome.Accepted("250 ok");
        Assert.Single(await office.RoundAsync(), mail => mail.Kind == "trouble");
        Assert.Empty(await office.TroubleStore.LoadOpenAsync("mail", default));
    }

    [Fact]
    public async Task What_dies_while_the_channel_is_broken_is_told_when_it_works_again()
    {
        await using var office = await LaggingAsync();
        office.Answer = _ => new DeliveryOutcome.Broken("535 login refused");
        await office.RoundAsync();
        office.Clock.Advance(TimeSpan.FromDays(6));
        await office.RoundAsync();
        Assert.Contains(await office.Outbox.ListAsync(default), mail => mail.State == OutboxState.Dead);
        Assert.DoesNotContain(await office.Outbox.ListAsync(default), mail => mail.Kind == "undelivered");

        office.Answer = _ => new DeliveryOutcome.Accepted("250 ok");
        office.Drop("扫描件.pdf", "%PDF");
        Assert.Contains(await office.RoundAsync(), mail => mail.Kind == "undelivered");
    }

    [Fact]
    public async Task Troubles_of_what_the_configuration_has_no_more_end_without_a_word()
    {
        await using var office = await TestOffice.OpenAsync();
        foreach (var name in new[] { "kept", "gone" }) await office.Watch.FailsAsync("source", name, new("x", "y"), default);
        await office.Watch.FailsAsync("file", "gone", new("x", "y"), default);

        Assert.Equal(1, await office.TroubleStore.ForgetAsync("source", ["kept"], default));
        Assert.Equal(["source kept", "file gone"], (await office.TroubleStore.LoadOpenAsync(null, default)).Select(state => $"{state.Kind} {state.Name}"));
        Assert.Equal(3, (await office.Outbox.ListAsync(default)).Count);
    }

    /// <summary>One person is to be warned of one line.</summary>
    private static async Task<TestOffice> LaggingAsync(bool contacts = true)
    {
        var office = await TestOffice.OpenAsync();
        office.DropBudget();
        if (contacts) office.DropContacts();
        office.DropExecution("2024-08", ("P01", 1), ("P02", 131));
        return office;
    }

    private static string TemplatesWith(TestOffice office, string file, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(office.Folder, "templates-" + Guid.NewGuid().ToString("N"))).FullName;
        foreach (var path in Directory.EnumerateFiles(Repository.Templates)) File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        File.WriteAllText(Path.Combine(folder, file), text);
        return folder;
    }

    private static MimeMessage Message(OutgoingMail mail) => MimeMessage.Load(new MemoryStream(mail.Mime));
}
