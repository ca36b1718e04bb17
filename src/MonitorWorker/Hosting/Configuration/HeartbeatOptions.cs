using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>How the service shows another one that it is well, so that silence is noticed there.</summary>
public sealed record HeartbeatOptions
{
    [Description("Address (http or https) that a running service asks for while it is alive and ready. Whoever knows it can pretend to be the service: it is never logged.")]
    public string? Url { get; init; }

    [Description("Minutes between two such calls (1 to 1440). Default 5.")]
    [Range(1, 1440)]
    public int UrlMinutes { get; init; } = 5;

    [Description("GET or POST. Default GET.")]
    [AllowedValues("GET", "POST")]
    public string UrlMethod { get; init; } = "GET";

    [Description("Address that is asked for instead while it is not ready, e.g. the url with /fail. Leave it out to stay silent then.")]
    public string? FailUrl { get; init; }
}
