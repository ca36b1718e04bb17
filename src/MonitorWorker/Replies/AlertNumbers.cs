using System.Globalization;
using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>Alert numbers as people and mail programs write them: YJ-2024-0007, ＹＪ－２０２４－０００７, yj2024-7.</summary>
internal static partial class AlertNumbers
{
    private const int Most = 200;

    /// <summary>Each once, in the order in which they stand.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        List<string> numbers = [];
        foreach (Match match in Pattern().Matches(PlainText.Half(text)))
        {
            var number = Of(match);
            if (!numbers.Contains(number)) numbers.Add(number);
            if (numbers.Count == Most) break;
        }

        return numbers;
    }

    public static string Of(Match match) =>
        string.Create(CultureInfo.InvariantCulture, $"YJ-{match.Groups["year"].ValueSpan}-{int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture):0000}");

    /// <summary>In half-width text.</summary>
    public const string Expression = @"(?<![A-Za-z0-9])[Yy][Jj][-_ ]?(?<year>20[0-9]{2})[-_ ](?<count>[0-9]{1,6})(?![0-9])";

    [GeneratedRegex(Expression)]
    private static partial Regex Pattern();
}
