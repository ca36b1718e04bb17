using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>The last door: whatever wrote the address, no mail goes to a domain that is not allowed (mail.allowedDomains).</summary>
public sealed class AllowedSender(IMailSender way, MailDomains allowed) : IMailSender
{
    public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return allowed.Allow(mail.Recipient)
            ? way.SendAsync(mail, cancellationToken)
            : Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Rejected($"{mail.Recipient} is outside of mail.allowedDomains ({allowed}); nothing was sent"));
    }

    public ValueTask DisposeAsync() => way.DisposeAsync();
}
