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

    public DigestsOptions Digests { get; init; } = new();

    public TasksOptions Tasks { get; init; } = new();

    [Description("Reports of one's own; one that is called in-year, form or management replaces the built-in report of that name.")]
    public IReadOnlyList<ReportOptions> Reports { get; init; } = [];

    [Description("Folder with the office's own words for reports (duties, organisation, what a project is for): CODE/NAME.md, else NAME.md. Default texts.")]
    [ConfigPath(PathKind.NewFolder)]
    public string ReportTexts { get; init; } = "texts";

    public HealthOptions Health { get; init; } = new();

    public RetentionOptions Retention { get; init; } = new();

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

/// <summary>Where files are dropped.</summary>
public sealed record InboxOptions
{
    [Description("Folder that is read for workbooks (.xlsx, .xls, .et, .xlsb), csv, tables saved as web pages or XML, and .zip files of these.")]
    [ConfigPath(PathKind.Folder)]
    public string Folder { get; init; } = "inbox";

    [Description("Folder that read files are moved to, by month. Leave it out to read files in place and never move them.")]
    [ConfigPath(PathKind.NewFolder)]
    public string? Archive { get; init; }

    [Description("Seconds that a file must not have changed before it is read: one that is still being copied is waited for. 0 to 60, default 1.")]
    [Range(0, 60)]
    public int QuietSeconds { get; init; } = 1;

    [Description("Seconds after which a running service looks into the folder although nothing was noticed: network shares raise no events. 0 never, up to 3600, default 60.")]
    [Range(0, 3600)]
    public int PollSeconds { get; init; } = 60;

    [Description("Minutes for which a file may be locked or unreadable before an administrator is told; it is tried again for ever. 0 to 1440, default 30.")]
    [Range(0, 1440)]
    public int TroubleMinutes { get; init; } = 30;
}

/// <summary>How files are read.</summary>
public sealed record ImportOptions
{
    [Description("Unit of amounts whose column header names none: 元, 万元 or 亿元. Default 万元.")]
    [AllowedValues("元", "万元", "亿元")]
    public string AmountUnit { get; init; } = "万元";

    [Description("skip: read the good rows, keep and tell the refused ones; reject: read nothing of a file with a refused row. Default skip.")]
    [AllowedValues("skip", "reject")]
    public string OnBadRow { get; init; } = "skip";

