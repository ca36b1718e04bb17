using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using MonitorWorker.Delivery;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Unattended;

/// <summary>
/// The program as it runs for a year: its own configuration, its own schedules and jobs, put together as for a service, with a clock that is turned from firing to firing. Only
/// the way out for mails is ours, and Quartz, which would only wait.
/// </summary>
internal sealed class YearOffice : IAsyncDisposable
{
    public static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private readonly DirectoryInfo _folder;
    private readonly SimulatedYear _year;
    private Session? _session;

    public YearOffice(SimulatedYear year)
    {
        _year = year;
        _folder = Disk.Folder;
        Inbox = _folder.CreateSubdirectory("inbox").FullName;
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "config"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "data"));
        Clock = new FakeTimeProvider(At(new DateOnly(SimulatedYear.Year, 1, 2), 7));
        Configure();
    }

    public FakeTimeProvider Clock { get; }

    /// <summary>Where all of it lies.</summary>
    public SmallDisk Disk { get; } = new();

    public string Inbox { get; }

    public string Database => Path.Combine(_folder.FullName, "data", "monitor.db");

    /// <summary>Mails that left the house, in their order.</summary>
    public List<SentMail> Sent { get; } = [];

    /// <summary>What the server answers.</summary>
    public Func<OutgoingMail, DeliveryOutcome> Answer { get; set; } = _ => new DeliveryOutcome.Accepted("250 ok");

    /// <summary>What the log says from a warning on.</summary>
    public List<string> Log { get; } = [];

    public T Get<T>()
        where T : notnull => _session!.Get<T>();

    /// <summary>Writes the configuration; it counts from the next <see cref="StartAsync"/> on.</summary>
    /// <param name="importZone">Zone of the schedule that reads files.</param>
    public void Configure(string? importZone = null, int minFreeMegabytes = 0)
    {
        string Shipped(params string[] parts) => Path.Combine([Repository.Config, .. parts]).Replace('\\', '/');
        var zone = importZone is null ? "" : $", \"timeZone\": \"{importZone}\"";
        File.WriteAllText(Path.Combine(_folder.FullName, "config", "monitor.json"), $$"""
            {
              "include": ["{{Shipped("escalations", "sichuan-2025.json")}}"],
              "officeName": "示例县财政局",
              "database": { "connectionString": "Data Source=../data/monitor.db" },
              "inbox": { "folder": "../inbox", "archive": "../archive", "quietSeconds": 0 },
              "import": { "maps": "{{Shipped("maps")}}" },
              "rules": { "folder": "{{Shipped("rules")}}" },
              "calendar": { "folder": "{{Shipped("calendars")}}" },
              "templates": { "folder": "{{Repository.Templates.Replace('\\', '/')}}" },
              "mail": { "delivery": "folder", "folder": "../mail", "from": "monitor@example.com", "administratorAddress": "admin@example.com" },
              "health": { "file": "../data/health.json", "minFreeMegabytes": {{minFreeMegabytes}} },
              "routes": [
                { "name": "数据", "rules": ["missing-data", "stale-data", "cannot-judge"], "timing": "daily" },
                { "name": "红色", "levels": ["red"], "to": ["责任人"], "remind": "every 5 working days", "escalate": "sichuan-2025" },
                { "name": "公用黄色", "levels": ["yellow"], "where": "支出类别=公用支出", "timing": "weekly" },
                { "name": "黄色", "levels": ["yellow"], "timing": "daily" },
                { "name": "蓝色", "levels": ["blue"], "to": ["绩效管理人员"], "timing": "weekly" }
              ],
              "schedules": [
                { "name": "read-inbox", "job": "import", "cron": "0 8,13 * * MON-SAT", "missed": "skip"{{zone}} },
                { "name": "morning-check", "job": "check", "cron": "30 8 * * *", "calendar": "workdays", "missed": "once", "maxDelay": "12:00:00" },
                { "name": "weekly-digest", "job": "digest", "cron": "0 9 * * MON", "missed": "once", "maxDelay": "10:00:00" },
                { "name": "send", "job": "deliver", "cron": "40 8,9,13,16 * * *", "calendar": "workdays", "missed": "skip" },
                { "name": "night", "job": "housekeeping", "cron": "15 3 * * SUN", "missed": "skip" }
              ]
            }
            """);
    }

    /// <summary>A new process, or a reload: everything anew but for the files.</summary>
    public async Task StartAsync(bool isReload = false)
    {
        await StopAsync();
        var config = Session.LoadConfig(Path.Combine(_folder.FullName, "config"), null, strictTemplates: false, new Dictionary<string, string?>());
        _session = await Session.OpenAsync(config, Clock, parts => parts
            .AddSingleton<ScheduleRunner>()
            .AddSingleton<Liveness>()
            .AddSingleton<CalendarWatch>()
            .AddSingleton<ScheduleWatch>()
            .AddSingleton<DiskFullWatch>()
            .AddSingleton<HealthWatch>()
            .AddSingleton<ILoggerProvider>(new Listener(Log))
            .AddSingleton<Func<IMailSender>>(() => new Sender(this)), default);
        if (!isReload) await Get<ScheduleStore>().ReopenAsync(default);
        Get<HealthWatch>().SchedulesRun = true;
        await Get<ScheduleRunner>().CatchUpAllAsync(default);
    }

    /// <summary>The process ends.</summary>
    public async Task StopAsync()
    {
        if (_session is { } session) await session.DisposeAsync();
        _session = null;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>Turns the clock to each firing on the way and runs it; where the program is down, time goes by alone.</summary>
    public async Task GoToAsync(DateTimeOffset until)
    {
        while (_session is not null)
        {
            var schedules = Get<IReadOnlyList<Schedule>>();
            var now = Clock.GetUtcNow();
            var runner = Get<ScheduleRunner>();
            var next = schedules.Select(schedule => runner.WakeAfter(schedule.Name, now)).Min();
            if (next is not { } due || due > until) break;
            Clock.AdjustTime(due);
            foreach (var schedule in schedules.Where(schedule => runner.WakeAfter(schedule.Name, now) == due).ToList()) await runner.FireAsync(schedule.Name);
        }

        Clock.AdjustTime(until);
    }

    /// <summary>What the service looks after each minute.</summary>
    public Task LookAsync() => _session is null ? Task.CompletedTask : Get<HealthWatch>().StepAsync(default);

    /// <summary>Leaves the database no room that it has taken already: what is written next needs the disk.</summary>
    public async Task ShrinkAsync()
    {
        await using var connection = await Get<MonitorStore>().ConnectAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
    }

    public void Drop(string name, string csv) => File.WriteAllText(Path.Combine(Inbox, name), csv);

    /// <summary>What people do on the morning of a day in every year.</summary>
    public void DropOf(DateOnly day)
    {
        var fifth = Some.Workdays.NextOnOrAfter(new DateOnly(day.Year, day.Month, 5)).Value;
        if (day == new DateOnly(SimulatedYear.Year, 1, 2))
        {
            Drop("预算.csv", _year.Budget);
            Drop("通讯录.csv", SimulatedYear.Contacts);
        }

        if (day == fifth && day.Month > 1)
        {
            foreach (var entity in SimulatedYear.Entities) Drop(string.Create(CultureInfo.InvariantCulture, $"执行{entity}-{day.Month - 1:00}.csv"), _year.Execution(entity, day.Month - 1));
        }

        if (day == new DateOnly(SimulatedYear.Year, 6, 21)) Drop("预算调整.csv", _year.Additions);
        if (day == new DateOnly(SimulatedYear.Year, 10, 16)) Drop("执行更正.csv", _year.CorrectedSeptember);
    }

    public static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => new(day.Year, day.Month, day.Day, hour, minute, 0, Zone);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Disk.Dispose();
    }

    private sealed class Sender(YearOffice office) : IMailSender
    {
        public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            var outcome = office.Answer(mail);
            if (outcome is DeliveryOutcome.Accepted)
            {
                using var message = MimeMessage.Load(new MemoryStream(mail.Mime), default(CancellationToken));
                office.Sent.Add(new SentMail(office.Clock.GetUtcNow().ToOffset(Zone), mail.Recipient, mail.Kind, mail.Subject, message.TextBody ?? ""));
            }

            return Task.FromResult(outcome);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Listener(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines) lines.Add($"{logLevel} {formatter(state, exception)} {exception?.Message}");
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>A mail that left the house.</summary>
internal sealed record SentMail(DateTimeOffset At, string To, string Kind, string Subject, string Text);
