using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Reloading;
using MonitorWorker.Jobs;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting.Reloading;

/// <summary>What the service does with a changed configuration: the generation that it runs by, the troubles and the mails.</summary>
public sealed class ReloaderTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(Some.Noon);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConfigOnDisk _config = new(Config());
    private readonly TroubleBoard _board = new();
    private readonly Turns _turns = new();
    private MonitorStore _store = null!;
    private DiskFullWatch _full = null!;
    private Reloader _reloader = null!;

    public async ValueTask InitializeAsync()
    {
        File.Delete(_config.At("inbox/readme.txt"));
        _store = await MonitorStore.OpenAsync($"Data Source={_config.At("../data/monitor.db")};Pooling=False", default);
        _full = new DiskFullWatch(_store, _board, _clock, NullLogger<DiskFullWatch>.Instance);
        var first = ConfigReading.Read(_config.Folder, null, new Dictionary<string, string?>()).Config!;
        _reloader = new Reloader(
            new ConfigSource(_config.Folder, new Dictionary<string, string?>(), first, DateTimeOffset.MaxValue),
            new SharedParts(_store, _clock, NullLoggerFactory.Instance, _board, _turns, new Liveness(_clock), _full),
            NullLogger<Reloader>.Instance);
        _reloader.Begin(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reloader.DisposeAsync();
        _full.Dispose();
        _turns.Dispose();
        _board.Dispose();
        _stop.Dispose();
        _config.Dispose();
    }

    [Fact]
    public async Task A_bad_change_is_told_once_and_a_good_one_ends_it_and_is_taken_over()
    {
        var first = _reloader.Current;
        _config.Write("monitor.json", Config()[..^3]);
        await StepsAsync(5);
        _config.Write("monitor.json", """{ "locale": "fr" }""");
        await StepsAsync(5);
        Assert.Same(first, _reloader.Current);
        Assert.Equal(["【运行故障】配置 monitor.json 的改动没有采用：有1处不能用"], await SubjectsAsync());
        Assert.Equal(("configuration", "monitor.json"), Assert.Single((await _reloader.Current.Get<TroubleStore>().LoadOpenAsync(null, default)).Select(state => (state.Kind, state.Name))));

        _config.Write("monitor.json", Config(phone: "000-1"));
        await StepsAsync(4);
        Assert.NotSame(first, _reloader.Current);
        Assert.Equal("000-1", _reloader.Current.Config.Options.ContactPhone);
        // Nobody is told of other things than before.
        Assert.Equal(["【运行故障】配置 monitor.json 的改动没有采用：有1处不能用", "【运行恢复】配置 monitor.json 的改动已采用"], await SubjectsAsync());
        Assert.Empty(await _reloader.Current.Get<TroubleStore>().LoadOpenAsync(null, default));
    }

    [Fact]
    public async Task A_bad_change_that_is_put_back_is_told_as_put_back()
    {
        var first = _reloader.Current;
        _config.Write("monitor.json", """{ "locale": "fr" }""");
        await StepsAsync(3);
        _config.Write("monitor.json", Config());
        await StepsAsync(3);
        Assert.Same(first, _reloader.Current);
        Assert.Equal(["【运行故障】配置 monitor.json 的改动没有采用：有1处不能用", "【运行恢复】配置 monitor.json 的改动已改回"], await SubjectsAsync());
    }

    [Fact]
    public async Task A_change_of_the_database_keeps_all_of_the_change_until_a_restart()
    {
        var first = _reloader.Current;
        _config.Write("monitor.json", Config(phone: "000-1", database: "other.db"));
        await StepsAsync(4);
        Assert.Same(first, _reloader.Current);
        Assert.Equal(["【运行故障】配置 monitor.json 的改动没有采用：数据库的改动在重新启动服务之后生效，其他改动也要等到那时"], await SubjectsAsync());
        Assert.False(File.Exists(_config.At("other.db")));

        _config.Write("monitor.json", Config(phone: "000-1"));
        await StepsAsync(3);
        Assert.Equal("000-1", _reloader.Current.Config.Options.ContactPhone);
    }

    [Fact]
    public async Task Who_is_told_by_another_address_is_told_to_both()
    {
        _config.Write("monitor.json", Config(administrator: "second@example.com"));
        await StepsAsync(3);
        var mails = await _reloader.Current.Get<OutboxStore>().ListAsync(default);
        Assert.Equal(["admin@example.com", "second@example.com"], mails.Select(mail => mail.To).Order());
        Assert.All(mails, mail => Assert.Equal("【运行通知】配置改动后，收到邮件的人有变化", mail.Subject));

        // There and back are two pieces of news.
        _config.Write("monitor.json", Config());
        await StepsAsync(3);
        _config.Write("monitor.json", Config(administrator: "second@example.com"));
        await StepsAsync(3);
        Assert.Equal(6, (await SubjectsAsync()).Count());
    }

    [Fact]
    public async Task Who_never_looks_reloads_when_asked()
    {
        _config.Write("monitor.json", Config(poll: 0));
        await StepsAsync(3);
        _config.Write("monitor.json", Config(poll: 0, phone: "000-1"));
        await StepsAsync(5);
        Assert.Null(_reloader.Current.Config.Options.ContactPhone);
        _reloader.Ask();
        await _reloader.WaitAsync(TimeSpan.FromHours(1), default);
        await _reloader.StepAsync(default);
        Assert.Equal("000-1", _reloader.Current.Config.Options.ContactPhone);
    }

    [Fact]
    public async Task The_generation_of_before_ends_when_its_job_has_ended_and_decides_beside_no_other()
    {
        var before = _reloader.Current;
        await _turns.Deciding.WaitAsync();
        var old = before.Get<JobDispatcher>().RunAsync("housekeeping", "test", default);
        _config.Write("monitor.json", Config(phone: "000-1"));
        await StepsAsync(3);
        var next = _reloader.Current.Get<JobDispatcher>().RunAsync("housekeeping", "test", default);
        Assert.False(old.IsCompleted || next.IsCompleted);
        _turns.Deciding.Release();
        await Task.WhenAll(old, next);
    }

    private static string Config(string? phone = null, string database = "../data/monitor.db", string administrator = "admin@example.com", int poll = 10) => $$"""
        {
          "contactPhone": "{{phone}}",
          "database": { "connectionString": "Data Source={{database}};Pooling=False" },
          "templates": { "folder": {{System.Text.Json.JsonSerializer.Serialize(Repository.Templates)}} },
          "mail": { "administratorAddress": "{{administrator}}" },
          "reload": { "pollSeconds": {{poll}} }
        }
        """;

    private async Task StepsAsync(int count)
    {
        for (var step = 0; step < count; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await _reloader.StepAsync(default);
        }
    }

    private async Task<IEnumerable<string>> SubjectsAsync() =>
        (await _reloader.Current.Get<OutboxStore>().ListAsync(default)).OrderBy(mail => mail.Id).Select(mail => mail.Subject);
}
