using System.Globalization;
using FsCheck.Xunit;
using MonitorWorker.Calendar;
using MonitorWorker.Scheduling;

namespace MonitorWorker.Tests.Scheduling;

public class WorkdayRuleTests
{
    private const string Shanghai = "Asia/Shanghai";

    [Theory]
    // The last working day of the month; 2026-02-28 is a Saturday of work, 2026-01-31 one of rest.
    [InlineData("0 9 L * *", DayOff.MoveBack, "2026-01-01", "Fri 01-30 09:00, Sat 02-28 09:00, Tue 03-31 09:00, Thu 04-30 09:00, Fri 05-29 09:00, Tue 06-30 09:00, Fri 07-31 09:00, Mon 08-31 09:00, Wed 09-30 09:00, Fri 10-30 09:00, Mon 11-30 09:00, Thu 12-31 09:00")]
    [InlineData("0 0 9 L * ?", DayOff.MoveBack, "2026-01-30 09:00", "Sat 02-28 09:00")]
    // The next working day after the 5th, where that is a day off.
    [InlineData("0 9 5 * *", DayOff.MoveOn, "2026-01-01", "Mon 01-05 09:00, Thu 02-05 09:00, Thu 03-05 09:00, Tue 04-07 09:00, Wed 05-06 09:00, Fri 06-05 09:00, Mon 07-06 09:00, Wed 08-05 09:00, Mon 09-07 09:00, Thu 10-08 09:00, Thu 11-05 09:00, Mon 12-07 09:00")]
    // Spring Festival: from Saturday the 14th to Tuesday the 24th.
    [InlineData("30 8 * * *", DayOff.LeaveOut, "2026-02-13 00:00", "Fri 02-13 08:30, Sat 02-14 08:30, Tue 02-24 08:30, Wed 02-25 08:30, Thu 02-26 08:30, Fri 02-27 08:30, Sat 02-28 08:30, Mon 03-02 08:30")]
    [InlineData("30 8 * * *", DayOff.MoveOn, "2026-02-14 00:00", "Sat 02-14 08:30, Tue 02-24 08:30, Wed 02-25 08:30")]
    [InlineData("30 8 * * *", DayOff.MoveBack, "2026-02-14 00:00", "Sat 02-14 08:30, Tue 02-24 08:30, Wed 02-25 08:30")]
    // Whoever says MON-FRI says it: days of work that make up for others are not among them.
    [InlineData("30 8 * * MON-FRI", DayOff.LeaveOut, "2026-02-13 00:00", "Fri 02-13 08:30, Tue 02-24 08:30")]
    // Every Monday: the festival's two are one with each other, the 24th is a Tuesday.
    [InlineData("0 9 * * MON", DayOff.MoveOn, "2026-02-09 12:00", "Tue 02-24 09:00, Mon 03-02 09:00")]
    [InlineData("0 9 * * MON", DayOff.MoveBack, "2026-02-09 12:00", "Sat 02-14 09:00, Mon 03-02 09:00")]
    [InlineData("0 9 * * MON", DayOff.LeaveOut, "2026-02-09 12:00", "Mon 03-02 09:00")]
    // National Day, and the Sunday of work before it.
    [InlineData("0 9 * * SUN", DayOff.LeaveOut, "2026-01-05", "Sun 09-20 09:00")]
    [InlineData("0 9 * * SAT", DayOff.LeaveOut, "2026-01-05", "Sat 02-14 09:00, Sat 02-28 09:00, Sat 05-09 09:00, Sat 10-10 09:00")]
    [InlineData("0 9 1 10 *", DayOff.MoveOn, "2026-01-05", "Thu 10-08 09:00")]
    [InlineData("0 9 1 10 *", DayOff.MoveBack, "2026-01-05", "Wed 09-30 09:00")]
    // Times of several days off come together in the order of the clock.
    [InlineData("0 9,17 3 10 *", DayOff.MoveOn, "2026-10-08 09:00", "Thu 10-08 17:00")]
    [InlineData("0 9 3 10 *", DayOff.MoveOn, "2026-10-05 23:00", "Thu 10-08 09:00")]
    [InlineData("0 */6 2-4 10 *", DayOff.MoveOn, "2026-10-01", "Thu 10-08 00:00, Thu 10-08 06:00, Thu 10-08 12:00, Thu 10-08 18:00")]
    [InlineData("0 */6 2-4 10 *", DayOff.MoveBack, "2026-09-30 07:00", "Wed 09-30 12:00, Wed 09-30 18:00")]
    public void A_firing_on_a_day_off_goes_where_the_rule_sends_it(string cron, DayOff dayOff, string from, string expected) =>
        Assert.Equal(expected, Firings(Schedule(cron, dayOff), from, expected.Split(", ").Length));

