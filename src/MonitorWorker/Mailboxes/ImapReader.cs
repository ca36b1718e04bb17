using System.Globalization;
using System.Reflection;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace MonitorWorker.Mailboxes;

/// <summary>
/// A mailbox over IMAP. One session is kept open: servers throttle those who come anew each time. A mail that was taken in is marked as read and moved to the
/// folder 已处理, where the server can move; else it stays. A mail that is not settled stays as it is.
/// </summary>
internal sealed class ImapReader(MailboxPlace place, TimeProvider clock) : IMailboxReader
{
    private const string DoneFolder = "已处理";

    /// <summary>Where nothing is remembered, older mails are none of ours: a mailbox may have been somebody's for years.</summary>
    private static readonly TimeSpan _firstLook = TimeSpan.FromDays(30);

    /// <summary>Servers end an IDLE after ten minutes and more, routers forget a silent connection sooner.</summary>
    private static readonly TimeSpan _longestIdle = TimeSpan.FromMinutes(9);

    private static readonly string _version = typeof(ImapReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly MailboxLink _link = new(place, "IMAP", 993, 143, clock);
    private ImapClient? _client;
    private IMailFolder? _done;
    private bool _staysWhereItIs;

    public Task<IReadOnlyList<MailboxEntry>> ListAsync(MailboxMark mark, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return TalkAsync(client => ListAsync(client, mark, cancellationToken), cancellationToken);
    }

    public Task<MailboxMail?> ReadAsync(MailboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return TalkAsync(client => ReadAsync(client, entry, cancellationToken), cancellationToken);
    }

    public bool Hides => true;

    public Task SettleAsync(MailboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return TalkAsync(client => SettleAsync(client, entry, cancellationToken), cancellationToken);
    }

    /// <summary>The session stays.</summary>
    public Task RestAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<bool> TryWaitAsync(TimeSpan longest, CancellationToken stop)
    {
        if (_client is not { IsConnected: true, IsAuthenticated: true } client || !client.Capabilities.HasFlag(ImapCapabilities.Idle)) return false;

        using var time = new CancellationTokenSource(longest < _longestIdle ? longest : _longestIdle, clock);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        using var patience = new CancellationTokenSource();
        // Who ends the wait does not wait for a server that is gone.
        await using var end = done.Token.Register(() => patience.CancelAfter(MailboxLink.Goodbye));
        var inbox = client.Inbox;
        inbox.CountChanged += Come;
        var isDone = false;
        try
        {
            await client.IdleAsync(done.Token, patience.Token).ConfigureAwait(false);
            return isDone = true;
        }
        catch (Exception e) when (e is OperationCanceledException || _link.Explain(e) is not null)
        {
            // The next look says what is wrong.
            return true;
        }
        finally
        {
            inbox.CountChanged -= Come;
            if (!isDone) Drop();
        }

        void Come(object? sender, EventArgs e) => done.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not { } client) return;
        _client = null;
        using (client)
        using (var patience = new CancellationTokenSource(MailboxLink.Goodbye, TimeProvider.System))
        {
            try
            {
                await client.DisconnectAsync(quit: true, patience.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException || _link.Explain(e) is not null)
            {
                // Everything was answered; a LOGOUT that goes wrong changes nothing.
            }
        }
    }

    private static async Task<IReadOnlyList<MailboxEntry>> ListAsync(IMailFolder inbox, SearchQuery query, uint after, CancellationToken cancellationToken)
    {
        // The highest number answers to every range that has no end.
        var found = (await inbox.SearchAsync(query.And(SearchQuery.NotDeleted), cancellationToken).ConfigureAwait(false)).Where(uid => uid.Id > after).ToList();
        if (found.Count == 0) return [];
        var sizes = await inbox.FetchAsync(found, new FetchRequest(MessageSummaryItems.UniqueId | MessageSummaryItems.Size), cancellationToken).ConfigureAwait(false);
        return
        [
            .. sizes.Where(mail => mail.UniqueId.IsValid)
                .OrderBy(mail => mail.UniqueId.Id)
                .Select(mail => new MailboxEntry(inbox.UidValidity, mail.UniqueId.Id.ToString(CultureInfo.InvariantCulture), mail.Size ?? 0)),
        ];
    }

    private async Task<IReadOnlyList<MailboxEntry>> ListAsync(ImapClient client, MailboxMark mark, CancellationToken cancellationToken)
    {
        await client.NoOpAsync(cancellationToken).ConfigureAwait(false);
        var inbox = client.Inbox;
        // With another validity all numbers are new: what was read before is known again by what it is.
        if (mark.LastUid is { } last && mark.Validity == inbox.UidValidity && last < uint.MaxValue)
        {
            var range = new UniqueIdRange(inbox.UidValidity, (uint)last + 1, uint.MaxValue);
            return await ListAsync(inbox, SearchQuery.Uids(range), (uint)last, cancellationToken).ConfigureAwait(false);
        }

        return await ListAsync(inbox, SearchQuery.DeliveredAfter((clock.GetUtcNow() - _firstLook).UtcDateTime.Date), 0, cancellationToken).ConfigureAwait(false);
    }

    private async Task<MailboxMail?> ReadAsync(ImapClient client, MailboxEntry entry, CancellationToken cancellationToken)
    {
        if (UidOf(client, entry) is not { } uid) return null;
        try
        {
            // By PEEK: what was not taken in yet stays unread for people.
            await using var stream = entry.Size > place.LargestBytes
                ? await client.Inbox.GetStreamAsync(uid, "HEADER", cancellationToken).ConfigureAwait(false)
                : await client.Inbox.GetStreamAsync(uid, cancellationToken).ConfigureAwait(false);
            var bytes = await BytesAsync(stream, cancellationToken).ConfigureAwait(false);
            // Some servers say so of a mail that is just being taken away, or that they cannot open.
            if (bytes.Length == 0) throw new MailboxException(MailboxTrouble.OneMail, $"The server hands out nothing of mail {entry.Uid}.");
            return new MailboxMail(place.Name, entry.Validity, entry.Uid, bytes, entry.Size);
        }
        catch (MessageNotFoundException)
        {
            return null;
        }
        catch (ImapCommandException e) when (client.IsConnected)
        {
            throw new MailboxException(MailboxTrouble.OneMail, $"The server does not hand out mail {entry.Uid}: {e.Message}", e);
        }
    }

    private async Task<bool> SettleAsync(ImapClient client, MailboxEntry entry, CancellationToken cancellationToken)
    {
        if (UidOf(client, entry) is not { } uid) return false;
        try
        {
            await client.Inbox.StoreAsync(uid, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Seen) { Silent = true }, cancellationToken).ConfigureAwait(false);
            if (await DoneFolderAsync(client, cancellationToken).ConfigureAwait(false) is not { } done) return false;
            await client.Inbox.MoveToAsync(uid, done, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ImapCommandException) when (client.IsConnected)
        {
            // A mailbox that may only be read, a folder over quota: it stays where it is, and is known.
            _staysWhereItIs = true;
            return false;
        }
    }

    /// <summary>Null where the server cannot move a mail in one step: copying and deleting would also expunge what others have marked.</summary>
    private async Task<IMailFolder?> DoneFolderAsync(ImapClient client, CancellationToken cancellationToken)
    {
        if (_staysWhereItIs || (client.Capabilities & (ImapCapabilities.Move | ImapCapabilities.UidPlus)) == 0) return null;
        if (_done is not null) return _done;
        var root = client.PersonalNamespaces.Count > 0 ? client.GetFolder(client.PersonalNamespaces[0]) : client.Inbox;
        try
        {
            return _done = await root.GetSubfolderAsync(DoneFolder, cancellationToken).ConfigureAwait(false);
        }
        catch (FolderNotFoundException)
        {
            return _done = await root.CreateAsync(DoneFolder, isMessageFolder: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Null where the mail is of a session whose numbers count no more.</summary>
    private static UniqueId? UidOf(ImapClient client, MailboxEntry entry) =>
        client.Inbox.UidValidity == entry.Validity ? new UniqueId((uint)entry.Validity!, uint.Parse(entry.Uid, CultureInfo.InvariantCulture)) : null;

    private static async Task<byte[]> BytesAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes.ToArray();
    }

    private async Task<T> TalkAsync<T>(Func<ImapClient, Task<T>> talk, CancellationToken cancellationToken)
    {
        var isSound = false;
        try
        {
            var result = await talk(await OpenAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            isSound = true;
            return result;
        }
        catch (MailboxException e) when (e.Trouble == MailboxTrouble.OneMail)
        {
            isSound = true;
            throw;
        }
        catch (Exception e) when (e is not MailboxException && _link.Explain(e) is { } explained)
        {
            throw explained;
        }
        finally
        {
            // What is still on the wire of a talk that was broken off would be taken for the next answer.
            if (!isSound) Drop();
        }
    }

    private async Task<ImapClient> OpenAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true, IsAuthenticated: true } known && known.Inbox.IsOpen) return known;
        Drop();
        var client = _client = new ImapClient();
        await _link.OpenAsync(client, open => !open.Capabilities.HasFlag(ImapCapabilities.LoginDisabled), null, cancellationToken).ConfigureAwait(false);
        // 163 opens no folder for who has not said what it is.
        if (client.Capabilities.HasFlag(ImapCapabilities.Id))
            await client.IdentifyAsync(new ImapImplementation { Name = "MonitorWorker", Version = _version }, cancellationToken).ConfigureAwait(false);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        return client;
    }

    private void Drop()
    {
        _client?.Dispose();
        (_client, _done) = (null, null);
    }
}
