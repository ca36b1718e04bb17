using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>What people know of an alert, whatever a rehearsal has told since to others.</summary>
/// <param name="Level">Level that they were told last; null where they were told nothing.</param>
/// <param name="AsOf">Day of the check that told it.</param>
/// <param name="Steps">Steps of the escalation that they know of, in the present episode.</param>
internal sealed record KnownInEarnest(Level? Level, DateOnly? AsOf, string? RuleSet, int Steps)
{
    public static KnownInEarnest Nothing { get; } = new(null, null, null, 0);
}

/// <summary>
/// A rehearsal tells nobody but its reader. Its runs have names of their own, so that the first check in earnest knows what the people concerned have never
/// been told.
/// </summary>
public static class Rehearsals
{
    /// <summary>How the identity of a rehearsal's check begins.</summary>
    public const string Prefix = "rehearsal-";

    private static readonly HashSet<string> _tells = [NoticeReason.FirstNotice, NoticeReason.Raised, NoticeReason.Lowered, NoticeReason.Resolved, NoticeReason.Correction];

    public static string RunId(Guid run, bool isRehearsal) => (isRehearsal ? Prefix : "") + run.ToString("N", CultureInfo.InvariantCulture);

    /// <summary>Whether the last check that was stored was a rehearsal's.</summary>
    internal static async Task<bool> WasLastAsync(MonitorDb db, CancellationToken cancellationToken) =>
        await db.CheckRuns.OrderByDescending(run => run.At).ThenByDescending(run => run.Id).Select(run => run.Id).FirstOrDefaultAsync(cancellationToken) is { } last
        && last.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Notices that the people concerned have had, or will have.</summary>
    internal static IQueryable<NoticeRow> InEarnest(IQueryable<NoticeRow> notices) =>
        notices.Where(notice => !notice.RunId.StartsWith(Prefix) && (notice.Outbox == null || notice.Outbox.MeantFor == null));

    /// <summary>What people know of the alerts of which rehearsals have told since the last check in earnest, by the alert's id.</summary>
    internal static async Task<IReadOnlyDictionary<long, KnownInEarnest>> LoadKnownAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        var since = await db.CheckRuns.Where(run => !run.Id.StartsWith(Prefix)).MaxAsync(run => (DateTimeOffset?)run.At, cancellationToken);
        var touched = await db.AlertTransitions.AsNoTracking()
            .Where(transition => transition.RunId.StartsWith(Prefix) && (since == null || transition.At >= since))
            .Select(transition => transition.AlertId)
            .Distinct()
            .ToListAsync(cancellationToken);
        // Who begins with a rehearsal has told nobody of anything.
        if (since is null) return touched.ToDictionary(alert => alert, _ => KnownInEarnest.Nothing);

        var days = await db.CheckRuns.Select(run => new { run.Id, run.AsOf }).ToDictionaryAsync(run => run.Id, run => run.AsOf, cancellationToken);
        var known = new Dictionary<long, KnownInEarnest>(touched.Count);
        foreach (var alert in touched)
        {
            var told = await InEarnest(db.Notices.AsNoTracking())
                .Where(notice => notice.Transition!.AlertId == alert)
                .OrderBy(notice => notice.Id)
                .Select(notice => new { notice.Reason, notice.RunId, notice.Transition!.To, notice.Transition.RuleSet, notice.Transition.Episode, notice.Transition.Step })
                .ToListAsync(cancellationToken);
            var last = told.FindLast(notice => _tells.Contains(notice.Reason));
            var episode = await db.Alerts.Where(row => row.Id == alert).Select(row => row.Episode).SingleAsync(cancellationToken);
            known.Add(alert, last is null ? KnownInEarnest.Nothing : new KnownInEarnest(
                last.To,
                days.TryGetValue(last.RunId, out var day) ? day : null,
                last.RuleSet,
                told.Where(notice => notice.Episode == episode).Max(notice => notice.Step) ?? 0));
        }

        return known;
    }

    /// <summary>Puts it into the alerts, within the transaction of the first check in earnest.</summary>
    internal static async Task ForgetAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        foreach (var same in (await LoadKnownAsync(db, cancellationToken)).GroupBy(known => known.Value, known => known.Key))
        {
            var (level, day, rules, steps) = same.Key;
            foreach (var alerts in same.Chunk(500))
            {
                await db.Alerts.Where(row => alerts.Contains(row.Id)).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.ToldLevel, level)
                        .SetProperty(row => row.ToldAsOf, day)
                        // Which figures were told is not looked up again: better news is then told as put right, not as corrected.
                        .SetProperty(row => row.ToldDay, (DateOnly?)null)
                        .SetProperty(row => row.ToldRuleSet, rules)
                        .SetProperty(row => row.ToldRuleSetHash, (string?)null)
                        .SetProperty(row => row.RemindedOn, day)
                        .SetProperty(row => row.EscalationStep, steps),
                    cancellationToken);
            }
        }
    }
}
