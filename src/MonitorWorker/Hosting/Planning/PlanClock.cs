namespace MonitorWorker.Hosting.Planning;

/// <summary>A clock that stands where it is put, so that jobs can be run as if it were later. What waits for a while still waits that long.</summary>
internal sealed class PlanClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public void Set(DateTimeOffset now) => _now = now;

    public override DateTimeOffset GetUtcNow() => _now.ToUniversalTime();
}
