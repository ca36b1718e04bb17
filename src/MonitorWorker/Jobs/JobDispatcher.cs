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
    OfficeSettings office,
    TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _deliveryRound = TimeSpan.FromMinutes(10);

    /// <summary>Beyond the sender's own patience with one mail, which ends every try before this does.</summary>
    private static readonly TimeSpan _slowestMail = TimeSpan.FromMinutes(15);

    /// <summary>For one look into the mailbox; what it had no time for is the next one's.</summary>
    private static readonly TimeSpan _look = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _deciding = new(1, 1);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly SemaphoreSlim _reporting = new(1, 1);

    /// <summary>The names that <c>schedules[].job</c> may have.</summary>
    public static IReadOnlyList<string> Names { get; } = ["import", "check", "digest", "report", "deliver", "replies", "housekeeping"];

    /// <param name="runId">Identity of the due time, so that one due time has one effect.</param>
    /// <returns>What the run came to.</returns>
    /// <exception cref="ArgumentException">No such job.</exception>
    public Task<JobFigures> RunAsync(string job, string runId, CancellationToken cancellationToken) => RunAsync(job, null, runId, cancellationToken);

    /// <param name="report">Which report the job <c>report</c> makes; null of other jobs.</param>
    /// <inheritdoc cref="RunAsync(string, string, CancellationToken)"/>
    public Task<JobFigures> RunAsync(string job, string? report, string runId, CancellationToken cancellationToken) => job switch
    {
        "import" => InTurn(_deciding, () => ImportAsync(cancellationToken), cancellationToken),
        // Not among the names: the service's own watch asks for it.
        "inbox" => InboxAsync(cancellationToken),
        "check" => InTurn(_deciding, async () => JobFigures.Of(await monitor.RunAsync(Today(), lookOnly: false, cancellationToken)), cancellationToken),
        "digest" => InTurn(_deciding, () => DigestAsync(runId, cancellationToken), cancellationToken),
        // In its own turn: it decides nothing, and a long one holds up no check.
        "report" => InTurn(_reporting, () => ReportAsync(report ?? throw new ArgumentNullException(nameof(report)), runId, cancellationToken), cancellationToken),
        "deliver" => InTurn(_sending, () => DeliverAsync(cancellationToken), cancellationToken),
        // In its own turn: it decides nothing, and a slow server holds up no check.
        "replies" => RepliesAsync(cancellationToken),
        "housekeeping" => InTurn(_deciding, () => housekeeping.RunAsync(cancellationToken), cancellationToken),
        _ => throw new ArgumentException($"There is no job '{job}': expected {string.Join(", ", Names)}.", nameof(job)),
    };

    public void Dispose()
    {
        _deciding.Dispose();
        _sending.Dispose();
        _reporting.Dispose();
    }

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
            _deciding,
            async () =>
            {
                var files = await intake.RunFilesAsync(cancellationToken);
                composed = await receipts.RunAsync(cancellationToken);
                return JobFigures.Of(files);
            },
            cancellationToken);
        return composed > 0 ? read.And(await InTurn(_sending, () => DeliverAsync(cancellationToken), cancellationToken)) : read;
    }

    /// <summary>Who has answered is told at once what was understood.</summary>
    private async Task<JobFigures> RepliesAsync(CancellationToken cancellationToken)
    {
        var look = await replies.LookAsync(_look, isAsked: false, cancellationToken);
        var figures = new JobFigures([("mails in", look.Mails.Count), ("taken in", look.TakenIn)]);
        return look.TakenIn > 0 ? figures.And(await InTurn(_sending, () => DeliverAsync(cancellationToken), cancellationToken)) : figures;
    }

    private async Task<JobFigures> DigestAsync(string runId, CancellationToken cancellationToken)
    {
        await digest.RunAsync(runId, Today(), cancellationToken);
        return JobFigures.Of("mails written", await compose.RunAsync(cancellationToken));
    }

    private async Task<JobFigures> ReportAsync(string report, string runId, CancellationToken cancellationToken) =>
        JobFigures.Of("mails written", await reports.RunAsync(report, runId, Today(), cancellationToken));

    /// <summary>Also composes: notices that a killed process left behind are not waiting for the next check.</summary>
    private async Task<JobFigures> DeliverAsync(CancellationToken cancellationToken)
    {
        var composed = await compose.RunAsync(cancellationToken) + await receipts.RunAsync(cancellationToken);
        var until = clock.GetUtcNow() + _deliveryRound;
        return JobFigures.Of("mails written", composed).And(JobFigures.Of(await deliver.RunAsync(until, until + _slowestMail, cancellationToken)));
    }

    private DateOnly Today() => office.JudgeAsOf(null, clock.GetUtcNow());
}
