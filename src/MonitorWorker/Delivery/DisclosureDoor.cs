using MimeKit;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>
/// The last door in front of every sender: a mail that was written by other levels than those of now is searched for what may not leave any more. Mails that were written by the levels of now were put
/// together by them and pass as they are.
/// </summary>
/// <param name="numbers">Numbers of alerts that may not be named.</param>
internal sealed class DisclosureDoor(WithheldProjects withheld, DisclosurePolicy policy, IReadOnlyCollection<string> numbers)
{
    /// <summary>How the words begin that a mail has in place of an answer which did not pass.</summary>
    public const string Held = "not sent: it tells of what may not leave any more (外发级别)";

    private static readonly string[] _ofNoProject = [MailKind.Test, MailKind.Trouble, MailKind.Undelivered, MailKind.Note];

    /// <summary>May it go?</summary>
    public bool Passes(OutgoingMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var now = DisclosureStamp.Of(withheld, policy, mail.Recipient);
        if (now is null) return true;

        using var message = MimeMessage.Load(new MemoryStream(mail.Mime, writable: false));
        if (message.Headers[DisclosureStamp.Header] == now) return true;

        var before = message.Headers[DisclosureStamp.Header] is [.., var digit] ? (Disclosure)(digit - '0') : Disclosure.Full;
        if (policy.Of(mail.Recipient) > before && !_ofNoProject.Contains(mail.Kind)) return false;
        return !IsNamed(mail.Subject) && !IsNamed(message.Headers["Thread-Topic"]) && !IsNamed(message.TextBody) && !IsNamed(message.HtmlBody)
            && message.Attachments.OfType<MimePart>().All(part => !IsNamed(AttachmentText.Of(part.FileName ?? "", Bytes(part))));
    }

    private bool IsNamed(string? text) => withheld.AreNamedIn(text) || (text is not null && numbers.Any(number => text.Contains(number, StringComparison.Ordinal)));

    private static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
