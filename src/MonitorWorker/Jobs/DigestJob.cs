using Microsoft.Extensions.Logging;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Tells where everything stands, changed or not: the performance staff all of it, leaders the sums of their part, and where it is so
/// set the people who own lines that nothing is behind. Decides nothing about alerts.
/// </summary>
public sealed class DigestJob(
    FactStore facts,
    AlertStore alerts,
    DigestStore history,
    IncomingStore incoming,
    YearStore years,
    OfficeSettings office,
    TimeProvider clock,
    ILogger<DigestJob> log)
{
    /// <param name="runId">Identity of the due time: its digest is stored once, whatever runs again.</param>
    public async Task RunAsync(string runId, DateOnly asOf, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var judgement = Judgement.Of(await facts.LoadAsync(asOf, cancellationToken), office.Rules, asOf);
        if (judgement.Positions.Count == 0 && office.Digests.AllIsWell == AllIsWell.Never)
        {
            log.LogInformation(CheckEvents.NoDigest, "No digest: no budget has been imported yet");
            return;
        }

        var memory = await alerts.LoadAsync(cancellationToken, isRehearsal: office.RehearsalTo is not null);
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), asOf, office.CatchAll, office.Routes);
        // A year that is over is nobody's business any more; whose budget is missing is said instead.
        var isOver = judgement.FiscalYear is { } judged && office.Years.HasEnded(judged, asOf);
        if (isOver) judgement = judgement with { Positions = [], Goals = [], Statements = [] };
        var missing = await years.LoadWithoutBudgetAsync(asOf.Year, cancellationToken);
        var content = new DigestContent(judgement, new FindingNotices(judgement, router, office), router, memory, office.CatchAll);
        var listed = new SilenceList([.. memory.Overlays.Silences.Where(silence => silence.Holds(asOf))], judgement, memory, office.Workdays);
        var notices = Readers(router, judgement, content, listed, missing, await incoming.LoadOnlyRedAsync(cancellationToken)).ToList();
        if (office.Digests.Leaders && !isOver)
        {
            var past = await history.LoadAsync(runId, cancellationToken);
            notices.AddRange(router.ForLeaders().Select(leader => new NewNotice(leader.Recipient, NoticeReason.Digest, [])
            {
                Summary = content.Summary(leader, past) with { Silences = listed.For(leader.Covers) },
            }));
        }

        if (office.Digests.AllIsWell == AllIsWell.Owners) notices.AddRange(Owners(router, judgement, content, notices));
        await alerts.AddDigestAsync(runId, now, judgement.Rules.General, notices, cancellationToken);
        log.LogInformation(CheckEvents.DigestWritten, "Digest {Run} of {Lines} lines for {People} people", runId, judgement.Positions.Count, notices.Count);
    }

    /// <summary>Each open finding as it stands; the mail folds those of one line. A line about which nothing was found comes with its light.</summary>
    private IEnumerable<NewNotice> Readers(Router router, Judgement judgement, DigestContent content, SilenceList listed, IReadOnlyList<BudgetEntity> missing, IReadOnlySet<string> onlyRed)
    {
        return router.ForDigest()
            .Select(reader => reader.Recipient)
            .DistinctBy(reader => reader.Address)
            .Select(reader =>
            {
                var isRed = onlyRed.Contains(reader.Address);
                var items = content.Items.Where(item => item.IsSeenAt(reader.Address) && (!isRed || item.Level is null or Level.Red)).ToList();
                // Lines about which nothing was found only show that there are any: of red ones there is enough to show.
                if (isRed && items.Exists(item => item.Level is not null)) items.RemoveAll(item => item.Level is null);
                var note = new DigestNote
                {
                    OnlyRed = isRed,
                    MissingBudget = MissingFor(reader.Address),
                    Silences = listed.For((entity, _, project) => judgement.LinesOf(entity ?? "", project ?? "").Any(line => router.Sees(reader.Address, line.Position))),
                };
                return (Notice: DigestContent.Notice(reader, items, note), IsOpen: items.Exists(item => item.Level is not null));
            })
            .Where(reader => reader.IsOpen || office.Digests.AllIsWell != AllIsWell.Never)
            .Select(reader => reader.Notice);

        MissingBudget? MissingFor(string address)
        {
            var isOld = judgement.FiscalYear < judgement.AsOf.Year;
            List<string> seen = [.. missing.Where(entity => router.SeesStatement(address, entity.Code)).Select(entity => entity.Words)];
            return isOld || seen.Count > 0 ? new MissingBudget(judgement.AsOf.Year, isOld, isOld ? [] : seen) : null;
        }
    }

    /// <summary>Those who would be told of a lag of their lines, and have nothing to be told of; who gets a digest anyway needs no second one.</summary>
    private static IEnumerable<NewNotice> Owners(Router router, Judgement judgement, DigestContent content, List<NewNotice> told)
    {
        var others = told.Select(notice => notice.Recipient.Address).ToHashSet();
        var items = content.Items.ToLookup(item => (item.EntityCode, item.ProjectCode));
        return judgement.Positions
            .SelectMany(judged => router.For("execution-lag", judged.Position).Select(owner => (Owner: owner, judged.Position.Key.EntityCode, judged.Position.Key.ProjectCode)))
            .GroupBy(owned => owned.Owner.Address)
            .Where(owned => !others.Contains(owned.Key))
            .Select(owned => (owned.First().Owner, Items: owned.Select(line => (line.EntityCode, line.ProjectCode)).Distinct().SelectMany(line => items[(line.EntityCode, line.ProjectCode)]).ToList()))
            .Where(owner => !owner.Items.Exists(item => item.Level is Level.Red or Level.Yellow or Level.Blue))
            .Select(owner => DigestContent.Notice(owner.Owner, owner.Items, new DigestNote { ToOwner = true }));
    }
}
