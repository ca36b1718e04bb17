using Microsoft.Extensions.Logging;

namespace MonitorWorker.Jobs;

/// <summary>Numbers of the log lines about troubles of the program: 6000 to 6999. <c>config/README.md</c> says what each means; a number is never given to another line.</summary>
internal static class TroubleEvents
{
    public static readonly EventId Began = new(6001, nameof(Began));
    public static readonly EventId Over = new(6002, nameof(Over));
    public static readonly EventId UndeliveredTold = new(6003, nameof(UndeliveredTold));
    public static readonly EventId NotTold = new(6004, nameof(NotTold));
}
