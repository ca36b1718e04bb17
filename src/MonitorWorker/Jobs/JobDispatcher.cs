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
    /// <returns>What the run came to.</returns>
    /// <exception cref="ArgumentException">No such job.</exception>
    public Task<JobFigures> RunAsync(string job, string runId, CancellationToken cancellationToken) => RunAsync(job, null, runId, cancellationToken);

    /// <param name="report">Which report the job <c>report</c> makes; null of other jobs.</param>
    /// <inheritdoc cref="RunAsync(string, string, CancellationToken)"/>
    public Task<JobFigures> RunAsync(string job, string? report, string runId, CancellationToken cancellationToken) => job switch
    {
        "import" => InTurn(turns.Deciding, () => ImportAsync(cancellationToken), cancellationToken),
        // Not among the names: the service's own watch asks for it.
        "inbox" => InboxAsync(cancellationToken),
        "check" => InTurn(turns.Deciding, async () => JobFigures.Of(await monitor.RunAsync(Today(), lookOnly: false, cancellationToken)), cancellationToken),
        "digest" => InTurn(turns.Deciding, () => DigestAsync(runId, cancellationToken), cancellationToken),
        // In its own turn: it decides nothing, and a long one holds up no check.
        "report" => InTurn(turns.Reporting, () => ReportAsync(report ?? throw new ArgumentNullException(nameof(report)), runId, cancellationToken), cancellationToken),
        "deliver" => InTurn(turns.Sending, () => DeliverAsync(cancellationToken), cancellationToken),
        // In its own turn: it decides nothing, and a slow server holds up no check.
        "replies" => RepliesAsync(cancellationToken),
        "housekeeping" => InTurn(turns.Deciding, () => housekeeping.RunAsync(cancellationToken), cancellationToken),
        // In no turn: that all is well is told however long the others take.
        "heartbeat" => HeartbeatAsync(runId, cancellationToken),
        _ => throw new ArgumentException($"There is no job '{job}': expected {string.Join(", ", Names)}.", nameof(job)),
    };

    /// <summary>No further mail is begun by these jobs: what is under way gets its answer, the rest is for whoever sends next.</summary>
    public void SendNoMore() => _sendsNoMore.Cancel();

    public void Dispose() => _sendsNoMore.Dispose();

    private static async Task<JobFigures> InTurn(SemaphoreSlim turn, Func<Task<JobFigures>> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<JobFigures> ImportAsync(CancellationToken cancellationToken)
    {
        var files = JobFigures.Of(await intake.RunAsync(keepFiles: false, cancellationToken));
        return files.And(JobFigures.Of("mails written", await receipts.RunAsync(cancellationToken)));
    }

    /// <summary>Files alone; who is told of them is told at once.</summary>
    private async Task<JobFigures> InboxAsync(CancellationToken cancellationToken)
    {
        var composed = 0;
        var read = await InTurn(
            turns.Deciding,
            async () =>
            {
                var files = await intake.RunFilesAsync(cancellationToken);
                composed = await receipts.RunAsync(cancellationToken);
                return JobFigures.Of(files);
            },
            cancellationToken);
        return composed > 0 ? read.And(await InTurn(turns.Sending, () => DeliverAsync(cancellationToken), cancellationToken)) : read;
    }

    /// <summary>Who has answered is told at once what was understood.</summary>
    private async Task<JobFigures> RepliesAsync(CancellationToken cancellationToken)
    {
        var look = await replies.LookAsync(_look, isAsked: false, cancellationToken);
        var figures = new JobFigures([("mails in", look.Mails.Count), ("taken in", look.TakenIn)]);
        return look.TakenIn > 0 ? figures.And(await InTurn(turns.Sending, () => DeliverAsync(cancellationToken), cancellationToken)) : figures;
    }

    private async Task<JobFigures> DigestAsync(string runId, CancellationToken cancellationToken)
    {
        await digest.RunAsync(runId, Today(), cancellationToken);
        return JobFigures.Of("mails written", await compose.RunAsync(cancellationToken));
    }

    private async Task<JobFigures> HeartbeatAsync(string runId, CancellationToken cancellationToken)
    {
        await heartbeat.RunAsync(runId, cancellationToken);
        return JobFigures.None;
    }

    private async Task<JobFigures> ReportAsync(string report, string runId, CancellationToken cancellationToken) =>
        JobFigures.Of("mails written", await reports.RunAsync(report, runId, Today(), cancellationToken));

    /// <summary>Also composes: notices that a killed process left behind are not waiting for the next check.</summary>
    private async Task<JobFigures> DeliverAsync(CancellationToken cancellationToken)
    {
        if (_sendsNoMore.IsCancellationRequested) return JobFigures.None;
        var composed = await compose.RunAsync(cancellationToken) + await receipts.RunAsync(cancellationToken);
        var until = clock.GetUtcNow() + _deliveryRound;
        return JobFigures.Of("mails written", composed).And(JobFigures.Of(await deliver.RunAsync(until, until + _slowestMail, cancellationToken, _sendsNoMore.Token)));
    }

    private DateOnly Today() => office.JudgeAsOf(null, clock.GetUtcNow());
}
