using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>Where the service writes its log, and how much of it is kept.</summary>
public sealed record LogOptions
{
    [Description("Folder into which a running service writes its log, a file for each day. Empty writes none: then standard error, the journal or the event log alone has it. Default ../data/log.")]
    [ConfigPath(PathKind.NewFolder)]
    public string? Folder { get; init; } = "../data/log";

    [Description("Days for which the log is kept; the newest 31 files always are. 1 to 3660, default 200, which is more than six months.")]
    [Range(1, 3660)]
    public int KeepDays { get; init; } = 200;

    [Description("Megabytes of one file; then the day goes on in a further one. 1 to 1000, default 20.")]
    [Range(1, 1000)]
    public int FileMegabytes { get; init; } = 20;

    [Description("Megabytes of all files together; beyond it the oldest goes before its time, and the log says so. 10 to 100000, default 1000.")]
    [Range(10, 100_000)]
    public int MaxMegabytes { get; init; } = 1000;
}
