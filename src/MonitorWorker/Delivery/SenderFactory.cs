namespace MonitorWorker.Delivery;

/// <summary>Chooses the way out for one delivery round.</summary>
public static class SenderFactory
{
    public static IMailSender Create(MailTransport transport, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(transport);
        return new AllowedSender(Way(transport, clock), transport.Allowed, transport.OnlyTo);
    }

    private static IMailSender Way(MailTransport transport, TimeProvider clock)
    {
        return transport.Delivery switch
        {
            "folder" => new FolderSender(transport.Folder ?? throw Missing("mail.folder", "the folder that mails are written to")),
            "smtp" => new SmtpSender(transport, clock),
            _ => throw new ArgumentException($"mail.delivery is '{transport.Delivery}'; write folder or smtp.", nameof(transport)),
        };
    }

    private static ArgumentException Missing(string key, string meaning) => new($"{key} is missing; name {meaning}.");
}
