using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>Lines that do something: 转办 张三, 数据有误, 只要红色, 阅, 确认, and what the English mails ask for. A sentence that merely contains such a word does nothing.</summary>
internal static partial class ReplyActs
{
    private static readonly HashSet<string> _readMarks = ["阅", "已阅", "阅知", "已阅知", "阅悉", "已阅悉", "圈阅", "已读", "悉", "知悉", "已知悉", "已悉", "知道了", "收到", "已收到", "收悉", "已收悉", "确认收到", "收到了", "好的", "好", "OK", "READ", "SEEN", "NOTED", "RECEIVED", "ACKNOWLEDGED"];

    private static readonly HashSet<string> _marksOfRead = ["阅", "已阅", "阅知", "已阅知", "阅悉", "已阅悉", "圈阅"];

    private static readonly HashSet<string> _polite = ["谢谢", "多谢", "感谢", "辛苦", "辛苦了", "您好", "你好", "嗯", "嗯嗯", "了", "领导", "老师", "THANKS", "THANK", "YOU", "MANY"];

    public static bool IsAct(string line) => Of(line, null) is not null || IsSeen(line);

    /// <returns>What a whole line does; null where it does nothing, or only says that something was read.</returns>
    /// <param name="rest">What stands behind it in the same line; empty where nothing does.</param>
    public static ReplyPart? Of(string line, string? number, out string rest)
    {
        rest = "";
        if (line.Length > PlainText.LongestCompared) return null;
        var half = PlainText.Half(line);
        if (OnlyRed().IsMatch(half) || EnglishOnlyRed().IsMatch(half)) return new ReplyPart.DigestChoice(true);
        if (Everything().IsMatch(half) || EnglishEverything().IsMatch(half)) return new ReplyPart.DigestChoice(false);
        if (Confirmed().IsMatch(half) || EnglishConfirmed().IsMatch(half)) return new ReplyPart.Confirmation(number);
        if (EnglishHandOver().Match(half) is { Success: true } handOver) return new ReplyPart.HandOver(number, line.Substring(handOver.Groups["name"].Index, handOver.Groups["name"].Length));
        if (Named().Match(half) is { Success: true } named) return HandOver(line, number, named, out rest);
        if (Unnamed().Match(half) is { Success: true } unnamed && PersonNames.Looks(Person(unnamed.Groups["name"].Value))) return HandOver(line, number, unnamed, out rest);
        var wrong = Wrong().Match(half) is { Success: true } chinese ? chinese : EnglishWrong().Match(half);
        if (!wrong.Success) return null;
        // “执行数有误” says which figure, “数据有误” nothing more.
        var says = wrong.Groups["which"].Success ? line[wrong.Groups["said"].Index..] : line[wrong.Length..];
        return new ReplyPart.Dispute(number, says.Trim().TrimStart('，', ',', '。', '.', '：', ':', '；', ';', '、', '!', '！').Trim());
    }

    public static ReplyPart? Of(string line, string? number) => Of(line, number, out _);

    /// <summary>Whether a text says no more than that something was read.</summary>
    public static bool IsSeen(string text)
    {
        if (text.Length > 60) return false;
        var words = Words(text);
        return words.Count > 0 && words.Any(_readMarks.Contains) && words.All(word => _readMarks.Contains(word) || _polite.Contains(word) || PersonNames.Looks(word));
    }

    /// <summary>“阅。请办公室抓紧落实”: read, and something is said.</summary>
    /// <returns>What is said; null where the text does not begin so.</returns>
    public static string? AfterRead(string text)
    {
        var match = ReadFirst().Match(text.Length <= PlainText.LongestCompared ? text : text[..PlainText.LongestCompared]);
        return match.Success && _marksOfRead.Contains(match.Groups["mark"].Value) ? text[match.Length..].Trim() : null;
    }

    private static ReplyPart.HandOver HandOver(string line, string? number, Match match, out string rest)
    {
        var name = match.Groups["name"];
        rest = line[match.Length..].Trim();
        var who = Person(line.Substring(name.Index, name.Length));
        // 转办 财务股 王五, 转财务股王五: the office stands before the person.
        if (Section().IsMatch(who) && PersonNames.Looks(WithoutTitle(rest.TrimEnd('。', '.')))) (who, rest) = (WithoutTitle(rest.TrimEnd('。', '.')), "");
        if (Signatures.IsCourtesy(rest)) rest = "";
        return new ReplyPart.HandOver(number, who);
    }

    private static string Person(string name)
    {
        var person = WithoutTitle(name);
        return InSection().Match(person) is { Success: true } match && PersonNames.Looks(match.Groups[1].Value) ? match.Groups[1].Value : person;
    }

    private static string WithoutTitle(string name) => Title().Replace(name.Trim(), "");

    private static List<string> Words(string text) =>
        [.. WordEnds().Split(PlainText.Half(text).ToUpperInvariant()).Where(word => word.Length > 0)];

    private const string Ending = @"\s*(?:同志|老师|主任|副主任|股长|科长|局长|副局长|处长|会计|经理|工|姐|哥)?\s*(?:来)?(?:办理|处理|负责|阅办|承办|回复|答复|跟进|落实|办|阅处)?(?:一下|即可|吧)?\s*(?:(?<end>[。.!])\s*|[,;]\s*|\s+|$)";

