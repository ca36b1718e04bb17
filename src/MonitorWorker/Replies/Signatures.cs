using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>What stands under a mail and says nothing: signatures, what phones add, courtesies.</summary>
internal static partial class Signatures
{
    /// <summary>A signature is no longer than this.</summary>
    private const int LongestSignature = 10;

    /// <summary>Lines within which an answer would follow a line that looks like a signature.</summary>
    private const int Nearby = 30;

    /// <summary>The lines without the signature, and without blank lines around.</summary>
    public static List<string> Without(IReadOnlyList<string> lines)
    {
        List<string> kept = [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (!Begins(lines, i))
            {
                if (!Banner().IsMatch(PlainText.Compared(lines[i]))) kept.Add(lines[i]);
            }
            // Some phones put their line above what is typed.
            else if (!lines.Skip(i + 1).Take(Nearby).Any(ReplyLabels.BeginsWithLabel))
            {
                break;
            }
        }

        return Trim(kept);
    }

    public static List<string> Trim(IEnumerable<string> lines)
    {
        var kept = lines.SkipWhile(string.IsNullOrWhiteSpace).ToList();
        while (kept.Count > 0 && (string.IsNullOrWhiteSpace(kept[^1]) || QuoteMarks.IsRule(kept[^1]))) kept.RemoveAt(kept.Count - 1);
        return kept;
    }

    /// <summary>A line that belongs to a signature: a person, an office, how to reach them, the day.</summary>
    public static bool IsSignatureLine(string text)
    {
        var line = PlainText.Compared(text);
        return line.Length is > 0 and <= 60
            && (PersonNames.Looks(line) || Contact().IsMatch(line) || Office().IsMatch(line) || AddedByProgram().IsMatch(line) || SignedOn().IsMatch(line) || RoleAndName().IsMatch(line));
    }

    /// <summary>A day alone, as under a letter.</summary>
    public static bool IsSignedDay(string text) => SignedOn().IsMatch(PlainText.Compared(text));

    /// <summary>您好, 谢谢, 现回复如下：… a line of courtesy alone.</summary>
    public static bool IsCourtesy(string text)
    {
        var line = PlainText.Compared(text);
        return line.Length <= 60 && Courtesy().IsMatch(line);
    }

    private static bool Begins(IReadOnlyList<string> lines, int at)
    {
        var text = lines[at].TrimEnd();
        // “| |”: a card of 网易邮箱大师, as its text part has it.
        if (text is "--" or "—" or "——" or "| |" or "|") return true;
        var line = PlainText.Compared(text);
        if (AddedByProgram().IsMatch(line) || Disclaimer().IsMatch(line)) return true;
        // Names in letters do not look like names: what closes a letter tells where they begin.
        if (Closing().IsMatch(line) && lines.Skip(at + 1).Count(below => !string.IsNullOrWhiteSpace(below)) <= LongestSignature) return true;
        // Foxmail and others write a rule over the signature; a person may write one between paragraphs.
        return QuoteMarks.IsRule(text)
            && lines.Take(at).Any(above => !string.IsNullOrWhiteSpace(above))
            && lines.Skip(at + 1).Where(below => !string.IsNullOrWhiteSpace(below)).Take(LongestSignature + 1).ToList() is var below
            && below.Count <= LongestSignature
            && !below.Any(other => ReplyLabels.BeginsWithLabel(other) || ReplyActs.IsAct(other))
            && (below.Count == 0 || below.Any(IsSignatureLine));
    }

    [GeneratedRegex(@"^[|\s]*(?:(?:发自|发送自|寄自|来自)\s*(?:我的|于)?\s*.{0,16}(?:iPhone|iPad|手机|平板|邮箱|邮件|客户端|Outlook|安卓|Android|钉钉|微信|大师|华为|小米|荣耀|vivo|OPPO|三星)[^。;]{0,20}|(?:通过|由).{0,12}(?:邮箱|邮件|客户端).{0,4}发送|签名由.{1,12}定制|Sent from\b.{0,40}|Get Outlook\b.{0,30}|获取\s*(?:适用于|Outlook).{0,30}|从\s*(?:Windows|我的|手机).{0,12}发送|这是我的手机签名)[|\s]*$", RegexOptions.IgnoreCase)]
    private static partial Regex AddedByProgram();

