using System.Text.RegularExpressions;
using MimeKit;
using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Rules;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Jobs.Incoming;
using MonitorWorker.Tests.Replies;

namespace MonitorWorker.Tests.Jobs;

/// <summary>An office with <c>locale</c> en: what a Chinese office reports comes out in English, but for the names that the data have.</summary>
public partial class EnglishOfficeTests
{
    /// <summary>Names of the data: people, places, projects, files, headings of tables.</summary>
    private static readonly string[] _data =
    [
        "示例县财政局", "设备购置经费", "日常公用支出", "办公室责任人", "办公室", "财务股经办", "绩效股经办", "分管领导甲", "系统管理员", "合同已签", "累计执行数", "截止月份", "扫描件", "预算.csv", "通讯录", "采购科",
    ];

    [Fact]
    public async Task From_a_file_to_the_mails_nothing_but_names_is_chinese()
    {
        await using var office = await EnglishAsync();
        office.Settings = office.Settings with { Receipts = ReceiptPolicy.Problems };
        office.Drop("通讯录.csv", """
            姓名,邮箱,角色,单位编码,责任股室,离任日期
            办公室责任人,office@example.com,责任人,101,办公室,2024-08-01
            财务股经办,finance@example.com,财务人员,101,,
            绩效股经办,performance@example.com,绩效管理人员,,,
            分管领导甲,leader@example.com,分管领导,,,
            """);
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        office.Drop("执行2024-07-坏.csv", "项目编码,截止月份,累计执行数\nP01,2024-07,0.5\nP02,2024-07,一百三十\n");
        office.Drop("扫描件.pdf", "%PDF");
        List<OutgoingMail> mails = [.. await office.RoundAsync()];
        await office.Overlays.AddAsync(SilenceKind.Silence, new SilenceScope("P01", null, "execution-lag", Level.Yellow, null), new Word("财务股经办", "finance@example.com", "合同已签"), Some.August31, Some.August31.AddDays(2), office.Clock.GetUtcNow(), default);
        await office.Endings.RunAsync(Some.August31, default);
        await office.Receipts.RunAsync(default);
        await office.Digest.RunAsync("weekly@1", Some.August31, default);
        mails.AddRange(await office.RoundAsync());
        office.DropExecution("2024-08", ("P01", 1.5m), ("P02", 130.71m));
        mails.AddRange(await office.RoundAsync());

        Assert.Equal(["digest", "ending", "receipt", "resolved", "summary", "trouble", "warning"], mails.Select(mail => mail.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.All(mails, mail =>
        {
            var message = MimeMessage.Load(new MemoryStream(mail.Mime));
            Assert.All(message.TextBody!.Split('\n').Append(message.Subject!), line => Assert.False(MailWords.HasChinese(WithoutData(line)), line));
        });
        var warning = MimeMessage.Load(new MemoryStream(mails.First(mail => mail.Kind == "warning").Mime));
        Assert.StartsWith("[Red alert] 设备购置经费: execution rate 30.00%, 36.67 points below schedule [YJ-2024-", warning.Subject, StringComparison.Ordinal);
        Assert.Contains("get it: the responsible person has left, passed on to you: finance staff.", warning.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_says_for_whom_a_mail_is_meant()
    {
        await using var office = await EnglishAsync();
        office.Settings = office.Settings with { RehearsalTo = new Recipient("演练收件人", "rehearsal@example.com", "演练") };
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));

        Assert.Contains(await office.RoundAsync(), mail => mail.Subject.StartsWith("[Rehearsal, meant for 办公室责任人 office@example.com] [Red alert] ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_english_piece_is_told_and_so_is_that_it_is_mended()
    {
        await using var office = await EnglishAsync();
        var folder = Path.Combine(office.Folder, "templates");
        foreach (var file in Directory.EnumerateFiles(Repository.Templates, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Repository.Templates, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(folder, "en", "_foot.txt"), "{{ for }}");
        office.Restart(TemplateCatalog.Load(folder, "en"));
        Assert.Equal(1, await office.Troubles.TellLoadedTemplatesAsync(default));
        Assert.Equal(["en/_foot.txt"], (await office.TroubleStore.LoadOpenAsync("template", default)).Select(state => state.Name));

        office.Restart(TemplateCatalog.Load(Repository.Templates, "en"));
        Assert.Equal(1, await office.Troubles.TellLoadedTemplatesAsync(default));
    }

    [Fact]
    public async Task A_reply_in_english_over_our_own_mail_is_recorded_and_answered_in_english()
    {
        await using var letters = await Letters.OpenAsync();
        letters.Office.Restart(TemplateCatalog.Load(Repository.Templates, "en"));
        var warning = await letters.WarningAsync();
        Assert.Contains("The program records your answer by itself", Letters.TextOf(warning), StringComparison.Ordinal);
        var written = Mails.Of($"Cause: tender failed\nMeasure: new tender\nDue date: about 31 October\n\n{Letters.TextOf(warning)}", "Re: " + warning.Subject);

        var entry = await letters.ArriveAsync(letters.Reply(warning), [.. Mails.Read(written).Parts]);

        Assert.Equal(IncomingOutcome.Partial, entry.Outcome);
        var receipt = Assert.Single(await letters.SendAsync());
        Assert.Equal("[Answer not complete] 设备购置经费 [YJ-2024-0001]", receipt.Subject);
        var text = Letters.TextOf(receipt);
        Assert.Contains("Answer recorded; still missing: expected completion date.", text, StringComparison.Ordinal);
        Assert.Contains("“about 31 October” names no day (it names no single day: please write the day as 2024-10-31)", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.False(MailWords.HasChinese(WithoutData(line)), line));
    }

    private static async Task<TestOffice> EnglishAsync()
    {
        var office = await TestOffice.OpenAsync();
        office.Restart(TemplateCatalog.Load(Repository.Templates, "en"));
        office.DropBudget();
        return office;
    }

    private static string WithoutData(string line) => CellPattern().Replace(_data.Aggregate(line, (text, name) => text.Replace(name, "", StringComparison.Ordinal)), "");

    /// <summary>A value of a cell, and names of files.</summary>
    [GeneratedRegex("“一百三十”|执行2024-07-坏(-待更正)?|执行2024-08")]
    private static partial Regex CellPattern();
}
