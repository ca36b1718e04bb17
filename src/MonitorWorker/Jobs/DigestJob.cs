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
        var book = PositionBook.Build(await facts.LoadAsync(asOf, cancellationToken), asOf);
        var memory = await alerts.LoadAsync(cancellationToken);
        var snapshots = new Snapshots(office.Rules, office.Zone);
        var lines = book.Positions.Select(position => (position.Key.EntityCode, Snapshot: Snapshot(position, memory, snapshots))).ToList();
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
                [.. lines.Where(line => reader.EntityCode is null || line.EntityCode.Length == 0 || line.EntityCode == reader.EntityCode).Select(line => line.Snapshot)]))
            .Where(notice => notice.Lines.Count > 0)
            .ToList();
        await alerts.AddDigestAsync(runId, now, notices, cancellationToken);
        log.LogInformation("Digest {Run} of {Lines} lines for {People} people", runId, lines.Count, notices.Count);
    }

    private LineSnapshot Snapshot(BudgetPosition position, AlertBook memory, Snapshots snapshots)
    {
        // The finding that colours the line, if any: worst first, as people look for it.
        var finding = office.Rules.Judge(position).Where(finding => finding.Outcome == Outcome.Breached).MaxBy(finding => finding.Level);
        var number = finding is null ? null : memory.Alerts.GetValueOrDefault(AlertKey.For(finding.Rule, finding.Line))?.Number;
        return snapshots.Of(position, NoticeReason.Digest, finding, Light.Of(position, office.Rules.PaceThresholds), null, number);
    }
}
