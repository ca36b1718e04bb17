namespace MonitorWorker.Jobs;

/// <summary>
/// The turns that jobs take: one decides at a time, one sends, one makes reports. They outlive a configuration, so that a job of the one before and a job of the next
/// never decide or send at once.
/// </summary>
public sealed class Turns : IDisposable
{
    internal SemaphoreSlim Deciding { get; } = new(1, 1);

    internal SemaphoreSlim Sending { get; } = new(1, 1);

    internal SemaphoreSlim Reporting { get; } = new(1, 1);

    public void Dispose()
    {
        Deciding.Dispose();
        Sending.Dispose();
        Reporting.Dispose();
    }
}
