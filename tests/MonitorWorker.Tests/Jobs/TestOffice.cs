using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Delivery;
using MonitorWorker.Import;
using MonitorWorker.Import.Sources;
using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Incoming;
using MonitorWorker.Jobs.People;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Mailboxes;
using MonitorWorker.Notifications;
using MonitorWorker.Reports;
using MonitorWorker.Reports.Templates;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs;

/// <summary>A whole office in a temporary folder: real database, real templates, files in an inbox, a sender that remembers.</summary>
internal sealed class TestOffice : IAsyncDisposable
{
    private static readonly TemplateCatalog _shipped = TemplateCatalog.Load(Repository.Templates);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("office-");

    private readonly bool _pooling;

    private TestOffice(bool pooling, DateTimeOffset start)
    {
        _pooling = pooling;
        Clock = new FakeTimeProvider(start);
        Inbox = _folder.CreateSubdirectory("inbox").FullName;
    }

    private InboxTrouble? _trouble;
    private RepliesJob? _replies;
    private FallbackMail? _second;
    private MailComposer _composer = new(_shipped);

    public string Inbox { get; }

    public string Folder => _folder.FullName;

    /// <summary>As a restart with these templates would have it.</summary>
    public TemplateCatalog Templates { get; private set; } = _shipped;

    public FakeTimeProvider Clock { get; }

    public MonitorStore Store { get; private set; } = null!;

    public OfficeSettings Settings { get; set; } = null!;

    public List<OutgoingMail> Sent { get; } = [];

    /// <summary>Gets all that jobs write into the log, Debug too, with the whole exceptions; null throws it away.</summary>
    public Action<string>? Log { get; set; }

    /// <summary>What the server answers; accepted unless a test says otherwise.</summary>
    public Func<OutgoingMail, DeliveryOutcome> Answer { get; set; } = _ => new DeliveryOutcome.Accepted("250 ok");

    /// <summary>A server that takes the connection and never answers.</summary>
    public bool ServerHangs { get; set; }

    /// <summary>Set when a mail is on its way to a server that hangs.</summary>
    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="pooling">Keeps connections open between two uses, as a long run needs it.</param>
    public static async Task<TestOffice> OpenAsync(bool reject = false, bool pooling = false, DateTimeOffset? start = null)
    {
        var office = new TestOffice(pooling, start ?? Some.Noon);
        office.Settings = new OfficeSettings(
            "示例县财政局",
            null,
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
            Some.August31,
            office.Inbox,
            Path.Combine(office._folder.FullName, "archive"),
            AmountUnit.Named("万元"),
            reject,
            new TableCatalog(),
            [],
            Some.RuleBook(),
            new MailPerson("示例县财政局", "monitor@example.com"),
            new Recipient("系统管理员", "admin@example.com", "系统管理员"),
            null,
            TimeSpan.FromDays(5));
        await office.RestartAsync();
        return office;
    }

    /// <summary>The usual budget and people, with the figures of August waiting in the inbox: the equipment purchase is far behind.</summary>
    public static async Task<TestOffice> WithAugustAsync()
    {
        var office = await OpenAsync();
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        return office;
    }

    /// <summary>A new process on the files of the old one.</summary>
    public async Task RestartAsync()
    {
        if (_pooling) Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Store = await MonitorStore.OpenAsync($"Data Source={Path.Combine(_folder.FullName, "monitor.db")};Pooling={_pooling}", default);
    }

    public FactStore Facts => new(Store);

    public AlertStore Alerts => new(Store, Bundles);

    /// <summary>Daily at 16:00, weekly on Mondays at 9:00.</summary>
    public BundleTimes Bundles => new(new TimeOnly(16, 0), DayOfWeek.Monday, new TimeOnly(9, 0), Settings.Zone, Settings.Workdays);

    /// <summary>What is silenced; nothing unless a test says so.</summary>
    public OverlayStore Overlays => new(Store);

    public ImportLedger Imports => new(Store);

    public OutboxStore Outbox => new(Store);

    public AuditBook Audit => new(Store);

    public ImportJob Import => new(Facts, Trouble, Settings, Clock, LogOf<ImportJob>(), LogOf<ImportProgress>());

    public SourceJob Sources => new(Facts, new SourceStore(Store), new SourceReader(TimeProvider.System), Watch, Settings, Clock, LogOf<SourceJob>());

    public TroubleStore TroubleStore => new(Store);

    public UndeliveredStore Undelivered => new(Store);

