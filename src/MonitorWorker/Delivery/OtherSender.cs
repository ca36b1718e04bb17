using MimeKit;

namespace MonitorWorker.Delivery;

/// <summary>A mail that leaves by another account than the usual one: many providers take no other sender than whoever logs in.</summary>
public static class OtherSender
{
    /// <summary>The same mail with another sender's address; answers still go to the usual one.</summary>
    public static byte[] Write(byte[] mime, string address)
    {
        using var message = MimeMessage.Load(new MemoryStream(mime, writable: false));
        if (message.ReplyTo.Count == 0) message.ReplyTo.AddRange(message.From);
        var name = message.From.Mailboxes.Select(mailbox => mailbox.Name).FirstOrDefault();
        message.From.Clear();
        message.From.Add(new MailboxAddress(name, address));
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }
}
