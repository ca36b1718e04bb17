using MonitorWorker.Hosting.Watching;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Hosting.Watching;

public sealed class WatchPagesTests : IAsyncLifetime
{
    private WatchedOffice _watched = null!;

    public async ValueTask InitializeAsync() => _watched = await WatchedOffice.OpenAsync();

    public ValueTask DisposeAsync() => _watched.DisposeAsync();

    [Fact]
    public async Task Life_is_that_the_service_goes_round()
    {
        Assert.Equal((200, "ok\n"), await AskAsync("/healthz"));
        _watched.Office.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((503, "hung: the service has not gone round for 240 seconds\n"), await AskAsync("/healthz"));
        _watched.Liveness.Beat();
        Assert.Equal((200, "ok\n"), await AskAsync("/healthz"));
        Assert.Null(await new WatchPages(_watched.Readiness(), _watched.Metrics()).AnswerAsync("/health.json", default));
    }

    [Fact]
    public async Task Ready_is_that_the_work_is_done_and_the_reasons_name_no_thing()
    {
        Assert.Equal((200, "ok\n"), await AskAsync("/readyz"));
        _watched.SchedulesRun = false;
        Assert.Equal((503, "schedules: not started yet\n"), await AskAsync("/readyz"));
        _watched.SchedulesRun = true;
        await _watched.Office.Watch.FailsAsync(TroubleKind.Source, "payroll-of-101", new Trouble("读不到", "看看"), default);
        await _watched.Office.Watch.FailsAsync(TroubleKind.Source, "ledger", new Trouble("读不到", "看看"), default);
        await _watched.Office.Watch.FailsAsync(TroubleKind.File, "张三.pdf", new Trouble("读不到", "看看"), default);
        Assert.Equal((503, "source: 2 in trouble since 2024-09-02T12:00:00+08:00\n"), await AskAsync("/readyz"));
        // It is alive all the while: to start it again would mend nothing.
        Assert.Equal((200, "ok\n"), await AskAsync("/healthz"));
    }

    [Theory]
    [InlineData(TroubleKind.File)]
    [InlineData(TroubleKind.Template)]
    [InlineData(TroubleKind.Calendar)]
    [InlineData(TroubleKind.Incoming)]
    public async Task A_trouble_that_stops_nothing_else_leaves_it_ready(string kind)
    {
        await _watched.Office.Watch.FailsAsync(kind, "x", new Trouble("有问题", "看看"), default);
        Assert.Equal((200, "ok\n"), await AskAsync("/readyz"));
    }

    [Fact]
    public async Task What_only_the_board_knows_counts_too_but_not_that_nobody_can_be_shown_it()
    {
        _watched.Office.Board.Post(new PostedTrouble(TroubleKind.Http, "9464", Some.Noon, "x"));
        _watched.Office.Board.Post(new PostedTrouble(TroubleKind.Heartbeat, "hc.example.com", Some.Noon, "x"));
        Assert.Equal((200, "ok\n"), await AskAsync("/readyz"));
        _watched.Office.Board.Post(new PostedTrouble(TroubleKind.Disk, "/", Some.Noon, "full"));
        Assert.Equal(503, (await AskAsync("/readyz")).Status);
    }

    [Fact]
    public async Task The_store_is_asked_once_in_five_seconds_whoever_asks()
    {
        using var glance = _watched.Glance();
        var first = await glance.ReadAsync(default);
        _watched.Office.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Same(first, await glance.ReadAsync(default));
        _watched.Office.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotSame(first, await glance.ReadAsync(default));
    }

    private async Task<(int Status, string Body)> AskAsync(string path)
    {
        var answer = await new WatchPages(_watched.Readiness(), _watched.Metrics()).AnswerAsync(path, default);
        return (answer!.Status, answer.Body);
    }
}
