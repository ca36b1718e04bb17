namespace MonitorWorker.Hosting.Service;

/// <summary>Asks systemd for more time while the service gets ready, since the upgrade of a large database takes minutes; for half an hour and no longer.</summary>
internal sealed class StartPatience : IAsyncDisposable
{
    private static readonly TimeSpan _each = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(30);
    private readonly ITimer? _timer;

    public StartPatience(SystemdNotifier systemd, TimeProvider clock)
    {
        if (!systemd.IsListening) return;
        var began = clock.GetTimestamp();
        _timer = clock.CreateTimer(
            _ =>
            {
                if (clock.GetElapsedTime(began) < _longest)
                    systemd.Send(SystemdNotifier.AskForTime(_each * 3), SystemdNotifier.Status("Opening the database"));
            },
            null,
            TimeSpan.Zero,
            _each);
    }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? default;
}
