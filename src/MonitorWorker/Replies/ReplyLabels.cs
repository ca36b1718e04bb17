using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>What a label asks for.</summary>
internal enum ReplyField
{
    Cause,
    Measure,
    Due,
    Rate,
}

/// <summary>Where a label stands in a line, and where what it asks for begins.</summary>
internal readonly record struct LabelPlace(ReplyField Field, int Start, int ValueStart);

/// <summary>偏差原因、整改措施、预计完成日期 and the words that offices write for them; those of the English mails as well.</summary>
internal static partial class ReplyLabels
{
    private const string CauseWords =
        "偏差原因及整改措施|原因(?:及|和|与)(?:整改|改进)?措施|偏差(?:的)?原因(?:分析|说明)?|偏差情况(?:说明)?|原因(?:分析|说明)|主要原因|(?:支出|执行|进度|支出进度|执行进度|预算执行)?(?:滞后|缓慢|偏慢|较慢|偏低)(?:的)?(?:主要)?原因|未(?:达到?|完成)序时(?:进度)?(?:的)?原因|情况说明|存在(?:的)?问题(?:及原因)?|问题(?:及)?原因|产生原因|形成原因|差异原因|滞后说明|原因";

    private const string MeasureWords =
        "(?:下一步|下步)(?:的)?(?:工作)?(?:整改|改进)?(?:打算|计划|安排|措施|工作)(?:及(?:打算|计划|安排|措施))?|(?:拟)?采取(?:的)?(?:整改|改进)?措施|(?:整改|改进|解决|工作|应对|推进)(?:的)?(?:措施|办法|计划|方案)(?:及安排)?|整改情况|处理(?:办法|措施|意见)|措施(?:及计划)?|办法|对策|下一步|下步";

    private const string RateWords = "(?:承诺|预计|目标|届时|完成后|年底|年末)(?:的)?(?:预算)?(?:执行率|执行进度|支出进度)";

    private const string DueWords =
        "(?:[预預][计計]|计划|拟|整改|预期)?(?:全部)?(?:整改)?完成(?:的)?(?:日期|时间|时限|期限|时间节点)|(?:预计|计划)(?:的)?(?:日期|时间|完成)|整改(?:时限|期限|时间|日期)|(?:完成)?时间节点|办结(?:时限|时间|日期)|时限|期限|日期|时间";

    /// <summary>Words of every day, so that they are labels only before a colon; those of our own form also stand alone.</summary>
    private const string EnglishWords =
        @"(?i:(?<cause>cause of variance(?!\w)|causes?(?: of (?:the )?(?:variance|deviation|delay|lag))?(?=\s*:)|reasons?(?: for (?:the )?(?:variance|deviation|delay|lag))?(?=\s*:))"
        + @"|(?<measure>corrective actions?(?!\w)|(?:corrective |remedial |planned )?(?:actions?|measures?)(?: (?:taken|planned))?(?=\s*:)|next steps?(?=\s*:))"
        + @"|(?<rate>(?:promised|expected|target) (?:execution )?rate(?=\s*:))"
        + @"|(?<due>expected completion date(?!\w)|(?:(?:expected|planned|target) )?(?:completion date|date of completion|completion)(?=\s*:)|due(?: date| by)?(?=\s*:)|deadline(?=\s*:)|(?:to be )?(?:done|completed) by(?=\s*:)))";

    private const string ChineseWords = "(?<rate>" + RateWords + ")|(?<due>" + DueWords + ")|(?<cause>" + CauseWords + ")|(?<measure>" + MeasureWords + ")";

    private const string Words = "(?:" + ChineseWords + "|" + EnglishWords + ")";

    private static readonly string[] _forms = ["偏差原因", "整改措施", "预计完成日期", "预计完成时间", "情况说明"];

