using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>How a running service notices that its configuration has changed.</summary>
public sealed record ReloadOptions
{
    [Description("Seconds between two looks of a running service at its configuration, rules, maps, calendars and templates; a change is taken over when two looks found the same. 0 never looks. 0 to 3600, default 10.")]
    [Range(0, 3600)]
    public int PollSeconds { get; init; } = 10;
}
