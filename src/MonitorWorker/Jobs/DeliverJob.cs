using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>How a delivery round went.</summary>
public sealed record DeliveryRound(int Sent, int Deferred, int Dead)
{
    /// <summary>It ended because the channel could not be used.</summary>
    public bool ChannelIsBroken { get; init; }
}

/// <summary>Sends what is due, then tells what the sending has shown to be wrong.</summary>
public sealed class DeliverJob(
    OutboxStore outbox, SendingHistory history, Func<IMailSender> connect, TroubleJob troubles, OfficeSettings office, TimeProvider clock, ILogger<DeliverJob> log)
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();

    /// <summary>One process sends at a time; what a dead one left under way is due again at once.</summary>
    /// <param name="until">No new mail is claimed after this.</param>
    /// <param name="giveUp">A mail that is still under way then is left to a later round, as if its server had said so.</param>
    /// <param name="noMore">Cancelled, no new mail is claimed; one that is under way gets its answer.</param>
    /// <returns>Nothing sent where another process was sending all the time: it sends these mails as well.</returns>
    public async Task<DeliveryRound> RunAsync(DateTimeOffset until, DateTimeOffset giveUp, CancellationToken cancellationToken, CancellationToken noMore = default)
    {
        await using var alone = await TakeSendingAsync(until, cancellationToken);
        if (alone is null) return new DeliveryRound(0, 0, 0);

        var round = await SendAsync(until, giveUp, noMore, cancellationToken);
        // What the round has shown to be wrong leaves at once; of what becomes of these mails no mail tells.
        if (await troubles.RunAsync(cancellationToken) == 0 || round.ChannelIsBroken) return round;
        var after = await SendAsync(until, giveUp, noMore, cancellationToken);
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
            log.LogInformation(MailEvents.OtherSends, "Another process is sending the mails");
            return null;
        }
    }

    private async Task<DeliveryRound> SendAsync(DateTimeOffset until, DateTimeOffset giveUp, CancellationToken noMore, CancellationToken cancellationToken)
    {
        using var round = new SendingRound(outbox, history, connect, office, new RoundTimes(until, giveUp, _started) { NoMore = noMore }, clock, log);
        return await round.RunAsync(cancellationToken);
    }
}
