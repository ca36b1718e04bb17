using MonitorWorker.Notifications;

namespace MonitorWorker.Jobs;

/// <summary>
/// The check at the service's start, which no schedule answers for: where it fails, that is a trouble until any check works.
/// </summary>
public sealed class StartCheck(TroubleWatch troubles, TroubleBoard board, TimeProvider clock)
{
    /// <summary>Name of the trouble, of the kind <see cref="TroubleKind.Schedule"/>.</summary>
    public const string Name = "启动后的检查";

    private const string Reason = "服务启动后的检查没有完成";

    /// <summary>Tells the administrators; where the store cannot keep that, the board does.</summary>
    public async Task FailedAsync(Exception error, CancellationToken cancellationToken)
    {
        var trouble = new Trouble(Reason, "按下面的原因处理，再用命令check检查一次；详情见服务日志", error.Message) { Summary = $"{Reason}：{error.Message}" };
        try
        {
            await troubles.FailsAsync(TroubleKind.Schedule, Name, trouble, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What kept the check from working may keep the store from telling so.
            board.Post(new PostedTrouble(TroubleKind.Schedule, Name, clock.GetUtcNow(), trouble.Summary));
        }
    }

    /// <summary>A check has worked, whoever asked for it.</summary>
    public async Task WorksAsync(CancellationToken cancellationToken)
    {
        board.TakeDown(TroubleKind.Schedule, Name);
        await troubles.WorksAgainAsync(TroubleKind.Schedule, Name, cancellationToken);
    }
}
