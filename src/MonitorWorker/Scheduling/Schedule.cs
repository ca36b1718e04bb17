namespace MonitorWorker.Scheduling;

/// <summary>What to do about a run that was due while the service was down.</summary>
public enum MissedRun
{
    /// <summary>Make it up once, however many were missed.</summary>
    Once,

    /// <summary>Leave it out.</summary>
    Skip,
}

/// <summary>When a job runs. Its name is its identity: the memory of past runs hangs on it.</summary>
/// <param name="MaxDelay">A missed run older than this is not made up.</param>
public sealed record Schedule(string Name, string Job, CronReading Cron, MissedRun Missed, TimeSpan MaxDelay)
{
    /// <summary>Name of the report that the job <c>report</c> makes; null of other jobs.</summary>
    public string? Report { get; init; }

    /// <summary>Null where days off are days like any other.</summary>
    public WorkdayRule? Workdays { get; init; }

    /// <summary>How the expression was read, and what becomes of days off, in one line.</summary>
    public string Describe => Workdays is { } rule ? $"{Cron.Describe}; {rule.Describe}" : Cron.Describe;

    /// <summary>The first due time after a time; null where none is left.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time) => Workdays is { } rule ? rule.NextAfter(Cron, time) : Cron.NextAfter(time);

    /// <summary>The latest due time that is not after a time.</summary>
    public DateTimeOffset? PreviousAtOrBefore(DateTimeOffset time) => Workdays is { } rule ? rule.PreviousAtOrBefore(Cron, time) : Cron.PreviousAtOrBefore(time);

    /// <summary>The next due times, soonest first; fewer where fewer are left.</summary>
    public IEnumerable<Firing> Following(DateTimeOffset from, int count)
    {
        var due = NextAfter(from);
        for (var index = 0; index < count && due is { } time; index++)
        {
            yield return new Firing(Name, Job, time, Workdays?.IsGuess(Cron, time) == true);
            due = NextAfter(time);
        }
    }
}

/// <summary>One firing to come.</summary>
/// <param name="IsGuess">It hangs on a year whose working days are not known.</param>
public sealed record Firing(string Schedule, string Job, DateTimeOffset Due, bool IsGuess = false);
