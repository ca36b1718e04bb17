using MonitorWorker.Jobs.Reporting;

namespace MonitorWorker.Jobs;

/// <summary>
/// Runs a job by its name in the config. Jobs that decide take turns; sending goes beside them, so that a slow mail
/// server holds up no check.
/// </summary>
public sealed class JobDispatcher(
    IntakeJob intake,
    MonitorRun monitor,
    DigestJob digest,
    ComposeJob compose,
    ReceiptJob receipts,
    DeliverJob deliver,
    HousekeepingJob housekeeping,
    RepliesJob replies,
    ReportJob reports,
    HeartbeatJob heartbeat,
    OfficeSettings office,
    Turns turns,
    TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _deliveryRound = TimeSpan.FromMinutes(10);

    /// <summary>Beyond the sender's own patience with one mail, which ends every try before this does.</summary>
    private static readonly TimeSpan _slowestMail = TimeSpan.FromMinutes(15);

    /// <summary>For one look into the mailbox; what it had no time for is the next one's.</summary>
    private static readonly TimeSpan _look = TimeSpan.FromMinutes(5);
    private readonly CancellationTokenSource _sendsNoMore = new();

    /// <summary>The names that <c>schedules[].job</c> may have.</summary>
    public static IReadOnlyList<string> Names { get; } = ["import", "check", "digest", "report", "deliver", "replies", "housekeeping", "heartbeat"];

    /// <param name="runId">Identity of the due time, so that one due time has one effect.</param>
    /// <exception cref="ArgumentException">No such job.</exception>
    public Task RunAsync(string job, string runId, CancellationToken cancellationToken) => RunAsync(job, null, runId, cancellationToken);

    /// <param name="report">Which report the job <c>report</c> makes; null of other jobs.</param>
    /// <inheritdoc cref="RunAsync(string, string, CancellationToken)"/>
    public Task RunAsync(string job, string? report, string runId, CancellationToken cancellationToken) => job switch
    {
        "import" => InTurn(turns.Deciding, () => ImportAsync(cancellationToken), cancellationToken),
        // Not among the names: the service's own watch asks for it.
        "inbox" => InboxAsync(cancellationToken),
        "check" => InTurn(turns.Deciding, () => monitor.RunAsync(Today(), lookOnly: false, cancellationToken), cancellationToken),
        "digest" => InTurn(turns.Deciding, () => DigestAsync(runId, cancellationToken), cancellationToken),
        // In its own turn: it decides nothing, and a long one holds up no check.
        "report" => InTurn(turns.Reporting, () => reports.RunAsync(report ?? throw new ArgumentNullException(nameof(report)), runId, Today(), cancellationToken), cancellationToken),
        "deliver" => InTurn(turns.Sending, () => DeliverAsync(cancellationToken), cancellationToken),
        // In its own turn: it decides nothing, and a slow server holds up no check.
        "replies" => RepliesAsync(cancellationToken),
        "housekeeping" => InTurn(turns.Deciding, () => housekeeping.RunAsync(cancellationToken), cancellationToken),
        // In no turn: that all is well is told however long the others take.
        "heartbeat" => heartbeat.RunAsync(runId, cancellationToken),
        _ => throw new ArgumentException($"There is no job '{job}': expected {string.Join(", ", Names)}.", nameof(job)),
    };

    /// <summary>No further mail is begun by these jobs: what is under way gets its answer, the rest is for whoever sends next.</summary>
    public void SendNoMore() => _sendsNoMore.Cancel();

    public void Dispose() => _sendsNoMore.Dispose();

    private static async Task InTurn(SemaphoreSlim turn, Func<Task> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        await intake.RunAsync(keepFiles: false, cancellationToken);
        await receipts.RunAsync(cancellationToken);
    }

    /// <summary>Files alone; who is told of them is told at once.</summary>
    private async Task InboxAsync(CancellationToken cancellationToken)
    {
        var composed = 0;
        await InTurn(
            turns.Deciding,
            async () =>
            {
                await intake.RunFilesAsync(cancellationToken);
                composed = await receipts.RunAsync(cancellationToken);
            },
            cancellationToken);
        if (composed > 0) await InTurn(turns.Sending, () => DeliverAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Who has answered is told at once what was understood.</summary>
    private async Task RepliesAsync(CancellationToken cancellationToken)
    {
        var look = await replies.LookAsync(_look, isAsked: false, cancellationToken);
        if (look.TakenIn > 0) await InTurn(turns.Sending, () => DeliverAsync(cancellationToken), cancellationToken);
    }

    private async Task DigestAsync(string runId, CancellationToken cancellationToken)
    {
        await digest.RunAsync(runId, Today(), cancellationToken);
        await compose.RunAsync(cancellationToken);
    }

    /// <summary>Also composes: notices that a killed process left behind are not waiting for the next check.</summary>
    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        if (_sendsNoMore.IsCancellationRequested) return;
        await compose.RunAsync(cancellationToken);
        await receipts.RunAsync(cancellationToken);
        var until = clock.GetUtcNow() + _deliveryRound;
        await deliver.RunAsync(until, until + _slowestMail, cancellationToken, _sendsNoMore.Token);
    }

    private DateOnly Today() => office.JudgeAsOf(null, clock.GetUtcNow());
}
