using MonitorWorker.Calendar;
using MonitorWorker.Delivery;
using MonitorWorker.Import;
using MonitorWorker.Import.Sources;
using MonitorWorker.Notifications;
using MonitorWorker.Replies;
using MonitorWorker.Reports;
using MonitorWorker.Rules;
using MonitorWorker.Tasks;

namespace MonitorWorker.Jobs;

/// <summary>What the jobs need of the configuration; fixed for the length of a run.</summary>
/// <param name="AsOf">Pinned day to judge by; null is today in <paramref name="Zone"/>.</param>
/// <param name="Archive">Null reads files in place.</param>
/// <param name="CatchAll">Told where nobody else can be found.</param>
/// <param name="RehearsalTo">Gets every mail instead of the people concerned; null in live mode.</param>
/// <param name="RetryLifetime">How long a mail is retried.</param>
public sealed record OfficeSettings(
    string OfficeName,
    string? ContactPhone,
    TimeZoneInfo Zone,
    DateOnly? AsOf,
    string InboxFolder,
    string? Archive,
    AmountUnit AmountUnit,
    bool RejectFileOnBadRow,
    TableCatalog Tables,
    IReadOnlyList<SourceQuery> Sources,
    RuleBook Rules,
    MailPerson From,
    Recipient CatchAll,
    Recipient? RehearsalTo,
    TimeSpan RetryLifetime)
{
    /// <summary>Whose sender is told by mail what became of a file.</summary>
    public ReceiptPolicy Receipts { get; init; }

    /// <summary>Who is told where everything stands.</summary>
    public DigestPolicy Digests { get; init; } = new(Leaders: true, AllIsWell.Readers);

    /// <summary>How long a file must not have changed before it is read; zero reads at once.</summary>
    public TimeSpan InboxQuiet { get; init; }

    /// <summary>How often the inbox is looked at although nothing was noticed; null is never.</summary>
    public TimeSpan? InboxPoll { get; init; }

    /// <summary>How long a file may be locked or unreadable before an administrator is told.</summary>
    public TimeSpan InboxPatience { get; init; }

    /// <summary>How long what is kept.</summary>
    public RetentionPolicy Retention { get; init; } = RetentionPolicy.None;

    /// <summary>When monitoring tasks are told.</summary>
    public TaskPolicy Tasks { get; init; } = TaskPolicy.Usual;

    /// <summary>How fast, how often and over how many connections mails go.</summary>
    public SendingPolicy Sending { get; init; } = new();

    /// <summary>How long the mail channel may be broken, or the mailbox not be read, before that counts as a trouble.</summary>
    public TimeSpan MailPatience { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Name of the mailbox that replies are read from; null where people read them.</summary>
    public string? Mailbox { get; init; }

    /// <summary>How often the mailbox is looked into while the service runs.</summary>
    public TimeSpan MailboxPoll { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long after its time a schedule may run before that counts as a trouble.</summary>
    public TimeSpan SchedulePatience { get; init; } = TimeSpan.FromHours(1);

    /// <summary>By which deadlines and reminders count.</summary>
    public WorkdayCalendar Workdays { get; init; } = WorkdayCalendar.MondayToFriday;

    /// <summary>The days on which a budget year turns.</summary>
    public FiscalYearDays Years { get; init; } = FiscalYearDays.Usual;

    /// <summary>From which day on the working days of the next year are asked for; null where they are not.</summary>
    public MonthDay? AskForCalendarFrom { get; init; } = new MonthDay(11, 10);

    /// <summary>How findings are told and to whom, and which mail domains mails may go to.</summary>
    public RouteBook Routes { get; init; } = RouteBook.Empty;

    /// <summary>The reports that there are, by the names that schedules and people call them.</summary>
    public IReadOnlyList<ReportDefinition> Reports { get; init; } = ReportDefinition.BuiltIn;

    /// <summary>The office's own words for reports.</summary>
    public OfficeTexts Texts { get; init; } = OfficeTexts.None;

    /// <summary>How replies are read; null where there is no mailbox for them.</summary>
    public ReplySettings? Replies { get; init; }

    /// <summary>Leaders get the sums of their part, and something runs that makes them.</summary>
    public bool LeadersHaveSummaries { get; init; } = true;

    /// <summary>Passwords whose last day is known.</summary>
    public IReadOnlyList<ExpiringPassword> Passwords { get; init; } = [];

    /// <summary>What must be known of us to read a mail that came in: what comes from our addresses went round in a circle.</summary>
    public IncomingRules Incoming => new(
        [.. new[] { From.Address, Replies?.Address }.OfType<string>().Select(address => address.ToLowerInvariant())],
        MessageIds.Domain(From.Address),
        (Replies ?? ReplySettings.None).LargestBytes);

    /// <summary>Who really gets a mail that is meant for an address: in a rehearsal one reader gets all.</summary>
    public string ReaderOf(string address) => RehearsalTo?.Address ?? address;

    /// <summary>Today where the office is, whatever day is judged.</summary>
    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);

    /// <summary>What a mail to this person says beside the figures.</summary>
    /// <param name="now">In the office's zone.</param>
    public MailContext ContextFor(Recipient recipient, string runId, DateOnly? dataAsOf, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return new MailContext
        {
            OfficeName = OfficeName,
            ContactPhone = ContactPhone,
            FromAddress = From.Address,
            ReadsReplies = Replies is not null,
            Recipient = new MailPerson(recipient.Name, recipient.Address),
            WhyYou = recipient.Why,
            GeneratedAt = now,
            RunId = runId,
            DataAsOf = dataAsOf,
        };
    }

    /// <summary>The day to judge by: asked for, else pinned, else today where the office is.</summary>
    public DateOnly JudgeAsOf(DateOnly? asked, DateTimeOffset now) =>
        asked ?? AsOf ?? Today(now);
}

/// <summary>How replies are read.</summary>
/// <param name="Tokens">Signs what people answer to.</param>
/// <param name="TokenLife">How long a signature is good.</param>
/// <param name="PlusAddressing">Whether the address that is replied to names the mail.</param>
/// <param name="TrustedServer">Whose word proves a sender, lower case; null trusts nobody's.</param>
/// <param name="MailsPerDay">Most mails of one address that are acted upon in a day.</param>
/// <param name="LargestBytes">Larger mails are kept by their header alone.</param>
public sealed record ReplySettings(ReplyTokens Tokens, TimeSpan TokenLife, bool PlusAddressing, string? TrustedServer, int MailsPerDay, int LargestBytes)
{
    /// <summary>Address at which replies arrive, where it is not the one that mails are sent from; null where it is.</summary>
    public string? Address { get; init; }

    /// <summary>Where there is no mailbox: nothing is signed, and nobody is believed.</summary>
    public static ReplySettings None { get; } = new(new ReplyTokens("", mayCreate: false), TimeSpan.Zero, false, null, 20, 20_000_000);
}

/// <summary>For which files a receipt is sent.</summary>
public enum ReceiptPolicy
{
    /// <summary>For none.</summary>
    Never,

    /// <summary>For those of which something was refused, looks odd, or differs from what was told before.</summary>
    Problems,

    /// <summary>For every file that was read.</summary>
    Always,
}

/// <summary>Who is told where everything stands, whenever the digest job runs.</summary>
/// <param name="Leaders">Leaders get the sums of their part.</param>
public sealed record DigestPolicy(bool Leaders, AllIsWell AllIsWell);

/// <summary>Who is told that nothing is behind.</summary>
public enum AllIsWell
{
    /// <summary>Nobody.</summary>
    Never,

    /// <summary>Those who get the digest.</summary>
    Readers,

    /// <summary>They, and the people who own lines.</summary>
    Owners,
}
