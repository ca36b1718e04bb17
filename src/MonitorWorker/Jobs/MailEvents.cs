using Microsoft.Extensions.Logging;

namespace MonitorWorker.Jobs;

/// <summary>Numbers of the log lines about writing and sending mails: 4000 to 4999. <c>config/README.md</c> says what each means; a number is never given to another line.</summary>
internal static class MailEvents
{
    public static readonly EventId Sent = new(4001, nameof(Sent));
    public static readonly EventId Deferred = new(4002, nameof(Deferred));
    public static readonly EventId Undelivered = new(4003, nameof(Undelivered));
    public static readonly EventId MarkedUndelivered = new(4004, nameof(MarkedUndelivered));
    public static readonly EventId Shortened = new(4005, nameof(Shortened));
    public static readonly EventId FewerConnections = new(4006, nameof(FewerConnections));
    public static readonly EventId OtherSends = new(4007, nameof(OtherSends));
    public static readonly EventId PlainWords = new(4010, nameof(PlainWords));
    public static readonly EventId NotWritten = new(4011, nameof(NotWritten));
    public static readonly EventId NotSigned = new(4012, nameof(NotSigned));
    public static readonly EventId NoteTold = new(4020, nameof(NoteTold));
    public static readonly EventId ToldByFallback = new(4030, nameof(ToldByFallback));
    public static readonly EventId FallbackFailed = new(4031, nameof(FallbackFailed));
}