    [GeneratedRegex(@"^(?:(?:kind|best|warm|with\s+kind)\s+)?regards\s*[,.]?$|^(?:yours\s+)?(?:sincerely|faithfully|truly)\s*[,.]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();

    /// <summary>What gateways write under a mail.</summary>
    [GeneratedRegex(@"^(?:本(?:电子)?邮件(?:及其?附件)?.{0,40}(?:保密|机密|仅供|仅限)|此(?:电子)?邮件.{0,30}(?:保密|机密|仅供|仅限)|免责声明|保密(?:提示|声明)|This (?:e-?mail|message)\b.{0,80}confidential|CONFIDENTIAL)", RegexOptions.IgnoreCase)]
    private static partial Regex Disclaimer();

    /// <summary>What gateways write over a mail from outside.</summary>
    [GeneratedRegex(@"^(?:[【\[(]\s*(?:外部邮件|外来邮件|EXTERNAL)\s*[】\])].{0,80}|(?:注意|提醒|警告|CAUTION)?\s*[:!]?\s*(?:此|本|该)?邮件(?:来自|发自)(?:组织|单位|公司|系统)?外部.{0,80}|CAUTION:.{0,20}(?:external|outside).{0,200})$", RegexOptions.IgnoreCase)]
    private static partial Regex Banner();

    [GeneratedRegex(@"^[|\s]*(?:(?:联系|办公)?(?:电话|座机|手机|传真|邮箱|邮编|地址|网址|微信|QQ|Tel|Mobile|Phone|Fax|E-?mail|Add)\s*[:/|].{0,50}|[\d\s()+-]{7,20}|[\w.+-]+@[\w.-]+|https?://\S+|www\.\S+)[|\s]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Contact();

    [GeneratedRegex(@"^[|\s]*[^\d,。;:!?]{2,30}(?:局|股|科|室|处|中心|公司|委员会|单位|学校|医院|政府|办公室|大队|研究院|研究所)(?:\s+[^\d,。;:!?]{2,12})?[|\s]*$")]
    private static partial Regex Office();

    /// <summary>办公室 张晓梅; 张晓梅 会计</summary>
    [GeneratedRegex(@"^[|\s]*(?:经办人|填报人|联系人|报告人|回复人|负责人|单位|签发)\s*:\s*[^,。;]{2,24}[|\s]*$")]
    private static partial Regex RoleAndName();

    [GeneratedRegex(@"^(?:20\d{2}|二[〇○零]二.)\s*[-/.年]\s*[\d一二三四五六七八九十]{1,3}\s*[-/.月]\s*[\d一二三四五六七八九十]{1,3}\s*日?(?:\s*\d{1,2}:\d{2})?$")]
    private static partial Regex SignedOn();

    [GeneratedRegex(@"^(?:(?:dear|hello|hi|good (?:morning|afternoon))\b[^.;:]{0,40}[,:!]?|.{0,50}(?:回复|答复|说明|报告|汇报|反馈|填报|填写|情况)如下\s*[:。]?|[^,。;:]{2,20}(?:局|股|科|室|处|公司|中心|单位|同志|老师|领导)\s*:|.{1,8}[,:]?(?:你们?好|您好)[,。!:\s]*|(?:尊敬的)?[\u4E00-\u9FFF]{1,6}(?:局|局长|股长|科长|主任|老师|同志|领导|处长)\s*[:,]|(?:尊敬的|各位)?(?:县|市|区)?(?:财政局|领导|老师|同志|预算股|国库股|财务|股长|科长|局长|主任)?(?:各位)?(?:领导|老师|同志|同事)?[,:!、\s]*(?:你们?好|您好|大家好|早上好|上午好|下午好)?[,。!:\s~]*|(?:谢谢|感谢|多谢|辛苦了?|麻烦了?|打扰了?|谢谢支持|谢谢领导|顺颂商祺|祝好|祝工作顺利|祝您?工作愉快|此致|敬礼|此致敬礼|以上|以上回复|特此(?:报告|回复|说明|函复)|请(?:审阅|审核|审示|查收|知悉|领导审阅|批示)|妥否,?请(?:批示|审示|指示)|请(?:予|给予)?(?:支持|理解)|敬请谅解|BR|Best regards|(?:Many )?Thanks|Thank you(?: very much)?)[,。!~\s]*(?:谢谢|感谢)?[,。!~\s]*|(?:您好[,。!]?)?(?:贵局)?(?:来件|来信|来函|邮件|预警)?(?:已?(?:收到|收悉|阅悉))?[,。]?(?:现|现将)?(?:就)?(?:有关|相关)?(?:情况|问题|预警)?(?:答复|回复|说明|报告|汇报|反馈|回复情况)(?:情况)?如下\s*[:。]?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Courtesy();
}
