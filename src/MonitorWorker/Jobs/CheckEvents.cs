using Microsoft.Extensions.Logging;

namespace MonitorWorker.Jobs;

/// <summary>Numbers of the log lines about checks, digests, tasks and reports: 3000 to 3999. <c>config/README.md</c> says what each means; a number is never given to another line.</summary>
internal static class CheckEvents
{
    public static readonly EventId Checked = new(3001, nameof(Checked));
    public static readonly EventId RulesTooNew = new(3002, nameof(RulesTooNew));
    public static readonly EventId OutsideDomain = new(3003, nameof(OutsideDomain));
    public static readonly EventId WaiverOver = new(3004, nameof(WaiverOver));
    public static readonly EventId NothingEscalates = new(3005, nameof(NothingEscalates));
    public static readonly EventId GoesLive = new(3006, nameof(GoesLive));
    public static readonly EventId NoDigest = new(3010, nameof(NoDigest));
    public static readonly EventId DigestWritten = new(3011, nameof(DigestWritten));
    public static readonly EventId TaskMailFailed = new(3020, nameof(TaskMailFailed));
    public static readonly EventId EndingMailFailed = new(3021, nameof(EndingMailFailed));
    public static readonly EventId ReportReaderBlind = new(3030, nameof(ReportReaderBlind));
    public static readonly EventId ReportFileHeld = new(3031, nameof(ReportFileHeld));
    public static readonly EventId ReportPartFailed = new(3032, nameof(ReportPartFailed));
    public static readonly EventId ReportMailFailed = new(3033, nameof(ReportMailFailed));
    public static readonly EventId ReportMade = new(3034, nameof(ReportMade));
    public static readonly EventId HandoverNotTold = new(3040, nameof(HandoverNotTold));
    public static readonly EventId HandedOver = new(3041, nameof(HandedOver));
}
