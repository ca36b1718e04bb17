using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace MonitorWorker.Delivery;

/// <summary>MailKit's client, with the dot watched and stored messages left as they are.</summary>
internal sealed class WatchedSmtpClient : SmtpClient
{
    public WatchedSmtpClient()
        : this(new DotWatch())
    {
    }

    private WatchedSmtpClient(DotWatch watch)
        : base(watch) => Watch = watch;

    public DotWatch Watch { get; }

    public bool SenderAccepted { get; private set; }

    /// <summary>What the server said against the recipient. Kept, because MailKit's own tidying up after it may fail and hide it.</summary>
    public SmtpResponse? RecipientRefusal { get; private set; }

    public void Begin()
    {
        Watch.Begin();
        SenderAccepted = false;
        RecipientRefusal = null;
    }

    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        // MailKit would choose encodings afresh here; the bytes are 7-bit already.
    }

    /// <summary>A delivery report names it, even one that says nothing else of the mail.</summary>
    protected override string GetEnvelopeId(MimeMessage message) => message.MessageId ?? "";

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) => DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => SenderAccepted = true;

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        RecipientRefusal = response;
        base.OnRecipientNotAccepted(message, mailbox, response);
    }
}
