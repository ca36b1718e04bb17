using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Scheduling;

namespace MonitorWorker.Tests.Scheduling;

public class CronReadingTests
{
    private static readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    // Sunday, in every way that people write it; 2026-11-22 is one.
    [InlineData("30 8 * * 0", "2026-11-20", "Sun 2026-11-22 08:30, Sun 2026-11-29 08:30")]
    [InlineData("30 8 * * 7", "2026-11-20", "Sun 2026-11-22 08:30, Sun 2026-11-29 08:30")]
    [InlineData("30 8 * * SUN", "2026-11-20", "Sun 2026-11-22 08:30, Sun 2026-11-29 08:30")]
    [InlineData("0 30 8 ? * 1", "2026-11-20", "Sun 2026-11-22 08:30, Sun 2026-11-29 08:30")]
    [InlineData("0 30 8 ? * SUN", "2026-11-20", "Sun 2026-11-22 08:30, Sun 2026-11-29 08:30")]
    [InlineData("30 8 * * 1", "2026-11-20", "Mon 2026-11-23 08:30, Mon 2026-11-30 08:30")]
    [InlineData("0 30 8 ? * 7", "2026-11-20", "Sat 2026-11-21 08:30, Sat 2026-11-28 08:30")]
    [InlineData("30 8 * * 6-7", "2026-11-20", "Sat 2026-11-21 08:30, Sun 2026-11-22 08:30, Sat 2026-11-28 08:30")]
    // Working days, over a weekend.
    [InlineData("30 8 * * MON-FRI", "2026-11-20 12:00", "Mon 2026-11-23 08:30, Tue 2026-11-24 08:30")]
    [InlineData("30 8 * * 1-5", "2026-11-20 12:00", "Mon 2026-11-23 08:30, Tue 2026-11-24 08:30")]
    [InlineData("0 30 8 ? * MON-FRI", "2026-11-20 12:00", "Mon 2026-11-23 08:30, Tue 2026-11-24 08:30")]
    [InlineData("  30\t8  * * mon-fri ", "2026-11-20 12:00", "Mon 2026-11-23 08:30, Tue 2026-11-24 08:30")]
    // Ends and beginnings of months.
    [InlineData("0 0 9 L * ?", "2026-11-20", "Mon 2026-11-30 09:00, Thu 2026-12-31 09:00, Sun 2027-01-31 09:00")]
    [InlineData("0 9 L * *", "2028-02-10", "Tue 2028-02-29 09:00, Fri 2028-03-31 09:00")]
    [InlineData("0 0 9 LW * ?", "2026-12-31 10:00", "Fri 2027-01-29 09:00, Fri 2027-02-26 09:00")]
    [InlineData("0 0 9 ? * MON#1", "2026-11-20", "Mon 2026-12-07 09:00, Mon 2027-01-04 09:00")]
    [InlineData("0 9 * * MON#1", "2026-11-20", "Mon 2026-12-07 09:00, Mon 2027-01-04 09:00")]
    [InlineData("0 9 29 2 *", "2026-11-20", "Tue 2028-02-29 09:00, Sun 2032-02-29 09:00")]
    [InlineData("*/10 7-19 * * *", "2026-11-20 19:45", "Fri 2026-11-20 19:50, Sat 2026-11-21 07:00")]
    // Both days restricted: either will do.
    [InlineData("0 9 1 * MON", "2026-11-27", "Mon 2026-11-30 09:00, Tue 2026-12-01 09:00, Mon 2026-12-07 09:00")]
    [InlineData("@daily", "2026-11-20 12:00", "Sat 2026-11-21 00:00")]
    public void An_expression_fires_when_its_writer_meant(string cron, string from, string expected) =>
        Assert.Equal(expected, Firings(cron, "Asia/Shanghai", from, expected.Split(", ").Length));

