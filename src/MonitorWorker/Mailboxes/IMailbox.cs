namespace MonitorWorker.Mailboxes;

/// <summary>A mail as it lies in a mailbox.</summary>
/// <param name="Mailbox">Which mailbox, without secrets, e.g. <c>imap:monitor@mail.example.com/INBOX</c>.</param>
/// <param name="Validity">UIDVALIDITY of IMAP; null elsewhere.</param>
/// <param name="Uid">UID, UIDL or file name: names the mail within the mailbox and its validity.</param>
/// <param name="Raw">All bytes; of a mail that is larger than what is read, its header alone.</param>
/// <param name="Size">Size of the whole mail in bytes.</param>
public sealed record MailboxMail(string Mailbox, long? Validity, string Uid, byte[] Raw, long Size);

/// <summary>What is done with each mail that came in.</summary>
public interface IIncomingHandler
{
    /// <summary>Whether this mail has been taken in before.</summary>
    Task<bool> IsKnownAsync(string mailbox, long? validity, string uid, CancellationToken cancellationToken);

    /// <summary>Takes a mail in, once: what it says and that it was read are stored in one transaction. A mail that is known already changes nothing.</summary>
    /// <exception cref="Exception">The store fails; the mail stays unread and comes again.</exception>
    Task HandleAsync(MailboxMail mail, CancellationToken cancellationToken);
}
