using Microsoft.Extensions.Logging;

namespace MonitorWorker.Jobs;

/// <summary>Numbers of the log lines about mails that come in: 5000 to 5999. <c>config/README.md</c> says what each means; a number is never given to another line.</summary>
internal static class ReplyEvents
{
    public static readonly EventId Read = new(5001, nameof(Read));
    public static readonly EventId MailboxUnreadable = new(5002, nameof(MailboxUnreadable));
    public static readonly EventId MailFailed = new(5003, nameof(MailFailed));
    public static readonly EventId MailFailedUntold = new(5004, nameof(MailFailedUntold));
    public static readonly EventId CheckedWithout = new(5005, nameof(CheckedWithout));
    public static readonly EventId CheckedWithoutFailed = new(5006, nameof(CheckedWithoutFailed));
    public static readonly EventId TakenIn = new(5010, nameof(TakenIn));
    public static readonly EventId NotRead = new(5011, nameof(NotRead));
    public static readonly EventId TooMany = new(5012, nameof(TooMany));
    public static readonly EventId EnoughAnswers = new(5013, nameof(EnoughAnswers));
}
