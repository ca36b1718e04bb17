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
        var snapshots = new Snapshots(office.Zone);
        var rules = office.Rules.At(asOf);
        var lines = book.Positions.Select(rules.Judge)
            .SelectMany(judged => Lines(judged, memory, snapshots).Select(snapshot => (judged.Position.Key.EntityCode, Snapshot: snapshot)))
            .ToList();
        var statements = rules.General.Judge(StatementBook.Build(known, asOf))
            .Where(verdict => verdict.Finding.Outcome == Outcome.Breached)
            .Select(verdict => (verdict.EntityCode, Snapshot: snapshots.Of(
                verdict, rules.General, NoticeReason.Digest, verdict.Finding.Level, null, NumberOf(verdict.Finding, memory))))
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
        log.LogInformation("Digest {Run} of {Lines} lines for {People} people", runId, lines.Count, notices.Count);
    }

    /// <summary>One for each open finding; the composer puts those of one line together. A line without any is there as well.</summary>
    private static List<LineSnapshot> Lines(JudgedPosition judged, AlertBook memory, Snapshots snapshots)
    {
        var found = judged.Breaches
            .Select(finding => snapshots.Of(judged, NoticeReason.Digest, finding, finding.Level, null, NumberOf(finding, memory)))
            .ToList();
        return found.Count > 0 ? found : [snapshots.Of(judged, NoticeReason.Digest, null, judged.Light, null, null)];
    }

    private static string? NumberOf(Finding finding, AlertBook memory) => memory.Alerts.GetValueOrDefault(AlertKey.For(finding.Rule, finding.Subject))?.Number;
}
