namespace MonitorWorker.Hosting.Health;

/// <summary>Whether the service still goes round: its watch over itself says so with every round, and who keeps it alive asks here.</summary>
internal sealed class Liveness(TimeProvider clock)
{
    /// <summary>The watch goes round each minute; two rounds that it missed may be a machine under load.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>When the service started, whatever it has taken over since.</summary>
    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();

    private long _lastBeat = clock.GetTimestamp();

    /// <summary>Another round is done.</summary>
    public void Beat() => Interlocked.Exchange(ref _lastBeat, clock.GetTimestamp());

    /// <summary>By time that passed, whatever the wall clock was set to.</summary>
    public TimeSpan SinceBeat => clock.GetElapsedTime(Interlocked.Read(ref _lastBeat));

    public bool IsAlive => SinceBeat < Patience;
}
