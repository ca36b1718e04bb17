namespace MonitorWorker.Notifications;

/// <summary>What a digest of everything says beside its lines, frozen with them.</summary>
public sealed record DigestNote
{
    /// <summary>Told to somebody who owns lines, of which none is behind.</summary>
    public bool ToOwner { get; init; }

    /// <summary>The reader wants red lines alone (只要红色).</summary>
    public bool OnlyRed { get; init; }

    /// <summary>Whose budget of this year is not there yet; null where all are.</summary>
    public MissingBudget? MissingBudget { get; init; }

    /// <summary>No digest of everything, but the first mail in earnest after a rehearsal: all that is open of what concerns the reader.</summary>
    public bool GoesLive { get; init; }

    /// <summary>Soonest end first.</summary>
    public IReadOnlyList<SilenceSnapshot> Silences { get; init; } = [];
}

/// <summary>A budget of the year that is not there yet.</summary>
/// <param name="IsOld">Nobody's is there: what is listed is the year before, as long as its figures still come in, and then nothing.</param>
/// <param name="Entities">Where some are there, those whose is not; as far as the reader may see them.</param>
public sealed record MissingBudget(int Year, bool IsOld, IReadOnlyList<string> Entities);
