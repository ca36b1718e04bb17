namespace MonitorWorker.Delivery;

/// <summary>A way out for mails. One instance serves one delivery round and keeps its connection through it.</summary>
public interface IMailSender : IAsyncDisposable
{
    /// <summary>Hands over one message. Never throws for what a server or a disk does; cancellation throws.</summary>
    Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
