using System.Text.RegularExpressions;

namespace MonitorWorker.Reports.Word;

/// <summary>Breaks a long title into lines of like width without taking a word apart, as the standard asks.</summary>
internal static partial class TitleLines
{
    private const int MostLines = 5;
    private const string About = "关于";

    // As costly as a line that is so many half characters longer or shorter than the others, squared.
    private const double Neutral = 40;
    private const double Disliked = 200;

    /// <param name="width">Of a line in half characters.</param>
    public static IReadOnlyList<string> Of(string title, int width)
    {
        var wanted = (TextWidth.Of(title) + width - 1) / width;
        if (wanted <= 1) return [title];
        for (var lines = wanted; lines <= MostLines; lines++)
        {
            if (Best(title, width, lines) is { } best) return best;
        }

        return [title];
    }

    /// <summary>The least costly way to make so many lines of it; null where none fits.</summary>
    private static List<string>? Best(string title, int width, int lines)
    {
        var breaks = Breaks(title);
        var ideal = (double)TextWidth.Of(title) / lines;
        var best = new Dictionary<(int End, int Lines), (double Cost, int From)> { [(0, 0)] = (0, 0) };
        foreach (var end in breaks.Keys.Where(at => at > 0).Order())
        {
            for (var count = 1; count <= lines; count++)
            {
                foreach (var from in breaks.Keys.Where(at => at < end).Order())
                {
                    var size = TextWidth.Of(title[from..end]);
                    if (size > width || !best.TryGetValue((from, count - 1), out var before)) continue;
                    var cost = before.Cost + Math.Pow(size - ideal, 2) + (end == title.Length ? 0 : breaks[end]);
                    if (!best.TryGetValue((end, count), out var known) || cost < known.Cost) best[(end, count)] = (cost, from);
                }
            }
        }

        if (!best.ContainsKey((title.Length, lines))) return null;
        var result = new List<string>();
        for (var (end, count) = (title.Length, lines); count > 0; count--)
        {
            var from = best[(end, count)].From;
            result.Insert(0, title[from..end].Trim());
            end = from;
        }

        return result;
    }

    /// <summary>Where a line may end, and how little people like it there.</summary>
    private static Dictionary<int, double> Breaks(string title)
    {
        var breaks = new Dictionary<int, double> { [0] = 0, [title.Length] = 0 };
        var at = 0;
        while (at < title.Length)
        {
            var word = WordPattern().Match(title, at);
            at += word.Length;
            if (at >= title.Length) break;
            // A bracket or a mark stays with the word that it belongs to.
            if ("，、。：；）》”〕】".Contains(title[at]) || "（《“〔【".Contains(title[at - 1])) continue;
            breaks[at] = string.CompareOrdinal(title, at, About, 0, About.Length) == 0 || "（《“".Contains(title[at]) ? 0
                : title.AsSpan(0, at).EndsWith(About) ? Disliked
                : LikedPattern().IsMatch(title[..at]) ? 0 : Neutral;
        }

        return breaks;
    }

    // Words of the trade; a year keeps its 年度, a Latin word or a figure its letters.
    [GeneratedRegex(
        @"\G([0-9]+(年度|年|月份|月|日)?([-—－~至][0-9]+(月|日))?|[\x21-\x7e]+|〔[0-9]+〕([0-9]+号)?|一般公共预算|政府性基金|国有资本|经营预算|预算绩效|绩效监控|绩效目标|绩效评价|绩效自评|运行监控|执行情况|"
        + @"情况报告|监控报告|管理报告|预算执行|预算单位|整体支出|项目支出|专项资金|财政资金|直达资金|科技局|财政局|教育局|委员会|办公室|管理局|服务中心|人民政府|经济信息|工业|经济|信息|科技|科学|技术|财政|教育|部门|单位|"
        + @"事前|事中|事后|年度|季度|月度|预算|绩效|监控|执行|管理|运行|项目|支出|目标|整体|情况|报告|通报|通知|意见|办法|关于|分析|汇总|明细|对比|评价|自评|资金|政策|企业|产业|扶持|补助|经费|设备|购置|工程|改造|维修|"
        + @"[\ud800-\udbff][\udc00-\udfff]|[\s\S])")]
    private static partial Regex WordPattern();

    [GeneratedRegex("(的|局|厅|委|处|部门|中心|单位|政府|委员会|办公室|年度|情况|）|》|、|，|：)$")]
    private static partial Regex LikedPattern();
}
