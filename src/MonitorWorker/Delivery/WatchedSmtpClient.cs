using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace MonitorWorker.Delivery;

/// <summary>MailKit's client, with the dot watched and stored messages left as they are.</summary>
internal sealed class WatchedSmtpClient : SmtpClient
{
    private const int LongestEnvelopeId = 100;

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

    /// <summary>
    /// The Message-ID is the name by which a report of non-delivery tells which mail it is about, also where it returns no headers. Longer than
    /// RFC 3461 allows, its part before the @ is enough.
    /// </summary>
    protected override string? GetEnvelopeId(MimeMessage message) =>
        message.MessageId is { Length: > LongestEnvelopeId } id ? id[..Math.Min(LongestEnvelopeId, Math.Max(id.LastIndexOf('@'), 0))] : message.MessageId;

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => SenderAccepted = true;

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        RecipientRefusal = response;
        base.OnRecipientNotAccepted(message, mailbox, response);
    }
}
