namespace MonitorWorker.Hosting.Health;

/// <summary>
/// Whether the service still goes round: its watch over itself says so with every round, and so does its main loop from its first round on;
/// who keeps it alive asks here.
/// </summary>
internal sealed class Liveness(TimeProvider clock)
{
    /// <summary>The watch goes round each minute; two rounds that it missed may be a machine under load.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const long NotYet = long.MinValue;
    private long _lastBeat = clock.GetTimestamp();
    private long _lastTurn = NotYet;

    /// <summary>When the service started, whatever it has taken over since.</summary>
    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();

    /// <summary>Another round of the watch is done.</summary>
    public void Beat() => Interlocked.Exchange(ref _lastBeat, clock.GetTimestamp());

    /// <summary>Another turn of the main loop is done. A first check may take long: nobody waits for the first turn.</summary>
    public void Turn() => Interlocked.Exchange(ref _lastTurn, clock.GetTimestamp());

    /// <summary>Since whichever of the two is longer silent; by time that passed, whatever the wall clock was set to.</summary>
    public TimeSpan SinceBeat
    {
        get
        {
            var beat = clock.GetElapsedTime(Interlocked.Read(ref _lastBeat));
            var turn = Interlocked.Read(ref _lastTurn) is var last && last == NotYet ? TimeSpan.Zero : clock.GetElapsedTime(last);
            return beat > turn ? beat : turn;
        }
    }

    public bool IsAlive => SinceBeat < Patience;
}
