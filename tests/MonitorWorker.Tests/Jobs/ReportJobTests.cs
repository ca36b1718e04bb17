using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MimeKit;
using MonitorWorker.Budgets;
using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Notifications;
using MonitorWorker.Reports;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Reports.Pipeline;

namespace MonitorWorker.Tests.Jobs;

/// <summary>A report from the store to the bytes of each reader's mail.</summary>
public class ReportJobTests
{
    private const string Due = "monthly@2024-09-05T01:00:00Z";
    private const string Performance = "performance@example.com";

    [Fact]
    public async Task A_report_reaches_its_reader_with_its_files_and_what_matters_most()
    {
        await using var office = await OfficeAsync();
        Assert.Equal(1, await office.Reports.RunAsync("in-year", Due, Some.August31, default));
        var mail = Assert.Single(await SendAsync(office));
        Assert.Equal(Performance, mail.To.Mailboxes.Single().Address);
        Assert.Equal("2024年1—8月部门事中绩效监控报告（101）", mail.Subject);
        Assert.Equal(
            ["2024年度部门事中绩效监控报告（1-8月）.docx", "2024年度部门预算绩效监控汇总表（1-8月）.xlsx", "2024年度监控数据（1-8月）.xlsx"],
            Files(mail).Select(file => file.FileName));
        Assert.Equal([MailAttachment.Document, MailAttachment.Workbook, MailAttachment.Workbook], Files(mail).Select(file => file.ContentType.MimeType));
        Assert.Equal("in-year.md 101 \n", Text(Files(mail)[0]));
        Assert.Contains("1. ■红色预警 1 项：“设备购置经费”，调整后预算数 2.00 万元，执行率 30.00%，序时进度 66.67%，赶上序时进度还需 0.7334 万元。", mail.TextBody);
        Assert.Contains("- 2024年度监控数据（1-8月）.xlsx（1 KB）", mail.TextBody);
        Assert.Contains("数据截至 2024年8月31日，规则集 default。", mail.TextBody);
        Assert.Contains($"运行编号 {Due}", mail.TextBody);
        Assert.Contains("收到它的原因：绩效管理人员", mail.TextBody);
    }

    [Fact]
    public async Task One_due_time_is_mailed_once_and_the_next_one_again()
    {
        await using var office = await OfficeAsync();
        var parts = (SomeParts)office.Parts;
        Assert.Equal(1, await office.Reports.RunAsync("in-year", Due, Some.August31, default));
        Assert.Equal(0, await office.Reports.RunAsync("in-year", Due, Some.August31, default));
        // Nobody waits for them: the files are not even made.
        Assert.Equal(3, parts.Made);
        Assert.Equal(1, await office.Reports.RunAsync("in-year", "monthly@2024-10-05T01:00:00Z", Some.August31, default));
        Assert.Equal(1, await office.Reports.RunAsync("form", Due, Some.August31, default));
        Assert.Equal(3, (await office.Outbox.ListAsync(default)).Count(mail => mail.Kind == MailKind.Report));
    }

    [Fact]
    public async Task A_run_that_was_cut_off_goes_on_with_those_who_have_none()
    {
        await using var office = await OfficeAsync();
        // One mail is stored when the process dies: as if the others had not been there yet.
        Assert.Equal(1, await office.Reports.RunAsync("in-year", Due, Some.August31, default));
        office.Drop("更多.csv", "姓名,邮箱,角色\n第二人,second@example.com,绩效管理人员\n第三人,third@example.com,绩效管理人员");
        await office.Intake.RunAsync(keepFiles: false, default);
        await office.RestartAsync();
        office.Restart();
        Assert.Equal(2, await office.Reports.RunAsync("in-year", Due, Some.August31, default));
        Assert.Equal(0, await office.Reports.RunAsync("in-year", Due, Some.August31, default));
        Assert.Equal([Performance, "second@example.com", "third@example.com"], (await SendAsync(office)).Select(mail => mail.To.Mailboxes.Single().Address).Order());
    }

