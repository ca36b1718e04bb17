namespace MonitorWorker.Notifications;

/// <summary>What a digest of everything says beside its lines, frozen with them.</summary>
public sealed record DigestNote
{
    /// <summary>Told to somebody who owns lines, of which none is behind.</summary>
    public bool ToOwner { get; init; }

    /// <summary>The reader wants red lines alone (只要红色).</summary>
    public bool OnlyRed { get; init; }

    /// <summary>No digest of everything, but the first mail in earnest after a rehearsal: all that is open of what concerns the reader.</summary>
    public bool GoesLive { get; init; }

    /// <summary>Soonest end first.</summary>
    public IReadOnlyList<SilenceSnapshot> Silences { get; init; } = [];
}