    [Theory]
    [InlineData("0 9 5 * *")]
    [InlineData("0 9 L * *")]
    [InlineData("30 8 * * *")]
    [InlineData("30 8,14 * * MON,SAT,SUN")]
    [InlineData("0 */5 * * *")]
    [InlineData("15 23 1-7 * *")]
    public void Over_a_year_every_firing_is_one_of_cron_moved_and_looking_back_finds_it(string cron)
    {
        foreach (var dayOff in Enum.GetValues<DayOff>())
        {
            var schedule = Schedule(cron, dayOff);
            var (start, end) = (At("2026-01-01"), At("2026-12-31"));
            var expected = Plain(schedule.Cron, start.AddDays(-20), end.AddDays(20))
                .Where(local => dayOff != DayOff.LeaveOut || Some.Workdays.IsWorkday(DateOnly.FromDateTime(local)).Value)
                .Select(local => Moved(local, dayOff))
                .Distinct()
                .Order()
                .Where(time => time > start && time <= end)
                .ToList();
            Assert.NotEmpty(expected);

            var found = new List<DateTimeOffset>();
            for (var next = schedule.NextAfter(start); next <= end; next = schedule.NextAfter(next.Value)) found.Add(next!.Value);
            Assert.Equal(expected, found);

            var back = new List<DateTimeOffset>();
            for (var previous = schedule.PreviousAtOrBefore(end); previous > start; previous = schedule.PreviousAtOrBefore(previous.Value.AddTicks(-1))) back.Add(previous!.Value);
            back.Reverse();
            Assert.Equal(expected, back);
        }
    }

    [Property]
    public bool Between_a_firing_and_the_next_one_the_first_is_the_latest(uint minutes, byte which, byte rule)
    {
        string[] crons = ["0 9 5 * *", "0 9 L * *", "*/50 7-19 * * *", "0 0 * * SAT", "0 12 29 2 *"];
        var schedule = Schedule(crons[which % crons.Length], (DayOff)(rule % 3));
        var time = At("2023-06-01").AddMinutes(minutes % 2_500_000);
        var next = schedule.NextAfter(time);
        var latest = schedule.PreviousAtOrBefore(time);
        return (next is null || (next > time && schedule.PreviousAtOrBefore(next.Value) == next && schedule.PreviousAtOrBefore(next.Value.AddTicks(-1)) == latest))
            && (latest is null || (latest <= time && schedule.NextAfter(latest.Value) == next));
    }

    [Fact]
    public void A_change_of_clocks_moves_a_time_that_is_not_there_to_the_jump()
    {
        // 2026-03-29 is a Sunday on which Berlin has no half past two, and 2026-10-25 one on which it has two.
        var berlin = new WorkdayCalendar("de", [new CalendarYear("de", 2026, null, [DayOfWeek.Saturday], [], [])]);
        Assert.Equal(
            "Sun 03-29 03:00, Sun 04-05 02:30",
            Firings(Schedule("30 2 * * SAT", DayOff.MoveOn, "Europe/Berlin", berlin), "2026-03-25", 2, "Europe/Berlin"));
        Assert.Equal(
            "Sun 10-25 02:30, Sun 11-01 02:30",
            Firings(Schedule("30 2 * * SAT,SUN", DayOff.MoveOn, "Europe/Berlin", berlin), "2026-10-23", 2, "Europe/Berlin"));
        Assert.Equal(
            "Sun 10-25 02:00, Sun 10-25 02:00, Sun 10-25 03:00",
            Firings(Schedule("0 * * * SUN", DayOff.LeaveOut, "Europe/Berlin", berlin), "2026-10-25 01:00", 3, "Europe/Berlin"));
    }

