using Microsoft.EntityFrameworkCore;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Storage;

/// <summary>What has become of alerts since the last digest.</summary>
/// <param name="Since">When the last digest was made; null where this is the first.</param>
/// <param name="Changed">Level before and after all that happened since, green where it was or is not open, by alert key; none for a first digest.</param>
public sealed record DigestHistory(DateTimeOffset? Since, IReadOnlyDictionary<string, (Level Before, Level Now)> Changed);

/// <summary>What a digest compares with.</summary>
public sealed class DigestStore(MonitorStore store)
{
    /// <param name="runId">The digest that asks: one that is made again does not compare with itself.</param>
    public async Task<DigestHistory> LoadAsync(string runId, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var since = await db.Notices.AsNoTracking()
            .Where(notice => notice.Reason == NoticeReason.Digest && notice.RunId != runId)
            .OrderByDescending(notice => notice.Id)
            .Select(notice => (DateTimeOffset?)notice.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (since is not { } last) return new DigestHistory(null, new Dictionary<string, (Level, Level)>());

        var transitions = await db.AlertTransitions.AsNoTracking()
            .Where(transition => transition.At > last)
            .OrderBy(transition => transition.Id)
            .Select(transition => new { transition.Alert!.Key, transition.From, transition.To, transition.Kind })
            .ToListAsync(cancellationToken);
        var changed = transitions.GroupBy(transition => transition.Key).ToDictionary(
            alert => alert.Key,
            alert => (alert.First().From ?? Level.Green, alert.Last() is { Kind: not Alerts.TransitionKind.Resolved } now ? now.To : Level.Green));
        return new DigestHistory(since, changed);
    }
}
