using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Jobs;
using MonitorWorker.Mailboxes;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Health;

public sealed class HealthTests : IAsyncLifetime
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<DiskFullWatch> _watches = [];
    private long _freeMegabytes = 10_000;
    private TestOffice _office = null!;
    private MonitorOptions _options = null!;

    private string HealthPath => Path.Combine(_office.Folder, "health", "health.json");

    public async ValueTask InitializeAsync()
    {
        _office = await TestOffice.OpenAsync();
        _options = new MonitorOptions
        {
            Health = new HealthOptions { File = HealthPath },
            Mail = new MailOptions { Folder = Path.Combine(_office.Folder, "mails") },
            Inbox = new InboxOptions { Archive = Path.Combine(_office.Folder, "archive") },
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches) watch.Dispose();
        await _office.DisposeAsync();
    }

    [Fact]
    public async Task A_disk_with_little_room_is_told_once_and_when_there_is_enough_again()
    {
        var disks = Disks();
        Assert.Empty(await AfterAsync(disks.LookAsync));
        _freeMegabytes = 499;
        Assert.Equal(["【运行故障】磁盘 / 空间不足：剩余空间不足500MB（health.minFreeMegabytes）"], await AfterAsync(disks.LookAsync));
        _freeMegabytes = 498;
        Assert.Empty(await AfterAsync(Disks().LookAsync));
        // About the limit nothing is told to and fro.
        _freeMegabytes = 510;
        Assert.Empty(await AfterAsync(disks.LookAsync));
        Assert.Single(await _office.TroubleStore.LoadOpenAsync("disk", default));
        _freeMegabytes = 600;
        Assert.Equal(["【运行恢复】磁盘 / 空间已够用"], await AfterAsync(disks.LookAsync));
        Assert.Equal("database mail.folder inbox.archive", string.Join(' ', Assert.Single(disks.Disks()).Keeps));
    }

    [Fact]
    public void The_volume_of_a_path_is_found_though_the_path_is_not_there_yet()
    {
        var volume = Volume.Of(Path.Combine(_office.Folder, "not", "there"));
        Assert.NotNull(volume);
        Assert.StartsWith(volume.Root, _office.Folder, StringComparison.Ordinal);
        Assert.True(volume.FreeBytes > 0);
    }

    [Fact]
    public async Task The_health_file_says_how_the_program_is()
    {
        var health = Health();
        await health.StepAsync(default);
        var file = Json();
        Assert.Equal(
            ["version", "now", "startedAt", "stoppedAt", "status", "troubles", "lastCheck", "outbox", "mailbox", "undelivered", "next", "database", "disks", "configLoadedAt"],
            file.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("ok", "2024-09-02T12:00:00+08:00", JsonValueKind.Null), (Text(file, "status"), Text(file, "now"), file.GetProperty("lastCheck").ValueKind));
        Assert.Equal(_office.Store.DatabaseFile, Text(file, "database"));
        Assert.Equal("""{"schedule":"morning","job":"check","due":"2024-09-03T08:30:00+08:00"}""", Compact(file.GetProperty("next")[0]));
        Assert.Equal("""[{"root":"/","freeMegabytes":10000,"keeps":["database","mail.folder","inbox.archive"]}]""", Compact(file.GetProperty("disks")));

        _office.DropBudget();
        await _office.Intake.RunAsync(keepFiles: false, default);
        var check = await _office.Check.RunAsync(Some.August31, mayLookBack: false, default);
        await _office.Watch.FailsAsync("source", "ledger", new Trouble("读不到", "看看"), default);
        await health.StepAsync(default);
        file = Json();
        Assert.Equal("degraded", Text(file, "status"));
        Assert.Equal("""[{"kind":"source","name":"ledger","since":"2024-09-02T12:00:00+08:00","reason":"读不到","told":true}]""", Compact(file.GetProperty("troubles")));
        Assert.Equal($$"""{"run":"{{check.RunId}}","at":"2024-09-02T12:00:00+08:00","asOf":"2024-08-31"}""", Compact(file.GetProperty("lastCheck")));
        Assert.Equal("""{"queued":1,"sending":0,"deferred":0,"sent":0,"dead":0,"oldestQueued":"2024-09-02T12:00:00+08:00"}""", Compact(file.GetProperty("outbox")));
    }

    [Fact]
    public async Task It_says_whether_the_mailbox_can_be_read()
    {
        Assert.Null((await Reader().ReadAsync(null, default)).Mailbox);
        const string name = "imap:monitor@imap.example.com/INBOX";
        _office.Settings = _office.Settings with { Mailbox = name };
        Assert.Equal(new HealthMailbox(name, null, null, null), (await Reader().ReadAsync(null, default)).Mailbox);
        await _office.Mailboxes.ReadAsync(name, new MailboxMark(7, 12), Some.Noon, default);
        await _office.Mailboxes.FailedAsync(name, new MailboxMark(7, 12), "it broke off", "mark", Some.Noon.AddMinutes(3), default);
        await _office.Mailboxes.FailedAsync(name, new MailboxMark(7, 12), "it broke off again", "mark", Some.Noon.AddMinutes(6), default);
        await Health().StepAsync(default);
        Assert.Equal(
            """{"name":"imap:monitor@imap.example.com/INBOX","lastRead":"2024-09-02T12:00:00+08:00","failingSince":"2024-09-02T12:03:00+08:00","error":"it broke off again"}""",
            Compact(Json().GetProperty("mailbox")));
        // A trouble only when it lasts.
        Assert.Equal("ok", Text(Json(), "status"));
        await _office.Mailboxes.ReadAsync(name, new MailboxMark(7, 13), Some.Noon.AddMinutes(9), default);
        var state = await _office.Mailboxes.LoadAsync(name, default);
        Assert.Equal((new MailboxMark(7, 13), null, null, null), (state.Mark, state.FailingSince, state.LastError, state.Refused));
    }

    [Fact]
    public async Task It_is_written_at_each_change_and_says_that_the_service_stopped()
    {
        using var stop = new CancellationTokenSource();
        var running = Health().RunAsync(stop.Token);
        await UntilAsync(() => File.Exists(HealthPath));
        await _office.Watch.FailsAsync("source", "ledger", new Trouble("读不到", "看看"), default);
        await UntilAsync(() => Text(Json(), "status") == "degraded");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.NotEqual(JsonValueKind.Null, Json().GetProperty("stoppedAt").ValueKind);
    }

    [Fact]
    public async Task A_watch_that_hands_over_does_not_say_that_the_service_stopped()
    {
        using var stop = new CancellationTokenSource();
        var health = Health();
        var running = health.RunAsync(stop.Token);
        await UntilAsync(() => File.Exists(HealthPath));
        health.IsHandedOver = true;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(JsonValueKind.Null, Json().GetProperty("stoppedAt").ValueKind);
    }

    [Fact]
    public async Task A_health_file_that_cannot_be_written_takes_nothing_down_and_the_old_one_stays()
    {
        var health = Health();
        await health.StepAsync(default);
        var before = await File.ReadAllTextAsync(HealthPath);

        // In the way of the file that is written first.
        Directory.CreateDirectory(HealthPath + ".part");
        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        await health.StepAsync(default);
        Assert.Equal(before, await File.ReadAllTextAsync(HealthPath));

        Directory.Delete(HealthPath + ".part");
        await health.StepAsync(default);
        Assert.Equal("2024-09-02T12:02:00+08:00", Text(Json(), "now"));
        Assert.Equal([HealthPath], Directory.GetFiles(Path.GetDirectoryName(HealthPath)!));
    }

    [Fact]
    public async Task A_reader_of_the_health_file_never_sees_half_of_one()
    {
        var report = await Reader().ReadAsync(Some.Noon, default);
        HealthFile.Write(HealthPath, report);
        var writing = Task.Run(() =>
        {
            for (var time = 0; time < 300; time++) HealthFile.Write(HealthPath, report with { Database = new string('x', 1 + (time * 37 % 20_000)) });
        });
        while (!writing.IsCompleted) Assert.NotNull(HealthFile.Read(HealthPath));
        await writing;
    }

    [Fact]
    public async Task Without_a_name_no_health_file_is_written()
    {
        _options = _options with { Health = new HealthOptions { File = null } };
        await Health().StepAsync(default);
        Assert.False(Directory.Exists(Path.GetDirectoryName(HealthPath)));
    }

    [Fact]
    public async Task A_database_that_cannot_be_asked_is_the_reports_first_trouble()
    {
        await using (var connection = new SqliteConnection($"Data Source={_office.Store.DatabaseFile};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE Troubles";
            await command.ExecuteNonQueryAsync();
        }

        var report = await Reader().ReadAsync(null, default);
        Assert.Equal(("database", "degraded"), (report.Troubles[0].Kind, report.Status));
        Assert.Null(report.Outbox);
    }

    [Fact]
    public async Task A_write_that_fails_for_want_of_room_stands_in_the_health_file_until_writes_work()
    {
        var full = Full();
        Throw(new SqliteException("database is locked", 5));
        Throw(new IOException("not found"));
        Assert.Empty(_office.Board.Posted);
        Throw(new SqliteException("database or disk is full", 13));
        Throw(new IOException("No space left on device", 28));
        var trouble = Assert.Single((await Reader().ReadAsync(null, default)).Troubles);
        Assert.Equal(("disk", _office.Store.DatabaseFile, false), (trouble.Kind, trouble.Name, trouble.Told));
        Assert.Contains("database or disk is full", trouble.Reason);

        _office.Clock.Advance(TimeSpan.FromMinutes(9));
        full.Look();
        Assert.Single(_office.Board.Posted);
        _office.Clock.Advance(TimeSpan.FromMinutes(1));
        full.Look();
        Assert.Empty(_office.Board.Posted);
    }

    private static void Throw(Exception error)
    {
        try
        {
            throw error;
        }
        catch (Exception e) when (e == error)
        {
            // As the many places do that go on after an error.
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(20, patience.Token);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, _readable);

    private JsonElement Json() => JsonDocument.Parse(File.ReadAllText(HealthPath)).RootElement;

    private async Task<IReadOnlyList<string>> AfterAsync(Func<CancellationToken, Task> look)
    {
        var before = (await _office.Outbox.ListAsync(default)).Count;
        await look(default);
        return [.. (await _office.Outbox.ListAsync(default)).Skip(before).Select(mail => mail.Subject)];
    }

    private static IReadOnlyList<Schedule> Schedules => CronReading.TryRead("30 8 * * *", "Asia/Shanghai", out var cron, out var problem)
        ? [new Schedule("morning", "check", cron, MissedRun.Once, TimeSpan.FromHours(12))]
        : throw new FormatException(problem);

    private DiskWatch Disks() => new(_options, _office.Store, _office.Watch, _ => new Volume("/", _freeMegabytes << 20), NullLogger<DiskWatch>.Instance);

    private DiskFullWatch Full()
    {
        _watches.Add(new DiskFullWatch(_office.Store, _office.Board, _office.Clock, NullLogger<DiskFullWatch>.Instance));
        return _watches[^1];
    }

    private HealthReader Reader() =>
        new(_office.TroubleStore, new HealthStore(_office.Store), _office.Undelivered, _office.Mailboxes, _office.Board, Disks(), Schedules, _office.Settings, _office.Clock);

    private HealthWatch Health()
    {
        var schedules = Schedules;
        return new HealthWatch(
            _options,
            _office.Settings,
            schedules,
            _office.TroubleStore,
            _office.Troubles,
            new CalendarWatch(_office.Settings, schedules, _office.Watch, _office.Notes, _office.Clock, NullLogger<CalendarWatch>.Instance),
            new ScheduleWatch(schedules, new ScheduleStore(_office.Store), _office.Watch, _office.Settings, _office.Clock, NullLogger<ScheduleWatch>.Instance),
            Disks(),
            Full(),
            Reader(),
            _office.Board,
            new Liveness(_office.Clock),
            _office.Clock,
            NullLogger<HealthWatch>.Instance);
    }
}
