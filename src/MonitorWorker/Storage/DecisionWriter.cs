using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>
/// Writes what one check decided within its transaction. What is new is inserted row by row, since a first check opens tens of thousands
/// of alerts at once; the caller saves what has changed in the alerts that are known.
/// </summary>
/// <param name="known">Tracked rows, by key.</param>
/// <param name="bundles">When notices that are not told at once become due.</param>
internal sealed class DecisionWriter(MonitorDb db, CheckDecision decision, Dictionary<string, AlertRow> known, BundleTimes bundles) : IDisposable
{
    private readonly RowInserter<AlertRow> _alerts = new(db);
    private readonly RowInserter<AlertTransitionRow> _transitions = new(db);
    private readonly RowInserter<NoticeRow> _notices = new(db);

    /// <summary>A decision that nobody is told of.</summary>
    public void Remember(AlertChange change) => Keep(RowOf(change));

    /// <summary>A transition, with the notices that tell of it.</summary>
    public void Tell(AlertChange change)
    {
        var alert = RowOf(change);
        if (change.Decision.Transition == TransitionKind.Opened)
        {
            alert.Episode++;
            // Found on the first day of its wait, though told on the last.
            alert.Since = change.Before?.Streak?.Since ?? decision.AsOf;
        }

        if (change.Notices.Count > 0) alert.LastTold = decision.At;
        Keep(alert);
        var transition = _transitions.Insert(new AlertTransitionRow
        {
            AlertId = alert.Id,
            RunId = decision.RunId,
            Kind = change.Decision.Transition!.Value,
            From = change.Before?.Told,
            To = change.Decision.Level,
            Episode = alert.Episode,
            Since = alert.Since,
            Reason = change.Decision.Reason,
            At = decision.At,
        });
        foreach (var notice in change.Notices) _notices.Insert(AlertStore.ToRow(notice, decision.RunId, transition, decision.At, bundles));
    }

    public void Dispose()
    {
        _alerts.Dispose();
        _transitions.Dispose();
        _notices.Dispose();
    }

    private AlertRow RowOf(AlertChange change)
    {
        var alert = known.GetValueOrDefault(change.Key) ?? new AlertRow
        {
            Key = change.Key,
            Number = change.Number,
            Rule = change.Finding.Rule,
            FiscalYear = change.Finding.Subject.FiscalYear,
            ProjectCode = change.Finding.Subject.ProjectCode ?? "",
            Since = decision.AsOf,
        };
        var memory = change.Decision.Memory!;
        alert.State = memory.State;
        alert.Level = change.Decision.Level;
        alert.StreakSince = memory.Streak?.Since;
        alert.StreakChecks = memory.Streak?.Checks;
        return alert;
    }

    private void Keep(AlertRow alert)
    {
        if (alert.Id == 0) alert.Id = _alerts.Insert(alert);
    }
}
