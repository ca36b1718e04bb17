using Microsoft.Extensions.Logging;

namespace MonitorWorker.Scheduling;

/// <summary>Numbers of the log lines about schedules: 8000 to 8999. <c>config/README.md</c> says what each means; a number is never given to another line.</summary>
internal static class ScheduleEvents
{
    public static readonly EventId Ran = new(8001, nameof(Ran));
    public static readonly EventId Failed = new(8003, nameof(Failed));
    public static readonly EventId CutOff = new(8010, nameof(CutOff));
    public static readonly EventId CatchUpFailed = new(8011, nameof(CatchUpFailed));
    public static readonly EventId MadeUp = new(8012, nameof(MadeUp));
    public static readonly EventId LeftOut = new(8013, nameof(LeftOut));
    public static readonly EventId FailureNotKept = new(8014, nameof(FailureNotKept));
    public static readonly EventId TakeOverFailed = new(8015, nameof(TakeOverFailed));
}
