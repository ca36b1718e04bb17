using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>Where in plain lines a quoted mail begins: what mail programs write before it, or the first words of our own mails.</summary>
internal static partial class QuoteMarks
{
    /// <summary>Lines within which the names of a header block stand together.</summary>
    private const int HeaderBlock = 7;

    /// <summary>Lines over which an introduction (在 … 写道：) is wrapped.</summary>
    private const int WrappedOver = 4;

    /// <summary>Lines within which a mail of ours says how it is answered, or where it comes from.</summary>
    private const int OwnMail = 60;

    public enum Mark
    {
        None,

        /// <summary>A mail that is answered.</summary>
        Answered,

        /// <summary>A mail that is handed on.</summary>
        Forwarded,

        /// <summary>Our own mail, without anything before it.</summary>
        Ours,
    }

    /// <param name="at">Line that may be the first of it.</param>
    public static Mark At(IReadOnlyList<BodyLine> lines, int at)
    {
        var line = PlainText.Compared(lines[at].Text);
        if (line.Length == 0) return Mark.None;
        if (Separator().Match(line) is { Success: true } separator) return separator.Groups["forward"].Success ? Mark.Forwarded : Mark.Answered;
        if (ForwardLead().IsMatch(line)) return Mark.Forwarded;
        if (IsIntroduction(lines, at, line) || IsHeaderBlock(lines, at, line)) return Mark.Answered;
        return IsOurFirstLine(lines, at, line) ? Mark.Ours : Mark.None;
    }

    /// <summary>The line that stands before the blank form in a mail of ours.</summary>
    public static bool IsFormLead(string text) => OwnForm().IsMatch(PlainText.Compared(text));

    /// <summary>Dashes that stand before what follows, and say nothing.</summary>
    public static bool IsRule(string text) => RuleLine().IsMatch(PlainText.Compared(text));

    private static bool IsIntroduction(IReadOnlyList<BodyLine> lines, int at, string line)
    {
        if (!IntroductionBegins().IsMatch(line)) return false;
        if (IntroductionEnds().IsMatch(line)) return HasTime().IsMatch(line);
        // Wrapped: the time stands in its first line, or that line may be somebody's own sentence.
        if (!HasTime().IsMatch(line)) return false;
        var whole = line;
        for (var next = at; whole.Length <= PlainText.LongestCompared;)
        {
            if (++next >= lines.Count || next >= at + WrappedOver || lines[next].IsBlank) return false;
            whole += " " + PlainText.Compared(lines[next].Text);
            if (IntroductionEnds().IsMatch(whole)) return true;
        }

        return false;
    }

    private static bool IsHeaderBlock(IReadOnlyList<BodyLine> lines, int at, string line)
    {
        if (HeaderName(line) is not { } first || first == "loose") return false;
        var (hasSender, hasOther, seen) = (first == "from", first != "from", 1);
        for (var next = at + 1; next < lines.Count && seen < HeaderBlock; next++)
        {
            if (lines[next].IsBlank) continue;
            seen++;
            var name = HeaderName(PlainText.Compared(lines[next].Text));
            // Where the sender does not stand first, nothing else stands between.
            if (name is null && !hasSender) return false;
            hasSender |= name == "from";
            hasOther |= name is not (null or "from");
        }

        return hasSender && hasOther;
    }

    /// <summary>“时间：” and “日期：” begin no block: people write them before the day that they promise.</summary>
    private static string? HeaderName(string line)
    {
        var match = Header().Match(line);
        if (!match.Success) return null;
        return match.Groups["from"].Success ? "from" : match.Groups["loose"].Success ? "loose" : "other";
    }

    /// <summary>“编号 YJ-…” begins our mails; people write it too, to say which alert they mean.</summary>
    private static bool IsOurFirstLine(IReadOnlyList<BodyLine> lines, int at, string line)
    {
        if (OwnTitle().IsMatch(line) || OwnFoot().IsMatch(line)) return true;
        if (OwnForm().IsMatch(line)) return true;
        if (!OwnNumber().IsMatch(line)) return false;
        // What our mails say of themselves must follow, or the number was typed by a person.
        var below = lines.Skip(at + 1).Take(OwnMail).Where(other => !other.IsBlank).Select(other => PlainText.Compared(other.Text)).ToList();
        return below.Count > 0 && !ReplyLabels.BeginsWithLabel(below[0]) && !ReplyActs.IsAct(below[0]) && below.Any(other => OwnForm().IsMatch(other) || OwnFoot().IsMatch(other));
    }

