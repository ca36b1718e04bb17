using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Watching;

namespace MonitorWorker.Tests.Hosting.Watching;

/// <summary>The round of a watcher: what it remembers, and what becomes of mails that do not leave.</summary>
public sealed class WatcherTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch-");
    private readonly FakeTimeProvider _clock = new(Some.Noon);
    private readonly List<string> _sent = [];
    private readonly HashSet<string> _refusing = [];
    private Look _look = new Look.Sign("0", null, []);

    private string MemoryFile => Path.Combine(_folder.FullName, "data", "watch.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_silence_is_told_to_each_and_a_restart_tells_nothing_again()
    {
        var watcher = Make();
        Assert.True(await watcher.StepAsync(default));
        _look = new Look.Nothing("连不上（ConnectionRefused）");
        Assert.True(await AfterAsync(watcher, 5));
        Assert.True(await AfterAsync(watcher, 5));
        Assert.False(await AfterAsync(watcher, 5));
        string[] silent = ["a@example.com 预算监控服务没有响应", "b@example.com 预算监控服务没有响应"];
        Assert.Equal(silent, _sent);
        Assert.False(await AfterAsync(Make(), 5));
        Assert.False(await AfterAsync(Make(), 60));
        Assert.Equal(silent, _sent);
        _look = new Look.Sign("1", null, []);
        Assert.True(await AfterAsync(Make(), 5));
        Assert.Equal([.. silent, "a@example.com 预算监控服务已恢复响应", "b@example.com 预算监控服务已恢复响应"], _sent);
    }

    [Fact]
    public async Task A_mail_that_does_not_leave_is_tried_until_it_does_or_is_not_true_any_more()
    {
        await Make().StepAsync(default);
        _look = new Look.Nothing("连不上");
        _refusing.Add("a@example.com");
        Assert.False(await AfterAsync(Make(), 15));
        Assert.Equal(["b@example.com 预算监控服务没有响应"], _sent);
        Assert.False(await AfterAsync(Make(), 5));
        Assert.Single(WatchMemory.Read(MemoryFile).Waiting);
        _look = new Look.Sign("1", null, []);
        Assert.False(await AfterAsync(Make(), 5));
        _refusing.Clear();
        Assert.True(await AfterAsync(Make(), 5));
        // Nobody is told of a silence that is over.
        Assert.Equal(["b@example.com 预算监控服务没有响应", "b@example.com 预算监控服务已恢复响应", "a@example.com 预算监控服务已恢复响应"], _sent);
    }

    [Fact]
    public async Task A_memory_that_is_broken_is_none_and_one_that_cannot_be_written_stops_no_mail()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(MemoryFile)!);
        await File.WriteAllTextAsync(MemoryFile, "{ half of");
        Assert.True(await Make().StepAsync(default));
        Assert.Single(WatchMemory.Read(MemoryFile).Services);

        File.Delete(MemoryFile);
        // In the way of the file that is written first.
        Directory.CreateDirectory(MemoryFile + ".part");
        _look = new Look.Sign("0", Some.Noon.AddHours(-1), []);
        var watcher = Make();
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => watcher.StepAsync(default));
        // The next look still knows it, and is not in doubt whether it told.
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => watcher.StepAsync(default));
        Assert.Equal(2, _sent.Count);
    }

    [Fact]
    public async Task Health_files_are_read_as_they_are()
    {
        using var looker = new Looker();
        var file = Path.Combine(_folder.FullName, "health.json");
        Assert.Equal(new Look.Nothing("没有这个健康文件"), await looker.LookAsync(file, Some.Noon, default));
        await File.WriteAllTextAsync(file, "{ \"now\": ");
        Assert.StartsWith("健康文件读不出来：", Assert.IsType<Look.Nothing>(await looker.LookAsync(file, Some.Noon, default)).Reason, StringComparison.Ordinal);
        var report = new HealthReport { Now = Some.Noon, Database = "x" };
        HealthFile.Write(file, report);
        var well = Assert.IsType<Look.Sign>(await looker.LookAsync(file, Some.Noon, default));
        Assert.Equal((Some.Noon, 0), (well.SaidAt, well.Ills.Count));
        HealthFile.Write(file, report with { Troubles = [new HealthTrouble("disk", "/", Some.Noon, "空间不足", true)], Undelivered = [new HealthUndelivered(1, "a", "b", "c")], StoppedAt = Some.Noon });
        var ill = Assert.IsType<Look.Sign>(await looker.LookAsync(file, Some.Noon, default));
        Assert.Equal(["磁盘 /：空间不足（2024-09-02 12:00起）", "有1封邮件没有送达，也没能通知到任何人"], ill.Ills);
        Assert.Equal((Some.Noon, well.Stamp), (ill.StoppedAt, ill.Stamp));
    }

    [Fact]
    public async Task Addresses_are_asked_for_life_or_readiness()
    {
        var status = HttpAnswer.Ok("ok\n");
        using var server = new LoopbackServer(0, (_, _) => Task.FromResult<HttpAnswer?>(status), NullLogger.Instance);
        server.Open();
        using var stop = new CancellationTokenSource();
        var running = server.RunAsync(stop.Token);
        using var looker = new Looker();
        var (life, ready) = ($"http://127.0.0.1:{server.Port}/healthz", $"http://localhost:{server.Port}/readyz");
        Assert.Empty(Assert.IsType<Look.Sign>(await looker.LookAsync(life, Some.Noon, default)).Ills);
        status = HttpAnswer.Unavailable("disk: 1 in trouble\nmail: 1 in trouble\n");
        Assert.Equal(["disk: 1 in trouble", "mail: 1 in trouble"], Assert.IsType<Look.Sign>(await looker.LookAsync(ready, Some.Noon, default)).Ills);
        Assert.Equal(new Look.Nothing("回答503 disk: 1 in trouble；mail: 1 in trouble"), await looker.LookAsync(life, Some.Noon, default));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        server.Dispose();
        Assert.Equal(new Look.Nothing("连不上（ConnectionRefused）"), await looker.LookAsync(life, Some.Noon, default));
    }

    private async Task<bool> AfterAsync(Watcher watcher, int minutes)
    {
        _clock.Advance(TimeSpan.FromMinutes(minutes));
        return await watcher.StepAsync(default);
    }

    private Watcher Make() => new(
        new WatchRequest(["here"], ["a@example.com", "b@example.com"], TimeSpan.FromMinutes(5), new WatchPatience(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60)), MemoryFile),
        (_, _, _) => Task.FromResult(_look),
        (mail, _) =>
        {
            if (_refusing.Contains(mail.To)) return Task.FromResult<string?>("550 no");
            _sent.Add($"{mail.To} {mail.Note.Subject}");
            return Task.FromResult<string?>(null);
        },
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        _clock,
        NullLogger.Instance);
}
