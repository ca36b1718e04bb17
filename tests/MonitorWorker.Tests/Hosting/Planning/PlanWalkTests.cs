using MonitorWorker.Alerts;
using MonitorWorker.Hosting.Planning;
using MonitorWorker.Notifications;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;
using MonitorWorker.Tests.Jobs;
using MonitorWorker.Tests.Reports.Pipeline;

namespace MonitorWorker.Tests.Hosting.Planning;

/// <summary>From Monday, 2 September 2024, at noon: what the schedules to come would tell whom.</summary>
public class PlanWalkTests
{
    private static readonly Schedule _check = Cron("morning", "check", "30 8 * * MON-FRI");
    private static readonly Schedule _send = Cron("send", "deliver", "*/10 * * * *");

    [Fact]
    public async Task A_reminder_comes_at_the_check_of_its_working_day()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, new ReminderPolicy(5), null));
        await office.RoundAsync(new DateOnly(2024, 9, 2));
        var plan = await WalkAsync(office, 14, _check, _send);
        Assert.Equal(["09-09 08:30 morning office@example.com reminder 1", "09-16 08:30 morning office@example.com reminder 1"], Told(plan));
        Assert.Empty(plan.Waiting);
        // All checks are listed, those with nothing to tell as well: 3 to 6, 9 to 13 and 16 September.
        Assert.Equal(10, plan.Firings.Count);
        Assert.Equal(["send"], plan.Summed.Select(schedule => schedule.Schedule.Name));
    }

    [Fact]
    public async Task An_office_that_was_never_checked_hears_all_of_it_at_the_first_check_and_once()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        var plan = await WalkAsync(office, 3, _check, _send);
        Assert.Equal(["09-03 08:30 morning office@example.com first-notice 1"], Told(plan));
        var mail = plan.Firings.SelectMany(firing => firing.Mails!).Single();
        Assert.Equal(["YJ-2024-0001"], mail.Alerts);
        Assert.Contains("红色预警", mail.Subject);
        Assert.Equal(AlertState.Firing, Assert.Single(plan.FirstAlerts!.Values).State);
        Assert.Empty(office.Sent);
    }

    [Theory]
    [InlineData("*/10 * * * *", "09-03 16:00")]
    [InlineData("5 17 * * *", "09-03 17:05")]
    public async Task A_bundle_is_written_by_the_first_sending_after_its_time(string cron, string at)
    {
        await using var office = await OfficeAsync(new Route("daily", Timing.Daily, ReminderPolicy.Once, null));
        var plan = await WalkAsync(office, 3, _check, Cron("send", "deliver", cron));
        Assert.Equal([$"{at} send office@example.com first-notice 1"], Told(plan));
    }

    [Fact]
    public async Task Without_a_schedule_that_sends_a_bundle_is_written_by_the_next_check()
    {
        await using var office = await OfficeAsync(new Route("daily", Timing.Daily, ReminderPolicy.Once, null));
        Assert.Equal(["09-04 08:30 morning office@example.com first-notice 1"], Told(await WalkAsync(office, 3, _check)));
    }

    [Fact]
    public async Task A_silence_that_ends_lets_go_what_it_held_back_at_the_next_check()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        await office.Overlays.AddAsync(
            SilenceKind.Silence, new SilenceScope("P01", null, null, null, null), new Word("股室负责人", "head@example.com", "合同已签"), new DateOnly(2024, 9, 2), new DateOnly(2024, 9, 4), office.Clock.GetUtcNow(), default);
        // The author hears of the end, then the people of what was held back.
        Assert.Equal(["09-03 08:30 morning head@example.com ", "09-05 08:30 morning office@example.com first-notice 1"], Told(await WalkAsync(office, 7, _check, _send)));
    }

    [Fact]
    public async Task Mails_that_wait_are_told_first_and_not_again()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        // Decided and not composed yet, as after a kill.
        await office.Check.RunAsync(new DateOnly(2024, 9, 2), mayLookBack: false, default);
        var plan = await WalkAsync(office, 2, _check, _send);
        var waiting = Assert.Single(plan.Waiting);
        Assert.Equal(("office@example.com", OutboxState.Queued, 1), (waiting.To, waiting.State, waiting.Reasons["first-notice"]));
        Assert.Empty(Told(plan));
    }

    [Fact]
    public async Task Only_so_many_checks_are_walked_and_the_rest_is_listed_without_a_word_on_mails()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        var plan = await WalkAsync(office, 31, Cron("twice", "check", "0 8,14 * * *"));
        Assert.Equal(62, plan.Firings.Count);
        Assert.Equal(plan.Firings[60].Firing.Due, plan.WalkedUntil);
        Assert.All(plan.Firings.Take(60), firing => Assert.NotNull(firing.Mails));
        Assert.All(plan.Firings.Skip(60), firing => Assert.Null(firing.Mails));
    }

    [Fact]
    public async Task Of_a_schedule_that_fires_often_only_what_tells_somebody_is_listed()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        var plan = await WalkAsync(office, 1, Cron("hourly", "check", "0 * * * *"));
        Assert.Equal(["09-02 13:00 hourly office@example.com first-notice 1"], Told(plan));
        Assert.Single(plan.Firings);
        var summed = Assert.Single(plan.Summed);
        Assert.Equal((24, TimeSpan.FromHours(1), true), (summed.Firings.Count, summed.ShortestPause, summed.IsSteady));
    }

    [Fact]
    public async Task A_check_that_will_be_refused_says_so_and_stops_nothing()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        await office.RoundAsync(new DateOnly(2024, 9, 4));
        var plan = await WalkAsync(office, 3, _check);
        Assert.Contains("2024-09-04", plan.Firings[0].Problem);
        Assert.Equal([null, null], plan.Firings.Skip(1).Select(firing => firing.Problem));
    }

    [Fact]
    public async Task A_digest_names_the_alerts_that_stand_in_it()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        await office.RoundAsync(new DateOnly(2024, 9, 2));
        var plan = await WalkAsync(office, 7, Cron("weekly", "digest", "0 9 * * MON"));
        Assert.Equal(["09-09 09:00 weekly performance@example.com digest 1"], Told(plan));
        Assert.Equal(["YJ-2024-0001"], plan.Firings[0].Mails![0].Alerts);
        Assert.Null(plan.FirstAlerts);
    }

    [Fact]
    public async Task Another_configuration_differs_in_its_schedules_its_mails_and_the_alerts_of_its_first_check()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        var here = await WalkAsync(office, 3, _check, _send, Cron("night", "housekeeping", "15 3 * * *"));
        await using var other = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.EachCheck, null));
        var there = await WalkAsync(other, 3, Cron("morning", "check", "0 9 * * MON-FRI"), _send, Cron("weekly", "digest", "0 9 * * MON"));

        var difference = PlanDifference.Of(here, there, office.Settings.Zone);
        Assert.Equal(["night"], difference.SchedulesOnlyHere.Select(schedule => schedule.Schedule.Name));
        Assert.Equal(["weekly"], difference.SchedulesOnlyThere.Select(schedule => schedule.Schedule.Name));
        Assert.Equal(["morning"], difference.SchedulesChanged.Select(changed => changed.Here.Schedule.Name));
        Assert.Empty(difference.OnlyHere);
        Assert.Equal(["reminder", "reminder"], difference.OnlyThere.SelectMany(mail => mail.Mail.Reasons.Keys));
        var moved = Assert.Single(difference.Moved);
        Assert.Equal(TimeSpan.FromMinutes(30), moved.There.Firing.Firing.Due - moved.Here.Firing.Firing.Due);
        Assert.Empty(difference.Alerts!);
        Assert.False(difference.IsNone);
        Assert.True(PlanDifference.Of(here, here, office.Settings.Zone).IsNone);
    }

    [Fact]
    public async Task An_alert_that_another_rule_judges_otherwise_is_named()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        var here = await WalkAsync(office, 1, _check);
        await using var other = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null), spent: 1m);
        var there = await WalkAsync(other, 1, _check);
        var difference = PlanDifference.Of(here, there, office.Settings.Zone);
        var alert = Assert.Single(difference.Alerts!);
        Assert.NotEqual(alert.Here!.Level, alert.There!.Level);
        Assert.Equal(("office@example.com", "office@example.com"), (Assert.Single(difference.OnlyHere).Mail.To, Assert.Single(difference.OnlyThere).Mail.To));
    }

    [Fact]
    public async Task A_report_is_planned_with_its_readers_and_none_of_its_files_is_made()
    {
        await using var office = await OfficeAsync(new Route("all", Timing.Now, ReminderPolicy.Once, null));
        var parts = new SomeParts();
        office.Parts = parts;
        var plan = await WalkAsync(office, 7, Cron("monthly", "report", "0 9 5 * *") with { Report = "management" });
        Assert.Equal(["09-05 09:00 monthly performance@example.com "], Told(plan));
        Assert.Equal("2024年1—8月预算绩效监控管理报告（101）", plan.Firings.SelectMany(firing => firing.Mails!).Single().Subject);
        Assert.Equal(0, parts.Made);
        var form = await WalkAsync(office, 7, Cron("monthly", "report", "0 9 5 * *") with { Report = "form" });
        Assert.False(PlanDifference.Of(plan, form, office.Settings.Zone).IsNone);
        Assert.Equal(["monthly"], PlanDifference.Of(plan, form, office.Settings.Zone).SchedulesChanged.Select(changed => changed.Here.Schedule.Name));
    }

    [Fact]
    public async Task A_report_of_no_data_says_why_it_would_not_come()
    {
        await using var office = await TestOffice.OpenAsync();
        var plan = await WalkAsync(office, 7, Cron("monthly", "report", "0 9 5 * *") with { Report = "in-year" });
        Assert.Contains("没有预算数据", Assert.Single(plan.Firings).Problem);
    }

    private static async Task<TestOffice> OfficeAsync(Route route, decimal spent = 0.6m)
    {
        var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { AsOf = null, Routes = new RouteBook([new ConfiguredRoute(route)], MailDomains.All) };
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", spent), ("P02", 130.71m));
        await office.Intake.RunAsync(keepFiles: false, default);
        return office;
    }

    private static Task<Plan> WalkAsync(TestOffice office, int days, params Schedule[] schedules) =>
        new PlanWalk(office.Check, office.Tasks, office.Endings, office.TurnOfYear, office.Digest, office.Reports, office.Heartbeat, office.Compose, new PlanStore(office.Store), new CaseBook(office.Store), office.Settings, office.Clock.SetUtcNow)
            .RunAsync(schedules, office.Clock.GetUtcNow(), days, default);

    private static List<string> Told(Plan plan) =>
    [
        .. plan.Firings.SelectMany(firing => (firing.Mails ?? []).Select(mail =>
            $"{firing.Firing.Due.ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm} {firing.Firing.Schedule} {mail.To} {string.Join(", ", mail.Reasons.Select(reason => $"{reason.Key} {reason.Value}"))}")),
    ];

    private static Schedule Cron(string name, string job, string cron)
    {
        Assert.True(CronReading.TryRead(cron, "Asia/Shanghai", out var reading, out var problem), problem);
        return new Schedule(name, job, reading, MissedRun.Once, TimeSpan.FromDays(1));
    }
}