    [Theory]
    // 2026-03-29 has no 02:30 in Berlin: it fires when the clocks have jumped, and is never left out.
    [InlineData("30 2 * * *", "2026-03-28 12:00", "Sun 2026-03-29 03:00, Mon 2026-03-30 02:30, Tue 2026-03-31 02:30")]
    [InlineData("0 30 2 * * ?", "2026-03-28 12:00", "Sun 2026-03-29 03:00, Mon 2026-03-30 02:30, Tue 2026-03-31 02:30")]
    [InlineData("30 2 29 3 *", "2026-03-28 12:00", "Sun 2026-03-29 03:00, Mon 2027-03-29 02:30")]
    [InlineData("0 * * * *", "2026-03-29 01:00", "Sun 2026-03-29 03:00, Sun 2026-03-29 04:00")]
    // 2026-10-25 has 02:30 twice: a daily job runs once, an hourly one every hour.
    [InlineData("30 2 * * *", "2026-10-24 12:00", "Sun 2026-10-25 02:30, Mon 2026-10-26 02:30")]
    [InlineData("0 * * * *", "2026-10-25 01:00", "Sun 2026-10-25 02:00, Sun 2026-10-25 02:00, Sun 2026-10-25 03:00")]
    public void The_change_of_clocks_neither_stops_nor_doubles_a_day(string cron, string from, string expected) =>
        Assert.Equal(expected, Firings(cron, "Europe/Berlin", from, expected.Split(", ").Length));

    [Theory]
    [InlineData("30 2 * * *")]
    [InlineData("0,15,30,45 2 * * *")]
    [InlineData("30 1-3 * * *")]
    [InlineData("*/20 * * * *")]
    [InlineData("0 0 0/1 ? * SUN")]
    public void Looking_back_finds_what_looking_forward_came_by(string cron)
    {
        var reading = Read(cron, "Europe/Berlin");
        foreach (var start in new[] { Instant("2026-03-28 20:00", "UTC"), Instant("2026-10-24 20:00", "UTC") })
        {
            var last = reading.NextAfter(start.AddDays(-8))!.Value;
            for (var time = start.AddDays(-8); time < start.AddDays(2); time = time.AddMinutes(10))
            {
                while (reading.NextAfter(last) is { } next && next <= time) last = next;
                if (last <= time) Assert.Equal(last, reading.PreviousAtOrBefore(time));
            }
        }
    }

