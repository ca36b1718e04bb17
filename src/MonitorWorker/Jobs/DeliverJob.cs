using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Jobs;

/// <summary>How a delivery round went.</summary>
public sealed record DeliveryRound(int Sent, int Deferred, int Dead)
{
    /// <summary>It ended because the channel could not be used.</summary>
    public bool ChannelIsBroken { get; init; }
}

/// <summary>Sends what is due, one claimed mail after the other.</summary>
public sealed class DeliverJob(
    OutboxStore outbox, Func<IMailSender> connect, TroubleJob troubles, OfficeSettings office, TimeProvider clock, ILogger<DeliverJob> log)
{
    /// <summary>Longer than the longest try, so that a lease ends only when its holder is dead.</summary>
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(20);

    /// <summary>
    /// Claim one, try it, write down what became of it; until nothing is due, the time is over, or the channel is broken.
    /// A kill after the server's 250 and before our commit sends a second copy with the same Message-ID: the one window.
    /// </summary>
    /// <param name="until">No new mail is claimed after this.</param>
    /// <param name="giveUp">A mail that is still under way then is left to a later round, as if its server had said so.</param>
    /// <returns>Nothing sent where another process was sending all the time: it sends these mails as well.</returns>
    public async Task<DeliveryRound> RunAsync(DateTimeOffset until, DateTimeOffset giveUp, CancellationToken cancellationToken)
    {
        await using var alone = await TakeSendingAsync(until, cancellationToken);
        if (alone is null) return new DeliveryRound(0, 0, 0);

        var round = await SendAsync(until, giveUp, cancellationToken);
        // What the round has shown to be wrong leaves at once; of what becomes of these mails no mail tells.
        if (await troubles.RunAsync(cancellationToken) == 0 || round.ChannelIsBroken) return round;
        var after = await SendAsync(until, giveUp, cancellationToken);
        return new DeliveryRound(round.Sent + after.Sent, round.Deferred + after.Deferred, round.Dead + after.Dead);
    }

    private async Task<IAsyncDisposable?> TakeSendingAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var patience = new CancellationTokenSource(until - now, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await outbox.TakeSendingAsync(now, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogInformation("Another process is sending the mails");
            return null;
        }
    }

    private async Task<DeliveryRound> SendAsync(DateTimeOffset until, DateTimeOffset giveUp, CancellationToken cancellationToken)
    {
        var (sent, deferred, dead, broken) = (0, 0, 0, false);
        using var patience = new CancellationTokenSource(Max(giveUp - clock.GetUtcNow(), TimeSpan.Zero), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await using var sender = connect();
        var jitter = new Random();
        while (clock.GetUtcNow() < until)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await outbox.ClaimAsync(clock.GetUtcNow(), _lease, cancellationToken) is not { } claimed) break;

            DeliveryOutcome outcome;
            try
            {
                outcome = await sender.SendAsync(claimed.Mail, either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                outcome = new DeliveryOutcome.Broken("the mail server did not answer in the time that this round had");
            }
            catch (OperationCanceledException)
            {
                // A stop is not the mail's fault: it is due again at once, and the attempt is written down.
                await outbox.SettleAsync(
                    claimed.Mail.Id,
                    OutboxState.Deferred,
                    new DeliveryOutcome.Deferred(DeliveryOutcome.Deferred.Stopped),
                    clock.GetUtcNow(),
                    clock.GetUtcNow(),
                    CancellationToken.None);
                throw;
            }

            var now = clock.GetUtcNow();
            var next = now + RetrySchedule.After(claimed.Attempts, jitter.NextDouble());
            if (outcome is DeliveryOutcome.Deferred { NotBefore: { } notBefore } && now + notBefore > next) next = now + notBefore;
            var exhausted = RetrySchedule.IsExhausted(claimed.CreatedAt, now, office.RetryLifetime);
            var state = outcome switch
            {
                DeliveryOutcome.Accepted => OutboxState.Sent,
                DeliveryOutcome.Rejected => OutboxState.Dead,
                _ when exhausted => OutboxState.Dead,
                _ => OutboxState.Deferred,
            };

            // The answer is in: a stop now must not forget it.
            await outbox.SettleAsync(claimed.Mail.Id, state, outcome, now, state == OutboxState.Deferred ? next : null, CancellationToken.None);
            Count(state, claimed.Mail, outcome, next);
            broken = outcome is DeliveryOutcome.Broken;
            if (broken) break;
        }

        return new DeliveryRound(sent, deferred, dead) { ChannelIsBroken = broken };

        void Count(OutboxState state, OutgoingMail mail, DeliveryOutcome outcome, DateTimeOffset next)
        {
            switch (state)
            {
                case OutboxState.Sent:
                    sent++;
                    log.LogInformation("Mail {Id} to {Recipient} sent: {Subject}", mail.Id, mail.Recipient, mail.Subject);
                    break;
                case OutboxState.Dead:
                    dead++;
                    log.LogError("Mail {Id} to {Recipient} is undelivered for good: {Reason}", mail.Id, mail.Recipient, outcome.Detail);
                    break;
                default:
                    deferred++;
                    log.LogWarning(
                        "Mail {Id} to {Recipient} is tried again at {Next:u}: {Reason}", mail.Id, mail.Recipient, next, outcome.Detail);
                    break;
            }
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
