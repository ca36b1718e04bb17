using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Jobs;

/// <summary>When a round of sending ends.</summary>
/// <param name="Until">No new mail is claimed after this.</param>
/// <param name="GiveUp">A mail that is still under way then is left to a later round, as if its server had said so.</param>
/// <param name="Started">When this process began: what a server did before counts for little.</param>
internal sealed record RoundTimes(DateTimeOffset Until, DateTimeOffset GiveUp, DateTimeOffset Started)
{
    /// <summary>Cancelled, no new mail is claimed.</summary>
    public CancellationToken NoMore { get; init; }
}

/// <summary>
/// One round of sending by the one process that has the right to: over one connection, and over more once the server has judged a mail on the
/// first. What is claimed and settled is written by one of them at a time, since the store has one writer; the conversations go side by side.
/// </summary>
internal sealed class SendingRound(OutboxStore outbox, SendingHistory history, Func<IMailSender> connect, OfficeSettings office, RoundTimes times, TimeProvider clock, ILogger log) : IDisposable
{
    /// <summary>Longer than the longest try, so that a lease ends only when its holder is dead.</summary>
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(20);

    /// <summary>So many connections that break one after the other are no accident.</summary>
    private const int BreaksInRow = 3;

    private readonly SendingPolicy _policy = office.Sending;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Random _jitter = new();
    private readonly HashSet<string> _held = [];
    private SendingRates? _rates;
    private (int Sent, int Deferred, int Dead) _count;
    private int _working;
    private int _breaks;
    private bool _over;
    private bool _broken;

    public void Dispose() => _turn.Dispose();

    public async Task<DeliveryRound> RunAsync(CancellationToken cancellationToken)
    {
        var marked = await history.GiveUpMarkedAsync(clock.GetUtcNow(), cancellationToken);
        if (marked > 0) log.LogError(MailEvents.MarkedUndelivered, "{Count} mails are undelivered for good: mails to their addresses come back, see mail list", marked);
        _count.Dead += marked;
        if (!await IsHeldAsync(cancellationToken))
        {
            if (SendingRates.AreLimited(_policy)) _rates = new SendingRates(_policy, await history.LoadTriesAsync(clock.GetUtcNow() - SendingRates.Memory, cancellationToken));
            using var patience = new CancellationTokenSource(Max(times.GiveUp - clock.GetUtcNow(), TimeSpan.Zero), clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            var judged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var lines = new List<Task> { LineAsync(judged, either.Token, cancellationToken) };
            while (lines.Count < _policy.Connections) lines.Add(AfterAsync(judged, either.Token, cancellationToken));
            await Task.WhenAll(lines);
        }

        return new DeliveryRound(_count.Sent, _count.Deferred, _count.Dead) { ChannelIsBroken = _broken };
    }

    /// <summary>What earlier tries say against sending now: to everybody, or to some domains.</summary>
    private async Task<bool> IsHeldAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_policy.Login is { } login && await history.LoadRefusedLoginsAsync(cancellationToken) is { } refused
            && refused.Detail.Contains($"({login})", StringComparison.Ordinal) && !HasChangedSince(refused.LastAt)
            && refused.LastAt + RetrySchedule.AfterRefusedLogin(refused.Count) is var rested && rested > now)
        {
            log.LogDebug("The login rests until {Until:u}, since it was refused {Count} times", rested, refused.Count);
            return _broken = true;
        }

        foreach (var hold in await history.LoadHoldsAsync(now, times.Started, cancellationToken))
        {
            if (hold.Domain is { } domain)
            {
                _held.Add(domain);
            }
            else if (!HasChangedSince(hold.At))
            {
                log.LogDebug("All mails wait until {Until:u}: {Reason}", hold.Until, hold.Detail);
                _broken = true;
            }
        }

