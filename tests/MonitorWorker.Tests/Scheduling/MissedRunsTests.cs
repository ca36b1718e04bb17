using System.Globalization;
using MonitorWorker.Scheduling;

namespace MonitorWorker.Tests.Scheduling;

public class MissedRunsTests
{
    [Theory]
    // last claimed, latest due, now, policy → decision; the oldest run that is made up is 12 hours old.
    [InlineData(null, null, "12:00", MissedRun.Once, CatchUp.FirstSight)]
    [InlineData(null, "08:30", "12:00", MissedRun.Once, CatchUp.FirstSight)]
    [InlineData(null, "08:30", "12:00", MissedRun.Skip, CatchUp.FirstSight)]
    [InlineData("08:30", null, "12:00", MissedRun.Once, CatchUp.Nothing)]
    [InlineData("08:30", "08:30", "12:00", MissedRun.Once, CatchUp.Nothing)]
    [InlineData("08:30", "08:30", "12:00", MissedRun.Skip, CatchUp.Nothing)]
    [InlineData("09:00", "08:30", "12:00", MissedRun.Once, CatchUp.Nothing)] // the expression was changed, or the clock set back
    [InlineData("08:00", "08:30", "08:30", MissedRun.Once, CatchUp.Run)]
    [InlineData("08:00", "08:30", "12:00", MissedRun.Once, CatchUp.Run)]
    [InlineData("00:00", "08:30", "20:30", MissedRun.Once, CatchUp.Run)]
    [InlineData("00:00", "08:30", "20:31", MissedRun.Once, CatchUp.Skip)]
    [InlineData("08:00", "08:30", "12:00", MissedRun.Skip, CatchUp.Skip)]
    [InlineData("08:00", "08:30", "08:30", MissedRun.Skip, CatchUp.Skip)]
    [InlineData("00:00", "08:30", "20:31", MissedRun.Skip, CatchUp.Skip)]
    public void A_missed_run_is_decided_by_policy_and_age(string? lastDue, string? due, string now, MissedRun missed, CatchUp expected)
    {
        Assert.True(CronReading.TryRead("30 8 * * *", "UTC", out var cron, out _));
        var schedule = new Schedule("morning", "check", cron, missed, TimeSpan.FromHours(12));
        Assert.Equal(expected, MissedRuns.Decide(schedule, At(lastDue), At(due), At(now)!.Value));
    }

    private static DateTimeOffset? At(string? time) =>
        time is null ? null : new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero) + TimeSpan.Parse(time, CultureInfo.InvariantCulture);
}