    /// <summary>Labels of a line from left to right.</summary>
    public static IReadOnlyList<LabelPlace> In(string line)
    {
        var half = Spaced(PlainText.Half(line.Length <= PlainText.LongestCompared ? line : line[..PlainText.LongestCompared]));
        List<LabelPlace> places = [];
        if (First().Match(half) is { Success: true } first) places.Add(Place(first));
        foreach (Match match in Further().Matches(half))
        {
            if (places.Count > 0 && match.Index < places[^1].ValueStart) continue;
            places.Add(Place(match));
        }

        return places;
    }

    public static bool BeginsWithLabel(string line) => First().IsMatch(Spaced(PlainText.Compared(line)));

    /// <summary>A label with nothing behind it.</summary>
    public static bool IsBlankLabel(string line) => In(line.Trim()) is [var only] && Meaning(line.Trim()[only.ValueStart..]).Length == 0;

    /// <summary>Whether cause, measure and date are all asked for.</summary>
    public static bool HasAll(IEnumerable<string> lines) => lines.SelectMany(In).Select(place => place.Field).Where(field => field != ReplyField.Rate).Distinct().Count() == 3;

    /// <summary>A value without what only separates; empty for dashes, “无” and brackets that ask to be filled in.</summary>
    public static string Meaning(string value)
    {
        var meaning = value.Trim().TrimStart(':', '：', '-', '—', '|', '\t', ' ', '\u3000').TrimEnd(';', '；', ',', '，', '、', '|', '\t', ' ', '\u3000').Trim();
        return Empty().IsMatch(PlainText.Compared(meaning)) ? "" : meaning;
    }

    /// <summary>“偏 差 原 因” as one word: spaces between single characters of a label are kept in place but no longer part it.</summary>
    private static string Spaced(string half)
    {
        foreach (var form in _forms)
        {
            var spread = half.IndexOf(form[0], StringComparison.Ordinal);
            if (spread < 0 || spread > 12) continue;
            var (at, found) = (spread, 0);
            while (at < half.Length && found < form.Length && (half[at] == form[found] || half[at] == ' '))
            {
                if (half[at] == form[found]) found++;
                at++;
            }

            if (found == form.Length && at - spread > form.Length) return half[..spread] + new string(' ', at - spread - form.Length) + form + half[at..];
        }

        return half;
    }

    private static LabelPlace Place(Match match)
    {
        var field = match.Groups["cause"].Success ? ReplyField.Cause : match.Groups["measure"].Success ? ReplyField.Measure : match.Groups["due"].Success ? ReplyField.Due : ReplyField.Rate;
        return new LabelPlace(field, match.Index, match.Index + match.Length);
    }

    private const string Bullet = @"\s*(?:[*>#|·•●■◆➢-]+\s*|[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[①②③④⑤])\s*[).、.:,]?\s*)?";

    /// <summary>At the beginning of a line: with a colon, or alone.</summary>
    [GeneratedRegex("^" + Bullet + @"[【\[「《*“""]*" + Words + @"(?:\([^()]{0,20}\))?[】\]」》*”""]*(?:\s*(?:[:|\t]|[-]{1,2}(?=\s|[^\d-])|(?:是|为)\s*[:]?(?=\S)(?!什么))\s*|\s*$|(?<=[】\]」》])\s*|(?<=偏差原因|整改措施|完成日期|完成时间)\s+(?=\S))")]
    private static partial Regex First();

    /// <summary>Further on in a paragraph: behind a sign that ends a sentence, and with a colon or as “措施是…”.</summary>
    [GeneratedRegex(@"(?:(?<=[。;,.、!\s)])" + @"(?:[(]?(?:\d{1,2}|[一二三四五])\s*[).、.]\s*)?" + @"[【\[]?(?:" + ChineseWords + @")[】\]]?\s*(?:[:]|(?:是|为)(?=[^\s:])(?!什么|了|何))|(?<=[;,.!)]\s{0,3})" + EnglishWords + @"\s*[:])\s*")]
    private static partial Regex Further();

    [GeneratedRegex(@"^(?:[-_/\\.。…*]*|无|暂无|略|(?i:none|nil|n/?a)|\((?:请)?(?:填写?|写明|说明).{0,30}\)|(?:请)?(?:在此)?填写.{0,10})$")]
    private static partial Regex Empty();
}
