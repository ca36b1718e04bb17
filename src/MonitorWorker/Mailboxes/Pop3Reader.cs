using System.Text;
using MailKit.Net.Pop3;

namespace MonitorWorker.Mailboxes;

/// <summary>
/// A mailbox over POP3: a session for each look, since it shows what was there at the login and keeps others out. Mails stay on the server; what was read is
/// remembered by its UIDL.
/// </summary>
internal sealed class Pop3Reader(MailboxPlace place, TimeProvider clock) : IMailboxReader
{
    private readonly MailboxLink _link = new(place, "POP3", 995, 110, clock);
    private readonly Dictionary<string, int> _numbers = [];
    private Pop3Client? _client;

    public Task<IReadOnlyList<MailboxEntry>> ListAsync(MailboxMark mark, CancellationToken cancellationToken) => TalkAsync(
        async () =>
        {
            Drop();
            // The client disposes of it.
            var heard = new LastAnswer();
            var client = _client = new Pop3Client(heard);
            await _link.OpenAsync(client, HasPlainLogin, heard, cancellationToken).ConfigureAwait(false);
            if (client.Count == 0) return (IReadOnlyList<MailboxEntry>)[];
            if (!client.SupportsUids)
                throw new MailboxException(MailboxTrouble.Unreachable, $"{place.Host} offers no UIDL, so that mails could not be told apart. Read the mailbox by imap.");

            var uids = await client.GetMessageUidsAsync(cancellationToken).ConfigureAwait(false);
            var sizes = await client.GetMessageSizesAsync(cancellationToken).ConfigureAwait(false);
            for (var number = 0; number < uids.Count; number++) _numbers[uids[number]] = number;
            return [.. uids.Select((uid, number) => new MailboxEntry(null, uid, number < sizes.Count ? sizes[number] : 0))];
        });

    public Task<MailboxMail?> ReadAsync(MailboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return TalkAsync(
            async () =>
            {
                if (_client is not { IsConnected: true } client || !_numbers.TryGetValue(entry.Uid, out var number)) return null;
                var bytes = await BytesAsync(client, number, entry.Size > place.LargestBytes, cancellationToken).ConfigureAwait(false)
                    // Without its header nothing else tells one large mail from another.
                    ?? Encoding.ASCII.GetBytes($"X-UIDL: {entry.Uid}\r\n\r\n");
                return new MailboxMail(place.Name, null, entry.Uid, bytes, entry.Size);
            });
    }

    public bool Hides => false;

    /// <summary>It stays on the server, for the people who read the same mailbox.</summary>
    public Task SettleAsync(MailboxEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task RestAsync(CancellationToken cancellationToken)
    {
        if (_client is not { } client) return;
        using var patience = new CancellationTokenSource(MailboxLink.Goodbye, TimeProvider.System);
        try
        {
            await client.DisconnectAsync(quit: true, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException || _link.Explain(e) is not null)
        {
            // Nothing was to be deleted; a QUIT that goes wrong changes nothing.
        }
        finally
        {
            Drop();
        }
    }

    public Task<bool> TryWaitAsync(TimeSpan longest, CancellationToken stop) => Task.FromResult(false);

    public async ValueTask DisposeAsync() => await RestAsync(CancellationToken.None).ConfigureAwait(false);

    private static bool HasPlainLogin(Pop3Client client)
    {
        // A refused APOP would be followed by the password in a second try.
        client.Capabilities &= ~Pop3Capabilities.Apop;
        return client.Capabilities.HasFlag(Pop3Capabilities.User);
    }

    /// <returns>Null where a header is asked for and the server has no TOP.</returns>
    private static async Task<byte[]?> BytesAsync(Pop3Client client, int number, bool headerOnly, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await client.GetStreamAsync(number, headerOnly, cancellationToken).ConfigureAwait(false);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            return bytes.ToArray();
        }
        catch (Exception e) when (headerOnly && client.IsConnected && e is Pop3CommandException or NotSupportedException)
        {
            return null;
        }
        catch (Pop3CommandException e) when (client.IsConnected)
        {
            throw new MailboxException(MailboxTrouble.OneMail, $"The server does not hand out this mail: {e.Message}", e);
        }
    }

    private async Task<T> TalkAsync<T>(Func<Task<T>> talk)
    {
        var isSound = false;
        try
        {
            var result = await talk().ConfigureAwait(false);
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
            if (!isSound) Drop();
        }
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
        _numbers.Clear();
    }
}
