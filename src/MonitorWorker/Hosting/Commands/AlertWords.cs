using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What happens to alerts, in the words of the terminal.</summary>
internal static class AlertWords
{
    public static string Of(AlertState state) => state switch
    {
        AlertState.Pending => "待定",
        AlertState.Firing => "未解除",
        _ => "已解除",
    };

    public static string Of(TransitionKind kind) => kind switch
    {
        TransitionKind.Opened => "首次发现",
        TransitionKind.Raised => "升级",
        TransitionKind.Lowered => "降级",
        TransitionKind.Resolved => "解除",
        TransitionKind.Corrected => "更正",
        TransitionKind.Told => "恢复通知",
        TransitionKind.Reminded => "催办",
        TransitionKind.Escalated => "逐级催办",
        TransitionKind.Acknowledged => "已受理",
        _ => "答复",
    };

    public static string Of(OutboxState? state) => state switch
    {
        null => "待写",
        OutboxState.Queued => "待发",
        OutboxState.Sending => "正在发",
        OutboxState.Sent => "已发出",
        OutboxState.Deferred => "待重发",
        _ => "无法投递",
    };

    public static string Of(Level level, string rule) => LevelWords.Of(level.Code(), rule).Symbol + LevelWords.Of(level.Code(), rule).Word;

    public static string Of(SilenceKind kind) => kind == SilenceKind.Waiver ? "豁免" : "静默";
}
