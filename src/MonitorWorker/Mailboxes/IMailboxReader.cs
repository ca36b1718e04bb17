namespace MonitorWorker.Mailboxes;

/// <summary>A mail that lies in a mailbox, by its number there.</summary>
/// <param name="Validity">UIDVALIDITY of IMAP; null elsewhere.</param>
/// <param name="Uid">UID, UIDL, or name and state of a file.</param>
/// <param name="Size">Bytes of the whole mail.</param>
public sealed record MailboxEntry(long? Validity, string Uid, long Size);

/// <summary>How far a mailbox has been read: everything up to <paramref name="LastUid"/> is done. Null where nothing is remembered.</summary>
public sealed record MailboxMark(long? Validity, long? LastUid)
{
    /// <summary>Nothing has been read yet.</summary>
    public static MailboxMark None { get; } = new(null, null);
}

/// <summary>
/// Reads one mailbox. What was read before is known by numbers and by the store, never by the server's word for it (UNSEEN): people look into the same
/// mailbox. For one caller at a time; after trouble the next call connects anew.
/// </summary>
public interface IMailboxReader : IAsyncDisposable
{
    /// <summary>What may be new, oldest first; what was read before may be among it.</summary>
    /// <exception cref="MailboxException">The mailbox cannot be read.</exception>
    Task<IReadOnlyList<MailboxEntry>> ListAsync(MailboxMark mark, CancellationToken cancellationToken);

    /// <summary>The mail, or its header where it is too large; null where it has gone.</summary>
    /// <exception cref="MailboxException">The mailbox, or this mail alone, cannot be read.</exception>
    Task<MailboxMail?> ReadAsync(MailboxEntry entry, CancellationToken cancellationToken);

    /// <summary>Whether <see cref="SettleAsync"/> takes a mail out of the sight of people who read the same mailbox.</summary>
    bool Hides { get; }

    /// <summary>The mail was taken in: puts it out of the way, as far as the mailbox can. Nothing depends on it.</summary>
    /// <exception cref="MailboxException">The mailbox cannot be reached.</exception>
    Task SettleAsync(MailboxEntry entry, CancellationToken cancellationToken);

    /// <summary>The look is over: what need not stay open is closed.</summary>
    Task RestAsync(CancellationToken cancellationToken);

    /// <summary>Waits on the open connection until something comes, it breaks, or the time is over.</summary>
    /// <param name="stop">Ends the wait and leaves the connection open.</param>
    /// <returns>False where this mailbox cannot be waited for now.</returns>
    Task<bool> TryWaitAsync(TimeSpan longest, CancellationToken stop);
}

/// <summary>A mailbox, or one of its mails, cannot be read. The message says what to look at and holds no secret.</summary>
public sealed class MailboxException(MailboxTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of trouble it is.</summary>
    public MailboxTrouble Trouble { get; } = trouble;
}

/// <summary>What may go wrong with a mailbox.</summary>
public enum MailboxTrouble
{
    /// <summary>It cannot be reached or does not answer as it should; tried again.</summary>
    Unreachable,

    /// <summary>Name and password are not taken; asking again locks many an account.</summary>
    LoginRefused,

    /// <summary>One mail cannot be had, and all others can.</summary>
    OneMail,
}
