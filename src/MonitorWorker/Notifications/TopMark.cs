using System.Net;
using System.Text.RegularExpressions;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications;

/// <summary>
/// A line above everything else in a mail, in text and HTML. It is set here and not by the templates: no template of an office can lose that a mail is a
/// rehearsal.
/// </summary>
internal static partial class TopMark
{
    private const string Red = "#a61b1b";
    private const string Blue = "#0b5394";

    /// <summary>That the mail is a rehearsal, and whom it is meant for.</summary>
    public static RenderedMail Rehearsal(RenderedMail mail, MailWords words, MailPerson meant) =>
        Put(mail, words.Say("mail.rehearsal-mark", ("name", meant.Name), ("address", meant.Address)), Red, words.Locale);

    /// <summary>That mails go to the people concerned from now on, and that this one holds all that is open.</summary>
    public static RenderedMail GoesLive(RenderedMail mail, MailWords words) =>
        Put(mail, words["mail.live-mark"], Blue, words.Locale) with { Subject = words.Say("mail.live", ("subject", mail.Subject)) };

    /// <summary>That nothing of what the mail says was recorded, since a mail of a rehearsal was answered.</summary>
    public static RenderedMail RehearsedAnswer(RenderedMail mail, MailWords words) => Put(mail, words["mail.rehearsal-answer"], Red, words.Locale);

    private static RenderedMail Put(RenderedMail mail, string line, string colour, string locale)
    {
        var font = locale == "en" ? "Arial,'Microsoft YaHei'" : "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',Arial";
        var bar = $"""
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" bgcolor="{colour}" style="border-collapse:collapse;background-color:{colour};"><tr><td bgcolor="{colour}" align="center" style="padding:12px 20px;background-color:{colour};">
            <p style="font-family:{font},sans-serif;margin:0;font-size:16px;line-height:24px;color:#ffffff;font-weight:bold;">{WebUtility.HtmlEncode(line)}</p>
            </td></tr></table>

            """.ReplaceLineEndings("\n");
        var body = BodyPattern().Match(mail.Html);
        return mail with { Text = $"{line}\n\n{mail.Text}", Html = mail.Html.Insert(body.Success ? body.Index + body.Length : 0, "\n" + bar) };
    }

    /// <summary>The beginning of what is seen: behind what lists of mails show as a preview.</summary>
    [GeneratedRegex("""<body[^>]*>(\s*<div style="display:none[^>]*>.*?</div>)?""", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex BodyPattern();
}
