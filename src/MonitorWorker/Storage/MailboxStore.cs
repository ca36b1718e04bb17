using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Mailboxes;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>How a mailbox stands.</summary>
/// <param name="LastGoodAt">When it was last read; null if never.</param>
/// <param name="FailingSince">Null while it can be read.</param>
/// <param name="LastError">The latest failure.</param>
/// <param name="Refused">The login that the server did not take; null where it is not that.</param>
public sealed record MailboxState(MailboxMark Mark, DateTimeOffset? LastGoodAt, DateTimeOffset? FailingSince, string? LastError, RefusedLogin? Refused)
{
    /// <summary>Of a mailbox that was never looked into.</summary>
    public static MailboxState New { get; } = new(MailboxMark.None, null, null, null, null);
}

/// <summary>A login that a server did not take.</summary>
/// <param name="Mark">See <see cref="MailboxPlace.LoginMark"/>.</param>
/// <param name="At">When it was last tried.</param>
public sealed record RefusedLogin(string Mark, DateTimeOffset At);

/// <summary>What is known of a mail that was taken in.</summary>
/// <param name="Outcome">One word of <see cref="IncomingOutcome"/>.</param>
/// <param name="Detail">Why, for people.</param>
public sealed record TakenIn(string Outcome, string Detail);

/// <summary>The memory of mailboxes: how far they were read, and since when they cannot be.</summary>
public sealed class MailboxStore(MonitorStore store)
{
    /// <summary>Before the words of a refused login stand its mark and its time.</summary>
    private const string Login = "login ";

    /// <summary>The right to look into the mailbox, which one process has at a time.</summary>
    public async Task<IAsyncDisposable> TakeReadingAsync(CancellationToken cancellationToken) =>
        await FileLock.TakeAsync(store.DatabaseFile + ".mailbox.lock", cancellationToken);

    public async Task<MailboxState> LoadAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken) is { } row ? ToState(row) : MailboxState.New;
    }

    /// <summary>It was read, up to a mark.</summary>
    public async Task ReadAsync(string name, MailboxMark mark, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mark);
        await using var db = store.Context();
        var row = await RowAsync(db, name, cancellationToken);
        (row.Validity, row.LastUid, row.LastGoodAt, row.FailingSince, row.LastError) = (mark.Validity, mark.LastUid, now, null, null);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>It could not be read.</summary>
    /// <param name="mark">How far it was read before it failed.</param>
    /// <param name="refused">Where the login was not taken: its mark.</param>
    /// <returns>Since when.</returns>
    public async Task<DateTimeOffset> FailedAsync(string name, MailboxMark mark, string error, string? refused, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mark);
        await using var db = store.Context();
        var row = await RowAsync(db, name, cancellationToken);
        var since = row.FailingSince ?? now;
        (row.Validity, row.LastUid, row.FailingSince) = (mark.Validity, mark.LastUid, since);
        row.LastError = refused is null ? error : $"{Login}{refused} {now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)} {error}";
        await db.SaveChangesAsync(cancellationToken);
        return since;
    }

    /// <summary>What became of a mail; null where it is known under another number, or not at all.</summary>
    public async Task<TakenIn?> TakenInAsync(string mailbox, long? validity, string uid, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.Incoming.AsNoTracking()
            .Where(row => row.Mailbox == mailbox && row.Validity == validity && row.Uid == uid)
            .Select(row => new TakenIn(row.Outcome, row.Detail))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The bytes of a mail that was ignored and spoke of no alert: whether it has anything to do with us shows in them alone. Null where it is none of these, or not known.</summary>
    /// <param name="identity">Where it is not known by its number: <see cref="Replies.IncomingMail.Identity"/>; null where that is not known either.</param>
    public async Task<byte[]?> LoadIgnoredAsync(string mailbox, long? validity, string uid, string? identity, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.Incoming.AsNoTracking()
            .Where(row => (row.Mailbox == mailbox && row.Validity == validity && row.Uid == uid) || row.Identity == identity)
            .Where(row => row.Outcome == IncomingOutcome.Ignored && row.Alerts == null)
            .Select(row => row.Raw)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<MailboxRow> RowAsync(MonitorDb db, string name, CancellationToken cancellationToken)
    {
        if (await db.Mailboxes.SingleOrDefaultAsync(row => row.Name == name, cancellationToken) is { } known) return known;
        var row = new MailboxRow { Name = name };
        db.Add(row);
        return row;
    }

    private static MailboxState ToState(MailboxRow row)
    {
        var (error, refused) = (row.LastError, (RefusedLogin?)null);
        if (error?.StartsWith(Login, StringComparison.Ordinal) == true && error[Login.Length..].Split(' ', 3) is [var mark, var at, var said]
            && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when))
        {
            (error, refused) = (said, new RefusedLogin(mark, when));
        }

        return new MailboxState(new MailboxMark(row.Validity, row.LastUid), row.LastGoodAt, row.FailingSince, error, refused);
    }
}
