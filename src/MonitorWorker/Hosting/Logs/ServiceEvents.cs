using Microsoft.Extensions.Logging;

namespace MonitorWorker.Hosting.Logs;

/// <summary>Numbers of the log lines about the service and its watch over itself: 1000 to 1999. <c>config/README.md</c> says what each means; a number is never given to another line.</summary>
internal static class ServiceEvents
{
    public static readonly EventId Started = new(1000, nameof(Started));
    public static readonly EventId Stopped = new(1001, nameof(Stopped));
    public static readonly EventId CannotGoOn = new(1002, nameof(CannotGoOn));
    public static readonly EventId FirstCheckFailed = new(1003, nameof(FirstCheckFailed));
    public static readonly EventId FirstDeliveryFailed = new(1004, nameof(FirstDeliveryFailed));
    public static readonly EventId FirstCheck = new(1005, nameof(FirstCheck));
    public static readonly EventId HealthFileFails = new(1010, nameof(HealthFileFails));
    public static readonly EventId HealthFileWorks = new(1011, nameof(HealthFileWorks));
    public static readonly EventId WatchFailed = new(1012, nameof(WatchFailed));
    public static readonly EventId ScheduleNotWatched = new(1013, nameof(ScheduleNotWatched));
    public static readonly EventId CalendarMissing = new(1014, nameof(CalendarMissing));
    public static readonly EventId DiskFull = new(1015, nameof(DiskFull));
    public static readonly EventId DiskHasRoom = new(1016, nameof(DiskHasRoom));
    public static readonly EventId DiskLow = new(1017, nameof(DiskLow));
    public static readonly EventId NotGoingRound = new(1018, nameof(NotGoingRound));
    public static readonly EventId InboxFailed = new(1020, nameof(InboxFailed));
    public static readonly EventId InboxNotWatched = new(1021, nameof(InboxNotWatched));
    public static readonly EventId MailboxFailed = new(1022, nameof(MailboxFailed));
    public static readonly EventId InboxRead = new(1023, nameof(InboxRead));
    public static readonly EventId RepliesRead = new(1024, nameof(RepliesRead));
    public static readonly EventId LogLost = new(1030, nameof(LogLost));
    public static readonly EventId LogCut = new(1031, nameof(LogCut));
    public static readonly EventId Reloaded = new(1040, nameof(Reloaded));
    public static readonly EventId ReloadRefused = new(1041, nameof(ReloadRefused));
    public static readonly EventId ReloadFailed = new(1042, nameof(ReloadFailed));
    public static readonly EventId ReloadBack = new(1043, nameof(ReloadBack));
    public static readonly EventId ReloadMovesMails = new(1044, nameof(ReloadMovesMails));
    public static readonly EventId ReloadNotTold = new(1045, nameof(ReloadNotTold));
    public static readonly EventId RetireFailed = new(1046, nameof(RetireFailed));
    public static readonly EventId HeartbeatWorks = new(1050, nameof(HeartbeatWorks));
    public static readonly EventId HeartbeatFailed = new(1051, nameof(HeartbeatFailed));
    public static readonly EventId HeartbeatUnreachable = new(1052, nameof(HeartbeatUnreachable));
    public static readonly EventId PageFailed = new(1053, nameof(PageFailed));
    public static readonly EventId PortTaken = new(1054, nameof(PortTaken));
    public static readonly EventId Serves = new(1055, nameof(Serves));
    public static readonly EventId ShowsNoMore = new(1056, nameof(ShowsNoMore));
    public static readonly EventId WatchMemoryNotWritten = new(1060, nameof(WatchMemoryNotWritten));
    public static readonly EventId WatchedSilent = new(1061, nameof(WatchedSilent));
    public static readonly EventId WatchNews = new(1062, nameof(WatchNews));
    public static readonly EventId WatchMailNotSent = new(1063, nameof(WatchMailNotSent));
    public static readonly EventId WatchTold = new(1064, nameof(WatchTold));
}
