using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>A second account, by which the administrators hear that no mail leaves by the first.</summary>
/// <param name="Connect">Opens a way to its server; null where there is no such account.</param>
/// <param name="From">Its sender's address.</param>
/// <param name="Files">Files of its login: when one has changed, a refused login is tried again.</param>
public sealed record FallbackWay(Func<IMailSender>? Connect, string From, IReadOnlyList<string> Files)
{
    public static FallbackWay None { get; } = new(null, "", []);
}

/// <summary>
/// Tells the administrators by the second account, once for each trouble of the first. Such a mail is none of the outbox: it would wait there for the very way that is broken.
/// What cannot be told now is tried again, seldom, since a second account can be locked as well.
/// </summary>
public sealed class FallbackMail(FallbackWay way, TroubleStore states, FactStore facts, ComposeJob compose, OfficeSettings office, TimeProvider clock, ILogger<FallbackMail> log)
{
    /// <summary>The name under which is kept what was told.</summary>
    private const string Told = "mail.fallback";

    private static readonly TimeSpan _afterFailure = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan _afterRefusal = TimeSpan.FromHours(12);
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private (DateTimeOffset At, TimeSpan Pause) _failed = (DateTimeOffset.MinValue, TimeSpan.Zero);

    /// <param name="since">When the first account began to fail.</param>
    /// <returns>True where it was told now.</returns>
    public async Task<bool> TellAsync(string reason, string cure, string detail, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (way.Connect is not { } connect) return false;
        var (now, before) = (clock.GetUtcNow(), await states.LoadAsync(TroubleKind.Mail, Told, cancellationToken));
        if (before.LastGoodAt >= since || (now < _failed.At + _failed.Pause && !HasChanged())) return false;

        var episode = (await states.LoadAsync(TroubleKind.Mail, TroubleKind.Mail, cancellationToken)).Episode;
        var notice = new TroubleNotice(TroubleKind.Mail, TroubleKind.Mail, false, since, null, reason, cure, detail, null);
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), office.JudgeAsOf(null, now), office.CatchAll, office.Routes);
        var identity = MessageIds.NumberOf($"{Told}\n{since.UtcTicks}");
        var told = 0;
        await using var sender = connect();
        foreach (var administrator in router.Administrators())
        {
            var mail = await compose.ComposeTroubleAsync(administrator, notice, identity, episode, cancellationToken);
            var outcome = await TryAsync(sender, new OutgoingMail(0, mail.Recipient, mail.Subject, mail.Kind, mail.MessageId, OtherSender.Write(mail.Mime, way.From)), cancellationToken);
            if (outcome is DeliveryOutcome.Accepted)
            {
                told++;
                log.LogWarning(MailEvents.ToldByFallback, "{Recipient} is told by mail.fallback that no mail leaves", mail.Recipient);
                continue;
            }

            log.LogError(MailEvents.FallbackFailed, "{Recipient} could not be told by mail.fallback that no mail leaves: {Reason}", mail.Recipient, outcome.Detail);
            // A server that takes nothing takes nothing for the next one either.
            if (outcome is DeliveryOutcome.Rejected) continue;
            _failed = (now, outcome is DeliveryOutcome.Broken { IsLogin: true } ? _afterRefusal : _afterFailure);
            break;
        }

        if (told == 0)
        {
            if (_failed.At != now) _failed = (now, _afterRefusal);
            return false;
        }

        await states.TryChangeAsync(before, before with { LastGoodAt = now }, [], now, cancellationToken);
        return true;
    }

    private static async Task<DeliveryOutcome> TryAsync(IMailSender sender, OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            return await sender.SendAsync(mail, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome.Broken("the server of mail.fallback did not answer in time");
        }
    }

    private bool HasChanged() => way.Files.Any(file => File.Exists(file) && File.GetLastWriteTimeUtc(file) > _failed.At.UtcDateTime);
}
