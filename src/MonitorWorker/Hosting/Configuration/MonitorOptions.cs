using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>
/// Everything that <c>config/monitor.json</c> says, read once and validated whole. Relative paths are already
/// resolved against the file that named them. A run keeps the options that it started with.
/// </summary>
public sealed record MonitorOptions
{
    [Description("Language of the mails: zh-CN or en. The console speaks Chinese, the log English.")]
    [AllowedValues("zh-CN", "en")]
    public string Locale { get; init; } = "zh-CN";

    [Description("The office's time zone (IANA or Windows name); schedules and printed times use it. Default Asia/Shanghai.")]
    public string TimeZone { get; init; } = "Asia/Shanghai";

    [Description("Judge as if today were this day (yyyy-MM-dd). Leave it out in production: then it is today.")]
    public DateOnly? AsOf { get; init; }

    [Description("The office that speaks in the mails' heading.")]
    public string OfficeName { get; init; } = "预算绩效运行监控";

    [Description("What a reader may telephone when a mail is unclear; printed at the foot of each mail.")]
    public string? ContactPhone { get; init; }

    public DatabaseOptions Database { get; init; } = new();

    public InboxOptions Inbox { get; init; } = new();

    public ImportOptions Import { get; init; } = new();

    [Description("Databases that are read like files at each import: a query each, read only.")]
    public IReadOnlyList<SourceOptions> Sources { get; init; } = [];

    public RulesOptions Rules { get; init; } = new();

    public TemplatesOptions Templates { get; init; } = new();

    public MailOptions Mail { get; init; } = new();

    public MailboxOptions Mailbox { get; init; } = new();

    [Description("Who is told of what, and when: the first route that takes a finding decides. What none takes goes to the people of the address book, at once and just once.")]
    public IReadOnlyList<RouteOptions> Routes { get; init; } = [];

    [Description("Who is told next where nobody answers, step by step; a route names one of them.")]
    public IReadOnlyList<EscalationOptions> Escalations { get; init; } = [];

    public CalendarOptions Calendar { get; init; } = new();

    public FiscalYearOptions FiscalYear { get; init; } = new();

    public DigestsOptions Digests { get; init; } = new();

    public TasksOptions Tasks { get; init; } = new();

    [Description("Reports of one's own; one that is called in-year, form or management replaces the built-in report of that name.")]
    public IReadOnlyList<ReportOptions> Reports { get; init; } = [];

    [Description("Folder with the office's own words for reports (duties, organisation, what a project is for): CODE/NAME.md, else NAME.md. Default texts.")]
    [ConfigPath(PathKind.NewFolder)]
    public string ReportTexts { get; init; } = "texts";

    public HealthOptions Health { get; init; } = new();

    public HeartbeatOptions Heartbeat { get; init; } = new();

    public LogOptions Log { get; init; } = new();

    public RetentionOptions Retention { get; init; } = new();

    public ReloadOptions Reload { get; init; } = new();

    [Description("When which job runs. Any number; several may name the same job.")]
    public IReadOnlyList<ScheduleOptions> Schedules { get; init; } = [];
}

/// <summary>Where the facts, the alerts and the outbox are kept.</summary>
public sealed record DatabaseOptions
{
    [Description("sqlite.")]
    [AllowedValues("sqlite")]
    public string Provider { get; init; } = "sqlite";

    [Description("ADO.NET connection string. A relative Data Source is relative to this file.")]
    public string ConnectionString { get; init; } = "Data Source=../data/monitor.db";
}

/// <summary>Which rule set judges.</summary>
public sealed record RulesOptions
{
    [Description("Folder with rule sets, one JSON file each.")]
    [ConfigPath(PathKind.Folder)]
    public string Folder { get; init; } = "rules";

    [Description("Name of the rule set that judges what no other one does. Default: default.")]
    public string RuleSet { get; init; } = "default";

    [Description("Further rule sets: each takes over from its first day on, for the lines of its scope.")]
    public IReadOnlyList<string> Also { get; init; } = [];
}

/// <summary>Where the wording and the look of mails are kept.</summary>
public sealed record TemplatesOptions
{
    [Description("Folder with the mail templates. Default ../templates, and where that is not there the program's own, which an upgrade brings along.")]
    [ConfigPath(PathKind.Folder, ElseBesideProgram = "templates")]
    public string Folder { get; init; } = "../templates";
}

/// <summary>Which days are working days.</summary>
public sealed record CalendarOptions
{
    [Description("Folder of the calendars: holidays and make-up working days, a file COUNTRY-YEAR.json each. Default calendars.")]
    [ConfigPath(PathKind.NewFolder)]
    public string Folder { get; init; } = "calendars";

    [Description("Whose working days count, as in the names of the files. Default cn.")]
    public string Country { get; init; } = "cn";

    [Description("Day (MM-dd) of each year from which on the administrators are asked for the calendar of the next one, which is announced in November: once, and again on 20 December. Empty asks nobody. Default 11-10.")]
    public string AskFrom { get; init; } = "11-10";
}
