using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>How the service answers those on the same machine who ask how it is.</summary>
public sealed record HttpHealthOptions
{
    [Description("Port on this machine alone (127.0.0.1, ::1) where a running service answers /healthz, /readyz and /metrics. 0 switches it off, up to 65535. Default 0.")]
    [Range(0, 65535)]
    public int Port { get; init; }
}
