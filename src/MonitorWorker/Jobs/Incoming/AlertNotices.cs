using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>Tells somebody else what was told of an alert, with the figures of then.</summary>
internal static class AlertNotices
{
    /// <returns>Null where nothing was told of it.</returns>
    public static NewNotice? Anew(SpokenAlert alert, Recipient to, NoticeDetails? details) => alert.Last is not { } last ? null : last with
    {
        Recipient = to,
        Reason = NoticeReason.FirstNotice,
        Lines = [.. last.Lines.Select(line => line with { Reason = NoticeReason.FirstNotice, PreviousLevel = null, Details = details })],
        Statements = [.. last.Statements.Select(statement => statement with { Reason = NoticeReason.FirstNotice, PreviousLevel = null, Details = details })],
        Indicators = [.. last.Indicators.Select(indicator => indicator with { Reason = NoticeReason.FirstNotice, PreviousLevel = null, Details = details })],
    };
}
