using MonitorWorker.Hosting.Health;

namespace MonitorWorker.Hosting.Watching;

/// <summary>How the program is, for those who ask often: asked of the store at most every five seconds, whoever asks.</summary>
internal sealed class HealthGlance(HealthReader reader, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private (HealthReport Report, long At)? _last;

    public async Task<HealthReport> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || clock.GetElapsedTime(last.At) >= _fresh) _last = last = (await reader.ReadAsync(null, cancellationToken), clock.GetTimestamp());
            return last.Report;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
