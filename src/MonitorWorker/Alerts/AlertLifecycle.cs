using MonitorWorker.Rules;

namespace MonitorWorker.Alerts;

/// <summary>What happened to an alert.</summary>
public enum TransitionKind
{
    /// <summary>First breach, or the first after it was resolved.</summary>
    Opened,

    /// <summary>Worse than before.</summary>
    Raised,

    /// <summary>Better than before, still open.</summary>
    Lowered,

    /// <summary>Put right.</summary>
    Resolved,
}

/// <summary>What to do about one finding, and why; "nothing" has a reason as well.</summary>
/// <param name="Transition">Null where nothing changes.</param>
/// <param name="Level">Level after the decision.</param>
public sealed record AlertDecision(TransitionKind? Transition, Level Level, string Reason);

/// <summary>The whole life of an alert in one pure function.</summary>
public static class AlertLifecycle
{
    public static AlertDecision Decide(Alert? alert, Finding finding)
    {
        var isOpen = alert is { State: AlertState.Firing };
        return finding.Outcome switch
        {
            Outcome.Unknown => new AlertDecision(null, alert?.Level ?? Level.Grey, "no data is not good news: nothing changes"),
            Outcome.Clear when isOpen => new AlertDecision(TransitionKind.Resolved, Level.Green, "put right"),
            Outcome.Clear => new AlertDecision(null, Level.Green, "nothing to tell"),
            _ when !isOpen && alert is null => new AlertDecision(TransitionKind.Opened, finding.Level, "first breach"),
            _ when !isOpen => new AlertDecision(TransitionKind.Opened, finding.Level, "breached again after it was resolved"),
            _ when finding.Level > alert!.Level => new AlertDecision(TransitionKind.Raised, finding.Level, "worse than what was told"),
            _ when finding.Level < alert.Level => new AlertDecision(TransitionKind.Lowered, finding.Level, "better than what was told"),
            _ => new AlertDecision(null, alert.Level, "unchanged, and already told"),
        };
    }
}