    public TroubleBoard Board { get; } = new();

    public TroubleWatch Watch => new(Facts, TroubleStore, Compose, Settings, Board, Clock, LogOf<TroubleWatch>());

    public TroubleJob Troubles => new(Templates, _composer, TroubleStore, Undelivered, Facts, Watch, Compose, Second, Settings, Clock, LogOf<TroubleJob>());

    /// <summary>The second account; none unless a test says so.</summary>
    public FallbackWay Fallback { get; set; } = FallbackWay.None;

    private FallbackMail Second => _second ??= new(Fallback, TroubleStore, Facts, Compose, Settings, Clock, LogOf<FallbackMail>());

    public PasswordExpiry Passwords => new(Notes, Settings, Clock);

    public InboxTrouble Trouble => _trouble ??= new(Watch, TroubleStore, Settings, Clock, LogOf<InboxTrouble>());

    public MailboxStore Mailboxes => new(Store);

    /// <summary>Where replies are read from; nowhere unless a test says so.</summary>
    public MailboxSource Mailbox { get; set; } = MailboxSource.None;

    /// <summary>Mails that came in, each once, as the store would keep them.</summary>
    public List<MailboxMail> TakenIn { get; } = [];

    /// <summary>Called before a mail is taken in; may throw as a store that fails does.</summary>
    public Action<MailboxMail> TakingIn { get; set; } = _ => { };

    /// <summary>With what a process remembers of the mailbox.</summary>
    public RepliesJob Replies => _replies ??= new(Mailbox, Mailboxes, new Handler(this), Watch, Settings, Clock, LogOf<RepliesJob>());

    public IntakeJob Intake => new(Import, Sources);

    public CheckJob Check => new(Facts, Alerts, Mailboxes, new YearStore(Store), Settings, Clock, LogOf<CheckJob>());

    public ComposeJob Compose =>
        new(Outbox, Facts, _composer, Bundles, Settings, Clock, LogOf<ComposeJob>());

    public HousekeepingJob Housekeeping => new(Store, new ScheduleStore(Store), new RetentionStore(Store), Settings, Clock, LogOf<HousekeepingJob>());

    public NoteBook Notes => new(Outbox, Facts, Compose, Settings, Clock, LogOf<NoteBook>());

    /// <summary>What the service says of itself beside the store.</summary>
    public IServiceState State { get; set; } = new QuietService();

    public HeartbeatJob Heartbeat => new(Notes, new WatchStore(Store), new ScheduleStore(Store), State, Settings, Clock);

