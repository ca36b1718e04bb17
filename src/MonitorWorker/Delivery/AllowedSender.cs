using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>
/// The last door: whatever wrote the address, no mail goes to a domain that is not allowed (mail.allowedDomains), and in a rehearsal none to anybody but its
/// reader, not even one that was written in earnest before.
/// </summary>
/// <param name="onlyTo">The reader of a rehearsal; null in earnest.</param>
public sealed class AllowedSender(IMailSender way, MailDomains allowed, string? onlyTo = null) : IMailSender
{
    public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return !allowed.Allow(mail.Recipient) ? Refuse($"{mail.Recipient} is outside of mail.allowedDomains ({allowed}); nothing was sent")
            : onlyTo is not null && !onlyTo.Equals(mail.Recipient, StringComparison.OrdinalIgnoreCase)
                ? Refuse($"mail.mode is rehearsal, and nothing goes to anybody but {onlyTo}; nothing was sent to {mail.Recipient}. In live mode: outbox retry")
                : way.SendAsync(mail, cancellationToken);
    }

    public ValueTask DisposeAsync() => way.DisposeAsync();

    private static Task<DeliveryOutcome> Refuse(string reason) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Rejected(reason));
}
