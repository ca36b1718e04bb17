using Microsoft.Extensions.Logging;

namespace MonitorWorker.Jobs;

/// <summary>Numbers of the log lines about housekeeping: 7000 to 7999. <c>config/README.md</c> says what each means; a number is never given to another line.</summary>
internal static class UpkeepEvents
{
    public static readonly EventId Tidied = new(7001, nameof(Tidied));
    public static readonly EventId BackedUp = new(7002, nameof(BackedUp));
}
