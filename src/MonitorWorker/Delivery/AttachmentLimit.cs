using System.Globalization;
using System.Net;
using System.Text;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Delivery;

/// <summary>
/// Keeps a mail below the size that servers take: what does not fit is left out, and the mail says so. A warning is never
/// lost for its attachment.
/// </summary>
public static class AttachmentLimit
{
    /// <summary>Bytes of a whole mail as it is sent. Common servers take 20 MB or more; 15 leaves room for what they add.</summary>
    public const long LargestMail = 15L << 20;

    /// <summary>More than all headers and boundaries together; each attachment has some of its own.</summary>
    private const int Frame = 16 << 10;

    /// <summary>The same mail where it fits, else without its largest attachments and with a sentence that names them.</summary>
    public static ComposedMessage Fit(ComposedMessage message, MailWords words) => Fit(message, words, LargestMail);

    internal static ComposedMessage Fit(ComposedMessage message, MailWords words, long largestMail)
    {
        ArgumentNullException.ThrowIfNull(message);
        var fitting = message;
        var dropped = new List<MailAttachment>();
        while (fitting.Attachments.Count > 0 && SizeOf(fitting) > largestMail)
        {
            dropped.Add(fitting.Attachments.MaxBy(attachment => attachment.Bytes.Length)!);
            fitting = Without(message, dropped, words);
        }

        return fitting;
    }

    /// <summary>Bytes that the mail will have at most.</summary>
    internal static long SizeOf(ComposedMessage message) =>
        Frame + Encoded(Encoding.UTF8.GetByteCount(message.Text) + message.Text.Length) + Encoded(Encoding.UTF8.GetByteCount(message.Html) + message.Html.Length)
        + message.Attachments.Sum(attachment => Frame + Encoded(attachment.Bytes.Length));

    /// <summary>Base64 in lines of 76 characters.</summary>
    private static long Encoded(long bytes) => (bytes + 56) / 57 * 78;

    private static ComposedMessage Without(ComposedMessage message, List<MailAttachment> dropped, MailWords words)
    {
        var said = string.Join(
            "\n", dropped.Select(attachment => words.Say("mail.too-large", ("name", AttachmentNames.Harmless(attachment.Name)), ("size", Size(attachment.Bytes.Length)))));
        return message with
        {
            Attachments = [.. message.Attachments.Where(attachment => !dropped.Contains(attachment))],
            Text = $"{message.Text.TrimEnd()}\n\n{said}\n",
            Html = WithParagraph(message.Html, said),
        };
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB");

    /// <summary>A page with a further paragraph at its end.</summary>
    internal static string WithParagraph(string html, string said)
    {
        var paragraph = $"<p style=\"font-size:14px;line-height:1.6;color:#5f2120;padding:8px\">{WebUtility.HtmlEncode(said).Replace("\n", "<br>", StringComparison.Ordinal)}</p>\n";
        var end = html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html + paragraph : html.Insert(end, paragraph);
    }
}
