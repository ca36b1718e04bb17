using System.Globalization;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Alerts;

/// <summary>The clock of an alert told on Monday 2 September 2024, by the working days of China: 14 September is worked, 15 to 17 September and 1 to 7 October are off, 29 September and 12 October are worked.</summary>
public class FollowUpTests
{
    private static readonly DateOnly _told = new(2024, 9, 2);

    private static readonly EscalationPolicy _ladder = new("ladder", [
        new EscalationStep(5, [ContactRole.SectionHead], null),
        new EscalationStep(8, [ContactRole.DeputyLeader], null),
        new EscalationStep(10, [ContactRole.Leader], "逾期未答复，自动暂停"),
    ]);

    [Theory]
    [InlineData("once", "2024-12-31", "-")]
    [InlineData("0", "2024-09-02", "reminded")] // each check
    [InlineData("5", "2024-09-06", "-")]
    [InlineData("5", "2024-09-09", "reminded")] // five working days
    [InlineData("10", "2024-09-13", "-")]
    [InlineData("10", "2024-09-14", "reminded")] // a Saturday that is worked
    [InlineData("20", "2024-09-29", "-")]
    [InlineData("20", "2024-09-30", "reminded")]
    [InlineData("21", "2024-10-07", "-")] // the holiday week does not count
    [InlineData("21", "2024-10-08", "reminded")]
    public void Reminders_count_working_days(string every, string day, string expected) =>
        Assert.Equal(expected, Of(Told(), day, every == "once" ? ReminderPolicy.Once : new ReminderPolicy(int.Parse(every, CultureInfo.InvariantCulture)), null));

    [Theory]
    [InlineData(0, "2024-09-06", "-")]
    [InlineData(0, "2024-09-09", "escalated 1")]
    [InlineData(1, "2024-09-11", "-")] // once per step
    [InlineData(1, "2024-09-12", "escalated 2")]
    [InlineData(2, "2024-09-13", "-")]
    [InlineData(2, "2024-09-14", "escalated 3")]
    [InlineData(3, "2024-12-31", "-")] // the top of the ladder
    [InlineData(0, "2024-09-20", "escalated 3")] // no check ran for two weeks: everybody who is due, in one go
    public void Each_step_is_taken_once(int taken, string day, string expected) => Assert.Equal(expected, Of(Told() with { EscalationStep = taken }, day, ReminderPolicy.Once, _ladder));

    [Fact]
    public void The_last_step_says_what_the_rule_says() =>
        Assert.Equal(["逾期未答复，自动暂停"], Decide(Told() with { EscalationStep = 2 }, "2024-09-14", ReminderPolicy.Once, _ladder).Steps.Select(step => step.Says));

    [Theory]
    [InlineData("2024-09-20", "-")] // taken on until then
    [InlineData("2024-09-21", "escalated 3")]
    public void Who_has_taken_it_on_is_left_alone_until_the_day(string day, string expected) =>
        Assert.Equal(expected, Of(Told(), day, ReminderPolicy.Once, _ladder, acknowledged: new Acknowledgement(Level.Red, "责任人", "在办", new DateOnly(2024, 9, 20))));

    [Fact]
    public void An_acknowledged_yellow_is_no_acknowledged_red() => Assert.Equal(
        "escalated 1", Of(Told(), "2024-09-09", ReminderPolicy.Once, _ladder, acknowledged: new Acknowledgement(Level.Yellow, "责任人", "在办", new DateOnly(2024, 12, 31))));

    [Theory]
    [InlineData("2024-10-31", "2024-10-31", "-")] // the day itself is within the promise
    [InlineData("2024-10-31", "2024-11-01", "reminded")] // broken: told once, whatever the route says
    [InlineData("2024-10-31", "2024-11-07", "escalated 1")] // the clock runs from the broken promise
    [InlineData("2024-10-04", "2024-10-08", "-")] // within the holiday week: the first working day after it is the deadline
    [InlineData("2024-10-04", "2024-10-09", "reminded")]
    [InlineData("2024-09-14", "2024-09-14", "-")] // a Saturday that is worked
    [InlineData("2024-09-14", "2024-09-18", "reminded")]
    [InlineData(null, "2024-09-09", "-")] // no date: one working day of grace
    [InlineData(null, "2024-09-10", "escalated 1")]
    public void An_answer_stops_the_clock_until_its_day(string? due, string day, string expected)
    {
        var answer = new Answer("履行政府采购程序", "10月签合同", due is null ? null : Day(due), 60, "责任人", _told, Some.Noon);
        Assert.Equal(expected, Of(Told(), day, ReminderPolicy.Once, _ladder, answer: answer));
    }

    [Fact]
    public void A_broken_promise_is_reminded_of_once()
    {
        var answer = new Answer("履行政府采购程序", "10月签合同", new DateOnly(2024, 10, 31), 60, "责任人", _told, Some.Noon);
        var first = Decide(Told(), "2024-11-01", ReminderPolicy.Once, null, answer: answer);
        Assert.Equal((TransitionKind.Reminded, answer), (first.Event, first.Broken));
        Assert.Equal("-", Of(Told() with { RemindedOn = new DateOnly(2024, 11, 1) }, "2024-11-04", ReminderPolicy.Once, null, answer: answer));
    }

