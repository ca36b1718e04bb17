using MonitorWorker.Rules;

namespace MonitorWorker.Alerts;

/// <summary>
/// The same news in a row that nobody has been told yet: breaches of a pending alert, better results of an open one. A check that
/// could not judge stands between two others as if it had not run.
/// </summary>
/// <param name="Since">The day that the first of these checks judged.</param>
/// <param name="Checks">Number of stored checks that found it, from 1.</param>
public sealed record Streak(DateOnly Since, int Checks)
{
    /// <summary>The streak with one more check.</summary>
    public static Streak Longer(Streak? streak, DateOnly asOf) => streak is null ? new Streak(asOf, 1) : streak with { Checks = streak.Checks + 1 };

    public bool HasLasted(HoldPeriod period, DateOnly asOf) =>
        period.Count == 0 || (period.Unit == HoldUnit.Checks ? Checks : asOf.DayNumber - Since.DayNumber) >= period.Count;
}
