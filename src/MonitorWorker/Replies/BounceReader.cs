using System.Text.RegularExpressions;
using MimeKit;

namespace MonitorWorker.Replies;

/// <summary>Delivery reports: RFC 3464, and what qmail, Exchange, Exim and the Chinese providers write in their own words.</summary>
internal static partial class BounceReader
{
    private const int LongestDetail = 300;

    /// <returns>Null where the mail is no report of a mail that did not arrive.</returns>
    /// <param name="text">All text of the mail, not only what a person would have written.</param>
    /// <param name="isFromServer">It comes from a mail server: from a postmaster, or without a return path.</param>
    public static BounceReport? Read(MimeMessage message, string text, bool isFromServer, IReadOnlyList<string> ownAddresses)
    {
        var reports = Parts<MessageDeliveryStatus>(message.Body).ToList();
        if (reports.Count > 0) return Standard(message, reports[0], text);
        var failed = message.Headers["X-Failed-Recipients"];
        if (!isFromServer && failed is null) return null;
        var subject = PlainText.Line(message.Subject ?? "", 400);
        if (failed is null && !Subject().IsMatch(subject) && !Body().IsMatch(text)) return null;
        return Dialect(message, text, failed, ownAddresses);
    }

    /// <summary>A report that a mail did arrive.</summary>
    public static bool IsSuccess(MimeMessage message) =>
        Parts<MessageDeliveryStatus>(message.Body).FirstOrDefault() is { } report && Recipients(report) is { Count: > 0 } groups && groups.TrueForAll(group => Action(group) is "delivered" or "relayed" or "expanded");

    private static BounceReport? Standard(MimeMessage message, MessageDeliveryStatus report, string text)
    {
        var groups = Recipients(report);
        // One mail of ours goes to one person; of several the one that failed.
        var group = groups.Find(one => Action(one) == "failed") ?? groups.Find(one => Action(one) == "delayed") ?? groups.Find(one => Action(one) is not ("delivered" or "relayed" or "expanded"));
        if (group is null && groups.Count > 0) return null;
        var status = StatusCode().Match(group?["Status"] ?? "") is { Success: true } code ? code.Value : null;
        var detail = Typed(group?["Diagnostic-Code"]) ?? FirstLine(text);
        var first = report.StatusGroups.Count > 0 ? report.StatusGroups[0] : null;
        return new BounceReport(
            Returned(message) ?? AnsweredId(message),
            Blank(PlainText.Line(first?["Original-Envelope-Id"] ?? "", 200)),
            Address(Typed(group?["Original-Recipient"])) ?? Address(Typed(group?["Final-Recipient"])),
            Action(group) != "delayed",
            status,
            Blank(PlainText.Line(detail, LongestDetail)) ?? "退信没有说明原因");
    }

