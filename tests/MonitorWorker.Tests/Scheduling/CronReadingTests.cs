using MonitorWorker.Scheduling;

namespace MonitorWorker.Tests.Scheduling;

public class CronReadingTests
{
    private const string Berlin = "Europe/Berlin";
    private const string Shanghai = "Asia/Shanghai";

    [Theory]
    [InlineData("0 9 * * 0", "five fields, read as 0 0 9 ? * SUN")]
    [InlineData("0 9 * * 7", "five fields, read as 0 0 9 ? * SUN")]
    [InlineData("0 9 * * 1", "five fields, read as 0 0 9 ? * MON")]
    [InlineData("0 9 * * SUN", "five fields, read as 0 0 9 ? * SUN")]
    [InlineData("30 8 * * 1-5", "five fields, read as 0 30 8 ? * MON-FRI")]
    [InlineData("30 8 * * mon-fri", "five fields, read as 0 30 8 ? * MON-FRI")]
    [InlineData("0 0 9 ? * 1", "Quartz, 6 fields, read as 0 0 9 ? * SUN")]
    [InlineData("0 0 9 ? * 7", "Quartz, 6 fields, read as 0 0 9 ? * SAT")]
    [InlineData("0 0 9 ? * SUN", "Quartz, 6 fields, read as 0 0 9 ? * SUN")]
    [InlineData("0 0 9 ? * 2-6 2026", "Quartz, 7 fields, read as 0 0 9 ? * MON-FRI 2026")]
    [InlineData("0 0 9 ? * 2#1", "Quartz, 6 fields, read as 0 0 9 ? * MON#1")]
    [InlineData("0 0 9 ? * 6L", "Quartz, 6 fields, read as 0 0 9 ? * FRIL")]
    [InlineData("0 0 9 L * ?", "Quartz, 6 fields, read as 0 0 9 L * ?")]
    public void The_reading_names_the_weekday(string cron, string expected) =>
        Assert.Equal($"{expected} (second minute hour day month weekday), {Shanghai}", Read(cron, Shanghai).Describe);

    [Theory]
    [InlineData("0 9 * * 0")]
    [InlineData("0 9 * * 7")]
    [InlineData("0 9 * * SUN")]
    [InlineData("0 0 9 ? * 1")]
    [InlineData("0 0 9 ? * SUN")]
    public void Sunday_has_five_spellings(string cron) =>
        Assert.Equal(At(2024, 9, 8, 9, 0, 8), Read(cron, Shanghai).NextAfter(At(2024, 9, 2, 0, 0, 8)));

    [Fact]
    public void What_is_read_is_what_is_run()
    {
        foreach (var cron in new[] { "*/10 7-19 * * 1-5", "0 9 * * 0,3", "0 0 9 ? * 2,4-6", "0 0 9 ? * 2/2", "0 0 9 1,15 * ?", "0 0 9 ? * 6#3" })
        {
            var reading = Read(cron, Shanghai);
            var again = Read(reading.QuartzText, Shanghai);
            var (one, other) = ((DateTimeOffset?)At(2024, 1, 1, 0, 0, 8), (DateTimeOffset?)At(2024, 1, 1, 0, 0, 8));
            for (var index = 0; index < 100; index++)
            {
                (one, other) = (reading.NextAfter(one!.Value), again.NextAfter(other!.Value));
                Assert.Equal(one, other);
            }
        }
    }

    [Fact]
    public void Times_are_told_in_the_zone_of_the_schedule()
    {
        var next = Read("30 8 * * *", Shanghai).NextAfter(At(2024, 9, 1, 23, 0, 0))!.Value;
        Assert.Equal((At(2024, 9, 2, 8, 30, 8), TimeSpan.FromHours(8)), (next, next.Offset));
    }

    [Theory]
    [InlineData(8, 29, 59, 1)]
    [InlineData(8, 30, 0, 2)]
    [InlineData(8, 30, 1, 2)]
    public void Previous_includes_the_moment_itself(int hour, int minute, int second, int day)
    {
        var time = new DateTimeOffset(2024, 9, 2, hour, minute, second, TimeSpan.FromHours(8));
        Assert.Equal(At(2024, 9, day, 8, 30, 8), Read("30 8 * * *", Shanghai).PreviousAtOrBefore(time));
    }

    [Fact]
    public void Next_and_previous_agree()
    {
        var reading = Read("*/10 7-19 * * 1-5", Berlin);
        var time = At(2024, 3, 28, 18, 0, 1);
        for (var index = 0; index < 300; index++)
        {
            var next = reading.NextAfter(time)!.Value;
            Assert.Equal(next, reading.PreviousAtOrBefore(next));
            Assert.Equal(next, reading.PreviousAtOrBefore(next.AddSeconds(59)));
            Assert.True(reading.PreviousAtOrBefore(next.AddTicks(-1)) < next);
            time = next;
        }
    }

