using System.Globalization;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Notifications;

/// <summary>When what is told once a day or once a week leaves.</summary>
public class BundleTimesTests
{
    [Theory]
    [InlineData("2024-09-02 08:30", "2024-09-02 16:00")]
    [InlineData("2024-09-02 15:59", "2024-09-02 16:00")]
    [InlineData("2024-09-02 16:00", "2024-09-03 16:00")] // what is decided at the time itself waits for the next
    [InlineData("2024-09-06 17:00", "2024-09-09 16:00")] // Friday evening: Monday
    [InlineData("2024-09-07 08:30", "2024-09-09 16:00")] // Saturday
    [InlineData("2024-09-14 08:30", "2024-09-14 16:00")] // a Saturday that is worked for the Mid-Autumn Festival
    [InlineData("2024-09-14 17:00", "2024-09-18 16:00")] // then off until the 17th
    [InlineData("2024-09-30 17:00", "2024-10-08 16:00")] // the National Day holiday
    [InlineData("2030-10-01 08:30", "2030-10-01 16:00")] // no calendar: Monday to Friday
    [InlineData("2030-10-04 17:00", "2030-10-07 16:00")]
    [InlineData("2024-12-31 17:00", "2025-01-02 16:00")]
    public void Daily(string decided, string due) => Assert.Equal(Local(due), Times().DueAfter(Timing.Daily, Local(decided)));

    [Theory]
    [InlineData("2024-09-02 08:30", "2024-09-02 09:00")]
    [InlineData("2024-09-02 09:00", "2024-09-09 09:00")]
    [InlineData("2024-09-05 12:00", "2024-09-09 09:00")]
    [InlineData("2024-09-12 12:00", "2024-09-18 09:00")] // Monday the 16th and the day after are off
    [InlineData("2024-09-16 12:00", "2024-09-18 09:00")] // the time of this week is still to come
    [InlineData("2024-09-18 08:59", "2024-09-18 09:00")]
    [InlineData("2024-09-18 09:00", "2024-09-23 09:00")]
    [InlineData("2024-10-07 12:00", "2024-10-08 09:00")]
    [InlineData("2030-10-02 12:00", "2030-10-07 09:00")] // no calendar: a holiday is not known
    public void Weekly(string decided, string due) => Assert.Equal(Local(due), Times().DueAfter(Timing.Weekly, Local(decided)));

    [Theory]
    [InlineData("2024-10-01 12:00", "2024-10-08 10:00")] // Tuesday the 1st is off, and so is the rest of its week: two weeks' times are one
    [InlineData("2024-10-08 09:00", "2024-10-08 10:00")]
    [InlineData("2024-10-08 10:00", "2024-10-15 10:00")]
    public void A_holiday_may_move_a_week_onto_the_next(string decided, string due) =>
        Assert.Equal(Local(due), (Times() with { WeeklyOn = DayOfWeek.Tuesday, WeeklyAt = new TimeOnly(10, 0) }).DueAfter(Timing.Weekly, Local(decided)));

    [Fact]
    public void At_once_has_no_time() => Assert.Null(Times().DueAfter(Timing.Now, Some.Noon));

    [Fact]
    public void The_next_time_is_always_a_working_day_after_the_decision_and_nothing_lies_between()
    {
        var times = Times();
        for (var decided = Local("2024-01-01 00:00"); decided < Local("2026-12-31 00:00"); decided = decided.AddHours(7))
        {
            foreach (var timing in new[] { Timing.Daily, Timing.Weekly })
            {
                var due = times.DueAfter(timing, decided)!.Value;
                Assert.True(due > decided);
                Assert.True(times.Workdays.IsWorkday(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, times.Zone).DateTime)).Value);
                Assert.Equal(due, times.DueAfter(timing, due.AddTicks(-1)));
            }
        }
    }

    [Theory]
    [InlineData("2024-03-30 12:00", "2024-04-01T00:30:00Z")] // in summer time
    [InlineData("2024-03-29 12:00", "2024-04-01T00:30:00Z")]
    [InlineData("2024-03-28 12:00", "2024-03-29T01:30:00Z")]
    public void A_time_of_day_is_the_offices_also_when_the_clocks_change(string decided, string due)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var times = new BundleTimes(new TimeOnly(2, 30), DayOfWeek.Monday, new TimeOnly(9, 0), zone, WorkdayCalendar.MondayToFriday);
        Assert.Equal(DateTimeOffset.Parse(due, CultureInfo.InvariantCulture), times.DueAfter(Timing.Daily, Local(decided)));
    }

    [Fact]
    public void A_time_that_the_clocks_skip_comes_when_they_have_jumped()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var everyDay = new WorkdayCalendar("xx", [new CalendarYear("xx", 2024, null, [DayOfWeek.Monday], [], [])]);
        var times = new BundleTimes(new TimeOnly(2, 30), DayOfWeek.Sunday, new TimeOnly(9, 0), zone, everyDay);
        Assert.Equal(new DateTimeOffset(2024, 3, 31, 1, 0, 0, TimeSpan.Zero), times.DueAfter(Timing.Daily, new DateTimeOffset(2024, 3, 30, 12, 0, 0, TimeSpan.Zero)));
    }

    private static BundleTimes Times() => new(new TimeOnly(16, 0), DayOfWeek.Monday, new TimeOnly(9, 0), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), Some.Workdays);

    private static DateTimeOffset Local(string time) =>
        new(DateTime.ParseExact(time, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