    [Fact]
    public void What_is_silenced_or_nobody_knows_of_has_no_clock()
    {
        var silence = new Silence(1, SilenceKind.Silence, new SilenceScope("P01", null, null, null, null), "股室负责人", "已知", _told, _told.AddDays(90));
        Assert.Equal("-", Of(Told(), "2024-09-20", ReminderPolicy.EachCheck, _ladder, silence));
        Assert.Equal("-", Of(Told() with { FirstTold = null }, "2024-09-20", ReminderPolicy.EachCheck, _ladder));
        Assert.Equal("-", Of(Told() with { State = AlertState.Resolved }, "2024-09-20", ReminderPolicy.EachCheck, _ladder));
    }

    [Theory]
    // reminders, answer's date, mailbox cannot be read, day, expected
    [InlineData("once", "none", false, "2024-09-09", "escalated 1")]
    [InlineData("once", "none", true, "2024-09-09", "-")] // the step waits
    [InlineData("5", "none", false, "2024-09-09", "escalated 1")]
    [InlineData("5", "none", true, "2024-09-09", "reminded")] // people are still asked, and told why they may be asked in vain
    [InlineData("5", "none", true, "2024-09-06", "-")] // not more often than otherwise
    [InlineData("once", "2024-09-13", true, "2024-09-13", "-")] // within a promise nothing changes
    [InlineData("once", "2024-09-13", true, "2024-09-14", "reminded")] // a broken promise is told all the same
    [InlineData("once", "2024-09-13", false, "2024-09-20", "reminded")]
    [InlineData("once", "2024-09-13", false, "2024-09-23", "escalated 1")]
    [InlineData("once", "2024-09-13", true, "2024-09-23", "reminded")] // a new date may have been promised
    [InlineData("once", "partial", false, "2024-09-10", "escalated 1")]
    [InlineData("once", "partial", true, "2024-09-10", "-")]
    public void While_replies_cannot_be_read_nobody_is_passed_over(string every, string due, bool unread, string day, string expected)
    {
        var answer = due == "none" ? null : new Answer("履行政府采购程序", "10月签合同", due == "partial" ? null : Day(due), null, "责任人", _told, Some.Noon);
        var followUp = FollowUp.Decide(
            Told(), every == "once" ? ReminderPolicy.Once : new ReminderPolicy(int.Parse(every, CultureInfo.InvariantCulture)), _ladder, null, null, answer, Some.Workdays, Day(day), unread);
        Assert.Equal((expected, expected.StartsWith("esc", StringComparison.Ordinal) ? 1 : 0), (Words(followUp), followUp.StepsTaken));
    }

    [Fact]
    public void Steps_that_waited_are_taken_once_replies_can_be_read_again() => Assert.Equal("escalated 2", Of(Told(), "2024-09-12", ReminderPolicy.Once, _ladder));

    [Theory]
    [InlineData(null, "2024-09-30", false)]
    [InlineData("2024-09-02", "2024-09-02", false)]
    [InlineData("2024-09-02", "2024-09-03", true)] // one working day
    [InlineData("2024-09-06", "2024-09-08", false)] // a weekend
    [InlineData("2024-09-06", "2024-09-09", true)]
    [InlineData("2024-09-14", "2024-09-17", false)] // three days off
    [InlineData("2024-09-14", "2024-09-18", true)]
    [InlineData("2024-09-13", "2024-09-14", true)] // a Saturday that is worked
    public void Replies_count_as_unread_after_a_working_day(string? since, string today, bool expected) =>
        Assert.Equal(expected, FollowUp.AreRepliesUnread(since is null ? null : Day(since), Some.Workdays, Day(today)));

    private static Alert Told() => new("execution-lag/2024/101/P01/-", "YJ-2024-0001", AlertState.Firing, Level.Red, 1)
    {
        Since = _told,
        Belief = new Belief(Level.Red, _told, Some.August31, "default", "hash"),
        FirstTold = _told,
        RemindedOn = _told,
    };

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static FollowUp Decide(
        Alert alert, string day, ReminderPolicy reminders, EscalationPolicy? escalation, Silence? mute = null, Acknowledgement? acknowledged = null, Answer? answer = null) =>
        FollowUp.Decide(alert, reminders, escalation, mute, acknowledged, answer, Some.Workdays, Day(day));

    private static string Of(
        Alert alert, string day, ReminderPolicy reminders, EscalationPolicy? escalation, Silence? mute = null, Acknowledgement? acknowledged = null, Answer? answer = null)
    {
        var followUp = Decide(alert, day, reminders, escalation, mute, acknowledged, answer);
        Assert.NotEmpty(followUp.Reason);
        return Words(followUp);
    }

    private static string Words(FollowUp followUp) => followUp.Event switch
    {
        null => "-",
        TransitionKind.Reminded => "reminded",
        _ => $"escalated {followUp.StepsTaken}",
    };
}
