namespace MonitorWorker.Jobs;

/// <summary>A trouble that the store cannot keep, since it is the store's own.</summary>
/// <param name="Kind">One of <see cref="Notifications.TroubleKind"/>.</param>
public sealed record PostedTrouble(string Kind, string Name, DateTimeOffset Since, string Reason);

/// <summary>What the running service knows of troubles beside the store, and that something about them has changed.</summary>
public sealed class TroubleBoard : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly List<PostedTrouble> _posted = [];

    public IReadOnlyList<PostedTrouble> Posted
    {
        get
        {
            lock (_lock) return [.. _posted];
        }
    }

    /// <summary>One of the same kind and name stays as it is.</summary>
    /// <returns>True where it is new.</returns>
    public bool Post(PostedTrouble trouble)
    {
        lock (_lock)
        {
            if (_posted.Exists(known => known.Kind == trouble.Kind && known.Name == trouble.Name)) return false;
            _posted.Add(trouble);
        }

        Changed();
        return true;
    }

    /// <returns>True where there was one.</returns>
    public bool TakeDown(string kind, string name)
    {
        lock (_lock)
        {
            if (_posted.RemoveAll(known => known.Kind == kind && known.Name == name) == 0) return false;
        }

        Changed();
        return true;
    }

    public void Changed() => _changed.Release();

    /// <summary>Until something changes, or the time is over. Several changes are one.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var change = _changed.WaitAsync(either.Token);
        await Task.WhenAny(change, Task.Delay(longest, clock, either.Token));
        var changed = change.IsCompletedSuccessfully;
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        // The wait that is given up may have taken a change in this very moment.
        if (!changed) await change.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        while (await _changed.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            // All that changed in the meantime is seen by the same look.
        }
    }

    public void Dispose() => _changed.Dispose();
}
