using System.Text.Json;
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
    /// <summary>Why a silence ended that ended with its year, after the year.</summary>
    internal const string YearEnded = "年度终结";

    private readonly RowInserter<AlertRow> _alerts = new(db);
    private readonly RowInserter<AlertTransitionRow> _transitions = new(db);
    private readonly RowInserter<NoticeRow> _notices = new(db);
    private readonly AuditWriter _audit = new(db);

    /// <summary>That a check was made, whatever it decided.</summary>
    public void Checked(int notices) => _audit.Add(new AuditEntry(AuditEvent.Checked, decision.At)
    {
        RunId = decision.RunId,
        RuleSet = decision.Rules.Name,
        RuleSetHash = decision.Rules.Hash,
        Figures = AuditFigures.Write(new CheckFigures(decision.AsOf, decision.Positions, decision.Findings, notices)),
    });

    /// <summary>That a waiver is over, because an alert got worse.</summary>
    public void Broke(long waiver, string alertKey) => _audit.Add(new AuditEntry(AuditEvent.Broken, decision.At) { RunId = decision.RunId, AlertKey = alertKey, Detail = $"waiver {waiver}" });

    /// <summary>A silence or waiver ends with the year in which it was given.</summary>
    public void EndWithYear(SilenceRow silence)
    {
        (silence.EndedAt, silence.EndedBecause) = (decision.At, FormattableString.Invariant($"{silence.From.Year}{YearEnded}"));
        _audit.Add(new AuditEntry(AuditEvent.YearEnded, decision.At) { RunId = decision.RunId, AlertKey = silence.AlertKey, Detail = $"{silence.Kind.ToString().ToLowerInvariant()} {silence.Id}" });
    }


    /// <summary>A decision that only the next check must know of.</summary>
    public void Remember(AlertChange change) => Keep(RowOf(change));

    /// <summary>An event of an alert's life, with the notices that tell of it.</summary>
    public void Tell(AlertChange change)
    {
        var alert = RowOf(change);
        if (change.Event == TransitionKind.Opened)
        {
            alert.Episode++;
            alert.EscalationStep = 0;
            alert.RemindedOn = null;
            // Found on the first day of its wait, though told on the last.
            alert.Since = change.Before?.Streak?.Since ?? decision.AsOf;
        }

        if (change.Notices.Count > 0) alert.LastTold = decision.At;
        if (change.RestartsClock) alert.RemindedOn = decision.AsOf;
        if (change.StepsTaken is { } steps) alert.EscalationStep = steps;
        if (change.Belief is { } belief)
        {
            alert.ToldLevel = belief.Level;
            (alert.ToldAsOf, alert.ToldDay) = (belief.AsOf, belief.Day);
            (alert.ToldRuleSet, alert.ToldRuleSetHash) = (belief.RuleSet, belief.RuleSetHash);
        }

        Keep(alert);
        var transition = _transitions.Insert(new AlertTransitionRow
        {
            AlertId = alert.Id,
            RunId = decision.RunId,
            Kind = change.Event!.Value,
            From = change.Before?.Told,
            To = change.Decision.Level,
            Episode = alert.Episode,
            Since = alert.Since,
            Reason = change.Reason,
            Step = change.StepsTaken,
            RuleSet = change.Rules?.Name,
            Values = JsonSerializer.Serialize(new SeenFigures(change.JudgedDay, change.Rules?.Hash, change.Finding.Message, change.Finding.Values), StoredJson.Options),
            At = decision.At,
        });
        if (change.Event == TransitionKind.YearEnded)
        {
            _audit.Add(new AuditEntry(AuditEvent.YearEnded, decision.At)
            {
                RunId = decision.RunId,
                AlertKey = change.Key,
                AlertNumber = change.Number,
                Level = change.Decision.Level,
                Reason = change.Reason,
                Detail = change.Finding.Message,
            });
        }

        foreach (var notice in change.Notices) Tell(change, notice, _notices.Insert(AlertStore.ToRow(notice, decision.RunId, transition, decision.At, bundles)));
    }

    public void Dispose()
    {
        _alerts.Dispose();
        _transitions.Dispose();
        _notices.Dispose();
        _audit.Dispose();
    }

    private void Tell(AlertChange change, NewNotice notice, long id) =>
        _audit.Add(AlertStore.ToAudit(notice, id, decision.RunId, change.Rules ?? decision.Rules, decision.At) with
        {
            AlertKey = change.Key,
            AlertNumber = change.Number,
            Level = change.Decision.Level,
            SourceFile = change.Finding.Source.File,
            SourceSheet = change.Finding.Source.Sheet,
            SourceRow = change.Finding.Source.Row,
        });

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
        // What only follows up leaves the alert as it is.
        if (change.Decision.Memory is not { } memory) return alert;

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

/// <summary>What a check saw when something happened to an alert, as it is kept in its history.</summary>
/// <param name="JudgedDay">Day for which the figures spoke; null where nothing was judged.</param>
/// <param name="Values">Figures as printed, by name.</param>
internal sealed record SeenFigures(DateOnly? JudgedDay, string? RuleSetHash, string Message, IReadOnlyDictionary<string, string?> Values);
