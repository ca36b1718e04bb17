using Microsoft.Extensions.Logging;

namespace MonitorWorker.Jobs;

/// <summary>Says at Debug, so with --verbose, what each phase of a run took, one line each: a slow check shows where it is slow.</summary>
public sealed class PhaseLog(TimeProvider clock, ILogger log)
{
    private long _since = clock.GetTimestamp();

    /// <summary>A phase is over, and the next one begins.</summary>
    public void Done(string phase)
    {
        var now = clock.GetTimestamp();
        log.LogDebug("Phase {Phase}: {Milliseconds} ms", phase, (long)clock.GetElapsedTime(_since, now).TotalMilliseconds);
        _since = now;
    }
}
