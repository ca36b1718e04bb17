using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What happens to alerts, in the words of the terminal.</summary>
internal static class AlertWords
{
    public static string Of(AlertState state) => state switch
    {
        AlertState.Pending => "待定",
        AlertState.Firing => "未解除",
        AlertState.Ended => "年度终结",
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
        TransitionKind.Remarked => "说明",
        TransitionKind.HandedOver => "转办",
        TransitionKind.Disputed => "数据有误",
        TransitionKind.Rerouted => "退信改送",
        TransitionKind.YearEnded => "年度终结",
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

    /// <summary>What became of a mail that came in.</summary>
    public static string OfOutcome(string outcome) => outcome switch
    {
        IncomingOutcome.Answered => "已登记答复",
        IncomingOutcome.Partial => "答复不完整",
        IncomingOutcome.HandedOver => "已转办",
        IncomingOutcome.Disputed => "数据有误",
        IncomingOutcome.Chosen => "摘要选择",
        IncomingOutcome.Seen => "已阅",
        IncomingOutcome.Unclear => "没有看懂",
        IncomingOutcome.Forwarded => "转来的回复",
        IncomingOutcome.Bounce => "退信",
        _ => "未处理",
    };
}