    private sealed class QuietService : IServiceState
    {
        public Task<ServiceStanding> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new ServiceStanding([], null, [], new Dictionary<string, DateTimeOffset>()));
    }

    public ReceiptJob Receipts => new(new ReceiptStore(Store), Facts, Compose, Settings, Clock, LogOf<ReceiptJob>());

    public TaskJob Tasks => new(Facts, new TaskStandings(Facts, Settings), new TaskStore(Store), Compose, Settings, Clock, LogOf<TaskJob>());

    public MonitorRun Monitor => new(
        Intake, Check, Compose, Receipts, Tasks, Endings, TurnOfYear, Successions, Unanswered, Passwords, Replies, new WithheldNote(Notes, Outbox, Facts, Settings), new StartCheck(Watch, Board, Clock));

    public TurnOfYearJob TurnOfYear => new(new YearStore(Store), Facts, Notes, Settings, Clock);

    public EndingJob Endings => new(Overlays, Facts, People, Compose, Settings, Clock, LogOf<EndingJob>());

    public PeopleStore People => new(Store);

    public SuccessionJob Successions => new(Facts, Alerts, People, Notes, Settings, Clock, LogOf<SuccessionJob>());

    public UnansweredJob Unanswered => new(Facts, Alerts, Notes, Settings);

    public HandoverByHand Handover => new(Facts, People, Successions, Settings, Clock);

    public DigestJob Digest => new(
        Facts, Alerts, new DigestStore(Store), Incoming, new YearStore(Store), Settings, Clock, LogOf<DigestJob>());

    /// <summary>Makes the files of reports; a test puts its own in its place.</summary>
    public IPartMaker Parts { get; set; } = new PartMaker(new Lazy<ReportCatalog>(() => ReportCatalog.Load(Repository.Templates)));

    public ReportLoader ReportLoader => new(Facts, Imports, Cases, Overlays, new ReportStore(Store), Settings, Clock);

    public ReportJob Reports => ReportsWith(LogOf<ReportJob>());

    /// <summary>The same with a log that a test reads.</summary>
    public ReportJob ReportsWith(ILogger<ReportJob> log) =>
        new(ReportLoader, new ReportMaker(Parts), Facts, new ReportStore(Store), Compose, _composer, Settings, new ReportTroubles(Watch), Clock, log);

    public IncomingStore Incoming => new(Store);

    public CaseBook Cases => new(Store);

    /// <summary>How mails are read; scripted by a test.</summary>
    public MailReading Reading { get; set; } = MailReading.Usual;

    public IncomingJob Intaking => new(Incoming, Facts, Compose, Reading, Settings, Clock, LogOf<IncomingJob>());

    public AnswerByHand ByHand => new(Overlays, Cases, Facts, Compose, Settings, Clock);

    public SendingHistory History => new(Store);

    public OutboxActs Acts => new(Store);

    /// <summary>As a new process has it each time it is asked for.</summary>
    public DeliverJob Deliver => DeliverBy(() => new Sender(this));

    /// <summary>The same with senders of a test's own.</summary>
    public DeliverJob DeliverBy(Func<IMailSender> connect) => new(Outbox, Facts, History, connect, Troubles, Settings, Clock, LogOf<DeliverJob>());

    /// <summary>What a process remembers is gone; the store stays.</summary>
    public void Restart(TemplateCatalog? templates = null)
    {
        Templates = templates ?? Templates;
        _composer = new MailComposer(Templates);
        _trouble = null;
        _replies = null;
        _second = null;
    }

    /// <summary>The usual budget: one equipment purchase of 2 万元 and operating expenditure of 195.24.</summary>
    public void DropBudget() => Drop("预算.csv", """
        预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室
        2024,P01,设备购置经费,项目支出,2,101,办公室
        2024,P02,日常公用支出,公用支出,195.24,101,办公室
        """);

    public void DropContacts() => Drop("通讯录.csv", """
        姓名,邮箱,角色,单位编码,责任股室
        办公室责任人,office@example.com,责任人,101,办公室
        财务股经办,finance@example.com,财务人员,101,
        绩效股经办,performance@example.com,绩效管理人员,,
        """);

    public void DropExecution(string month, params (string Project, decimal? Wan)[] rows) =>
        Drop($"执行{month}-{Guid.NewGuid():N}.csv", "项目编码,截止月份,累计执行数\n" + string.Join('\n', rows.Select(row => $"{row.Project},{month},{row.Wan}")));

    public void Drop(string name, string csv) => File.WriteAllText(Path.Combine(Inbox, name), csv);

    /// <summary>Import, check, compose, deliver; returns what left the house in this round.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> RoundAsync(DateOnly? asOf = null)
    {
        var before = Sent.Count;
        await Intake.RunAsync(keepFiles: false, default);
        await Check.RunAsync(asOf ?? Some.August31, mayLookBack: false, default);
        await Compose.RunAsync(default);
        await Deliver.RunAsync(Clock.GetUtcNow().AddHours(1), Clock.GetUtcNow().AddHours(1), default);
        return Sent[before..];
    }

    private ILogger<T> LogOf<T>() => Log is { } to ? new LineLog<T>(to) : NullLogger<T>.Instance;

    public async ValueTask DisposeAsync()
    {
        if (_replies is not null) await _replies.DisposeAsync();
        if (_pooling) Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private sealed class LineLog<T>(Action<string> to) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            to($"{typeof(T).Name}: {formatter(state, exception)} {exception}");
    }

    private sealed class Handler(TestOffice office) : IIncomingHandler
    {
        public Task<bool> IsKnownAsync(string mailbox, long? validity, string uid, CancellationToken cancellationToken) =>
            Task.FromResult(office.TakenIn.Exists(mail => (mail.Mailbox, mail.Validity, mail.Uid) == (mailbox, validity, uid)));

        public Task HandleAsync(MailboxMail mail, CancellationToken cancellationToken)
        {
            office.TakingIn(mail);
            if (!office.TakenIn.Exists(known => known.Raw.SequenceEqual(mail.Raw))) office.TakenIn.Add(mail);
            return Task.CompletedTask;
        }
    }

    private sealed class Sender(TestOffice office) : IMailSender
    {
        public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            if (office.ServerHangs)
            {
                office.Hanging.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            var outcome = office.Answer(mail);
            if (outcome is DeliveryOutcome.Accepted) office.Sent.Add(mail);
            return outcome;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
