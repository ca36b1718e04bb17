using MonitorWorker.Rules;

namespace MonitorWorker.Alerts;

/// <summary>What people are told of an alert after a decision, and why; "nothing" has a reason as well.</summary>
/// <param name="News">What it is to them, whatever happened meanwhile: <see cref="TransitionKind.Opened"/>, <see cref="TransitionKind.Raised"/>, <see cref="TransitionKind.Lowered"/>,
/// <see cref="TransitionKind.Resolved"/> or <see cref="TransitionKind.Corrected"/>; null where they are told nothing.</param>
public sealed record Telling(TransitionKind? News, string Reason)
{
    /// <summary>
    /// People are told the difference between what they believe and what is. So nothing is said twice, what was held back by a silence is told
    /// when it ends, and what came and went under it is never told.
    /// </summary>
    /// <param name="told">What people believe; null where they were told nothing.</param>
    /// <param name="state">State after the decision.</param>
    /// <param name="level">Level after the decision.</param>
    /// <param name="mute">Why nobody is to be told; null where people are.</param>
    /// <param name="wasWrong">True where revised data show that what was told was wrong when it was told.</param>
    /// <param name="isBetterByNow">
    /// True where something better was found that must last before it counts: a level that the figures of the day belie is told to nobody, though a silence has
    /// held it back until now.
    /// </param>
    public static Telling Decide(Level? told, AlertState state, Level level, Silence? mute, bool wasWrong, bool isBetterByNow = false)
    {
        if (state == AlertState.Pending) return Nothing("not yet for as long as the rule asks");
        if (isBetterByNow) return Nothing("better by now, but not yet for as long as the rule asks");

        var believed = told is null or Level.Green ? (Level?)null : told;
        var real = state == AlertState.Firing ? level : (Level?)null;
        if (believed == real) return Nothing(real is null ? "over, and nobody believes otherwise" : "unchanged, and already told");
        if (mute is not null)
            return Nothing($"{(mute.Kind == SilenceKind.Waiver ? "waived" : "silenced")} by {mute.Author} until {mute.Until:yyyy-MM-dd}: {mute.Reason}");

        return (believed, real) switch
        {
            (null, _) => new Telling(TransitionKind.Opened, "nobody knows of it yet"),
            _ when wasWrong && (real is null || real < believed) => new Telling(TransitionKind.Corrected, "revised data show that what was told was wrong"),
            (_, null) => new Telling(TransitionKind.Resolved, "people believe that it is still open"),
            _ when real > believed => new Telling(TransitionKind.Raised, "worse than what was told"),
            _ => new Telling(TransitionKind.Lowered, "better than what was told"),
        };
    }

    private static Telling Nothing(string reason) => new(null, reason);
}
