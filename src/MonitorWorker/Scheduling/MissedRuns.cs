namespace MonitorWorker.Scheduling;

/// <summary>What a schedule does at start about the time the service was down.</summary>
public enum CatchUp
{
    /// <summary>Never seen before: nothing was missed, its past is only noted.</summary>
    FirstSight,

    /// <summary>Nothing was due.</summary>
    Nothing,

    /// <summary>Run once, now.</summary>
    Run,

    /// <summary>Missed, and left out by its policy or its age.</summary>
    Skip,
}

/// <summary>The missed-run policy as one pure function.</summary>
public static class MissedRuns
{
    /// <param name="lastDue">Latest due time known to have been claimed; null for a schedule never seen.</param>
    /// <param name="due">Latest due time that has passed.</param>
    public static CatchUp Decide(Schedule schedule, DateTimeOffset? lastDue, DateTimeOffset? due, DateTimeOffset now)
    {
        if (lastDue is null) return CatchUp.FirstSight;
        if (due is null || due <= lastDue) return CatchUp.Nothing;
        return schedule.Missed == MissedRun.Once && now - due <= schedule.MaxDelay ? CatchUp.Run : CatchUp.Skip;
    }
}
