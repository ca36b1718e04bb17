using MimeKit;

namespace MonitorWorker.Mailboxes;

/// <summary>One line that tells a person which mail is meant.</summary>
public static class MailHeading
{
    private const int Longest = 120;

    /// <returns>Sender and subject, as far as they can be read; never throws for what stands in a mail.</returns>
    public static string Of(byte[] raw)
    {
        try
        {
            using var stream = new MemoryStream(raw, writable: false);
            var headers = HeaderList.Load(stream);
            var from = headers[HeaderId.From] is { } written && InternetAddressList.TryParse(written, out var people) ? people.Mailboxes.FirstOrDefault() : null;
            var sender = from is null ? "发件人不明" : string.IsNullOrWhiteSpace(from.Name) ? from.Address : $"{from.Name} <{from.Address}>";
            var heading = Delivery.PlainLine.Of($"{sender} “{headers[HeaderId.Subject]}”");
            return heading.Length <= Longest ? heading : heading[..(Longest - 1)] + "…";
        }
        catch (Exception e) when (e is FormatException or IOException or ArgumentException)
        {
            return "不是邮件";
        }
    }
}
