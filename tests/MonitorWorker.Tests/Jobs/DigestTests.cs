using MimeKit;
using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs;

/// <summary>Where everything stands, told at the digest's times: to readers, to leaders, to those who own lines.</summary>
public class DigestTests
{
    [Fact]
    public async Task Leaders_get_the_sums_of_their_part_and_no_other()
    {
        await using var office = await OfficeAsync(("P01", 0.6m), ("P02", 130.71m), ("P03", 14m), ("P04", 1m));
        await office.RoundAsync();
        var mails = await DigestAsync(office);

        var whole = Assert.Single(mails, mail => mail.Recipient == "leader@example.com");
        Assert.Equal("summary", whole.Kind);
        Assert.Contains("全部单位", whole.Subject);
        Assert.Contains("红色预警2项", whole.Subject);

        var deputy = Assert.Single(mails, mail => mail.Recipient == "deputy@example.com");
        Assert.Equal("summary", deputy.Kind);
        Assert.Contains("业务股", deputy.Subject);
        Assert.Contains("红色预警1项", deputy.Subject);
        var text = TextOf(deputy);
        Assert.Contains("信息系统运维", text);
        Assert.Contains("50.00%", text); // 15 of 30 万元 of the section
        Assert.DoesNotContain("设备购置经费", text);
        Assert.DoesNotContain("培训费", text); // green lines are counted, not listed
        Assert.Equal("digest", Assert.Single(mails, mail => mail.Recipient == "performance@example.com").Kind);
    }

    [Fact]
    public async Task A_leader_of_two_sections_gets_one_summary_of_both()
    {
        await using var office = await OfficeAsync(("P01", 0.6m), ("P02", 130.71m), ("P03", 10m), ("P04", 1m));
        office.Drop("通讯录2.csv", "姓名,邮箱,角色,单位编码,责任股室\n分管领导甲,deputy@example.com,分管领导,101,办公室");
        await office.RoundAsync();
        var deputy = Assert.Single(await DigestAsync(office), mail => mail.Recipient == "deputy@example.com");
        Assert.Contains("业务股、办公室", deputy.Subject);
        Assert.Contains("红色预警2项", deputy.Subject);
    }

    [Fact]
    public async Task A_summary_says_what_has_changed_since_the_last_one()
    {
        await using var office = await OfficeAsync(("P01", 0.6m), ("P02", 130.71m), ("P03", 14m), ("P04", 7m));
        await office.RoundAsync();
        Assert.DoesNotContain("与上一次相比", TextOf(Assert.Single(await DigestAsync(office), mail => mail.Recipient == "leader@example.com")));

        office.Clock.Advance(TimeSpan.FromDays(7));
        office.DropExecution("2024-09", ("P01", 1.5m), ("P02", 147m), ("P03", 15m), ("P04", 3m));
        await office.RoundAsync(new DateOnly(2024, 9, 30));
        var text = TextOf(Assert.Single(await DigestAsync(office, "weekly@2", new DateOnly(2024, 9, 30)), mail => mail.Recipient == "leader@example.com"));
        Assert.Contains("变差 1 条\n  信息系统运维 支出进度滞后（未预警→红色预警）", text);
        Assert.Contains("好转 1 条\n  设备购置经费 支出进度滞后（红色预警→已解除）", text);
        Assert.Contains("其中 1 条还没有登记原因和措施", text);
        Assert.Contains("信息系统运维 支出进度滞后，自 2024年9月30日，编号", text);
    }

    [Fact]
    public async Task Leaders_are_left_alone_where_it_is_so_set()
    {
        await using var office = await OfficeAsync(("P01", 0.6m), ("P02", 130.71m), ("P03", 10m), ("P04", 1m));
        office.Settings = office.Settings with { Digests = new DigestPolicy(Leaders: false, AllIsWell.Readers) };
        await office.RoundAsync();
        Assert.DoesNotContain(await DigestAsync(office), mail => mail.Kind == "summary");
    }

    [Fact]
    public async Task A_digest_of_one_due_time_goes_once_to_each_also_when_it_runs_again()
    {
        await using var office = await OfficeAsync(("P01", 0.6m), ("P02", 130.71m), ("P03", 10m), ("P04", 1m));
        await office.RoundAsync();
        Assert.Equal(3, (await DigestAsync(office)).Count);
        Assert.Empty(await DigestAsync(office));
    }

    [Fact]
    public async Task Nothing_open_is_said_and_nothing_reported_is_said_instead()
    {
        await using var office = await OfficeAsync(("P01", 1.4m), ("P02", 130.71m), ("P03", 14m), ("P04", 7m));
        await office.RoundAsync();
        Assert.All(await DigestAsync(office), mail => Assert.Contains("没有滞后，数据截至 2024年8月31日", mail.Subject));

        office.DropExecution("2024-09", ("P02", 147m));
        await office.RoundAsync(new DateOnly(2024, 9, 30));
        Assert.All(await DigestAsync(office, "weekly@2", new DateOnly(2024, 9, 30)), mail => Assert.DoesNotContain("没有滞后，数据截至", mail.Subject));
    }

    [Theory]
    [InlineData(AllIsWell.Readers, 1)]
    [InlineData(AllIsWell.Never, 0)]
    public async Task An_office_without_a_budget_is_no_good_news(AllIsWell told, int mails)
    {
        await using var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { Digests = new DigestPolicy(true, told) };
        office.DropContacts();
        await office.RoundAsync();
        var sent = await DigestAsync(office);
        Assert.Equal(mails, sent.Count);
        Assert.All(sent, mail => Assert.Contains("没有可以判断的数据", mail.Subject));
    }

