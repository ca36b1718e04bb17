using MimeKit;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Jobs;

/// <summary>A month of rehearsal, and then in earnest: what a rehearsal told is known to nobody.</summary>
public sealed class GoingLiveTests : IAsyncLifetime
{
    private static readonly Recipient Reader = new("演练收件人", "admin@example.com", "演练");

    private TestOffice _office = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await TestOffice.OpenAsync(start: new DateTimeOffset(2024, 9, 2, 8, 30, 0, TimeSpan.FromHours(8)));
        _office.Settings = _office.Settings with
        {
            AsOf = null,
            Workdays = Some.Workdays,
            RehearsalTo = Reader,
            Routes = new RouteBook(
                [new ConfiguredRoute(new Route("all", Timing.Now, new ReminderPolicy(5), new EscalationPolicy("ladder", [new EscalationStep(3, [ContactRole.SectionHead], null)])))],
                MailDomains.All),
        };
        _office.Drop("预算.csv", """
            预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室
            2024,P01,设备购置经费,项目支出,2,101,办公室
            2024,P02,日常公用支出,公用支出,195.24,101,办公室
            2024,P03,培训经费,项目支出,8,101,业务股
            2024,P04,会议经费,项目支出,6,101,业务股
            """);
        _office.Drop("通讯录.csv", """
            姓名,邮箱,角色,单位编码,责任股室
            办公室责任人,office@example.com,责任人,101,办公室
            业务股责任人,business@example.com,责任人,101,业务股
            办公室负责人,head@example.com,股室负责人,101,办公室
            业务股负责人,head2@example.com,股室负责人,101,业务股
            财务人员,finance@example.com,财务人员,101,
            """);
    }

    public async ValueTask DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task After_a_month_of_rehearsal_each_person_gets_one_mail_with_all_that_is_open_and_then_changes_alone()
    {
        _office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 40m), ("P03", 1m), ("P04", 4m));
        var rehearsed = new List<OutgoingMail>();
        for (var day = new DateOnly(2024, 9, 2); day < new DateOnly(2024, 10, 8); day = day.AddDays(1))
        {
            if (day == new DateOnly(2024, 9, 10)) _office.DropExecution("2024-08", ("P04", 1m));
            rehearsed.AddRange(await DayAsync(day));
        }

        Assert.All(rehearsed, mail => Assert.Equal(Reader.Address, mail.Recipient));
        Assert.Contains(rehearsed, mail => mail.Subject.Contains("head@example.com", StringComparison.Ordinal));

        _office.Settings = _office.Settings with { RehearsalTo = null };
        await _office.RestartAsync();
        var first = await DayAsync(new DateOnly(2024, 10, 8));

        Assert.Equal(["business@example.com", "office@example.com"], first.Select(mail => mail.Recipient).Order());
        var open = (await _office.Alerts.LoadAsync(default)).Alerts.Values.Where(alert => alert.State == AlertState.Firing).ToList();
        Assert.True(open.Count >= 4);
        foreach (var mail in first)
        {
            Assert.StartsWith("【正式运行】", mail.Subject, StringComparison.Ordinal);
            Assert.StartsWith("预算绩效监控从今天起正式运行", TextOf(mail), StringComparison.Ordinal);
            Assert.DoesNotContain("演练", TextOf(mail), StringComparison.Ordinal);
            var codes = mail.Recipient.StartsWith("office", StringComparison.Ordinal) ? new[] { "P01", "P02" } : ["P03", "P04"];
            foreach (var alert in open.Where(alert => codes.Any(code => alert.Key.Contains($"/{code}/", StringComparison.Ordinal)))) Assert.Contains(alert.Number, TextOf(mail), StringComparison.Ordinal);
        }

        // Reminders and steps count from this day.
        Assert.Empty(await DayAsync(new DateOnly(2024, 10, 9)));
        Assert.Empty(await DayAsync(new DateOnly(2024, 10, 10)));
        var third = await DayAsync(new DateOnly(2024, 10, 11));
        Assert.Contains(third, mail => mail.Recipient == "head@example.com" && TextOf(mail).StartsWith("【逐级催办】", StringComparison.Ordinal));

        _office.DropExecution("2024-09", ("P01", 1.9m), ("P02", 150m), ("P03", 7m), ("P04", 5m));
        Assert.Contains(await DayAsync(new DateOnly(2024, 10, 14)), mail => mail.Recipient == "office@example.com" && TextOf(mail).Contains("解除", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rehearsal_beside_a_running_office_leaves_untold_what_it_alone_has_told()
    {
        _office.Settings = _office.Settings with { RehearsalTo = null };
        _office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m), ("P03", 5.4m), ("P04", 4m));
        Assert.Equal(["office@example.com"], (await DayAsync(new DateOnly(2024, 9, 2))).Select(mail => mail.Recipient));

        _office.Settings = _office.Settings with { RehearsalTo = Reader };
        _office.DropExecution("2024-08", ("P01", 1.9m), ("P03", 1m));
        Assert.All(await DayAsync(new DateOnly(2024, 9, 3)), mail => Assert.Equal(Reader.Address, mail.Recipient));

        _office.Settings = _office.Settings with { RehearsalTo = null };
        var mails = await DayAsync(new DateOnly(2024, 9, 4));

        Assert.Equal(["business@example.com", "office@example.com"], mails.Select(mail => mail.Recipient).Order());
        Assert.All(mails, mail => Assert.DoesNotContain("正式运行", mail.Subject, StringComparison.Ordinal));
        Assert.Contains("解除", mails.Single(mail => mail.Recipient == "office@example.com").Subject, StringComparison.Ordinal);
        Assert.Empty(await DayAsync(new DateOnly(2024, 9, 5)));
    }

    [Fact]
    public async Task The_first_check_of_a_new_office_in_earnest_is_one_mail_for_each_person()
    {
        _office.Settings = _office.Settings with { RehearsalTo = null };
        _office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 40m), ("P03", 1m), ("P04", 1m));

        var mails = await DayAsync(new DateOnly(2024, 9, 2));

        Assert.Equal(["business@example.com", "office@example.com"], mails.Select(mail => mail.Recipient).Order());
        Assert.Empty(await DayAsync(new DateOnly(2024, 9, 3)));
    }

    [Fact]
    public async Task What_a_rehearsal_has_left_to_be_told_is_told_to_nobody_in_earnest()
    {
        _office.Settings = _office.Settings with { Routes = new RouteBook([new ConfiguredRoute(new Route("all", Timing.Weekly, ReminderPolicy.Once, null))], MailDomains.All) };
        _office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 40m), ("P03", 1m), ("P04", 1m));
        Assert.Empty(await DayAsync(new DateOnly(2024, 9, 3)));

        _office.Settings = _office.Settings with { RehearsalTo = null };
        _office.Clock.SetUtcNow(new DateTimeOffset(2024, 9, 9, 9, 30, 0, TimeSpan.FromHours(8)));
        Assert.Equal(0, await _office.Compose.RunAsync(default));
        Assert.Equal(["business@example.com", "office@example.com"], (await _office.RoundAsync(new DateOnly(2024, 9, 9))).Select(mail => mail.Recipient).Order());
    }

    private async Task<IReadOnlyList<OutgoingMail>> DayAsync(DateOnly day)
    {
        _office.Clock.SetUtcNow(new DateTimeOffset(day, new TimeOnly(8, 30), TimeSpan.FromHours(8)));
        return await _office.RoundAsync(day);
    }

    private static string TextOf(OutgoingMail mail) => MimeMessage.Load(new MemoryStream(mail.Mime)).TextBody!;
}
