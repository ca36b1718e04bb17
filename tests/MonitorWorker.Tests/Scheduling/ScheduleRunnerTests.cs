using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MonitorWorker.Jobs;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Scheduling;

public sealed class ScheduleRunnerTests : IAsyncLifetime
{
    private TestOffice _office = null!;
    private readonly Turns _turns = new();
    private JobDispatcher _jobs = null!;

    /// <summary>Where housekeeping, the job of these schedules, puts its copies: it fails where a file has that name.</summary>
    private string Backups => Path.Combine(_office.Folder, "backups");

    private ScheduleStore Memory => new(_office.Store);

    public async ValueTask InitializeAsync()
    {
        _office = await TestOffice.OpenAsync();
        _office.Settings = _office.Settings with { Retention = new RetentionPolicy(null, null, Backups, 2) };
        _jobs = new JobDispatcher(
            _office.Intake, _office.Monitor, _office.Digest, _office.Compose, _office.Receipts, _office.Deliver, _office.Housekeeping, _office.Replies, _office.Reports, _office.Heartbeat, _office.Settings, _turns, _office.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.Dispose();
        _turns.Dispose();
        await _office.DisposeAsync();
    }

    [Fact]
    public async Task A_schedule_seen_for_the_first_time_has_missed_nothing()
    {
        await Runner(Daily()).CatchUpAllAsync(default);
        Assert.Equal(["morning 09-02 first-sight"], await RunsAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Runs_that_were_missed_are_made_up_once_however_many_they_were(int days)
    {
        await Runner(Daily()).CatchUpAllAsync(default);
        _office.Clock.Advance(TimeSpan.FromDays(days));
        await Runner(Daily()).CatchUpAllAsync(default);
        await Runner(Daily()).CatchUpAllAsync(default);
        Assert.Equal(["morning 09-02 first-sight", $"morning 09-{2 + days:00} done"], await RunsAsync());
    }

    [Fact]
    public async Task With_skip_a_missed_run_is_left_out_and_remembered()
    {
        await Runner(Daily(missed: MissedRun.Skip)).CatchUpAllAsync(default);
        _office.Clock.Advance(TimeSpan.FromDays(3));
        await Runner(Daily(missed: MissedRun.Skip)).CatchUpAllAsync(default);
        Assert.Equal(["morning 09-02 first-sight", "morning 09-05 skipped"], await RunsAsync());
    }

    [Fact]
    public async Task A_missed_run_that_is_too_old_is_left_out()
    {
        await Runner(Daily()).CatchUpAllAsync(default);
        _office.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(9));
        await Runner(Daily()).CatchUpAllAsync(default);
        Assert.Equal(["morning 09-02 first-sight", "morning 09-03 skipped"], await RunsAsync());
    }

    [Fact]
    public async Task A_due_time_that_another_process_claimed_is_not_run()
    {
        var due = Daily().Cron.NextAfter(_office.Clock.GetUtcNow())!.Value;
        SetClock(due.AddSeconds(1));
        await Memory.ClaimAsync("morning", due, "running", due, default);
        await Runner(Daily()).FireAsync("morning");
        Assert.Equal(["morning 09-03 running"], await RunsAsync());
    }

    [Fact]
    public async Task A_job_that_fails_leaves_its_reason_and_runs_again_at_its_next_time()
    {
        var runner = Runner(Daily(job: "no such job"));
        SetClock(Daily().Cron.NextAfter(_office.Clock.GetUtcNow())!.Value);
        await runner.FireAsync("morning");
        Assert.Equal(["morning 09-03 failed"], await RunsAsync());
        await using (var db = _office.Store.Context())
        {
            var run = await db.ScheduleRuns.SingleAsync();
            Assert.StartsWith("There is no job 'no such job'", run.Detail);
            Assert.NotNull(run.FinishedAt);
        }

        _office.Clock.Advance(TimeSpan.FromDays(1));
        await Runner(Daily()).FireAsync("morning");
        Assert.Equal(["morning 09-03 failed", "morning 09-04 done"], await RunsAsync());
    }

    /// <summary>At 8:30, 8:35, 8:50, 9:20 and then each hour, as long as the schedule's patience lasts.</summary>
    [Fact]
    public async Task A_run_that_fails_is_tried_again_until_it_works()
    {
        var (runner, due) = (Runner(Daily()), Daily().Cron.NextAfter(_office.Clock.GetUtcNow())!.Value);
        SetClock(due);
        var wakes = new List<string>();
        File.WriteAllText(Backups, "");
        for (var time = due; time < due.AddHours(3); time = runner.WakeAfter("morning", time)!.Value)
        {
            SetClock(time);
            await runner.FireAsync("morning");
            wakes.Add($"{time.ToOffset(TimeSpan.FromHours(8)):HH:mm}");
        }

        File.Delete(Backups);

        Assert.Equal(["08:30", "08:35", "08:50", "09:20", "10:20", "11:20"], wakes);
        SetClock(runner.WakeAfter("morning", _office.Clock.GetUtcNow())!.Value);
        await runner.FireAsync("morning");
        await runner.FireAsync("morning");
        Assert.Equal(["morning 09-03 done"], await RunsAsync());
        Assert.Equal(due.AddDays(1), runner.WakeAfter("morning", _office.Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData(MissedRun.Skip, 0)]
    [InlineData(MissedRun.Once, 14)]
    public async Task A_run_that_fails_is_left_when_its_policy_or_its_patience_says_so(MissedRun missed, int tries)
    {
        var runner = Runner(Daily(job: "no such job", missed: missed));
        var due = Daily().Cron.NextAfter(_office.Clock.GetUtcNow())!.Value;
        var again = -1;
        for (var time = due; time < due.AddDays(1); time = runner.WakeAfter("morning", time)!.Value)
        {
            SetClock(time);
            await runner.FireAsync("morning");
            again++;
        }

        // 5, 15 and 30 minutes, then an hour each within twelve hours.
        Assert.Equal(tries, again);
        Assert.Equal(["morning 09-03 failed"], await RunsAsync());
    }

    [Fact]
    public async Task A_schedule_in_trouble_stops_no_other()
    {
        SetClock(Daily().Cron.NextAfter(_office.Clock.GetUtcNow())!.Value);
        var (broken, sound) = (Daily("broken", job: "no such job"), Daily("sound"));
        foreach (var name in new[] { "broken", "sound" })
            await Memory.ClaimAsync(name, _office.Clock.GetUtcNow().AddDays(-1), "done", _office.Clock.GetUtcNow().AddDays(-1), default);
        await Runner(broken, sound).CatchUpAllAsync(default);
        Assert.Equal(["broken 09-02 done", "broken 09-03 failed", "sound 09-02 done", "sound 09-03 done"], await RunsAsync());
    }

    [Fact]
    public async Task Two_schedules_of_one_job_have_memories_of_their_own()
    {
        var runner = Runner(Daily("first"), Daily("second"));
        SetClock(Daily().Cron.NextAfter(_office.Clock.GetUtcNow())!.Value);
        await runner.FireAsync("first");
        await runner.FireAsync("first");
        await runner.FireAsync("second");
        Assert.Equal(["first 09-03 done", "second 09-03 done"], await RunsAsync());
    }

    [Fact]
    public async Task A_wake_up_a_moment_early_runs_the_time_that_is_about_to_come_and_only_once()
    {
        var runner = Runner(Daily());
        SetClock(Daily().Cron.NextAfter(_office.Clock.GetUtcNow())!.Value.AddMilliseconds(-20));
        await runner.FireAsync("morning");
        _office.Clock.Advance(TimeSpan.FromMilliseconds(40));
        await runner.FireAsync("morning");
        Assert.Equal(["morning 09-03 done"], await RunsAsync());
    }

    [Fact]
    public async Task A_wake_up_after_a_long_sleep_is_decided_by_the_policy()
    {
        var runner = Runner(Daily(missed: MissedRun.Skip));
        await runner.CatchUpAllAsync(default);
        SetClock(Daily().Cron.NextAfter(_office.Clock.GetUtcNow())!.Value.AddHours(2));
        await runner.FireAsync("morning");
        Assert.Equal(["morning 09-02 first-sight", "morning 09-03 skipped"], await RunsAsync());
    }

    [Fact]
    public async Task The_hour_that_summer_time_repeats_is_run_once_even_across_a_restart()
    {
        var nightly = Schedule("night", "30 2 * * *", "Europe/Berlin");
        SetClock(new DateTimeOffset(2024, 10, 27, 0, 30, 0, TimeSpan.Zero));
        await Runner(nightly).FireAsync("night");
        SetClock(new DateTimeOffset(2024, 10, 27, 8, 0, 0, TimeSpan.Zero));
        await Runner(nightly).CatchUpAllAsync(default);
        Assert.Equal(["night 10-27 done"], await RunsAsync());
    }

    [Fact]
    public async Task A_run_that_a_holiday_moves_is_missed_only_once_its_working_day_is_there()
    {
        // 2024-09-15 is a Sunday and the first of three days off; the 14th was worked.
        var (next, previous) = (Moved("next", DayOff.MoveOn), Moved("previous", DayOff.MoveBack));
        await Runner(next, previous).CatchUpAllAsync(default);
        foreach (var day in new[] { 14, 16, 18, 19 })
        {
            SetClock(new DateTimeOffset(2024, 9, day, 10, 0, 0, TimeSpan.FromHours(8)));
            await Runner(next, previous).CatchUpAllAsync(default);
        }

        Assert.Equal(["next 08-15 first-sight", "next 09-18 done", "previous 08-15 first-sight", "previous 09-14 done"], await RunsAsync());
    }

    [Fact]
    public async Task A_moved_schedule_wakes_at_its_moved_time_and_not_at_that_of_cron()
    {
        var runner = Runner(Moved("next", DayOff.MoveOn));
        var due = new DateTimeOffset(2024, 9, 18, 8, 30, 0, TimeSpan.FromHours(8));
        Assert.Equal(due, runner.WakeAfter("next", _office.Clock.GetUtcNow()));
        Assert.Equal(due, Assert.Single(runner.NextFirings(1)).Due);
        SetClock(due);
        await runner.FireAsync("next");
        await runner.FireAsync("next");
        Assert.Equal(["next 09-18 done"], await RunsAsync());
        Assert.Equal(due.AddMonths(1).AddDays(-3), runner.WakeAfter("next", due));
    }

    [Fact]
    public void The_next_firings_of_all_schedules_come_in_order()
    {
        var firings = Runner(Schedule("late", "0 18 * * *"), Schedule("hourly", "0 * * * *"), Daily()).NextFirings(24);
        Assert.Equal(24, firings.Count);
        Assert.Equal(firings.OrderBy(firing => firing.Due), firings);
        Assert.Equal(["hourly", "hourly", "hourly", "hourly", "hourly"], firings.Take(5).Select(firing => firing.Schedule));
        Assert.Contains(firings, firing => firing.Schedule == "late");
        Assert.Contains(firings, firing => firing.Schedule == "morning");
    }

    [Fact]
    public async Task Schedules_that_are_new_or_have_another_time_run_nothing_of_the_past_when_they_take_over()
    {
        // It is noon: 8:30 and 11:00 have passed.
        var before = new[] { Daily("stays"), Daily("moved"), Daily("gone"), Schedule("other", "30 8 * * *", job: "deliver") };
        foreach (var schedule in before) await Memory.ClaimAsync(schedule.Name, schedule.PreviousAtOrBefore(Some.Noon)!.Value, "done", Some.Noon, default);
        var after = Runner(Daily("stays"), Schedule("moved", "0 11 * * *"), Daily("renamed"), Daily("other"), Schedule("earlier", "0 7 * * *"));
        await using (await after.TakeOverAsync(before, default))
        {
        }

        Assert.Equal(
            ["earlier 09-02 first-sight", "gone 09-02 done", "moved 09-02 done", "moved 09-02 first-sight", "other 09-02 done", "renamed 09-02 first-sight", "stays 09-02 done"],
            await RunsAsync());
        _office.Clock.Advance(TimeSpan.FromDays(1));
        await after.CatchUpAllAsync(default);
        Assert.Equal(5, (await RunsAsync()).Count(run => run.Contains("09-03 done", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_came_due_while_one_runner_took_over_from_another_runs_whatever_its_policy()
    {
        var schedule = Daily(missed: MissedRun.Skip);
        await Runner(schedule).CatchUpAllAsync(default);
        SetClock(new DateTimeOffset(2024, 9, 3, 8, 30, 0, TimeSpan.FromHours(8)));
        await using (await Runner(schedule).TakeOverAsync([schedule], default))
        {
        }

        // Once: the other one may have been woken as well.
        await Runner(schedule).FireAsync("morning");
        Assert.Equal(["morning 09-02 first-sight", "morning 09-03 done"], await RunsAsync());
    }

    [Fact]
    public async Task What_runs_while_another_runner_takes_over_is_not_taken_for_cut_off()
    {
        var schedule = Daily();
        await Memory.ClaimAsync("morning", schedule.PreviousAtOrBefore(Some.Noon)!.Value, "running", Some.Noon, default);
        await using (await Runner(schedule).TakeOverAsync([schedule], default))
        {
        }

        Assert.Equal(["morning 09-02 running"], await RunsAsync());
    }

    private static Schedule Moved(string name, DayOff dayOff) => Schedule(name, "30 8 15 * *") with { Workdays = new WorkdayRule(dayOff, Some.Workdays) };

    private static Schedule Daily(string name = "morning", string job = "housekeeping", MissedRun missed = MissedRun.Once) =>
        Schedule(name, "30 8 * * *", job: job, missed: missed);

    private static Schedule Schedule(
        string name, string expression, string zone = "Asia/Shanghai", string job = "housekeeping", MissedRun missed = MissedRun.Once) =>
        CronReading.TryRead(expression, zone, out var cron, out var problem)
            ? new Schedule(name, job, cron, missed, TimeSpan.FromHours(12))
            : throw new FormatException(problem);

    private ScheduleRunner Runner(params Schedule[] schedules) => new(schedules, Memory, _jobs, _office.Clock, NullLogger<ScheduleRunner>.Instance);

    private void SetClock(DateTimeOffset time) => _office.Clock.SetUtcNow(time);

    private async Task<IEnumerable<string>> RunsAsync()
    {
        await using var db = _office.Store.Context();
        var runs = await db.ScheduleRuns.OrderBy(run => run.Schedule).ThenBy(run => run.Due).ToListAsync();
        return runs.Select(Say);

        static string Say(ScheduleRunRow run) => $"{run.Schedule} {run.Due.ToOffset(TimeSpan.FromHours(8)):MM-dd} {run.Outcome}";
    }
}