        return _broken;
    }

    /// <summary>A new password or certificate is worth a try at once.</summary>
    private bool HasChangedSince(DateTimeOffset time) => _policy.Files.Any(file => File.Exists(file) && File.GetLastWriteTimeUtc(file) > time.UtcDateTime);

    /// <summary>A further connection; where the first found nothing to do, it is never opened.</summary>
    private async Task AfterAsync(TaskCompletionSource judged, CancellationToken patience, CancellationToken cancellationToken)
    {
        await judged.Task;
        await LineAsync(judged, patience, cancellationToken);
    }

    /// <summary>
    /// Claim one, try it, write down what became of it; until nothing is due, the time is over, or the server takes nothing any more.
    /// A kill after the server's 250 and before our commit sends a second copy with the same Message-ID: the one window.
    /// </summary>
    private async Task LineAsync(TaskCompletionSource judged, CancellationToken patience, CancellationToken cancellationToken)
    {
        var isWorking = false;
        try
        {
            await using var sender = connect();
            while (await ClaimAsync(cancellationToken) is { } claimed)
            {
                var outcome = await TryAsync(sender, claimed, patience, cancellationToken);
                SetWorking(IsJudged(outcome));
                var goesOn = await SettleAsync(claimed, outcome, othersWork: _working > (isWorking ? 1 : 0));
                if (isWorking) judged.TrySetResult();
                if (!goesOn) break;
            }
        }
        catch
        {
            // The other lines end with their mail.
            _over = true;
            throw;
        }
        finally
        {
            SetWorking(false);
            judged.TrySetResult();
        }

        void SetWorking(bool value)
        {
            if (value != isWorking) Interlocked.Add(ref _working, value ? 1 : -1);
            isWorking = value;
        }
    }

    private async Task<ClaimedMail?> ClaimAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            DateTimeOffset now, free;
            await _turn.WaitAsync(cancellationToken);
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                now = clock.GetUtcNow();
                if (_over || now >= times.Until || times.NoMore.IsCancellationRequested) return null;
                var full = _rates?.Full(now) ?? [];
                if (_rates?.FreeAt(now) is { } later)
                {
                    if (!await outbox.IsDueAsync(now, null, cancellationToken)) return null;
                    free = later;
                }
                else if (await outbox.ClaimAsync(now, _lease, cancellationToken, [.. _held, .. full.Select(domain => domain.Domain)]) is { } claimed)
                {
                    _rates?.Add(claimed.Mail.Recipient, now);
                    return claimed;
                }
                else
                {
                    if (full.Count == 0 || !await outbox.IsDueAsync(now, [.. full.Select(domain => domain.Domain)], cancellationToken)) return null;
                    free = full.Min(domain => domain.FreeAt);
                }
            }
            finally
            {
                _turn.Release();
            }

            if (free >= times.Until) return null;
            log.LogDebug("The limits of mails in a minute or a day are reached; the next one goes at {Free:u}", free);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(times.NoMore, cancellationToken);
            // The next round tells whether it was the wait that ended or the round.
            await Task.Delay(free - now, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<DeliveryOutcome> TryAsync(IMailSender sender, ClaimedMail claimed, CancellationToken patience, CancellationToken cancellationToken)
    {
        try
        {
            return await sender.SendAsync(claimed.Mail, patience);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome.Broken("the mail server did not answer in the time that this round had");
        }
        catch (OperationCanceledException)
        {
            // A stop is not the mail's fault: it is due again at once, and the attempt is written down.
            var now = clock.GetUtcNow();
            await InTurnAsync(() => outbox.SettleAsync(claimed.Mail.Id, OutboxState.Deferred, new DeliveryOutcome.Deferred(DeliveryOutcome.Deferred.Stopped), now, now, CancellationToken.None));
            throw;
        }
    }

    /// <summary>The server has judged this mail, so that it and the connection are well.</summary>
    private static bool IsJudged(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Accepted or DeliveryOutcome.Rejected or DeliveryOutcome.Oversized
        || outcome is DeliveryOutcome.Deferred { Scope: DeferralScope.Mail or DeferralScope.Domain };

    private static bool IsForAll(DeliveryOutcome outcome) =>
        outcome is DeliveryOutcome.Broken || outcome is DeliveryOutcome.Deferred { Scope: DeferralScope.Server or DeferralScope.Provider };

    /// <summary>Writes down what became of a try. The answer is in: a stop now must not forget it.</summary>
    /// <param name="othersWork">Another connection is well.</param>
    /// <returns>Whether this connection goes on.</returns>
    private async Task<bool> SettleAsync(ClaimedMail claimed, DeliveryOutcome outcome, bool othersWork)
    {
        var goesOn = true;
        await InTurnAsync(async () =>
        {
            if (outcome is DeliveryOutcome.Oversized large)
            {
                if (await ShortenAsync(claimed, large)) return;
                outcome = new DeliveryOutcome.Rejected($"{large.Detail} Its shortest form does not fit either.");
            }

            _breaks = outcome is DeliveryOutcome.Deferred { Scope: DeferralScope.Connection } ? _breaks + 1 : 0;
            if (_breaks >= BreaksInRow) outcome = ((DeliveryOutcome.Deferred)outcome) with { Scope = DeferralScope.Server };
            goesOn = !IsForAll(outcome);
            if (!goesOn && othersWork && outcome is not DeliveryOutcome.Deferred { InDoubt: true }) await RetireAsync(claimed.Mail, outcome);
            else await SettleAsync(claimed, outcome);
        });
        return goesOn;
    }

    /// <summary>The server bears fewer connections than we have: this one ends, and another takes its mail.</summary>
    private async Task RetireAsync(OutgoingMail mail, DeliveryOutcome outcome)
    {
        var now = clock.GetUtcNow();
        await outbox.SettleAsync(mail.Id, OutboxState.Deferred, new DeliveryOutcome.Deferred(outcome.Detail), now, now, CancellationToken.None);
        log.LogInformation(MailEvents.FewerConnections, "One connection fewer for the rest of this round: {Reason}", outcome.Detail);
    }

    private async Task<bool> ShortenAsync(ClaimedMail claimed, DeliveryOutcome.Oversized large)
    {
        if (ShortenedMail.Shorten(claimed.Mail.Mime, large.Limit) is not { } shorter) return false;
        await outbox.ShortenAsync(claimed.Mail.Id, shorter, large, clock.GetUtcNow(), CancellationToken.None);
        log.LogWarning(MailEvents.Shortened, "Mail {Id} to {Recipient} was shortened from {From} to {To} bytes: {Reason}", claimed.Mail.Id, claimed.Mail.Recipient, claimed.Mail.Mime.Length, shorter.Length, large.Detail);
        return true;
    }

    private async Task SettleAsync(ClaimedMail claimed, DeliveryOutcome outcome)
    {
        var now = clock.GetUtcNow();
        var state = outcome switch
        {
            DeliveryOutcome.Accepted => OutboxState.Sent,
            DeliveryOutcome.Rejected => OutboxState.Dead,
            _ when await IsExhaustedAsync(claimed, outcome, now) => OutboxState.Dead,
            _ => OutboxState.Deferred,
        };
        DateTimeOffset? next = state == OutboxState.Deferred ? now + await PauseAsync(claimed, outcome) : null;
        await outbox.SettleAsync(claimed.Mail.Id, state, outcome, now, next, CancellationToken.None);
        Count(state, claimed.Mail, outcome, next);
        if (outcome is DeliveryOutcome.Deferred { Scope: DeferralScope.Domain }) _held.Add(SendingHistory.DomainOf(claimed.Mail.Recipient));
        if (!IsForAll(outcome)) return;
        (_over, _broken) = (true, true);
        _count.Dead += await history.GiveUpAsync(now - office.RetryLifetime, now, outcome.Detail, CancellationToken.None);
    }

    private async Task<bool> IsExhaustedAsync(ClaimedMail claimed, DeliveryOutcome outcome, DateTimeOffset now)
    {
        var lifetime = outcome is DeliveryOutcome.Deferred { Lifetime: { } shorter } && shorter < office.RetryLifetime ? shorter : office.RetryLifetime;
        return RetrySchedule.IsExhausted(claimed.CreatedAt, now, lifetime)
            && RetrySchedule.IsExhausted(await history.BeginAsync(claimed.Mail.Id, claimed.CreatedAt, CancellationToken.None), now, lifetime);
    }

    private async Task<TimeSpan> PauseAsync(ClaimedMail claimed, DeliveryOutcome outcome)
    {
        // The login rests, not the mail: with a new password it goes at once.
        if (outcome is DeliveryOutcome.Broken { IsLogin: true }) return TimeSpan.Zero;
        var usual = IsForAll(outcome)
            ? RetrySchedule.After(await history.CountServerFailuresAsync(CancellationToken.None) + 1, _jitter.NextDouble())
            : RetrySchedule.After(claimed.Attempts, _jitter.NextDouble(), _policy.For(claimed.Mail.Recipient)?.RetryMinutes);
        return outcome is DeliveryOutcome.Deferred { NotBefore: { } notBefore } ? Max(notBefore, usual) : usual;
    }

    private void Count(OutboxState state, OutgoingMail mail, DeliveryOutcome outcome, DateTimeOffset? next)
    {
        switch (state)
        {
            case OutboxState.Sent:
                _count.Sent++;
                log.LogInformation(MailEvents.Sent, "Mail {Id} ({Kind}) to {Recipient} sent", mail.Id, mail.Kind, mail.Recipient);
                break;
            case OutboxState.Dead:
                _count.Dead++;
                log.LogError(MailEvents.Undelivered, "Mail {Id} to {Recipient} is undelivered for good: {Reason}", mail.Id, mail.Recipient, outcome.Detail);
                break;
            default:
                _count.Deferred++;
                log.LogWarning(MailEvents.Deferred, "Mail {Id} to {Recipient} is tried again at {Next:u}: {Reason}", mail.Id, mail.Recipient, next, outcome.Detail);
                break;
        }
    }

    private async Task InTurnAsync(Func<Task> write)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            await write();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
