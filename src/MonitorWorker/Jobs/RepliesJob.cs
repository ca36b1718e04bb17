using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Mailboxes;
using MonitorWorker.Notifications;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Looks into the mailbox: each mail is taken in once, and then put out of the way, unless it has nothing to do with us: people read the same mailbox. A mail that cannot be taken in stops no other and comes again; a mailbox
/// that cannot be read is told to the administrators, and stops nothing but the reading.
/// </summary>
public sealed class RepliesJob(
    MailboxSource mailbox, MailboxStore states, IIncomingHandler handler, TroubleWatch troubles, OfficeSettings office, TimeProvider clock, ILogger<RepliesJob> log) : IAsyncDisposable
{
    /// <summary>How long a check waits for answers before it decides without them.</summary>
    private static readonly TimeSpan _beforeDeciding = TimeSpan.FromSeconds(30);

    /// <summary>After the first failure and after many.</summary>
    private static readonly TimeSpan _firstPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(30);

    /// <summary>A login that was refused is not tried again before this, unless something about it has changed.</summary>
    private static readonly TimeSpan _afterRefusal = TimeSpan.FromHours(12);

    /// <summary>Tries of one mail in a row, before it is told and tried only now and then.</summary>
    private const int Tries = 5;

    private static readonly TimeSpan _setAside = TimeSpan.FromHours(1);

    /// <summary>Waits that end sooner than this are hurried.</summary>
    private static readonly TimeSpan _calm = TimeSpan.FromSeconds(1);

    /// <summary>Hurried waits in a row, after which one poll goes by.</summary>
    private const int Hurries = 5;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();

    /// <summary>Numbers of mails that are done, so that what stays in the mailbox is not asked for at each look.</summary>
    private readonly HashSet<(long? Validity, string Uid)> _done = [];

    /// <summary>Taken in, and not yet put away.</summary>
    private readonly HashSet<(long? Validity, string Uid)> _unsettled = [];

    private readonly Dictionary<(long? Validity, string Uid), Attempts> _failed = [];
    private IMailboxReader? _reader;
    private CancellationTokenSource? _waiting;
    private int _wanted;
    private int _failures;
    private int _hurried;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>What waits is taken in before a check decides, so that an answer stops a reminder. Takes at most half a minute and never throws but for a stop.</summary>
    public async Task LookBeforeDecidingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var look = await LookAsync(_beforeDeciding, isAsked: false, cancellationToken);
            if (look.Problem is not null) log.LogWarning(ReplyEvents.CheckedWithout, "The check decides without the replies that may wait: {Problem}", look.Problem);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(ReplyEvents.CheckedWithoutFailed, e, "The check decides without the replies that may wait");
        }
    }

    /// <param name="patience">How long the look may take.</param>
    /// <param name="isAsked">A person asks: no pause after a failure is kept.</param>
    public async Task<RepliesLook> LookAsync(TimeSpan patience, bool isAsked, CancellationToken cancellationToken)
    {
        if (mailbox.Name is null) return new RepliesLook(LookState.NoMailbox, []);
        using var time = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            lock (_lock)
            {
                _wanted++;
                _waiting?.Cancel();
            }

            await _turn.WaitAsync(either.Token);
            try
            {
                await using var alone = await states.TakeReadingAsync(either.Token);
                return await LookAloneAsync(mailbox.Name, isAsked, either.Token, cancellationToken);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new RepliesLook(LookState.Busy, [], "another look into the mailbox is under way");
        }
        finally
        {
            lock (_lock) _wanted--;
        }
    }

    /// <summary>Until the next look is due: new mail has come, where the server tells it, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // After a failure the pause counts, short or long.
        var until = _notBefore > now ? _notBefore : now + longest;
        if (mailbox.IsWaitedFor && _notBefore <= now)
        {
            var hasCome = await TryWaitAsync(longest, cancellationToken);
            // Several mails come together; and a server that ends each wait at once must not be asked all the time.
            var isCalm = clock.GetUtcNow() - now >= _calm;
            _hurried = isCalm ? 0 : _hurried + 1;
            if (hasCome && _hurried <= Hurries)
            {
                if (!isCalm) await Task.Delay(_calm, clock, cancellationToken);
                return;
            }
        }

        if (until - clock.GetUtcNow() is { Ticks: > 0 } rest) await Task.Delay(rest, clock, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null) await _reader.DisposeAsync();
        _turn.Dispose();
    }

    private async Task<bool> TryWaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            lock (_lock)
            {
                if (_wanted > 0) return true;
                _waiting = stop;
            }

            try
            {
                return _reader is { } reader && await reader.TryWaitAsync(longest, stop.Token);
            }
            finally
            {
                lock (_lock) _waiting = null;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<RepliesLook> LookAloneAsync(string name, bool isAsked, CancellationToken inTime, CancellationToken cancellationToken)
    {
        var before = await states.LoadAsync(name, cancellationToken);
        if (!isAsked && Waits(before) is { } reason) return new RepliesLook(LookState.Waits, [], reason);

        var mails = new List<LookedAtMail>();
        var progress = new Progress(before.Mark);
        var isListed = false;
        var reader = _reader ??= mailbox.Open();
        try
        {
            var entries = await reader.ListAsync(before.Mark, inTime);
            isListed = true;
            Forget(entries);
            foreach (var entry in entries) progress.Note(entry, await TakeInAsync(name, reader, entry, mails, inTime, cancellationToken));
            await EndGoneTroublesAsync(entries, cancellationToken);
        }
        catch (MailboxException e)
        {
            return await FailAsync(name, progress.Mark, e, mails, cancellationToken);
        }
        catch (OperationCanceledException) when (!isListed && !cancellationToken.IsCancellationRequested)
        {
            return await FailAsync(name, progress.Mark, new MailboxException(MailboxTrouble.Unreachable, "The mailbox did not answer in the time that this look had."), mails, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What could not be taken in now is the next look's.
        }
        finally
        {
            await reader.RestAsync(CancellationToken.None);
        }

        (_failures, _notBefore) = (0, DateTimeOffset.MinValue);
        await states.ReadAsync(name, progress.Mark, clock.GetUtcNow(), cancellationToken);
        await troubles.WorksAgainAsync(TroubleKind.Mailbox, name, cancellationToken);
        if (mails.Count > 0) log.LogInformation(ReplyEvents.Read, "{Mailbox}: {Count} new mails, {TakenIn} taken in", name, mails.Count, mails.Count(mail => mail.Problem is null));
        return new RepliesLook(LookState.Read, mails);
    }

    private string? Waits(MailboxState state)
    {
        var now = clock.GetUtcNow();
        if (state.Refused is { } refused && refused.Mark == mailbox.LoginMark() && now < refused.At + _afterRefusal) return state.LastError;
        return now < _notBefore ? $"{state.LastError} Tried again at {_notBefore:u}." : null;
    }

    /// <returns>True where the mail is done, and need not be listed again.</returns>
    private async Task<bool> TakeInAsync(string name, IMailboxReader reader, MailboxEntry entry, List<LookedAtMail> mails, CancellationToken inTime, CancellationToken cancellationToken)
    {
        var key = (entry.Validity, entry.Uid);
        if (_done.Contains(key)) return true;
        if (_failed.GetValueOrDefault(key) is { Count: > 0 } attempts && clock.GetUtcNow() < attempts.NotBefore) return false;
        string? identity = null;
        if (!await handler.IsKnownAsync(name, entry.Validity, entry.Uid, inTime))
        {
            var heading = entry.Uid;
            try
            {
                if (await reader.ReadAsync(entry, inTime) is not { } mail) return true;
                heading = MailHeading.Of(mail.Raw);
                identity = IncomingReader.Read(mail.Raw, office.Incoming).Identity;
                // Not broken off by time: it is one transaction, and a short one.
                await handler.HandleAsync(mail, cancellationToken);
                var taken = await states.TakenInAsync(name, entry.Validity, entry.Uid, cancellationToken);
                mails.Add(new LookedAtMail(heading, entry.Size, taken?.Outcome, taken?.Detail, null));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && mails.Count == 0)
            {
                // One that takes the time of a whole look must not hide all others for ever.
                await CountAsync(key, heading, new TimeoutException("it could not be read in the time that a look has"), cancellationToken);
                throw;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                mails.Add(new LookedAtMail(heading, entry.Size, null, null, e.Message));
                await CountAsync(key, heading, e, cancellationToken);
                if (e is MailboxException { Trouble: not MailboxTrouble.OneMail }) throw;
                return false;
            }
        }

        if (_failed.Remove(key, out var before) && before.Told is { } told) await troubles.WorksAgainAsync(TroubleKind.Incoming, told, cancellationToken);
        // A kill before this leaves it unread in the mailbox; the next look knows it and puts it away.
        // Tried twice: a server that breaks off at one mail each time must not hide those behind it.
        if (!_unsettled.Add(key)) _done.Add(key);
        if (!reader.Hides || !await IsPrivateAsync(name, entry, identity, inTime)) await reader.SettleAsync(entry, inTime);
        _unsettled.Remove(key);
        _done.Add(key);
        return true;
    }

    /// <summary>A person's mail that nothing came of, and that names nothing of ours: no mail, no address that carries a reference, no alert.</summary>
    private async Task<bool> IsPrivateAsync(string name, MailboxEntry entry, string? identity, CancellationToken cancellationToken)
    {
        if (await states.LoadIgnoredAsync(name, entry.Validity, entry.Uid, identity, cancellationToken) is not { } raw) return false;
        var mail = IncomingReader.Read(raw, office.Incoming);
        return mail.Kind == IncomingKind.Personal
            && !mail.Answered.Any(id => MailReference.TryParseId(id, out _))
            && !mail.SentTo.Any(address => MailReference.TryParseAddress(address, office.From.Address, out _))
            && mail.SubjectNumbers.Count + mail.QuotedNumbers.Count + AlertNumbers.In(mail.Text).Count == 0;
    }

    /// <summary>A store that is locked, or a reader that is not whole, is over by itself; what stays so is for a person.</summary>
    private async Task CountAsync((long? Validity, string Uid) key, string heading, Exception e, CancellationToken cancellationToken)
    {
        var attempts = _failed.GetValueOrDefault(key);
        var (count, name) = ((attempts?.Count ?? 0) + 1, attempts?.Told ?? $"{key.Uid}（{heading}）");
        log.LogError(ReplyEvents.MailFailed, e, "A mail could not be taken in, try {Count}: {Uid}", count, key.Uid);
        var isTold = count >= Tries;
        _failed[key] = new Attempts(count, isTold ? clock.GetUtcNow() + _setAside : DateTimeOffset.MinValue, isTold ? name : null);
        if (!isTold) return;
        try
        {
            await troubles.FailsAsync(TroubleKind.Incoming, name, new Trouble("处理时出错，其中的答复没有登记", "在邮箱里阅看这封邮件并人工登记；移出收件箱即不再提示", e.Message), cancellationToken);
        }
        catch (Exception untold) when (untold is not OperationCanceledException)
        {
            log.LogError(ReplyEvents.MailFailedUntold, untold, "That a mail could not be taken in is told later: {Uid}", key.Uid);
        }
    }

    /// <summary>What somebody has moved elsewhere needs no numbers kept, and is in nobody's way any more.</summary>
    private void Forget(IReadOnlyList<MailboxEntry> entries)
    {
        var there = entries.Select(entry => (entry.Validity, entry.Uid)).ToHashSet();
        _done.IntersectWith(there);
        _unsettled.IntersectWith(there);
        foreach (var gone in _failed.Keys.Where(key => !there.Contains(key)).ToList()) _failed.Remove(gone);
    }

    private async Task EndGoneTroublesAsync(IReadOnlyList<MailboxEntry> entries, CancellationToken cancellationToken)
    {
        var told = _failed.Values.Select(attempts => attempts.Told).OfType<string>().ToHashSet();
        // After a restart a mail is first tried again, and only then known to be told.
        var open = entries.Where(entry => !_done.Contains((entry.Validity, entry.Uid))).Select(entry => entry.Uid + "（").ToList();
        await troubles.EndOthersAsync(TroubleKind.Incoming, name => told.Contains(name) || open.Exists(begin => name.StartsWith(begin, StringComparison.Ordinal)), cancellationToken);
    }

    private async Task<RepliesLook> FailAsync(string name, MailboxMark mark, MailboxException e, IReadOnlyList<LookedAtMail> mails, CancellationToken cancellationToken)
    {
        var (now, isRefused) = (clock.GetUtcNow(), e.Trouble == MailboxTrouble.LoginRefused);
        var pause = _failures >= 5 ? _longestPause : _firstPause * Math.Pow(2, _failures);
        (_failures, _notBefore) = (_failures + 1, now + pause);
        var since = await states.FailedAsync(name, mark, e.Message, isRefused ? mailbox.LoginMark() : null, now, cancellationToken);
        log.LogWarning(ReplyEvents.MailboxUnreadable, "{Mailbox} cannot be read since {Since:u}: {Reason}", name, since, e.Message);
        if (isRefused)
        {
            await troubles.FailsAsync(
                TroubleKind.Mailbox,
                name,
                new Trouble(LoginRefusals.Meaning(e.Message), "把有效的密码（QQ、163等邮箱为授权码）写入mailbox.passwordFile所指的文件，写好后自动再试", e.Message) { Summary = e.Message, Since = since },
                cancellationToken);
        }
        else if (now - since >= office.MailPatience)
        {
            await troubles.FailsAsync(
                TroubleKind.Mailbox,
                name,
                new Trouble("连不上，或者读不出", "检查网络、邮箱服务器和配置中的mailbox各项；恢复后自动补读", e.Message) { Summary = e.Message, Since = since },
                cancellationToken);
        }

        return new RepliesLook(LookState.Failed, mails, e.Message);
    }

    /// <param name="Told">Name under which it was told; null where it was not.</param>
    private sealed record Attempts(int Count, DateTimeOffset NotBefore, string? Told);

    /// <summary>How far everything is done: the mark stops before the first mail that is not.</summary>
    private sealed class Progress(MailboxMark before)
    {
        private bool _isBehind;

        public MailboxMark Mark { get; private set; } = before;

        public void Note(MailboxEntry entry, bool isDone)
        {
            _isBehind |= !isDone;
            if (_isBehind || entry.Validity is null || !long.TryParse(entry.Uid, out var uid)) return;
            Mark = new MailboxMark(entry.Validity, uid);
        }
    }
}