    [GeneratedRegex(@"^[-_=*]{2,}\s*(?:(?<forward>转发的?(?:原)?(?:邮件|消息)(?:信息)?|Forwarded\s+message|Forward(?:ed)?)|(?:回复的)?原(?:始)?(?:邮件|信件|信息|消息|文)|回复的邮件|邮件原件|Original(?:\s+(?:Messages?|E-?mail|From))?|Replied\s+Message|Reply\s+message)\s*[-_=*]{2,}", RegexOptions.IgnoreCase)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?:开始转发邮件|以下是转发的?(?:邮件|内容)|下面是转发的邮件|转发邮件|Begin forwarded message)\s*:?$", RegexOptions.IgnoreCase)]
    private static partial Regex ForwardLead();

    [GeneratedRegex(@"^(?:在|于|On\b|At\b|Le\b|\d{4}\s*[-/年.]|"".{0,60}<|.{0,80}<?[\w.+-]+@[\w.-]+>?|[^,。;]{1,40}于\s*\d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex IntroductionBegins();

    [GeneratedRegex(@"(?:写道|寫道|来信|wrote|写信说|发来邮件)\s*:?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex IntroductionEnds();

    /// <summary>A person also writes “领导写道：”, but without the minute and the address.</summary>
    [GeneratedRegex(@"\d{1,2}:\d{2}|[\w.+-]+@[\w.-]+|\d{4}\s*[-/年.]\s*\d{1,2}")]
    private static partial Regex HasTime();

    [GeneratedRegex(@"^[*|>\s]*(?:(?<from>发\s*件\s*人|寄件者|寄件人|发信人|发送者|From)|收\s*件\s*人|收件者|抄\s*送|To|Cc|主\s*题|标\s*题|主旨|Subject|发\s*送\s*(?:时间|日期)|发件时间|寄件日期|Sent|Date|(?<loose>日\s*期|时\s*间))\s*\**\s*[:|\t]\**", RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    [GeneratedRegex(@"^(?:编号|预警编号|(?i:no\.?|number:?))\s*" + AlertNumbers.Expression + @"\s*[。.]?$")]
    private static partial Regex OwnNumber();

    /// <summary>First lines and subjects of our mails.</summary>
    [GeneratedRegex(@"^(?:(?:回复|答复|转发|Re|Fw|Fwd)\s*:\s*)*(?:[■▲●○◆]\s*(?:红|黄|蓝|灰)色(?:预警|提示)\s*:|[■▲●○◆]\s*(?:(?:Red|Yellow)\s+alert|Blue\s+notice)\s*:|.{2,40}·\s*(?:预算执行监控|Budget execution monitoring)(?:\s|$)|\[(?:Reminder|Escalation|Correction|Resolved|Monitoring digest|Monitoring summary|Red alert|Yellow alert|Blue notice)\]|【(?:催办|逐级催办|更正|解除|监控摘要|预警解除|红色预警|黄色预警|蓝色提示|监控汇总|已解除)】)", RegexOptions.IgnoreCase)]
    private static partial Regex OwnTitle();

    [GeneratedRegex(@"^(?:本邮件由.{1,60}自动生成|您\(.{1,30}\)收到它的原因|我们不会用邮件要求您点开网页|This mail was written and sent by the budget execution monitoring program\b|Why you \(.{1,60}\) get it\s*:|We never ask you by mail to open a web page\b)")]
    private static partial Regex OwnFoot();

    [GeneratedRegex(@"^(?:【怎样回复】|怎样回复$|(?i:how to answer)$|(?i:(?:for the projects that are yours, )?please choose .{0,2}reply.{0,2} and write\b)|请直接点.{0,4}回复.{0,4},在正文最上面写)")]
    private static partial Regex OwnForm();

    [GeneratedRegex(@"^[-_=*~ ]{4,}$")]
    private static partial Regex RuleLine();
}