    [Fact]
    public void What_hangs_on_an_unknown_year_is_a_guess()
    {
        var firings = Schedule("0 9 L * *", DayOff.MoveBack).Following(At("2026-11-29"), 3).ToList();
        Assert.Equal([false, false, true], firings.Select(firing => firing.IsGuess));
        Assert.DoesNotContain(Schedule("0 9 L * *", null).Following(At("2026-11-29"), 3), firing => firing.IsGuess);
    }

    [Fact]
    public void What_comes_on_no_working_day_never_fires()
    {
        Assert.Null(Schedule("0 9 1 10 * ", DayOff.LeaveOut, calendar: Always(10, 1)).NextAfter(At("2026-11-01")));
        Assert.Null(Schedule("0 0 9 1 10 ? 2026", DayOff.LeaveOut).NextAfter(At("2026-01-01")));
        Assert.Null(Schedule("0 0 9 1 10 ? 2030", DayOff.MoveBack).PreviousAtOrBefore(At("2026-01-01")));

        static WorkdayCalendar Always(int month, int day) => new(
            "xx", Enumerable.Range(2020, 300).Select(year => new CalendarYear("xx", year, null, [], [new Holiday("x", [new DateOnly(year, month, day)])], [])));
    }

    [Theory]
    [InlineData(null, "five fields (Unix, 0 and 7 are Sunday): 0 9 5 * *, Asia/Shanghai")]
    [InlineData(DayOff.LeaveOut, "five fields (Unix, 0 and 7 are Sunday): 0 9 5 * *, Asia/Shanghai; on working days alone, other firings are left out")]
    [InlineData(DayOff.MoveOn, "five fields (Unix, 0 and 7 are Sunday): 0 9 5 * *, Asia/Shanghai; a firing on a day off comes on the next working day")]
    [InlineData(DayOff.MoveBack, "five fields (Unix, 0 and 7 are Sunday): 0 9 5 * *, Asia/Shanghai; a firing on a day off comes on the last working day before")]
    public void The_reading_says_what_becomes_of_days_off(DayOff? dayOff, string expected) => Assert.Equal(expected, Schedule("0 9 5 * *", dayOff).Describe);

    private static Schedule Schedule(string expression, DayOff? dayOff, string zone = Shanghai, WorkdayCalendar? calendar = null) =>
        CronReading.TryRead(expression, zone, out var cron, out var problem) || problem == "never fires again"
            ? new Schedule("s", "check", cron, MissedRun.Once, TimeSpan.FromHours(12)) { Workdays = dayOff is { } rule ? new WorkdayRule(rule, calendar ?? Some.Workdays) : null }
            : throw new FormatException(problem);

    private static DateTimeOffset At(string local, string zone = Shanghai)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(time)).ToUniversalTime();
    }

    private static IEnumerable<DateTime> Plain(CronReading cron, DateTimeOffset from, DateTimeOffset to)
    {
        for (var next = cron.NextAfter(from); next <= to; next = cron.NextAfter(next.Value)) yield return TimeZoneInfo.ConvertTime(next!.Value, cron.Zone).DateTime;
    }

    /// <summary>Day by day, as a person with the announcement in hand would do it.</summary>
    private static DateTimeOffset Moved(DateTime local, DayOff dayOff)
    {
        while (!Some.Workdays.IsWorkday(DateOnly.FromDateTime(local)).Value) local = local.AddDays(dayOff == DayOff.MoveBack ? -1 : 1);
        return new DateTimeOffset(local, TimeSpan.FromHours(8));
    }

    private static string Firings(Schedule schedule, string from, int count, string zone = Shanghai) => string.Join(
        ", ",
        schedule.Following(At(from, zone), count).Select(firing => TimeZoneInfo.ConvertTime(firing.Due, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("ddd MM-dd HH:mm", CultureInfo.InvariantCulture)));
}
