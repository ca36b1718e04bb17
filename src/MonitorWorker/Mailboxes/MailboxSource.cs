namespace MonitorWorker.Mailboxes;

/// <summary>The mailbox that replies are read from, opened when it is first needed.</summary>
/// <param name="Name">Null where there is none: people read the replies.</param>
/// <param name="Open">A reader that is not connected yet.</param>
/// <param name="LoginMark">See <see cref="MailboxPlace.LoginMark"/>.</param>
/// <param name="IsWaitedFor">Whether new mail is waited for on the open connection.</param>
public sealed record MailboxSource(string? Name, Func<IMailboxReader> Open, Func<string> LoginMark, bool IsWaitedFor)
{
    /// <summary>No mailbox.</summary>
    public static MailboxSource None { get; } = new(null, () => throw new InvalidOperationException("There is no mailbox."), () => "", false);

    /// <param name="isWaitedFor">Whether new mail is waited for on the open connection, where the server offers it.</param>
    /// <exception cref="ArgumentException">There is no such protocol.</exception>
    public static MailboxSource At(MailboxPlace place, bool isWaitedFor, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(place);
        return new MailboxSource(place.Name, () => Reader(place, clock), place.LoginMark, isWaitedFor);
    }

    private static IMailboxReader Reader(MailboxPlace place, TimeProvider clock) => place.Protocol switch
    {
        "imap" => new ImapReader(place, clock),
        "pop3" => new Pop3Reader(place, clock),
        "folder" => new FolderReader(place, clock),
        _ => throw new ArgumentException($"mailbox.protocol is '{place.Protocol}'; write none, imap, pop3 or folder.", nameof(place)),
    };
}