    [Fact]
    public async Task Readers_get_no_good_news_where_it_is_so_set()
    {
        await using var office = await OfficeAsync(("P01", 1.4m), ("P02", 130.71m), ("P03", 14m), ("P04", 7m));
        office.Settings = office.Settings with { Digests = new DigestPolicy(false, AllIsWell.Never) };
        await office.RoundAsync();
        Assert.Empty(await DigestAsync(office));
    }

    [Fact]
    public async Task Who_owns_lines_of_which_none_is_behind_is_told_so_where_it_is_so_set()
    {
        await using var office = await OfficeAsync(("P01", 0.6m), ("P02", 130.71m), ("P03", 14m), ("P04", 7m));
        office.Settings = office.Settings with { Digests = new DigestPolicy(false, AllIsWell.Owners) };
        await office.RoundAsync();
        var mails = await DigestAsync(office);
        var owner = Assert.Single(mails, mail => mail.Recipient != "performance@example.com");
        Assert.Equal("business@example.com", owner.Recipient); // the office has a red line, and was told of it
        Assert.Contains("目前没有需要处理的预警，数据截至 2024年8月31日", owner.Subject);
        Assert.DoesNotContain("设备购置经费", TextOf(owner));
    }

    [Fact]
    public async Task Silences_are_listed_with_their_ends_and_those_that_end_soon_are_marked()
    {
        await using var office = await OfficeAsync(("P01", 0.6m), ("P02", 130.71m), ("P03", 10m), ("P04", 1m));
        office.Settings = office.Settings with { Workdays = Some.Workdays };
        await office.RoundAsync();
        await SilenceAsync(office, SilenceKind.Silence, new SilenceScope(null, null, null, null, "execution-lag/2024/101/P01/-"), "财务股经办", "合同已签", new DateOnly(2024, 12, 31));
        await SilenceAsync(office, SilenceKind.Waiver, new SilenceScope("P04", null, "execution-lag", Level.Yellow, null), "绩效股经办", "验收后付款", new DateOnly(2024, 9, 4));

        var mails = await DigestAsync(office);
        var text = TextOf(Assert.Single(mails, mail => mail.Recipient == "performance@example.com"));
        Assert.Contains(
            "- 信息系统运维 支出进度滞后 黄色预警及以下：2024年8月31日至2024年9月4日（即将到期），认可现状，变差仍会通知；绩效股经办：验收后付款\n"
            + "- YJ-2024-0001 设备购置经费 支出进度滞后：2024年8月31日至2024年12月31日，暂不通知；财务股经办：合同已签",
            text);
        var deputy = TextOf(Assert.Single(mails, mail => mail.Recipient == "deputy@example.com"));
        Assert.Contains("绩效股经办：验收后付款", deputy);
        Assert.DoesNotContain("合同已签", deputy);
    }

    [Fact]
    public async Task The_silences_of_a_digest_are_those_of_its_run()
    {
        await using var office = await OfficeAsync(("P01", 0.6m), ("P02", 130.71m), ("P03", 10m), ("P04", 1m));
        await office.RoundAsync();
        var silence = await SilenceAsync(office, SilenceKind.Silence, new SilenceScope("P01", null, null, null, null), "财务股经办", "合同已签", new DateOnly(2024, 12, 31));
        await office.Digest.RunAsync("weekly@1", Some.August31, default);
        Assert.True(await office.Overlays.ExpireAsync(silence, "财务股经办", office.Clock.GetUtcNow(), default));
        var mails = await office.RoundAsync();
        Assert.Contains("合同已签", TextOf(Assert.Single(mails, mail => mail.Kind == "digest")));
    }

    private static async Task<long> SilenceAsync(TestOffice office, SilenceKind kind, SilenceScope scope, string author, string reason, DateOnly until) =>
        (await office.Overlays.AddAsync(kind, scope, new Word(author, null, reason), Some.August31, until, office.Clock.GetUtcNow(), default)).Id;

    /// <summary>An office of two sections, with a leader of all and a deputy leader of one.</summary>
    private static async Task<TestOffice> OfficeAsync(params (string Project, decimal? Wan)[] spent)
    {
        var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.Drop("预算2.csv", """
            预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室
            2024,P03,培训费,公用支出,20,101,业务股
            2024,P04,信息系统运维,项目支出,10,101,业务股
            """);
        office.DropContacts();
        office.Drop("通讯录1.csv", """
            姓名,邮箱,角色,单位编码,责任股室
            业务股责任人,business@example.com,责任人,101,业务股
            主要领导甲,leader@example.com,主要领导,,
            分管领导甲,deputy@example.com,分管领导,101,业务股
            """);
        office.DropExecution("2024-08", spent);
        return office;
    }

    private static async Task<IReadOnlyList<OutgoingMail>> DigestAsync(TestOffice office, string runId = "weekly@1", DateOnly? asOf = null)
    {
        var before = office.Sent.Count;
        await office.Digest.RunAsync(runId, asOf ?? Some.August31, default);
        await office.Compose.RunAsync(default);
        var until = office.Clock.GetUtcNow().AddMinutes(1);
        await office.Deliver.RunAsync(until, until, default);
        return office.Sent[before..];
    }

    private static string TextOf(OutgoingMail mail) => MimeMessage.Load(new MemoryStream(mail.Mime)).TextBody!.ReplaceLineEndings("\n");
}
