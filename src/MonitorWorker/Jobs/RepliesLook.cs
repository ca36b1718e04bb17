namespace MonitorWorker.Jobs;

/// <summary>How a look into the mailbox ended.</summary>
public enum LookState
{
    /// <summary>No mailbox is configured: people read the replies.</summary>
    NoMailbox,

    /// <summary>All that was there has been taken in, or as much as there was time for.</summary>
    Read,

    /// <summary>The mailbox cannot be read.</summary>
    Failed,

    /// <summary>It could not be read a while ago, and is not asked again yet.</summary>
    Waits,

    /// <summary>Another look was under way all the time.</summary>
    Busy,
}

/// <summary>What one look into the mailbox found.</summary>
/// <param name="Problem">Why it was not read, or not read to the end.</param>
public sealed record RepliesLook(LookState State, IReadOnlyList<LookedAtMail> Mails, string? Problem = null)
{
    /// <summary>How many mails were taken in by this look.</summary>
    public int TakenIn => Mails.Count(mail => mail.Problem is null);
}

/// <summary>A mail that was new to a look.</summary>
/// <param name="Heading">Sender and subject.</param>
/// <param name="Outcome">What became of it, one word of <see cref="Storage.IncomingOutcome"/>; null where it was known already or not taken in.</param>
/// <param name="Detail">Why, for people.</param>
/// <param name="Problem">Why it was not taken in; it comes again.</param>
public sealed record LookedAtMail(string Heading, long Size, string? Outcome, string? Detail, string? Problem);
