namespace MonitorWorker.Notifications;

/// <summary>What a digest of everything says beside its lines, frozen with them.</summary>
public sealed record DigestNote
{
    /// <summary>Told to somebody who owns lines, of which none is behind.</summary>
    public bool ToOwner { get; init; }

    /// <summary>The reader wants red lines alone (只要红色).</summary>
    public bool OnlyRed { get; init; }

    /// <summary>Projects of the reader that it does not add up, because they may not leave the store.</summary>
    public int Withheld { get; init; }

    /// <summary>By which levels it was put together; see <see cref="WithheldProjects.Fingerprint"/>.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Soonest end first.</summary>
    public IReadOnlyList<SilenceSnapshot> Silences { get; init; } = [];
}
