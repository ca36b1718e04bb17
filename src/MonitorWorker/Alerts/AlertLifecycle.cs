using MonitorWorker.Rules;

namespace MonitorWorker.Alerts;

/// <summary>What to do about one finding, and why; "nothing" has a reason as well.</summary>
/// <param name="Transition">What people are told; null where they are told nothing.</param>
/// <param name="Level">Level after the decision.</param>
/// <param name="Memory">What is to be remembered from now on; null where that has not changed. A transition always changes it.</param>
public sealed record AlertDecision(TransitionKind? Transition, Level Level, string Reason, AlertMemory? Memory);

/// <summary>The part of an alert that one check decides for the next.</summary>
public sealed record AlertMemory(AlertState State, Streak? Streak);

/// <summary>
/// The whole life of an alert in one pure function. Bad news waits for the finding's <see cref="HoldPeriods.For"/>, unless it is worse
/// than what was told; good news waits for its <see cref="HoldPeriods.HoldOn"/>, and then the last finding says how good it is.
/// No data neither lengthens a wait nor ends it.
/// </summary>
public static class AlertLifecycle
{
    /// <param name="asOf">The day that is judged.</param>
    public static AlertDecision Decide(Alert? alert, Finding finding, DateOnly asOf) => (finding.Outcome, alert?.State) switch
    {
        (Outcome.Unknown, _) => new AlertDecision(null, alert?.Level ?? Level.Grey, "no data is neither good news nor bad: nothing changes", null),
        (_, AlertState.Ended) => new AlertDecision(null, alert!.Level, "its year is over: nothing opens it again", null),
        (_, AlertState.Firing) => DecideOpen(alert!, finding, asOf),
        (Outcome.Clear, AlertState.Pending) => Quietly(AlertState.Resolved, Level.Green, null, "gone before it had lasted long enough to be told"),
        (Outcome.Clear, _) => new AlertDecision(null, Level.Green, "nothing to tell", null),
        _ => DecideBreach(alert, finding, asOf),
    };

    /// <summary>Ends an alert that nothing judges any more: an open one is told to be over, one that waits goes without a word.</summary>
    public static AlertDecision Close(Alert alert) => alert.State == AlertState.Firing
        ? Tell(TransitionKind.Resolved, Level.Green, "not judged any more: the rules or the budget have changed")
        : Quietly(AlertState.Resolved, Level.Green, null, "not judged any more, and never told");

    /// <summary>
    /// The last decision about an alert of a year that is over. What the final figures put right is resolved like any other; all else ends with
    /// the year, at the level that it has.
    /// </summary>
    /// <param name="finding">By the final figures.</param>
    public static AlertDecision EndYear(Alert alert, Finding finding) => (alert.State, finding.Outcome) switch
    {
        (AlertState.Pending, _) => Quietly(AlertState.Resolved, Level.Green, null, "its year is over, and it was never told"),
        (AlertState.Firing, Outcome.Clear) => Tell(TransitionKind.Resolved, Level.Green, "put right by the final figures of its year"),
        (AlertState.Firing, _) => new AlertDecision(TransitionKind.YearEnded, alert.Level, "its year is over, and it was not put right", new AlertMemory(AlertState.Ended, null)),
        _ => new AlertDecision(TransitionKind.YearEnded, alert.Level, "its year is over: what a silence held back is told to nobody any more", new AlertMemory(alert.State, null)),
    };

    private static AlertDecision DecideBreach(Alert? alert, Finding finding, DateOnly asOf)
    {
        var streak = Streak.Longer(alert?.Streak, asOf);
        if (!streak.HasLasted(finding.Hold.For, asOf))
            return Quietly(AlertState.Pending, finding.Level, streak, "breached, but not yet for as long as the rule asks");

        return Tell(TransitionKind.Opened, finding.Level, alert is null or { Episode: 0 } ? "first breach" : "breached again after it was resolved");
    }

    private static AlertDecision DecideOpen(Alert alert, Finding finding, DateOnly asOf)
    {
        if (finding.Outcome == Outcome.Breached && finding.Level >= alert.Level)
        {
            if (finding.Level > alert.Level) return Tell(TransitionKind.Raised, finding.Level, "worse than what was told");

            return alert.Streak is null
                ? new AlertDecision(null, alert.Level, "unchanged, and already told", null)
                : Quietly(AlertState.Firing, alert.Level, null, "as bad again as what was told");
        }

        var streak = Streak.Longer(alert.Streak, asOf);
        if (!streak.HasLasted(finding.Hold.HoldOn, asOf))
            return Quietly(AlertState.Firing, alert.Level, streak, "better, but not yet for as long as the rule asks");

        return finding.Outcome == Outcome.Clear
            ? Tell(TransitionKind.Resolved, Level.Green, "put right")
            : Tell(TransitionKind.Lowered, finding.Level, "better than what was told");
    }

    private static AlertDecision Tell(TransitionKind transition, Level level, string reason) =>
        new(transition, level, reason, new AlertMemory(transition == TransitionKind.Resolved ? AlertState.Resolved : AlertState.Firing, null));

    private static AlertDecision Quietly(AlertState state, Level level, Streak? streak, string reason) =>
        new(null, level, reason, new AlertMemory(state, streak));
}