    [Fact]
    public async Task A_mail_is_stored_whole_or_not_at_all_and_the_same_one_never_twice()
    {
        await using var office = await OfficeAsync();
        var store = new ReportStore(office.Store);
        var mail = new NewMail(Performance, "主题", MailKind.Report, "yj.report.abc@example.com", [1]);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.TryTellAsync(mail, Some.Noon, stop.Token));
        Assert.Empty(await store.LoadToldAsync([mail.MessageId], default));
        Assert.True(await store.TryTellAsync(mail, Some.Noon, default));
        Assert.False(await store.TryTellAsync(mail, Some.Noon, default));
        Assert.Equal([mail.MessageId], await store.LoadToldAsync([mail.MessageId, "other"], default));
    }

    [Fact]
    public async Task Two_processes_at_once_mail_once()
    {
        await using var office = await OfficeAsync();
        var composed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => office.Reports.RunAsync("in-year", Due, Some.August31, default))));
        Assert.Equal(1, composed.Sum());
        Assert.Single(await office.Outbox.ListAsync(default));
    }

    [Fact]
    public async Task Each_reader_gets_the_files_and_the_words_of_what_he_may_see_alone()
    {
        await using var office = await TwoAsync();
        office.Settings = office.Settings with { Reports = [Both] };
        Assert.Equal(3, await office.Reports.RunAsync("both", Due, Some.August31, default));
        var mails = (await SendAsync(office)).ToDictionary(mail => mail.To.Mailboxes.Single().Address);
        Assert.Equal(["bureau@example.com", "library@example.com", Performance], mails.Keys.Order());

        Assert.Equal(["事中报告 101"], mails["bureau@example.com"].Attachments.OfType<MimePart>().Select(About));
        Assert.Equal("2024年1—8月两级报告（示例县某局）", mails["bureau@example.com"].Subject);
        Assert.Contains("设备购置经费", mails["bureau@example.com"].TextBody);
        Assert.DoesNotContain("图书", mails["bureau@example.com"].TextBody + mails["bureau@example.com"].HtmlBody);

        Assert.Equal(["事中报告 102"], mails["library@example.com"].Attachments.OfType<MimePart>().Select(About));
        Assert.DoesNotContain("设备购置经费", mails["library@example.com"].TextBody + mails["library@example.com"].HtmlBody);
        Assert.Contains("图书购置", mails["library@example.com"].TextBody);

        Assert.Equal(["事中报告 101", "事中报告 102", "管理报告"], mails[Performance].Attachments.OfType<MimePart>().Select(About));
        Assert.Equal(
            ["101示例县某局-2024年度事中报告（1-8月）.docx", "102示例县图书馆-2024年度事中报告（1-8月）.docx", "2024年度管理报告（1-8月）.docx"],
            Files(mails[Performance]).Select(file => file.FileName));
        Assert.Equal("2024年1—8月两级报告（2个单位）", mails[Performance].Subject);
        Assert.Contains("“设备购置经费（示例县某局）”", mails[Performance].TextBody);
    }

    [Fact]
    public async Task What_nobody_may_get_goes_to_the_administrator_who_learns_why()
    {
        await using var office = await TwoAsync();
        office.Settings = office.Settings with { Reports = [Both with { To = [ContactRole.Leader, ContactRole.DeputyLeader] }] };
        Assert.Equal(1, await office.Reports.RunAsync("both", Due, Some.August31, default));
        var mail = Assert.Single(await SendAsync(office));
        Assert.Equal("admin@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Contains("没有登记主要领导，没有登记分管领导，转系统管理员", mail.TextBody);
        Assert.Equal(3, Files(mail).Count);
    }

    [Fact]
    public async Task An_entity_without_a_reader_goes_to_the_administrator_and_the_others_to_theirs()
    {
        await using var office = await TwoAsync();
        office.Settings = office.Settings with { Reports = [Both with { To = [ContactRole.Finance], Parts = [Both.Parts[0]] }] };
        await office.Reports.RunAsync("both", Due, Some.August31, default);
        var mails = (await SendAsync(office)).ToDictionary(mail => mail.To.Mailboxes.Single().Address);
        Assert.Equal(["admin@example.com", "money@example.com"], mails.Keys.Order());
        Assert.Equal(["事中报告 102"], mails["money@example.com"].Attachments.OfType<MimePart>().Select(About));
        Assert.Equal(["事中报告 101"], mails["admin@example.com"].Attachments.OfType<MimePart>().Select(About));
    }

    [Fact]
    public async Task A_file_that_failed_is_told_before_all_else_to_those_whom_it_concerns()
    {
        await using var office = await TwoAsync();
        office.Settings = office.Settings with { Reports = [Both] };
        office.Parts = new SomeParts { Fails = (_, entity) => entity == "102" };
        await office.Reports.RunAsync("both", Due, Some.August31, default);
        var mails = (await SendAsync(office)).ToDictionary(mail => mail.To.Mailboxes.Single().Address);
        Assert.Equal("2024年1—8月两级报告（示例县图书馆，1个文件未能生成）", mails["library@example.com"].Subject);
        Assert.Contains("- 2024年度事中报告（1-8月）.docx：模板有错误，没有生成，已告知系统管理员", mails["library@example.com"].TextBody);
        Assert.Contains("没有随本邮件发送的文件", mails["library@example.com"].TextBody);
        Assert.Empty(Files(mails["library@example.com"]));
        Assert.Contains("示例县图书馆 2024年度事中报告（1-8月）.docx：", mails[Performance].TextBody);
        Assert.Equal(2, Files(mails[Performance]).Count);
        Assert.DoesNotContain("未能生成", mails["bureau@example.com"].Subject);
    }

    [Fact]
    public async Task The_administrators_learn_why_a_file_failed_once_and_when_it_is_made_again()
    {
        await using var office = await TwoAsync();
        office.Settings = office.Settings with { Reports = [Both] };
        office.Parts = new SomeParts { Fails = (_, entity) => entity == "102" };
        await office.Reports.RunAsync("both", "a@1", Some.August31, default);
        await office.Reports.RunAsync("both", "a@2", Some.August31, default);
        var told = Assert.Single(await SendAsync(office), mail => mail.To.Mailboxes.Single().Address == "admin@example.com");
        Assert.Contains("in-year.md(3,5)：没有名称 revizedBudget", told.TextBody);
        Assert.Contains("报告both：in-year.md", told.TextBody);

        // Neither a restart nor mails that go out show that it is mended.
        Assert.Equal(0, await office.Troubles.TellLoadedTemplatesAsync(default));
        office.Parts = new SomeParts();
        await office.Reports.RunAsync("both", "a@3", Some.August31, default);
        var over = Assert.Single(await SendAsync(office), mail => mail.To.Mailboxes.Single().Address == "admin@example.com");
        Assert.Contains("恢复", over.Subject);
        Assert.Empty(await office.TroubleStore.LoadOpenAsync(TroubleKind.Template, default));
    }

    [Fact]
    public async Task A_held_file_is_known_to_the_book_with_its_reason()
    {
        await using var office = await OfficeAsync();
        Assert.Empty((await office.ReportLoader.LoadAsync(Some.August31, default)).Held);
        await using (var db = office.Store.Context())
        {
            var batch = await db.ImportBatches.OrderBy(row => row.Id).FirstAsync(TestContext.Current.CancellationToken);
            (batch.State, batch.HeldReason) = (MonitorWorker.Storage.Rows.ImportState.Held, "累计数下降");
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            Assert.Equal([new HeldFile(batch.File, "累计数下降")], (await office.ReportLoader.LoadAsync(Some.August31, default)).Held);
        }
    }

    [Fact]
    public async Task Who_holds_a_role_and_sees_no_whole_entity_is_told_in_the_log()
    {
        await using var office = await OfficeAsync();
        var log = new Lines();
        office.Settings = office.Settings with { Reports = [Both with { To = [ContactRole.Responsible] }] };
        await office.ReportsWith(log).RunAsync("both", Due, Some.August31, default);
        Assert.Contains(log.Written, line => line.Contains("office@example.com", StringComparison.Ordinal) && line.Contains("gets nothing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_could_be_made_nobody_gets_a_report_and_the_job_fails()
    {
        await using var office = await OfficeAsync();
        office.Parts = new SomeParts { Fails = (_, _) => true };
        var failed = await Assert.ThrowsAsync<ReportFailedException>(() => office.Reports.RunAsync("in-year", Due, Some.August31, default));
        Assert.Equal("报告“部门事中绩效监控报告”的文件一个也没有生成：2024年度部门事中绩效监控报告（1-8月）.docx：in-year.md(3,5)：没有名称 revizedBudget", failed.Message);
        Assert.Empty(await office.Outbox.ListAsync(default));
        office.Parts = new SomeParts();
        Assert.Equal(1, await office.Reports.RunAsync("in-year", Due, Some.August31, default));
    }

    [Fact]
    public async Task Without_a_budget_there_is_no_report()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Parts = new SomeParts();
        Assert.Contains("没有预算数据", (await Assert.ThrowsAsync<ReportFailedException>(() => office.Reports.RunAsync("management", Due, Some.August31, default))).Message);
        Assert.Contains("in-year, form, management", (await Assert.ThrowsAsync<ArgumentException>(() => office.Reports.RunAsync("yearly", Due, Some.August31, default))).Message);
    }

    [Fact]
    public async Task Many_files_are_one_archive_with_a_folder_for_each_entity()
    {
        await using var office = await ManyAsync(12);
        office.Parts = new SomeParts();
        await office.Reports.RunAsync("in-year", Due, Some.August31, default);
        var mail = Assert.Single(await SendAsync(office));
        var file = Assert.Single(Files(mail));
        Assert.Equal(("2024年度部门事中绩效监控报告（1-8月，12个单位）.zip", "application/zip"), (file.FileName, file.ContentType.MimeType));
        using var archive = new ZipArchive(new MemoryStream(Bytes(file)));
        Assert.Equal(36, archive.Entries.Count);
        Assert.Equal("101单位101/2024年度部门事中绩效监控报告（1-8月）.docx", archive.Entries[0].FullName);
        using var reader = new StreamReader(archive.GetEntry("112单位112/2024年度监控数据（1-8月）.xlsx")!.Open());
        Assert.Equal("data 112 \n", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("36 个文件", mail.TextBody);
        Assert.DoesNotContain("没有附上", mail.TextBody);
    }

    [Fact]
    public async Task What_is_too_much_for_a_mail_is_left_out_kind_by_kind_and_said()
    {
        await using var office = await ManyAsync(12);
        office.Parts = new SomeParts(400_000);
        await office.Reports.RunAsync("in-year", Due, Some.August31, default);
        var mail = Assert.Single(await SendAsync(office));
        Assert.True(office.Sent[^1].Mime.Length <= MonitorWorker.Delivery.AttachmentLimit.LargestMail);
        using var archive = new ZipArchive(new MemoryStream(Bytes(Assert.Single(Files(mail)))));
        var names = archive.Entries.Select(entry => entry.FullName).ToList();
        // Everybody's report and table, and of the data workbooks what there is room for.
        Assert.Equal(12, names.Count(name => name.EndsWith(".docx", StringComparison.Ordinal)));
        Assert.Equal(12, names.Count(name => name.Contains("汇总表", StringComparison.Ordinal)));
        var left = 36 - names.Count;
        Assert.InRange(left, 1, 12);
        Assert.Contains($"另有 {left} 个文件已生成，因邮件大小有限没有附上：", mail.TextBody);
        Assert.Contains("112单位112-2024年度监控数据（1-8月）.xlsx", mail.TextBody);
        Assert.DoesNotContain(names, name => name.StartsWith("112", StringComparison.Ordinal) && name.Contains("监控数据", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rehearsal_goes_to_one_address_and_names_whom_it_is_for_and_other_domains_get_nothing()
    {
        await using var office = await TwoAsync();
        office.Settings = office.Settings with
        {
            Reports = [Both],
            RehearsalTo = new Recipient("演练收件人", "rehearsal@example.com", "演练"),
            Routes = new RouteBook([], new MailDomains(["example.com"])),
        };
        office.Drop("外部.csv", "姓名,邮箱,角色\n外部人员,someone@example.org,绩效管理人员");
        await office.Intake.RunAsync(keepFiles: false, default);
        office.Restart();
        Assert.Equal(3, await office.Reports.RunAsync("both", Due, Some.August31, default));
        var mails = await SendAsync(office);
        Assert.All(mails, mail => Assert.Equal("rehearsal@example.com", mail.To.Mailboxes.Single().Address));
        Assert.Contains(mails, mail => mail.Subject!.StartsWith("【演练，应发给图书馆绩效 library@example.com】2024年1—8月两级报告", StringComparison.Ordinal));
        Assert.DoesNotContain(mails, mail => mail.Subject!.Contains("example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_of_a_report_stands_in_the_audits_book_and_in_its_chain()
    {
        await using var office = await OfficeAsync();
        await office.Reports.RunAsync("in-year", Due, Some.August31, default);
        await SendAsync(office);
        await using var db = office.Store.Context();
        var entries = await db.Audit.AsNoTracking().Where(row => row.Reason == MailKind.Report).OrderBy(row => row.Id).Select(row => row.Event).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(AuditEvent.Composed, entries[0]);
        Assert.True(entries.Count > 1);
        Assert.Null((await office.Audit.VerifyAsync(null, default)).Broken);
    }

    [Fact]
    public async Task A_schedule_makes_the_report_that_it_names()
    {
        await using var office = await OfficeAsync();
        var housekeeping = office.Housekeeping;
        using var turns = new Turns();
        using var jobs = new JobDispatcher(
            office.Intake, office.Monitor, office.Digest, office.Compose, office.Receipts, office.Deliver, housekeeping, office.Replies, office.Reports, office.Heartbeat, office.Settings, turns, office.Clock);
        await jobs.RunAsync("report", "management", Due, default);
        Assert.StartsWith("2024年1—8月预算绩效监控管理报告（", Assert.Single(await office.Outbox.ListAsync(default)).Subject);
        await Assert.ThrowsAsync<ArgumentNullException>(() => jobs.RunAsync("report", Due, default));
    }

    private static ReportDefinition Both { get; } = new(
        "both",
        "两级报告",
        [new ReportPart(ReportQuery.Entity, "in-year.md", "事中报告"), new ReportPart(ReportQuery.Office, "management.md", "管理报告")],
        [ContactRole.Performance],
        []);

    private static async Task<TestOffice> OfficeAsync()
    {
        var office = await TestOffice.WithAugustAsync();
        office.Parts = new SomeParts();
        await office.Intake.RunAsync(keepFiles: false, default);
        return office;
    }

    /// <summary>A bureau that is behind and a library that has reported nothing of one line, each with its own clerk, and somebody who sees both.</summary>
    private static async Task<TestOffice> TwoAsync()
    {
        var office = await TestOffice.OpenAsync();
        office.Parts = new SomeParts();
        office.Drop("预算.csv", """
            预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,单位名称
            2024,P01,设备购置经费,项目支出,2,101,示例县某局
            2024,P11,图书购置,项目支出,30,102,示例县图书馆
            2024,P12,阅览室维修,项目支出,10,102,示例县图书馆
            """);
        office.Drop("通讯录.csv", """
            姓名,邮箱,角色,单位编码
            某局绩效,bureau@example.com,绩效管理人员,101
            图书馆绩效,library@example.com,绩效管理人员,102
            图书馆财务,money@example.com,财务人员,102
            总绩效,performance@example.com,绩效管理人员,
            """);
        office.Drop("执行.csv", "项目编码,截止月份,累计执行数,单位编码\nP01,2024-08,0.6,101\nP12,2024-08,7,102");
        await office.Intake.RunAsync(keepFiles: false, default);
        return office;
    }

    private static async Task<TestOffice> ManyAsync(int entities)
    {
        var office = await TestOffice.OpenAsync();
        office.DropContacts();
        var codes = Enumerable.Range(101, entities).ToList();
        office.Drop("预算.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,单位名称\n" + string.Join('\n', codes.Select(code => $"2024,P{code},项目{code},项目支出,10,{code},单位{code}")));
        office.Drop("执行.csv", "项目编码,截止月份,累计执行数,单位编码\n" + string.Join('\n', codes.Select(code => $"P{code},2024-08,7,{code}")));
        await office.Intake.RunAsync(keepFiles: false, default);
        return office;
    }

    private static async Task<IReadOnlyList<MimeMessage>> SendAsync(TestOffice office)
    {
        var before = office.Sent.Count;
        await office.Deliver.RunAsync(office.Clock.GetUtcNow().AddHours(1), office.Clock.GetUtcNow().AddHours(1), default);
        return [.. office.Sent.Skip(before).Select(mail => MimeMessage.Load(new MemoryStream(mail.Mime)))];
    }

    private static List<MimePart> Files(MimeMessage mail) => [.. mail.Attachments.OfType<MimePart>()];

    private static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }

    private static string Text(MimePart part) => Encoding.UTF8.GetString(Bytes(part));

    private static string About(MimePart part) => Text(part).Trim().Replace("in-year.md", "事中报告", StringComparison.Ordinal).Replace("management.md", "管理报告", StringComparison.Ordinal);

    private sealed class Lines : ILogger<ReportJob>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