    private const string Lead = @"^\s*(?:(?:您好|收到)[,。!]?\s*)?(?:请|烦请|麻烦|拟|现|建议)?(?:将|把)?(?:此|该|本)?(?:件|项|项目|事项|条|预警|项工作|项预警|任务)?\s*";

    /// <summary>“转办” and a sign before the name: whoever it is, the address book decides.</summary>
    [GeneratedRegex(Lead + @"(?:转办|转交|转给|移交|移交给|转)(?:给|至|由)?\s*[:\s]\s*[“【\[(]?(?<name>[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]*[A-Za-z0-9]|[\p{L}·]{2,12}?)[”】\])]?" + Ending)]
    private static partial Regex Named();

    /// <summary>Without one, only what looks like a name: “转办公室研究” is no name.</summary>
    [GeneratedRegex(Lead + @"(?:转办|转交|转给|移交给?|转由|转至|转|交由|交给)(?:给|至|由)?(?<name>[\u4E00-\u9FFF·]{2,15}?)" + Ending)]
    private static partial Regex Unnamed();

    [GeneratedRegex(@"[局股科室处]$")]
    private static partial Regex Section();

    [GeneratedRegex(@"^[\u4E00-\u9FFF]{1,6}?[局股科室处]([\u4E00-\u9FFF]{2,4})$")]
    private static partial Regex InSection();

    [GeneratedRegex(@"(?:同志|老师|副?主任|股长|科长|副?局长|处长|会计|经理)$")]
    private static partial Regex Title();

    [GeneratedRegex(@"^\s*(?:(?:经|已)?(?:核对|核实|核查|查实|查)[,:]?\s*|您好[,。!]?\s*|收到[,。]\s*|我(?:单位|局|股|们)?(?:认为|反映)[,:]?\s*)?(?<said>(?:你们|贵局|邮件|预警|上述|以上|该|此|本|这个|这条)?(?:项目|项|条|预警)?(?:中)?(?:的)?(?:(?<which>[\u4E00-\u9FFF\d]{0,8}(?:执行数|支出数|预算数|预算|执行率|支出|调整数|指标|完成值|基数))|数据|金额|数字|数)(?:有误(?!差|的)|不对|有错误?|错误|有问题|不准确?|不符|不实|错了|对不上|不一致))")]
    private static partial Regex Wrong();

    [GeneratedRegex(@"^\s*(?:以后|今后|请)?(?:只|仅|单)(?:要|看|发|收|需要?)(?:红色|红灯)(?:的|预警|项目)*(?:就行|即可)?\s*[。.!]?\s*$")]
    private static partial Regex OnlyRed();

    [GeneratedRegex(@"^\s*(?:请)?(?:恢复全部|全部恢复|恢复(?:接收)?全部(?:内容|预警|摘要)?)\s*[。.!]?\s*$")]
    private static partial Regex Everything();

    [GeneratedRegex(@"^\s*(?:我)?(?:已)?(?:予以)?确认[,。]?\s*(?:接办|办理|承办|接收|由我(?:办理|负责)|是我(?:回复|本人|的回复)?)?\s*[。.!]?\s*(?:谢谢[。!]?)?\s*$")]
    private static partial Regex Confirmed();

    [GeneratedRegex(@"^\s*(?:please\s+)?(?:send\s+(?:me\s+)?)?only\s+(?:the\s+)?red(?:\s+(?:alerts?|ones))?(?:,?\s+please)?\s*[.!]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishOnlyRed();

    [GeneratedRegex(@"^\s*(?:please\s+)?(?:(?:send\s+(?:me\s+)?)?everything\s+again|restore\s+(?:all|everything))(?:,?\s+please)?\s*[.!]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishEverything();

    [GeneratedRegex(@"^\s*(?:yes,?\s*)?(?:i\s+)?(?:hereby\s+)?confirm(?:ed)?\s*[.!]?\s*(?:(?:thanks|thank\s+you)[.!]?)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishConfirmed();

    /// <summary>A name begins with a capital, or is an address: “hand over the goods” names nobody.</summary>
    [GeneratedRegex(@"^\s*(?i:please\s+)?(?i:hand(?:ed)?(?:\s+(?:this|it))?\s+over)(?i:\s+to)?\s*[:\s]\s*(?<name>[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]*[A-Za-z0-9]|[\p{Lu}\p{Lo}][\p{L}·'-]*(?:\s+[\p{Lu}\p{Lo}][\p{L}·'-]*){0,3})\s*[.!]?\s*$")]
    private static partial Regex EnglishHandOver();

    [GeneratedRegex(@"^\s*(?<said>(?:the\s+)?(?:(?<which>(?:execution|spending|budget|target|indicator)\s+(?:figures?|amounts?|rate|value))|figures?|data|numbers?|amounts?)(?:\s+(?:is|are))?\s+(?:wrong|incorrect|not\s+(?:right|correct)))\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishWrong();

    [GeneratedRegex(@"^\s*(?<mark>\w{1,3})(?:[。.!！,，；;]|\s)\s*(?=\S)")]
    private static partial Regex ReadFirst();

    [GeneratedRegex(@"[\s,。.!?;:、~()…\p{So}\p{Cs}]+")]
    private static partial Regex WordEnds();
}
