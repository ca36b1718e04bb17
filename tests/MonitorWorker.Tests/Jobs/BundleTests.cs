using Microsoft.EntityFrameworkCore;
using MimeKit;
using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs;

/// <summary>What is told once a day or once a week: one mail per person, whatever checks decided it.</summary>
public class BundleTests
{
    private static readonly DateOnly _october = new(2024, 10, 31);
    private static readonly DateOnly _november = new(2024, 11, 30);
    private static readonly DateOnly _december = new(2024, 12, 31);

    [Fact]
    public async Task What_several_checks_decided_leaves_as_one_mail_at_the_time_of_day_and_once()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await CheckAsync(office, Timing.Daily, Some.August31);
        office.DropExecution("2024-10", ("P01", 0.6m), ("P02", 100m));
        await CheckAsync(office, Timing.Daily, _october);
        Assert.Empty(await DeliverAsync(office));

        office.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1)); // 15:59:59
        Assert.Empty(await DeliverAsync(office));

        office.Clock.Advance(TimeSpan.FromSeconds(1));
        var mail = Assert.Single(await DeliverAsync(office));
        var text = TextOf(mail);
        Assert.Equal(("digest", "office@example.com"), (mail.Kind, mail.Recipient));
        Assert.Contains("设备购置经费", text);
        Assert.Contains("日常公用支出", text);

        office.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Empty(await DeliverAsync(office));
    }

    [Fact]
    public async Task A_bundle_that_became_due_while_the_service_was_down_leaves_when_it_is_back()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await CheckAsync(office, Timing.Daily, Some.August31);
        office.Clock.Advance(TimeSpan.FromDays(1));
        office.DropExecution("2024-10", ("P01", 0.6m), ("P02", 100m));
        await CheckAsync(office, Timing.Daily, _october);
        office.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Single(await DeliverAsync(office));
        Assert.Empty(await DeliverAsync(office));
    }

    [Fact]
    public async Task The_weekly_bundle_waits_for_its_day()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await CheckAsync(office, Timing.Weekly, Some.August31); // a Monday at noon
        office.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Empty(await DeliverAsync(office));
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("warning", Assert.Single(await DeliverAsync(office)).Kind);
    }

    [Fact]
    public async Task An_alert_that_changed_twice_is_told_once_as_it_is_beside_the_level_that_was_known()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 1m), ("P02", 130.71m)); // yellow
        await CheckAsync(office, Timing.Now, Some.August31);
        Assert.Contains("黄色", Assert.Single(await DeliverAsync(office)).Subject);

        office.DropExecution("2024-11", ("P01", 1m), ("P02", 180m)); // red
        await CheckAsync(office, Timing.Daily, _november);
        office.DropExecution("2024-12", ("P01", 2m), ("P02", 195m)); // clear
        await CheckAsync(office, Timing.Daily, _december);
        office.Clock.Advance(TimeSpan.FromDays(1));

        var mail = Assert.Single(await DeliverAsync(office));
        Assert.Equal("resolved", mail.Kind);
        Assert.Contains("此前为黄色预警", TextOf(mail));
        Assert.Empty(await DeliverAsync(office));
    }

    [Fact]
    public async Task A_new_alert_that_got_worse_before_it_was_told_is_a_first_notice()
    {
        await using var office = await OfficeAsync();
        await YellowThenRedAsync(office, Timing.Daily, Timing.Daily);
        office.Clock.Advance(TimeSpan.FromDays(1));
        await AssertFirstNoticeAsync(office);

        var mail = Assert.Single(await DeliverAsync(office));
        Assert.Contains("红色", mail.Subject);
    }

    [Fact]
    public async Task What_came_and_went_within_a_bundle_is_not_told()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await CheckAsync(office, Timing.Daily, Some.August31);
        office.DropExecution("2024-10", ("P01", 1.8m), ("P02", 165m));
        await CheckAsync(office, Timing.Daily, _october);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await DeliverAsync(office));
        Assert.Empty(await office.Outbox.ListAsync(default));

        // What begins afterwards is told as ever.
        office.DropExecution("2024-12", ("P01", 0.7m), ("P02", 195m));
        await CheckAsync(office, Timing.Now, _december);
        Assert.Contains("YJ-2024-0001", Assert.Single(await DeliverAsync(office)).Subject);
    }

    [Fact]
    public async Task What_went_up_and_down_again_since_it_was_told_is_not_told()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 1m), ("P02", 130.71m)); // yellow
        await CheckAsync(office, Timing.Now, Some.August31);
        await DeliverAsync(office);
        office.DropExecution("2024-11", ("P01", 1m), ("P02", 180m)); // red
        await CheckAsync(office, Timing.Daily, _november);
        office.DropExecution("2024-12", ("P01", 1.4m), ("P02", 195m)); // yellow
        await CheckAsync(office, Timing.Daily, _december);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await DeliverAsync(office));
    }

    [Fact]
    public async Task A_mail_that_leaves_at_once_takes_along_what_waits_about_the_same_alert()
    {
        await using var office = await OfficeAsync();
        await YellowThenRedAsync(office, Timing.Weekly, Timing.Now);
        await AssertFirstNoticeAsync(office);
        var mail = Assert.Single(await DeliverAsync(office));
        Assert.Equal("warning", mail.Kind);
        Assert.Contains("红色", mail.Subject);

        office.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Empty(await DeliverAsync(office));
    }

    [Fact]
    public async Task A_mail_that_leaves_at_once_takes_along_what_the_person_would_be_told_later_that_day()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await CheckAsync(office, Timing.Daily, Some.August31);
        office.DropExecution("2024-10", ("P01", 0.6m), ("P02", 100m));
        await CheckAsync(office, Timing.Now, _october);

        var mail = Assert.Single(await DeliverAsync(office));
        Assert.Equal("digest", mail.Kind);
        Assert.Contains("日常公用支出", TextOf(mail));
        Assert.Contains("设备购置经费", TextOf(mail));
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await DeliverAsync(office));
    }

    [Fact]
    public async Task A_mail_that_leaves_at_once_leaves_alone_what_is_due_on_another_day()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await CheckAsync(office, Timing.Weekly, Some.August31); // a Monday at noon: it waits for the next
        office.DropExecution("2024-10", ("P01", 0.6m), ("P02", 100m));
        await CheckAsync(office, Timing.Now, _october);
        Assert.Contains("日常公用支出", Assert.Single(await DeliverAsync(office)).Subject);

        office.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Contains("设备购置经费", Assert.Single(await DeliverAsync(office)).Subject);
    }

    [Fact]
    public async Task Who_had_a_mail_today_gets_what_can_wait_on_the_next_working_day()
    {
        await using var office = await OfficeAsync();
        office.Clock.Advance(TimeSpan.FromDays(4)); // Friday
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await CheckAsync(office, Timing.Now, Some.August31);
        Assert.Single(await DeliverAsync(office));
        office.DropExecution("2024-10", ("P01", 0.6m), ("P02", 100m));
        await CheckAsync(office, Timing.Daily, _october);
        office.Clock.Advance(TimeSpan.FromHours(5)); // 17:00
        Assert.Empty(await DeliverAsync(office));

        office.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1)); // Monday 15:59:59
        Assert.Empty(await DeliverAsync(office));
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("日常公用支出", TextOf(Assert.Single(await DeliverAsync(office))));
    }

    [Fact]
    public async Task A_digest_takes_along_what_its_reader_would_be_told_later_that_day_and_says_it_once()
    {
        await using var office = await OfficeAsync();
        office.Drop("通讯录.csv", "姓名,邮箱,角色,单位编码,责任股室\n绩效股经办,performance@example.com,绩效管理人员,,");
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        office.Settings = office.Settings with { Routes = new RouteBook([new ConfiguredRoute(new Route("日", Timing.Daily, ReminderPolicy.Once, null)) { Roles = [MonitorWorker.Budgets.ContactRole.Performance] }], MailDomains.All) };
        await office.Intake.RunAsync(keepFiles: false, default);
        await office.Check.RunAsync(Some.August31, mayLookBack: false, default);
        await office.Digest.RunAsync("weekly", Some.August31, default);

        var mail = Assert.Single(await DeliverAsync(office), sent => sent.Recipient == "performance@example.com");
        Assert.Equal("digest", mail.Kind);
        Assert.Contains("日常公用支出", TextOf(mail)); // nothing was found about it: only the digest tells of it
        Assert.Equal(2, TextOf(mail).Split("YJ-2024-0001").Length);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await DeliverAsync(office));
    }

    [Fact]
    public async Task A_route_with_a_time_is_stored_with_the_time()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await office.Import.RunAsync(false, default);
        var judgement = Judgement.Of(await office.Facts.LoadAsync(Some.August31, default), office.Settings.Rules, Some.August31);
        var judged = judgement.Positions.Single(position => position.Breaches.Count > 0);
        var memory = await office.Alerts.LoadAsync(default);
        var change = new AlertChange(
            null,
            "YJ-2024-0001",
            judged.Breaches[0],
            AlertLifecycle.Decide(null, judged.Breaches[0], Some.August31),
            [
                new NewNotice(new Recipient("甲", "a@example.com", "责任人"), NoticeReason.FirstNotice, []) { Timing = Timing.Daily },
                new NewNotice(new Recipient("乙", "b@example.com", "责任人"), NoticeReason.FirstNotice, []) { Timing = Timing.Weekly },
                new NewNotice(new Recipient("丙", "c@example.com", "责任人"), NoticeReason.FirstNotice, []),
            ])
        {
            Event = TransitionKind.Opened,
            Reason = "first breach",
        };
        Assert.True(await office.Alerts.TryCommitAsync(
            new CheckDecision("run", Some.August31, office.Clock.GetUtcNow(), judgement.Rules.General, memory.Generation, 1, 1, [change]), default));

        await using var db = office.Store.Context();
        Assert.Equal(
            [Some.Noon.AddHours(4), Some.Noon.AddDays(7).AddHours(-3), null],
            await db.Notices.OrderBy(notice => notice.Id).Select(notice => notice.DueAt).ToListAsync());
    }

    [Fact]
    public async Task Taking_an_import_back_forgets_what_waits_because_of_it()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await CheckAsync(office, Timing.Daily, Some.August31);
        await UndoLastAsync(office);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await DeliverAsync(office));
    }

    [Fact]
    public async Task Taking_back_what_cancelled_a_waiting_notice_puts_it_in_force_again()
    {
        await using var office = await OfficeAsync();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await CheckAsync(office, Timing.Daily, Some.August31);
        office.Clock.Advance(TimeSpan.FromMinutes(5));
        office.DropExecution("2024-10", ("P01", 1.8m), ("P02", 165m));
        await CheckAsync(office, Timing.Daily, _october);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await DeliverAsync(office));

        await UndoLastAsync(office);
        Assert.Equal("warning", Assert.Single(await DeliverAsync(office)).Kind);
        Assert.Empty(await DeliverAsync(office));
    }

    [Fact]
    public async Task Taking_back_what_overtook_a_waiting_notice_puts_it_in_force_again()
    {
        await using var office = await OfficeAsync();
        await YellowThenRedAsync(office, Timing.Daily, Timing.Now);
        office.Answer = _ => new DeliveryOutcome.Deferred("421 busy");
        Assert.Empty(await DeliverAsync(office));
        Assert.Equal(1, (await UndoLastAsync(office)).Withdrawn);

        office.Answer = _ => new DeliveryOutcome.Accepted("250 ok");
        Assert.Empty(await DeliverAsync(office));
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("黄色", Assert.Single(await DeliverAsync(office)).Subject);
    }

    private static async Task<TestOffice> OfficeAsync()
    {
        var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { Workdays = Some.Workdays };
        office.DropBudget();
        office.DropContacts();
        await office.Intake.RunAsync(keepFiles: false, default);
        return office;
    }

    private static async Task AssertFirstNoticeAsync(TestOffice office)
    {
        var pending = new List<PendingMail>();
        await foreach (var mail in office.Outbox.LoadPendingAsync(office.Clock.GetUtcNow(), office.Bundles, default)) pending.Add(mail);
        var line = Assert.Single(Assert.Single(pending).Lines);
        Assert.Equal(("red", NoticeReason.FirstNotice, null), (line.Level, line.Reason, line.PreviousLevel));
    }

    private static async Task YellowThenRedAsync(TestOffice office, Timing yellow, Timing red)
    {
        office.DropExecution("2024-08", ("P01", 1m), ("P02", 130.71m));
        await CheckAsync(office, yellow, Some.August31);
        office.Clock.Advance(TimeSpan.FromMinutes(5));
        office.DropExecution("2024-11", ("P01", 1m), ("P02", 180m));
        await CheckAsync(office, red, _november);
    }

    /// <summary>A check whose notices all have one time, as their routes would say.</summary>
    private static async Task CheckAsync(TestOffice office, Timing timing, DateOnly asOf)
    {
        await office.Intake.RunAsync(keepFiles: false, default);
        var run = await office.Check.RunAsync(asOf, mayLookBack: false, default);
        await using var db = office.Store.Context();
        await db.Notices.Where(notice => notice.RunId == run.RunId)
            .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.DueAt, office.Bundles.DueAfter(timing, office.Clock.GetUtcNow())));
    }

    /// <summary>What the job deliver does each minute; every store is opened anew, as after a restart.</summary>
    private static async Task<IReadOnlyList<OutgoingMail>> DeliverAsync(TestOffice office)
    {
        var before = office.Sent.Count;
        await office.Compose.RunAsync(default);
        var until = office.Clock.GetUtcNow().AddMinutes(1);
        await office.Deliver.RunAsync(until, until, default);
        return office.Sent[before..];
    }

    private static async Task<UndoOutcome> UndoLastAsync(TestOffice office)
    {
        var ledger = new ImportLedger(office.Store);
        var outcome = await ledger.UndoAsync((await ledger.ListAsync(default))[0].Id, "财务人员", office.Clock.GetUtcNow(), default);
        Assert.Null(outcome.Left);
        return outcome;
    }

    private static string TextOf(OutgoingMail mail) => MimeMessage.Load(new MemoryStream(mail.Mime)).TextBody!;
}