    private static BounceReport Dialect(MimeMessage message, string text, string? failed, IReadOnlyList<string> ownAddresses)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        // Below this line stands our own mail, whose addresses and numbers say nothing about the failure.
        var told = lines.TakeWhile(line => !Copy().IsMatch(line)).ToList();
        var said = string.Join('\n', told);
        var recipient = Address(failed) ?? told.SelectMany(Addresses).FirstOrDefault(address => !ownAddresses.Contains(address) && !ServerName().IsMatch(address));
        var reason = told.Find(line => Reply().IsMatch(line)) ?? told.Find(line => Unknown().IsMatch(line) || Full().IsMatch(line)) ?? told.Find(line => Reason().IsMatch(line)) ?? FirstLine(said);
        var status = Enhanced().Match(said) is { Success: true } code ? code.Groups[1].Value
            : Unknown().IsMatch(said) ? "5.1.1"
            : Full().IsMatch(said) ? "5.2.2"
            : null;
        return new BounceReport(
            Returned(message) ?? MessageId(text) ?? AnsweredId(message),
            null,
            recipient,
            !(Delayed().IsMatch(PlainText.Line(message.Subject ?? "", 400)) || Delayed().IsMatch(said)),
            status,
            Blank(PlainText.Line(reason, LongestDetail)) ?? "退信没有说明原因");
    }

    private static List<HeaderList> Recipients(MessageDeliveryStatus report) =>
        [.. report.StatusGroups.Where(group => group.Contains("Final-Recipient") || group.Contains("Action") || group.Contains("Original-Recipient"))];

    private static string Action(HeaderList? group) => (group?["Action"] ?? "").Trim().Split(' ', '(')[0].ToLowerInvariant();

    /// <summary>Message-ID of the mail that comes back with the report, whole or as headers alone.</summary>
    private static string? Returned(MimeMessage message)
    {
        foreach (var part in Parts<MessagePart>(message.Body))
        {
            if (part.Message?.MessageId is { Length: > 0 and <= 250 } id) return id;
        }

        foreach (var part in Parts<MimePart>(message.Body).Where(part => part.ContentType.IsMimeType("text", "rfc822-headers") || part.ContentType.IsMimeType("message", "rfc822") || (part.FileName ?? "").EndsWith(".eml", StringComparison.OrdinalIgnoreCase)))
        {
            if (MessageId(BodyParts.TextOf(part)) is { } id) return id;
        }

        return null;
    }

    /// <summary>Some servers answer the mail that failed, and quote nothing.</summary>
    private static string? AnsweredId(MimeMessage message) => message.InReplyTo is { Length: > 0 and <= 250 } id ? id : message.References.LastOrDefault(id => id.Length <= 250);

    private static string? MessageId(string text) => IdLine().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The value behind its type: <c>rfc822; a@example.com</c>, <c>smtp; 550 …</c>.</summary>
    private static string? Typed(string? value)
    {
        if (value is null) return null;
        var line = PlainText.Line(value, 2_000);
        return Blank(line[(line.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim());
    }

    private static string? Address(string? text) => text is null ? null : Addresses(text).FirstOrDefault();

    private static IEnumerable<string> Addresses(string text) =>
        AddressPattern().Matches(text.Length <= PlainText.LongestCompared ? text : text[..PlainText.LongestCompared]).Select(match => match.Value.ToLowerInvariant());

    private static string FirstLine(string text) => text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static IEnumerable<T> Parts<T>(MimeEntity? entity, int depth = 0)
        where T : MimeEntity
    {
        if (entity is T found) yield return found;
        if (entity is not Multipart parts || depth > 8) yield break;
        foreach (var part in parts.Take(50).SelectMany(part => Parts<T>(part, depth + 1))) yield return part;
    }

    [GeneratedRegex(@"系统退信|^退信|邮件退回|退回通知|未送达|无法投递|无法送达|投递失败|发送失败|传递失败|送达失败|投递状态|Undeliver|Delivery Status Notification|failure notice|Returned mail|Mail delivery failed|Delivery (?:has )?fail|delivery delayed|Delayed Mail|could not (?:be )?sen[dt]", RegexOptions.IgnoreCase)]
    private static partial Regex Subject();

    [GeneratedRegex(@"邮件被退回|退信原因|来自.{1,12}的退信|无法(?:将邮件)?(?:投递|送达|传递)|This is the qmail-send program|could not be delivered|did not reach|Delivery to the following recipient|Your message (?:wasn't|was not|could not be) delivered|尚未送达|is delayed|has been delayed", RegexOptions.IgnoreCase)]
    private static partial Regex Body();

    [GeneratedRegex(@"^-{2,}.*(?:copy of the message|原始邮件|Original message|returned message|邮件原文)|^(?:原(?:始)?邮件内容|Original message headers)", RegexOptions.IgnoreCase)]
    private static partial Regex Copy();

    [GeneratedRegex(@"(?:\b[45]\d\d[ -#]|\b[45]\.\d{1,3}\.\d{1,3}\b)")]
    private static partial Regex Reply();

    [GeneratedRegex(@"退信原因|失败原因|原因\s*[:：]|reason", RegexOptions.IgnoreCase)]
    private static partial Regex Reason();

    [GeneratedRegex(@"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")]
    private static partial Regex Enhanced();

    [GeneratedRegex(@"^\s*([245]\.\d{1,3}\.\d{1,3})")]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"(?:用户|账号|帐号|邮箱|收件人|地址).{0,40}不存在|不存在的?(?:用户|账号|帐号|邮箱)|找不到(?:用户|收件人)|user (?:is )?not (?:found|exist)|no such user|user unknown|unknown (?:user|recipient)|mailbox (?:not found|unavailable)|invalid (?:recipient|mailbox|user)|does not exist|doesn't exist", RegexOptions.IgnoreCase)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"(?:邮箱|空间|容量).{0,10}(?:已满|不足|满了)|超(?:出|过).{0,6}(?:容量|配额)|mailbox (?:is )?full|quota|over ?limit|insufficient storage", RegexOptions.IgnoreCase)]
    private static partial Regex Full();

    [GeneratedRegex(@"延迟|尚未送达|会?继续(?:尝试|重试|投递)|THIS IS A WARNING MESSAGE ONLY|delayed|will (?:be )?(?:continue to )?(?:be )?retr|still trying|keep trying|not yet been delivered", RegexOptions.IgnoreCase)]
    private static partial Regex Delayed();

    [GeneratedRegex(@"^(?:mailer-daemon|postmaster|mail-?daemon)@", RegexOptions.IgnoreCase)]
    private static partial Regex ServerName();

    [GeneratedRegex(@"(?im)^\s*Message-I[Dd]\s*:\s*<([^<>\s]{1,250})>")]
    private static partial Regex IdLine();

    [GeneratedRegex(@"[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?")]
    private static partial Regex AddressPattern();
}
