using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Planning;

/// <summary>What the schedules will do, and who would get what if the data stayed as they are.</summary>
/// <param name="From">Firings after this time, up to and with <paramref name="To"/>.</param>
/// <param name="PinnedDay">The day that every check judges, because the configuration pins it; null where each judges its own.</param>
/// <param name="Waiting">Mails that have still to leave before anything fires.</param>
/// <param name="Firings">In order of time; of schedules that fire often only those that tell somebody something.</param>
/// <param name="WalkedUntil">Firings from here on are listed and not walked; null where all were.</param>
/// <param name="FirstAlerts">How alerts stand after the first check, by key; null where none was walked.</param>
internal sealed record Plan(
    DateTimeOffset From,
    DateTimeOffset To,
    DateOnly? PinnedDay,
    IReadOnlyList<PlannedMail> Waiting,
    IReadOnlyList<PlannedFiring> Firings,
    IReadOnlyList<PlannedSchedule> Schedules,
    DateTimeOffset? WalkedUntil,
    IReadOnlyDictionary<string, AlertEntry>? FirstAlerts)
{
    /// <summary>Schedules that fire too often to be listed firing by firing.</summary>
    public IEnumerable<PlannedSchedule> Summed => Schedules.Where(schedule => schedule.IsFrequent);
}

/// <summary>One firing, with the mails that it would write.</summary>
/// <param name="Mails">Null where it lies beyond what was walked.</param>
/// <param name="Problem">Why the job would end without a decision; null where it would not.</param>
internal sealed record PlannedFiring(Firing Firing, IReadOnlyList<PlannedMail>? Mails, string? Problem = null);

/// <summary>All firings of one schedule in the time of the plan.</summary>
/// <param name="IsFrequent">More than two a day on average.</param>
/// <param name="IsCut">There are more of them than were counted.</param>
internal sealed record PlannedSchedule(Schedule Schedule, IReadOnlyList<Firing> Firings, bool IsFrequent, bool IsCut)
{
    /// <summary>The shortest time between two firings; null where there are none.</summary>
    public TimeSpan? ShortestPause => Pauses.Any() ? Pauses.Min() : null;

    /// <summary>It fires day and night, always with the same pause.</summary>
    public bool IsSteady => Pauses.Any() && Pauses.Distinct().Count() == 1;

    private IEnumerable<TimeSpan> Pauses => Firings.Zip(Firings.Skip(1), (one, next) => next.Due - one.Due);
}