    [Theory]
    [InlineData("08:29:59.999", "2026-11-23T00:30:00")]
    [InlineData("08:30:00", "2026-11-24T00:30:00")]
    [InlineData("08:30:00.001", "2026-11-24T00:30:00")]
    [InlineData("23:00:00", "2026-11-24T00:30:00")]
    public void The_previous_firing_is_never_in_the_future(string time, string expected)
    {
        var at = new DateTimeOffset(new DateTime(2026, 11, 24) + TimeSpan.Parse(time, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
        Assert.Equal(expected, Read("30 8 * * *", "Asia/Shanghai").PreviousAtOrBefore(at)!.Value.UtcDateTime.ToString("s"));
    }

    [Fact]
    public void What_begins_in_the_future_has_no_previous_firing() =>
        Assert.Null(Read("0 0 12 1 1 ? 2030", "UTC").PreviousAtOrBefore(Instant("2026-11-20", "UTC")));

    [Theory]
    [InlineData("30 8 * * MON-FRI", "five fields (Unix, 0 and 7 are Sunday): 30 8 * * MON-FRI, Asia/Shanghai")]
    [InlineData(" 30  8 * * *", "five fields (Unix, 0 and 7 are Sunday): 30 8 * * *, Asia/Shanghai")]
    [InlineData("0 30 8 ? * MON-FRI", "Quartz (seconds first, 1 is Sunday): 0 30 8 ? * MON-FRI, Asia/Shanghai")]
    [InlineData("30 8 * * 1-5", "five fields (Unix, 0 and 7 are Sunday): 30 8 * * 1-5, Asia/Shanghai; careful: weekday 1-5 is read as MON-FRI, better write names")]
    [InlineData("30 8 * * 7", "five fields (Unix, 0 and 7 are Sunday): 30 8 * * 7, Asia/Shanghai; careful: weekday 7 is read as SUN, better write names")]
    [InlineData("0 30 8 ? * 2-6", "Quartz (seconds first, 1 is Sunday): 0 30 8 ? * 2-6, Asia/Shanghai; careful: weekday 2-6 is read as MON-FRI, better write names")]
    [InlineData("0 30 8 ? * 2#1", "Quartz (seconds first, 1 is Sunday): 0 30 8 ? * 2#1, Asia/Shanghai; careful: weekday 2#1 is read as MON#1, better write names")]
    [InlineData("30 8 * * MON/2", "five fields (Unix, 0 and 7 are Sunday): 30 8 * * MON/2, Asia/Shanghai")]
    [InlineData("@daily", "shorthand: @daily, Asia/Shanghai")]
    public void The_reading_is_said_in_one_line(string cron, string expected) => Assert.Equal(expected, Read(cron, "Asia/Shanghai").Describe);

    [Theory]
    [InlineData("61 8 * * *", "Minute and Second values must be between 0 and 59")]
    [InlineData("99 8 * * MON-FRI", "'99' is out of range")]
    [InlineData("0 0 9 1,98 * ?", "'1,98' is out of range")]
    [InlineData("30 25 * * *", "Hour values must be between 0 and 23")]
    [InlineData("0 0 9 32 * ?", "Day of month values must be between 1 and 31")]
    [InlineData("30 8 * * 8", "'8' is not a day of the week: the Unix/crontab form numbers them 0-7, with both 0 and 7 meaning Sunday")]
    [InlineData("0 30 8 ? * 0", "Day-of-Week values must be between 1 and 7, with 1 = Sunday and 7 = Saturday. Unix cron numbers days 0-6 starting at Sunday; use names (SUN, MON, ...) to stay unambiguous")]
    [InlineData("30 8 * *", "has 4 fields; a schedule has six: second minute hour day month weekday, e.g. 0 0 8 ? * MON-FRI (five, without the second, and a seventh for the year are read as well)")]
    [InlineData("*/0 * * * *", "A step of 0 is not a step: '*/0' would advance by nothing. Use '*' for every value, or a step of 1 or more")]
    [InlineData("0 0 12 1 1 ? 2020", "never fires again")]
    [InlineData("0 9 30 2 *", "never fires again")]
    public void A_bad_expression_is_told_in_the_parsers_words(string cron, string expected)
    {
        Assert.False(CronReading.TryRead(cron, "Asia/Shanghai", out _, out var problem, _clock));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void An_unknown_time_zone_is_a_problem_and_no_exception()
    {
        Assert.False(CronReading.TryRead("30 8 * * *", "Asia/Shanghia", out _, out var problem, _clock));
        Assert.Equal("'Asia/Shanghia' is not a time zone", problem);
    }

    [Fact]
    public void A_year_may_end_in_ninety_nine() => Assert.Equal(2099, Read("0 0 9 1 1 ? 2099", "UTC").NextAfter(_clock.GetUtcNow())!.Value.Year);

    [Fact]
    public void Nothing_that_can_be_typed_throws()
    {
        foreach (var cron in new[] { "", " ", "?", "abc", "H 8 * * *", "0 0 9 W * ?", "* * * * * * * *", "@never", "30 8 * * 1#9", "30 8 32W * *", "-1 8 * * *", "99999999999 * * * *", "预算 * * * *" })
            Assert.False(CronReading.TryRead(cron, "UTC", out _, out var problem, _clock) || problem.Length == 0, cron);
    }

    private static CronReading Read(string cron, string zone) =>
        CronReading.TryRead(cron, zone, out var reading, out var problem, _clock) ? reading : throw new FormatException(problem);

    private static DateTimeOffset Instant(string local, string zone)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(time)).ToUniversalTime();
    }

    private static string Firings(string cron, string zone, string from, int count)
    {
        var (reading, time, found) = (Read(cron, zone), Instant(from, zone), new List<string>());
        while (found.Count < count && reading.NextAfter(time) is { } next)
        {
            found.Add(TimeZoneInfo.ConvertTime(next, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            Assert.True(next > time);
            time = next;
        }

        return string.Join(", ", found);
    }
}
