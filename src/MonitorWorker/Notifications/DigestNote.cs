namespace MonitorWorker.Notifications;

/// <summary>What a digest of everything says beside its lines, frozen with them.</summary>
public sealed record DigestNote
{
    /// <summary>Told to somebody who owns lines, of which none is behind.</summary>
    public bool ToOwner { get; init; }

    /// <summary>Soonest end first.</summary>
    public IReadOnlyList<SilenceSnapshot> Silences { get; init; } = [];
}
