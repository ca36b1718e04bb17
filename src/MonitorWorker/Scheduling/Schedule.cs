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
public sealed record Schedule(string Name, string Job, CronReading Cron, MissedRun Missed, TimeSpan MaxDelay);

/// <summary>One firing to come.</summary>
public sealed record Firing(string Schedule, string Job, DateTimeOffset Due);
