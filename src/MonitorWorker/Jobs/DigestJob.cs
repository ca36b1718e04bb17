using Microsoft.Extensions.Logging;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Tells the performance staff where everything stands, changed or not; decides nothing about alerts.</summary>
public sealed class DigestJob(FactStore facts, AlertStore alerts, OfficeSettings office, TimeProvider clock, ILogger<DigestJob> log)
{
    /// <param name="runId">Identity of the due time: its digest is stored once, whatever runs again.</param>
    public async Task RunAsync(string runId, DateOnly asOf, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await facts.LoadAsync(asOf, cancellationToken);
        var book = PositionBook.Build(known, asOf);
        var memory = await alerts.LoadAsync(cancellationToken);
        var snapshots = new Snapshots(office.Rules, office.Zone);
        var lines = book.Positions.SelectMany(position => Freeze(position, memory, snapshots).Select(line => (position.Key.EntityCode, Snapshot: line))).ToList();
        var statements = office.Rules.Judge(StatementBook.Build(known, asOf))
            .Where(verdict => verdict.Finding.Outcome == Outcome.Breached)
            .Select(verdict => (verdict.EntityCode, Snapshot: snapshots.Of(
                verdict, NoticeReason.Digest, verdict.Finding.Level, null, memory.Alerts.GetValueOrDefault(AlertKey.For(verdict.Finding.Rule, verdict.Finding.Subject))?.Number)))
            .ToList();
        if (lines.Count == 0)
        {
            log.LogInformation("No digest: no budget has been imported yet");
            return;
        }

        var router = new Router(await facts.LoadContactsAsync(cancellationToken), office.JudgeAsOf(null, now), office.CatchAll);
        var notices = router.ForDigest()
            .Select(reader => new NewNotice(
                reader.Recipient,
                NoticeReason.Digest,
                [.. lines.Where(line => reader.EntityCode is null || line.EntityCode.Length == 0 || line.EntityCode == reader.EntityCode).Select(line => line.Snapshot)])
            {
                Statements = [.. statements.Where(statement => reader.EntityCode is null || statement.EntityCode is null || statement.EntityCode == reader.EntityCode).Select(statement => statement.Snapshot)],
            })
            .Where(notice => notice.Lines.Count + notice.Statements.Count > 0)
            .ToList();
        await alerts.AddDigestAsync(runId, now, notices, cancellationToken);
        log.LogInformation("Digest {Run} of {Lines} lines for {People} people", runId, book.Positions.Count, notices.Count);
    }

    /// <summary>One for each finding, which the mail folds into one entry; a line that nothing was found about comes with its light.</summary>
    private List<LineSnapshot> Freeze(BudgetPosition position, AlertBook memory, Snapshots snapshots)
    {
        var found = office.Rules.Judge(position)
            .Where(finding => finding.Outcome == Outcome.Breached)
            .Select(finding => snapshots.Of(
                position, NoticeReason.Digest, finding, finding.Level, null, memory.Alerts.GetValueOrDefault(AlertKey.For(finding.Rule, finding.Subject))?.Number))
            .ToList();
        return found.Count > 0 ? found : [snapshots.Of(position, NoticeReason.Digest, null, Light.Of(position, office.Rules.PaceThresholds), null, null)];
    }
}
