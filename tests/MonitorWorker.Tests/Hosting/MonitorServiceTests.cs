using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Reloading;
using MonitorWorker.Hosting.Watching;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting;

/// <summary>The service from its start on.</summary>
public sealed class MonitorServiceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(Some.Noon);
    private readonly ConfigOnDisk _config = new($$"""
        {
          "database": { "connectionString": "Data Source=../data/monitor.db;Pooling=False" },
          "templates": { "folder": {{System.Text.Json.JsonSerializer.Serialize(Repository.Templates)}} },
          "inbox": { "folder": "inbox", "archive": "../archive" },
          "mail": { "folder": "../mails", "administratorAddress": "admin@example.com" },
          "health": { "minFreeMegabytes": 0 }
        }
        """);
    private readonly TroubleBoard _board = new();
    private readonly Turns _turns = new();
    private MonitorStore _store = null!;
    private DiskFullWatch _full = null!;
    private Reloader _reloader = null!;
    private MonitorService _service = null!;

    public async ValueTask InitializeAsync()
    {
        File.Delete(_config.At("inbox/readme.txt"));
        _store = await MonitorStore.OpenAsync($"Data Source={_config.At("../data/monitor.db")};Pooling=False", default);
        _full = new DiskFullWatch(_store, _board, _clock, NullLogger<DiskFullWatch>.Instance);
        var liveness = new Liveness(_clock);
        var shared = new SharedParts(_store, _clock, NullLoggerFactory.Instance, _board, _turns, liveness, _full);
        var first = ConfigReading.Read(_config.Folder, null, new Dictionary<string, string?>()).Config!;
        await using (var before = Generation.Build(first, shared, default)) await before.Get<MonitorRun>().RunAsync(new DateOnly(2024, 9, 30), lookOnly: false, default);
        _reloader = new Reloader(new ConfigSource(_config.Folder, new Dictionary<string, string?>(), first, DateTimeOffset.MaxValue), shared, NullLogger<Reloader>.Instance);
        _service = new MonitorService(_reloader, liveness, _store, _clock, new NeverEnds(), NullLogger<MonitorService>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.StopAsync(default);
        _service.Dispose();
        _full.Dispose();
        _turns.Dispose();
        _board.Dispose();
        _config.Dispose();
    }

    [Fact]
    public async Task A_first_check_that_fails_is_a_trouble_until_a_check_works()
    {
        // The clock stands before the last check.
        await _service.StartAsync(default);
        await UntilAsync(async () => (await SubjectsAsync()).Count > 0);
        var trouble = Assert.Single(await TroublesAsync());
        Assert.Equal((TroubleKind.Schedule, "启动后的检查"), (trouble.Kind, trouble.Name));
        Assert.StartsWith("服务启动后的检查没有完成：", trouble.Reason, StringComparison.Ordinal);
        Assert.Equal("degraded", (await ReportAsync()).Status);
        Assert.True(Readiness.Stops(trouble.Kind));
        Assert.Equal(["【运行故障】定时任务 启动后的检查 没有正常运行：服务启动后的检查没有完成"], await SubjectsAsync());

        // A configuration that is taken over leaves it as it is.
        await _reloader.Current.Get<HealthWatch>().StepAsync(default);
        Assert.Single(await TroublesAsync());

        await _reloader.Current.Get<MonitorRun>().RunAsync(new DateOnly(2024, 10, 1), lookOnly: false, default);
        Assert.Empty(await TroublesAsync());
        Assert.Equal(["【运行故障】定时任务 启动后的检查 没有正常运行：服务启动后的检查没有完成", "【运行恢复】定时任务 启动后的检查 已正常运行"], await SubjectsAsync());
    }

    [Fact]
    public async Task What_the_store_cannot_keep_of_it_stands_on_the_board()
    {
        var start = _reloader.Begin(default).Get<StartCheck>();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_store.DatabaseFile};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE Troubles RENAME TO Away";
            await command.ExecuteNonQueryAsync();
            await start.FailedAsync(new IOException("no share"), default);
            Assert.Equal("服务启动后的检查没有完成：no share", Assert.Single(_board.Posted, IsOfSchedules).Reason);
            command.CommandText = "ALTER TABLE Away RENAME TO Troubles";
            await command.ExecuteNonQueryAsync();
        }

        await start.WorksAsync(default);
        Assert.DoesNotContain(_board.Posted, posted => IsOfSchedules(posted));
        await _reloader.DisposeAsync();
    }

    /// <summary>That a disk is full may be told by a test that runs beside this one.</summary>
    private async Task<IReadOnlyList<HealthTrouble>> TroublesAsync() => [.. (await ReportAsync()).Troubles.Where(trouble => trouble.Kind != TroubleKind.Disk)];

    private static bool IsOfSchedules(PostedTrouble posted) => posted.Kind == TroubleKind.Schedule;

    private Task<HealthReport> ReportAsync() => _reloader.Current.Get<HealthReader>().ReadAsync(null, default);

    private async Task<IReadOnlyList<string>> SubjectsAsync() => [.. (await new OutboxStore(_store).ListAsync(default)).Select(mail => mail.Subject).Where(subject => subject.StartsWith("【运行", StringComparison.Ordinal))];

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition()) await Task.Delay(20, patience.Token);
    }

    private sealed class NeverEnds : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