    [Description("More names for a column: the contract's name, then the names your files use.")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Synonyms { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    [Description("Folder of the column maps: how forms that are none of the input tables are read. Default maps.")]
    [ConfigPath(PathKind.NewFolder)]
    public string Maps { get; init; } = "maps";

    [Description("For which files the finance staff gets a receipt by mail: always, problems (something was refused or looks odd) or never. Default always.")]
    [AllowedValues("always", "problems", "never")]
    public string Receipts { get; init; } = "always";
}

/// <summary>One database that is read like a file: the query's column names are the header row.</summary>
public sealed record SourceOptions
{
    [Description("Unique name; mails and figures name the source by it.")]
    public required string Name { get; init; }

    [Description("sqlite or postgres.")]
    [AllowedValues("sqlite", "postgres")]
    public required string Provider { get; init; }

    [Description("ADO.NET connection string without a password. A relative Data Source is relative to this file.")]
    public required string ConnectionString { get; init; }

    [Description("File whose first line is the database user's password. Secrets stand in no config file.")]
    [ConfigPath(PathKind.File)]
    public string? PasswordFile { get; init; }

    [Description("One SELECT whose columns are named as the input tables name them: SELECT code AS 项目编码, … Either this or queryFile.")]
    public string? Query { get; init; }

    [Description("A file with that SELECT, UTF-8. Either this or query.")]
    [ConfigPath(PathKind.File)]
    public string? QueryFile { get; init; }

    [Description("How long connecting, asking and reading may take together, in seconds (1 to 3600). Default 60.")]
    [Range(1, 3600)]
    public int TimeoutSeconds { get; init; } = 60;

    [Description("An answer of more rows is refused (1 to 1000000). Default 100000.")]
    [Range(1, 1_000_000)]
    public int MaxRows { get; init; } = 100_000;
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
    [Description("Folder with the mail templates.")]
    [ConfigPath(PathKind.Folder)]
    public string Folder { get; init; } = "../templates";
}

/// <summary>How mails leave.</summary>
public sealed record MailOptions
{
    [Description("folder: write .eml and .html files; smtp: send.")]
    [AllowedValues("folder", "smtp")]
    public string Delivery { get; init; } = "folder";

    [Description("Folder for mails when delivery is folder.")]
    [ConfigPath(PathKind.NewFolder)]
    public string Folder { get; init; } = "../out/mail";

    [Description("SMTP server's name.")]
    public string? Host { get; init; }

    [Description("SMTP port. Default 587.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    [Description("startTls, tls (implicit) or none. Never falls back from one to a weaker one. Default startTls.")]
    [AllowedValues("startTls", "tls", "none")]
    public string Security { get; init; } = "startTls";

    [Description("Login name; leave out where the server wants none.")]
    public string? User { get; init; }

    [Description("File whose first line is the password. Secrets stand in no config file.")]
    [ConfigPath(PathKind.File)]
    public string? PasswordFile { get; init; }

    [Description("Sender address; many providers want it to be the login.")]
    public string From { get; init; } = "monitor@example.com";

    [Description("Sender name as people see it. Default: officeName.")]
    public string? FromName { get; init; }

    [Description("live: to the people concerned; rehearsal: every mail goes to rehearsalTo alone and names whom it would have gone to.")]
    [AllowedValues("live", "rehearsal")]
    public string Mode { get; init; } = "live";

    [Description("Receives every mail in rehearsal mode.")]
    public string? RehearsalTo { get; init; }

    [Description("PEM file with further trusted certificates (a private CA or the server's own).")]
    [ConfigPath(PathKind.File)]
    public string? TrustedCertificates { get; init; }

    [Description("Gets what nobody else can be found for. Cannot be left out when mails are sent by smtp.")]
    public string? AdministratorAddress { get; init; }

    [Description("How long a mail is retried before it is given up and told, in hours (1 to 240). Default 120 (five days).")]
    [Range(1, 240)]
    public int RetryHours { get; init; } = 120;

    [Description("Connections to the server at once (1 to 8); fewer where it bears no more. Default 2.")]
    [Range(1, 8)]
    public int Connections { get; init; } = 2;

    [Description("Mails that may go in any 60 seconds, service and commands together (0 to 100000). Default 0: no limit.")]
    [Range(0, 100_000)]
    public int PerMinute { get; init; }

    [Description("Mails that may go in any 24 hours, service and commands together (0 to 10000000). Default 0: no limit.")]
    [Range(0, 10_000_000)]
    public int PerDay { get; init; }

    [Description("What is otherwise for mails to some domains; the first that covers an address counts.")]
    public IReadOnlyList<MailDomainOptions> Domains { get; init; } = [];

    [Description("Domains that mails may go to: example.com, or *.example.com for all below it. Nothing goes anywhere else, whoever names the address. Empty: everywhere.")]
    public IReadOnlyList<string> AllowedDomains { get; init; } = [];
}

/// <summary>How mails to a domain are sent.</summary>
public sealed record MailDomainOptions
{
    [Description("example.com, or *.example.com for all below it.")]
    public required string Domain { get; init; }

    [Description("Minutes to wait after each refusal for now (1 to 1440); the last one repeats. Default: 1, 5, 15, 60.")]
    [Range(1, 1440)]
    public IReadOnlyList<int> RetryMinutes { get; init; } = [];

    [Description("Mails that may go there in any 60 seconds (0 to 100000). Default 0: no limit of its own.")]
    [Range(0, 100_000)]
    public int PerMinute { get; init; }

    [Description("Mails that may go there in any 24 hours (0 to 10000000). Default 0: no limit of its own.")]
    [Range(0, 10_000_000)]
    public int PerDay { get; init; }
}

/// <summary>Where answers to mails are read.</summary>
public sealed record MailboxOptions
{
    /// <summary>The protocol of no mailbox.</summary>
    public const string None = "none";

    [Description("none: replies are read by people alone; imap, pop3: a mailbox on a server; folder: .eml files of a folder. Default: imap where host is set, else none.")]
    [AllowedValues("none", "imap", "pop3", "folder")]
    public string? Protocol { get; init; }

    [Description("Name of the IMAP or POP3 server.")]
    public string? Host { get; init; }

    [Description("Its port. Default: 993 (imap) or 995 (pop3) with tls, else 143 or 110.")]
    [Range(1, 65535)]
    public int? Port { get; init; }

    [Description("tls (implicit), startTls or none. Never falls back from one to a weaker one. Default tls.")]
    [AllowedValues("startTls", "tls", "none")]
    public string Security { get; init; } = "tls";

    [Description("Login name. Default: mail.user.")]
    public string? User { get; init; }

    [Description("File whose first line is the password. Default: mail.passwordFile. Secrets stand in no config file.")]
    [ConfigPath(PathKind.File)]
    public string? PasswordFile { get; init; }

    [Description("Folder with .eml files, where protocol is folder. What was read is moved into its subfolder done.")]
    [ConfigPath(PathKind.NewFolder)]
    public string? Folder { get; init; }

    [Description("File with the secret that signs what people answer to. Made when it is missing; keep it with the database. Its first line signs, further lines are still accepted. Default ../data/token.key.")]
    [ConfigPath(PathKind.NewFile)]
    public string TokenKeyFile { get; init; } = "../data/token.key";

    [Description("Minutes between two looks into the mailbox while the service runs (1 to 1440). Default 3.")]
    [Range(1, 1440)]
    public int PollMinutes { get; init; } = 3;

    [Description("Whether new mail is also waited for on the open connection (IMAP IDLE), where the server offers it. Default false.")]
    public bool Idle { get; init; }

    [Description("Whether the server delivers NAME+anything@DOMAIN to NAME@DOMAIN: then the address that is replied to carries the alert. QQ and 163 do not. Default false.")]
    public bool PlusAddressing { get; init; }

    [Description("Name by which the office's own receiving server signs its Authentication-Results headers; only what it says proves a sender.")]
    public string? TrustedAuthServer { get; init; }

    [Description("Largest mail that is read, in megabytes (1 to 100); a larger one is kept by its header and told. Default 20.")]
    [Range(1, 100)]
    public int LargestMegabytes { get; init; } = 20;

    [Description("Most mails of one address that are acted upon in a day (1 to 1000). Default 20.")]
    [Range(1, 1000)]
    public int AnswersPerDay { get; init; } = 20;

    [Description("How long a signed reference in one of our mails is valid, in days (1 to 3660). Default 400.")]
    [Range(1, 3660)]
    public int TokenDays { get; init; } = 400;

    /// <summary>The protocol, also where it follows from the host.</summary>
    internal string EffectiveProtocol => Protocol ?? (Host is null ? None : "imap");
}

/// <summary>One route: which findings it takes, and what is done about them. A condition that is not set takes all.</summary>
public sealed record RouteOptions
{
    [Description("Unique name; what is told by it names it.")]
    public required string Name { get; init; }

    [Description("Rule ids, e.g. execution-lag. Empty: all.")]
    public IReadOnlyList<string> Rules { get; init; } = [];

    [Description("red, yellow, blue, grey. Empty: all.")]
    public IReadOnlyList<string> Levels { get; init; } = [];

    [Description("Scope (口径) of the budget lines, e.g. 支出类别=项目支出. Not set: all.")]
    public string? Where { get; init; }

    [Description("Least revised budget of the line in yuan (1 to 2147483647). Not set: any.")]
    [Range(1, int.MaxValue)]
    public int? MinAmount { get; init; }

    [Description("Roles (责任人, 股室负责人, 分管领导, 主要领导, 财务人员, 绩效管理人员, 系统管理员), or address:NAME@DOMAIN. Empty: whom the address book names for the finding.")]
    public IReadOnlyList<string> To { get; init; } = [];

    [Description("now, daily or weekly: with the run that found it, or with everything else of the day or week. Default now.")]
    [AllowedValues("now", "daily", "weekly")]
    public string Timing { get; init; } = "now";

    [Description("How often those who were told are reminded while nobody answers: once (never), each check, or every N working days. Default once.")]
    public string Remind { get; init; } = "once";

    [Description("Name of the escalation that follows where nobody answers. Not set: none.")]
    public string? Escalate { get; init; }
}

/// <summary>One escalation: a ladder of people who are told one after the other.</summary>
public sealed record EscalationOptions
{
    [Description("Unique name; routes name it.")]
    public required string Name { get; init; }

    [Description("The document that orders it; for people.")]
    public string? Basis { get; init; }

    [Description("In the order of their days.")]
    public IReadOnlyList<EscalationStepOptions> Steps { get; init; } = [];
}

/// <summary>One step of an escalation.</summary>
public sealed record EscalationStepOptions
{
    [Description("Working days after the first notice (1 to 250).")]
    [Range(1, 250)]
    public required int AfterWorkdays { get; init; }

    [Description("Roles that are told.")]
    public required IReadOnlyList<string> To { get; init; }

    [Description("What the mail says about the step. Not set: nothing more.")]
    public string? Says { get; init; }
}

/// <summary>Which days are working days.</summary>
public sealed record CalendarOptions
{
    [Description("Folder of the calendars: holidays and make-up working days, a file COUNTRY-YEAR.json each. Default calendars.")]
    [ConfigPath(PathKind.NewFolder)]
    public string Folder { get; init; } = "calendars";

    [Description("Whose working days count, as in the names of the files. Default cn.")]
    public string Country { get; init; } = "cn";
}

/// <summary>When what is not told at once leaves, and who is told where everything stands.</summary>
public sealed record DigestsOptions
{
    [Description("Time of day (HH:mm, the office's zone) at which, on working days, the findings leave that are told once a day. Default 16:00.")]
    public string DailyAt { get; init; } = "16:00";

    [Description("Weekday and time (e.g. MON 09:00) at which the findings leave that are told once a week; on a day off at the same time of the next working day. Default MON 09:00.")]
    public string WeeklyOn { get; init; } = "MON 09:00";

    [Description("withDigest: leaders get the sums of their part each time that the job digest runs; never. Default withDigest.")]
    [AllowedValues("withDigest", "never")]
    public string Leaders { get; init; } = "withDigest";

    [Description("Who is told by the job digest that nothing is behind: readers (of the digest), owners (they, and people who own lines), never. Default readers.")]
    [AllowedValues("readers", "owners", "never")]
    public string AllIsWell { get; init; } = "readers";
}

/// <summary>When monitoring tasks (监控任务) are told.</summary>
public sealed record TasksOptions
{
    [Description("On which working days before (-) or after (+) the deadline those are reminded who have not reported; 0 is the day itself. [] never. Default [-5, -1, 1, 5].")]
    [Range(-60, 60)]
    public IReadOnlyList<int> RemindWorkdays { get; init; } = [-5, -1, 1, 5];

    [Description("On which of these days the performance staff gets the list of who has reported and who has not. [] never. Default [-1, 1, 5].")]
    [Range(-60, 60)]
    public IReadOnlyList<int> List { get; init; } = [-1, 1, 5];
}

/// <summary>One report: the files that it is made of, for whom, and about whom.</summary>
public sealed record ReportOptions
{
    [Description("Unique name; schedules and the verb report call it by it.")]
    public required string Name { get; init; }

    [Description("What people call it: subject of its mail, e.g. 部门事中绩效监控报告.")]
    public required string Title { get; init; }

    [Description("The kinds of files that it is made of.")]
    public required IReadOnlyList<ReportFileOptions> Files { get; init; }

    [Description("Roles (责任人, 股室负责人, 分管领导, 主要领导, 财务人员, 绩效管理人员, 系统管理员) that get it by mail, each person the files of what he may see all of. Empty: 绩效管理人员.")]
    public IReadOnlyList<string> To { get; init; } = [];

    [Description("Codes (单位编码) of the entities that it is made for. Empty: all.")]
    public IReadOnlyList<string> Entities { get; init; } = [];
}

/// <summary>One kind of file of a report.</summary>
public sealed record ReportFileOptions
{
    [Description("What one file is about, and so how many there are: entity, project (of 项目支出) or office (all entities together).")]
    [AllowedValues("entity", "project", "office")]
    public required string Query { get; init; }

    [Description("A file of templates.folder/reports: NAME.md becomes a .docx, NAME.xlsx is filled in; data is the workbook of everything behind it, which needs none.")]
    public required string Template { get; init; }

    [Description("Title of the document, and the middle of the file's name, e.g. 部门事中绩效监控报告.")]
    public required string Title { get; init; }
}

/// <summary>How the program watches itself.</summary>
public sealed record HealthOptions
{
    [Description("File into which a running service writes how it is, each minute; status reads it. Empty writes none. Default ../data/health.json.")]
    [ConfigPath(PathKind.NewFile)]
    public string? File { get; init; } = "../data/health.json";

    [Description("Megabytes below which the free space of a disk that the program writes to is told to the administrators. 0 never, up to 1000000, default 500.")]
    [Range(0, 1_000_000)]
    public int MinFreeMegabytes { get; init; } = 500;

    [Description("Minutes for which mails cannot be sent, or the mailbox cannot be read, before that is told, in log and health file and by mail (of sending: when it is over). 0 to 1440, default 60.")]
    [Range(0, 1440)]
    public int MailBrokenMinutes { get; init; } = 60;

    [Description("Minutes after its time at which a schedule that has not run is told to the administrators. 30 to 1440, default 60.")]
    [Range(30, 1440)]
    public int ScheduleLateMinutes { get; init; } = 60;
}

/// <summary>How long what is kept; the job housekeeping sees to it.</summary>
public sealed record RetentionOptions
{
    [Description("Months after which mails that went out keep only their heading; mails of open alerts and mails that came back stay whole. 0 keeps all, up to 1200, default 36.")]
    [Range(0, 1200)]
    public int SentMonths { get; init; } = 36;

    [Description("Months after which mails that came in keep only what became of them; those about open alerts stay whole. 0 keeps all, up to 1200, default 36.")]
    [Range(0, 1200)]
    public int IncomingMonths { get; init; } = 36;

    [Description("Folder that gets a checked copy of the database each time that housekeeping runs, one for each day. Leave it out to make none.")]
    [ConfigPath(PathKind.NewFolder)]
    public string? BackupFolder { get; init; }

    [Description("How many of these copies are kept (1 to 3660). Default 14.")]
    [Range(1, 3660)]
    public int Backups { get; init; } = 14;
}

/// <summary>One schedule: which job, when, and what happens to a run that was missed.</summary>
public sealed record ScheduleOptions
{
    [Description("Unique name; the memory of past runs hangs on it.")]
    public required string Name { get; init; }

    [Description("import, check, digest, report, deliver, replies or housekeeping.")]
    [AllowedValues("import", "check", "digest", "report", "deliver", "replies", "housekeeping")]
    public required string Job { get; init; }

    [Description("Name of the report that the job report makes and mails: in-year, form, management, or one of reports. Of that job alone.")]
    public string? Report { get; init; }

    [Description("Five-field (minute hour day month weekday) or Quartz (with seconds) cron expression.")]
    public required string Cron { get; init; }

    [Description("Zone of this schedule; default is the office's.")]
    public string? TimeZone { get; init; }

    [Description("What becomes of a firing on a day off: workdays leaves it out, nextWorkday and previousWorkday move it, at the same time of day. Leave it out where every day is a day.")]
    [AllowedValues("workdays", "nextWorkday", "previousWorkday")]
    public string? Calendar { get; init; }

    [Description("once: a run missed while the service was down is made up once; skip: it is left out. Default once.")]
    [AllowedValues("once", "skip")]
    public string Missed { get; init; } = "once";

    [Description("A missed run older than this is not made up (hh:mm:ss or d.hh:mm:ss). Default 1.00:00:00.")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromDays(1);
}
