using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>Lines that speak of the alerts of one heading.</summary>
/// <param name="Numbers">Empty where no number stands before them.</param>
internal sealed record ReplySection(IReadOnlyList<string> Numbers, List<string> Lines);

/// <summary>One mail may answer several alerts: “YJ-2024-0007：…” begins what is said about one of them.</summary>
internal static partial class ReplySections
{
    private const int Most = 100;

    public static IReadOnlyList<ReplySection> Of(IEnumerable<string> lines)
    {
        List<ReplySection> sections = [new([], [])];
        foreach (var line in lines)
        {
            var heading = sections.Count < Most ? Heading().Match(Bounded(line)) : Match.Empty;
            if (!heading.Success)
            {
                sections[^1].Lines.Add(line);
                continue;
            }

            sections.Add(new ReplySection(AlertNumbers.In(line[..heading.Length]), []));
            if (line[heading.Length..].Trim() is { Length: > 0 } rest) sections[^1].Lines.Add(rest);
        }

        return sections;
    }

    public static bool IsHeading(string line) => Heading().IsMatch(Bounded(line));

    private static string Bounded(string line) => PlainText.Half(line.Length <= PlainText.LongestCompared ? line : line[..PlainText.LongestCompared]);

    /// <summary>The number at the beginning of a line, alone or before a sign: “YJ-2024-0007已经…” is a sentence, and stands for itself as well.</summary>
    [GeneratedRegex(@"^\s*(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[).、.,]\s*)?(?:关于)?(?:预警)?(?:编号|(?i:(?:alert\s+)?(?:no\.?|number)|alert))?\s*:?\s*(?:[\[【(]?" + AlertNumbers.Expression + @"[\]】)]?\s*(?:[、,和及]\s*(?=[\[【(]?[Yy][Jj]))?)+(?:号)?(?:预警)?(?:的)?(?:回复|答复|情况说明|说明)?\s*(?:\([^()]{0,30}\)|“[^”]{0,30}”)?\s*(?:[:,。;-]+\s*|\s+|$|(?=转办|转交|数据|阅|已阅|收到|确认|偏差|原因))")]
    private static partial Regex Heading();
}
