using Microsoft.Extensions.Logging;
using MonitorWorker.Alerts;
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
        var judgement = Judgement.Of(await facts.LoadAsync(asOf, cancellationToken), office.Rules, asOf);
        if (judgement.Positions.Count == 0)
        {
            log.LogInformation("No digest: no budget has been imported yet");
            return;
        }

        var memory = await alerts.LoadAsync(cancellationToken);
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), office.JudgeAsOf(null, now), office.CatchAll, office.Routes);
        var notices = router.ForDigest()
            .Select(reader => reader.Recipient)
            .DistinctBy(reader => reader.Address)
            .Select(reader => Notice(reader, judgement, new FindingNotices(judgement, router, office.Zone), router, memory))
            .Where(notice => notice.Lines.Count + notice.Indicators.Count + notice.Statements.Count > 0)
            .ToList();
        await alerts.AddDigestAsync(runId, now, judgement.Rules.General, notices, cancellationToken);
        log.LogInformation("Digest {Run} of {Lines} lines for {People} people", runId, judgement.Positions.Count, notices.Count);
    }

    /// <summary>None while the alert waits to be told: nobody could look it up.</summary>
    private static string? NumberOf(Finding finding, AlertBook memory) =>
        memory.Alerts.GetValueOrDefault(AlertKey.For(finding.Rule, finding.Subject)) is { Told: not null } alert ? alert.Number : null;

    /// <summary>Each open finding as it stands; the mail folds those of one line. A line about which nothing was found comes with its light.</summary>
    private static NewNotice Notice(Recipient reader, Judgement judgement, FindingNotices findings, Router router, AlertBook memory)
    {
        var open = findings.Of((_, _) => false)
            .Where(tellable => tellable.IsSeenAt(reader.Address))
            .Select(tellable => tellable.Notice(
                reader,
                NoticeReason.Digest,
                tellable.Finding.Level,
                null,
                NumberOf(tellable.Finding, memory)))
            .ToList();
        var quiet = judgement.Positions.Where(judged => router.Sees(reader.Address, judged.Position) && judged.Breaches.Count == 0).Select(findings.Quiet);
        return new NewNotice(reader, NoticeReason.Digest, [.. open.SelectMany(notice => notice.Lines), .. quiet])
        {
            Indicators = [.. open.SelectMany(notice => notice.Indicators)],
            Statements = [.. open.SelectMany(notice => notice.Statements)],
        };
    }
}
