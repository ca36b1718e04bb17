using MonitorWorker.Alerts;

namespace MonitorWorker.Notifications;

/// <summary>Why somebody is told, in the contract's words.</summary>
public static class NoticeReason
{
    public const string FirstNotice = "first-notice";
    public const string Raised = "raised";
    public const string Lowered = "lowered";
    public const string Resolved = "resolved";
    public const string Reminder = "reminder";
    public const string Escalation = "escalation";
    public const string Correction = "correction";
    public const string Digest = "digest";

    /// <summary>True where an alert ends with a notice of this reason and level.</summary>
    public static bool Ends(string reason, string level) => reason == Resolved || (reason == Correction && level == "green");

    public static string For(TransitionKind transition) => transition switch
    {
        TransitionKind.Opened => FirstNotice,
        TransitionKind.Raised => Raised,
        TransitionKind.Lowered => Lowered,
        TransitionKind.Corrected => Correction,
        TransitionKind.Reminded => Reminder,
        TransitionKind.Escalated => Escalation,
        TransitionKind.Resolved => Resolved,
        _ => throw new ArgumentOutOfRangeException(nameof(transition), transition, "Nobody is told of it by mail."),
    };
}
