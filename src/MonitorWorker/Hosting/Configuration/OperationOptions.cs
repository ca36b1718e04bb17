using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

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

    public HttpHealthOptions Http { get; init; } = new();
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

    [Description("import, check, digest, report, deliver, replies, housekeeping or heartbeat.")]
    [AllowedValues("import", "check", "digest", "report", "deliver", "replies", "housekeeping", "heartbeat")]
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

    [Description("once: a run missed while the service was down is made up once, and one that failed is tried again; skip: it is left out. Default once.")]
    [AllowedValues("once", "skip")]
    public string Missed { get; init; } = "once";

    [Description("A missed run older than this is not made up, a failed one not tried again (hh:mm:ss or d.hh:mm:ss). Default 1.00:00:00.")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromDays(1);
}
