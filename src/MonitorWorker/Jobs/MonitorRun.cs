using MonitorWorker.Jobs.People;

namespace MonitorWorker.Jobs;

/// <summary>What one run of the main job did.</summary>
public sealed record MonitorRunResult(IReadOnlyList<ImportedFile> Imported, CheckResult Check, int Composed);

/// <summary>The main job: read what waits, replies as well as files, judge, store what changed, write the mails. Sending is its own job.</summary>
public sealed class MonitorRun(
    IntakeJob intake,
    CheckJob check,
    ComposeJob compose,
    ReceiptJob receipts,
    TaskJob tasks,
    EndingJob endings,
    TurnOfYearJob turn,
    SuccessionJob successions,
    UnansweredJob unanswered,
    PasswordExpiry passwords,
    RepliesJob replies,
    WithheldNote withheld,
    StartCheck start)
{
    /// <param name="lookOnly">A dry run on a copy: files stay where they are, and any day may be looked at.</param>
    public async Task<MonitorRunResult> RunAsync(DateOnly asOf, bool lookOnly, CancellationToken cancellationToken)
    {
        if (!lookOnly) await replies.LookBeforeDecidingAsync(cancellationToken);
        var imported = await intake.RunAsync(keepFiles: lookOnly, cancellationToken);
        var checkedNow = await check.RunAsync(asOf, mayLookBack: lookOnly, cancellationToken);
        var composed = await compose.RunAsync(cancellationToken) + await receipts.RunAsync(cancellationToken);
        if (!lookOnly)
        {
            composed += await tasks.RunAsync(asOf, cancellationToken)
                + await endings.RunAsync(asOf, cancellationToken)
                + await turn.RunAsync(asOf, cancellationToken)
                + await successions.RunAsync(asOf, cancellationToken)
                + await unanswered.RunAsync(asOf, cancellationToken)
                + await passwords.RunAsync(cancellationToken)
                + await withheld.RunAsync(checkedNow, asOf, cancellationToken);
            await start.WorksAsync(cancellationToken);
        }

        return new MonitorRunResult(imported, checkedNow, composed);
    }
}
