using Microsoft.Extensions.Logging.Abstractions;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Health;

public sealed class ScheduleWatchTests : IAsyncLifetime
{
    /// <summary>08:30 where the office is, on the morning after the clock's first day.</summary>
    private static readonly DateTimeOffset _due = new(2024, 9, 3, 0, 30, 0, TimeSpan.Zero);
    private TestOffice _office = null!;

    private ScheduleStore Runs => new(_office.Store);

    public async ValueTask InitializeAsync()
    {
        _office = await TestOffice.OpenAsync();
        _office.Clock.SetUtcNow(_due);
    }

    public async ValueTask DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_schedule_that_does_not_run_is_told_once_and_so_is_its_next_run()
    {
        await RunAsync(_due, "done");
        var watch = Watch("30 8 * * *");
        _office.Clock.SetUtcNow(_due.AddDays(1).AddMinutes(59));
        Assert.Empty(await LooksAsync(watch, 3));

        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(["【运行故障】定时任务 morning 没有正常运行：check任务应于2024年9月4日 08:30运行，至今没有运行"], await LooksAsync(watch, 3));
        Assert.Empty(await LooksAsync(Watch("30 8 * * *"), 3));

        await RunAsync(_due.AddDays(1), "running");
        Assert.Equal(["【运行恢复】定时任务 morning 已正常运行"], await LooksAsync(watch, 3));
    }

    [Theory]
    [InlineData("skipped")]
    [InlineData("running")]
    [InlineData("first-sight")]
    public async Task What_was_decided_about_is_not_late(string outcome)
    {
        await RunAsync(_due.AddDays(1), outcome);
        _office.Clock.SetUtcNow(_due.AddDays(1).AddHours(5));
        Assert.Empty(await LooksAsync(Watch("30 8 * * *"), 3));
    }

    [Fact]
    public async Task A_schedule_never_seen_is_not_late_and_one_made_up_after_sleep_is_not_told()
    {
        _office.Clock.SetUtcNow(_due.AddDays(1).AddHours(5));
        Assert.Empty(await LooksAsync(Watch("30 8 * * *"), 3));

        await RunAsync(_due, "done");
        var watch = Watch("30 8 * * *");
        Assert.Empty(await LooksAsync(watch, 1));
        await RunAsync(_due.AddDays(1), "done");
        Assert.Empty(await LooksAsync(watch, 3));
    }

    [Fact]
    public async Task A_job_that_fails_each_minute_is_told_from_the_second_time_on_until_it_works()
    {
        var watch = Watch("* * * * *");
        _office.Clock.SetUtcNow(_due.AddMinutes(1));
        await RunAsync(_due, "failed", "disk I/O error");
        Assert.Empty(await LooksAsync(watch, 2));
        await RunAsync(_due.AddMinutes(1), "failed", "disk I/O error");
        Assert.Equal(["【运行故障】定时任务 morning 没有正常运行：check任务2024年9月3日 08:31的运行再次失败"], await LooksAsync(watch, 2));
        await RunAsync(_due.AddMinutes(2), "done");
        Assert.Equal(["【运行恢复】定时任务 morning 已正常运行"], await LooksAsync(watch, 2));
    }

    [Fact]
    public async Task A_daily_job_that_fails_is_told_at_once()
    {
        await RunAsync(_due, "failed", "no such table");
        Assert.Equal(["【运行故障】定时任务 morning 没有正常运行：check任务2024年9月3日 08:30的运行失败"], await LooksAsync(Watch("30 8 * * *"), 2));
        Assert.Contains("no such table", Assert.Single(await _office.TroubleStore.LoadOpenAsync("schedule", default)).LastError);
    }

    private async Task RunAsync(DateTimeOffset due, string outcome, string? detail = null)
    {
        var id = await Runs.ClaimAsync("morning", due, outcome, due, default);
        if (outcome is "done" or "failed") await Runs.FinishAsync(id!.Value, outcome, detail, due, default);
    }

    /// <summary>Subjects of the mails that some looks in a row put into the outbox.</summary>
    private async Task<IReadOnlyList<string>> LooksAsync(ScheduleWatch watch, int looks)
    {
        var before = (await _office.Outbox.ListAsync(default)).Count;
        for (var look = 0; look < looks; look++) await watch.LookAsync(default);
        return [.. (await _office.Outbox.ListAsync(default)).Skip(before).Select(mail => mail.Subject)];
    }

    private ScheduleWatch Watch(string expression) => CronReading.TryRead(expression, "Asia/Shanghai", out var cron, out var problem)
        ? new ScheduleWatch(
            [new Schedule("morning", "check", cron, MissedRun.Once, TimeSpan.FromHours(12))], Runs, _office.Watch, _office.Settings, _office.Clock, NullLogger<ScheduleWatch>.Instance)
        : throw new FormatException(problem);
}
