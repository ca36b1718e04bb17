using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

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