    // 2024-03-31 02:00 became 03:00 in Berlin.
    [Fact]
    public void A_time_that_a_clock_change_skips_comes_once_when_the_clock_has_jumped()
    {
        var reading = Read("30 2 * * *", Berlin);
        var first = reading.NextAfter(At(2024, 3, 30, 12, 0, 1))!.Value;
        Assert.Equal(At(2024, 3, 31, 3, 0, 2), first);
        Assert.Equal(At(2024, 4, 1, 2, 30, 2), reading.NextAfter(first));
        Assert.Equal(first, reading.PreviousAtOrBefore(At(2024, 3, 31, 12, 0, 2)));
    }

    // 2024-10-27 03:00 became 02:00 in Berlin: half past two was there twice.
    [Fact]
    public void A_fixed_time_in_the_hour_that_comes_twice_comes_once()
    {
        var reading = Read("30 2 * * *", Berlin);
        var first = reading.NextAfter(At(2024, 10, 26, 12, 0, 2))!.Value;
        Assert.Equal(At(2024, 10, 27, 2, 30, 2), first);
        Assert.Equal(At(2024, 10, 28, 2, 30, 1), reading.NextAfter(first));
    }

    // The way back, and whoever asks between the two half past twos, must not find a second run.
    [Theory]
    [InlineData("2024-10-27T00:29:59Z", "2024-10-26T00:30:00Z")]
    [InlineData("2024-10-27T00:30:00Z", "2024-10-27T00:30:00Z")]
    [InlineData("2024-10-27T01:10:00Z", "2024-10-27T00:30:00Z")]
    [InlineData("2024-10-27T01:30:00Z", "2024-10-27T00:30:00Z")]
    [InlineData("2024-10-27T12:00:00Z", "2024-10-27T00:30:00Z")]
    [InlineData("2024-10-27T13:00:00+01:00", "2024-10-27T00:30:00Z")]
    public void The_hour_that_comes_twice_has_one_run_looking_back_as_well(string time, string expected)
    {
        var reading = Read("30 2 * * *", Berlin);
        Assert.Equal(DateTimeOffset.Parse(expected), reading.PreviousAtOrBefore(DateTimeOffset.Parse(time)));
        var next = reading.NextAfter(DateTimeOffset.Parse(time))!.Value;
        Assert.True(next == DateTimeOffset.Parse("2024-10-27T00:30:00Z") || next == DateTimeOffset.Parse("2024-10-28T01:30:00Z"), $"{next:O}");
    }

    [Fact]
    public void Every_ten_minutes_goes_on_through_both_clock_changes()
    {
        var reading = Read("*/10 * * * *", Berlin);
        foreach (var start in new[] { At(2024, 3, 31, 0, 0, 1), At(2024, 10, 27, 0, 0, 2) })
        {
            var time = start;
            for (var index = 0; index < 40; index++)
            {
                var next = reading.NextAfter(time)!.Value;
                Assert.Equal(TimeSpan.FromMinutes(10), next - time);
                time = next;
            }
        }
    }

    [Theory]
    [InlineData("", Shanghai, "has 0 fields, not 5 (Unix) or 6 to 7 (Quartz)")]
    [InlineData("@daily", Shanghai, "has 1 fields, not 5 (Unix) or 6 to 7 (Quartz)")]
    [InlineData("0 9 * *", Shanghai, "has 4 fields, not 5 (Unix) or 6 to 7 (Quartz)")]
    [InlineData("0 9 31 2 *", Shanghai, "names a day that never comes")]
    [InlineData("0 9 * * *", "Asia/Luzhou", "Asia/Luzhou is not a time zone")]
    public void What_cannot_be_read_says_why(string cron, string zone, string expected)
    {
        Assert.False(CronReading.TryRead(cron, zone, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void Rare_days_are_found_in_both_directions()
    {
        var leap = Read("0 0 29 2 *", Shanghai);
        Assert.Equal(At(2104, 2, 29, 0, 0, 8), leap.NextAfter(At(2096, 3, 1, 0, 0, 8)));
        Assert.Equal(At(2096, 2, 29, 0, 0, 8), leap.PreviousAtOrBefore(At(2104, 2, 28, 0, 0, 8)));
        Assert.Null(Read("0 0 9 1 1 ? 2020", Shanghai).NextAfter(At(2024, 1, 1, 0, 0, 8)));
    }

    [Fact]
    public void A_zone_may_have_its_name_of_Windows() =>
        Assert.Equal(Read("0 9 * * *", Shanghai).NextAfter(At(2024, 9, 2, 0, 0, 8)), Read("0 9 * * *", "China Standard Time").NextAfter(At(2024, 9, 2, 0, 0, 8)));

    private static CronReading Read(string cron, string zone) => CronReading.TryRead(cron, zone, out var reading, out var problem) ? reading : throw new FormatException(problem);

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute, int offset) => new(year, month, day, hour, minute, 0, TimeSpan.FromHours(offset));
}
