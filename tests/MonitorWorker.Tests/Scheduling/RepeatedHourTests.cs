using MonitorWorker.Scheduling;

namespace MonitorWorker.Tests.Scheduling;

public class RepeatedHourTests
{
    private const string Berlin = "Europe/Berlin";

    // 2024-10-27 03:00 became 02:00 in Berlin: half past two was there twice.
    [Theory]
    [InlineData("2024-10-27T00:29:59Z", "2024-10-26T00:30:00Z")]
    [InlineData("2024-10-27T00:30:00Z", "2024-10-27T00:30:00Z")]
    [InlineData("2024-10-27T01:10:00Z", "2024-10-27T00:30:00Z")]
    [InlineData("2024-10-27T01:30:00Z", "2024-10-27T00:30:00Z")]
    [InlineData("2024-10-27T12:00:00Z", "2024-10-27T00:30:00Z")]
    [InlineData("2024-10-27T13:00:00+01:00", "2024-10-27T00:30:00Z")]
    public void It_has_one_run_whenever_one_asks(string time, string expected)
    {
        var reading = Read("30 2 * * *", Berlin);
        Assert.Equal(DateTimeOffset.Parse(expected), reading.PreviousAtOrBefore(DateTimeOffset.Parse(time)));
        var next = reading.NextAfter(DateTimeOffset.Parse(time))!.Value;
        Assert.True(next == DateTimeOffset.Parse("2024-10-27T00:30:00Z") || next == DateTimeOffset.Parse("2024-10-28T01:30:00Z"), $"{next:O}");
    }

    [Fact]
    public void Every_ten_minutes_goes_on_through_both_clock_changes()
    {
        var reading = Read("*/10 * * * *");
        foreach (var start in new[] { "2024-03-31T00:00:00+01:00", "2024-10-27T00:00:00+02:00" })
        {
            var time = DateTimeOffset.Parse(start);
            for (var index = 0; index < 40; index++)
            {
                var next = reading.NextAfter(time)!.Value;
                Assert.Equal(TimeSpan.FromMinutes(10), next - time);
                Assert.Equal(next, reading.PreviousAtOrBefore(next));
                time = next;
            }
        }
    }

    private static CronReading Read(string cron, string zone = Berlin) =>
        CronReading.TryRead(cron, zone, out var reading, out var problem) ? reading : throw new FormatException(problem);
}
