using System.Globalization;
using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>
/// Days in English as Chinese ones: 31 October 2024 as 2024年10月31日, end of the month as 本月底. Words that leave a day open, deny it or speak of what is done become the Chinese ones that do,
/// so that one set of rules decides. 10/11/2024 stays as it is: nobody knows which month is meant.
/// </summary>
internal static partial class EnglishDays
{
    private static readonly string[] _months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <param name="half">Half-width text, with its spaces.</param>
    public static string ToChinese(string half)
    {
        if (!Letters().IsMatch(half)) return half;
        var text = Done().Replace(half, " 已完成 ");
        text = Denied().Replace(text, " 无法 ");
        text = Open().Replace(text, " 左右 ");
        text = EndOfMonth().Replace(text, match => $" {Year(match)}{Month(match)}月底 ");
        text = DayFirst().Replace(text, match => $" {Year(match)}{Month(match)}月{match.Groups["d"].Value}日 ");
        text = MonthFirst().Replace(text, match => $" {Year(match)}{Month(match)}月{match.Groups["d"].Value}日 ");
        text = EndOfYear().Replace(text, match => $" {Year(match)}年底 ".Replace("年年", "年", StringComparison.Ordinal));
        text = EndOfThisMonth().Replace(text, " 本月底 ");
        text = Relative().Replace(text, match => match.Value.StartsWith("tod", StringComparison.OrdinalIgnoreCase) ? " 今天 " : " 明天 ");
        return Before().Replace(text, " ");
    }

    private static string Year(Match match) => match.Groups["y"].Success ? match.Groups["y"].Value + "年" : "";

    private static string Month(Match match) =>
        (Array.IndexOf(_months, match.Groups["m"].Value[..3].ToLowerInvariant()) + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>May with its capital: “may 10 of them” is no day.</summary>
    private const string MonthNames = @"(?<m>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)|May|MAY)\b\.?";

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\b(?<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+" + MonthNames + @"(?:[,\s-]+(?<y>20\d{2})\b)?")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\b" + MonthNames + @"\s+(?<d>\d{1,2})(?:st|nd|rd|th)?\b(?:[,\s]+(?<y>20\d{2})\b)?")]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"\b(?:(?i:the\s+)?(?i:end\s+of|end))\s+" + MonthNames + @"(?:[,\s]+(?<y>20\d{2})\b)?")]
    private static partial Regex EndOfMonth();

    [GeneratedRegex(@"\b(?:the\s+)?(?:end\s+of\s+(?:the|this)\s+year|end\s+of\s+(?<y>20\d{2})\b|year[-\s]?end)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EndOfYear();

    [GeneratedRegex(@"\b(?:the\s+)?(?:end\s+of\s+(?:the|this)\s+month|month[-\s]?end)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EndOfThisMonth();

    [GeneratedRegex(@"\b(?:today|tomorrow)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Relative();

    /// <summary>What may stand before a day without changing it.</summary>
    [GeneratedRegex(@"\b(?:(?:to\s+be\s+)?(?:done|completed|finished|paid)\s+)?(?:by|before|on|at\s+the\s+latest)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Before();

    [GeneratedRegex(@"\b(?:about|around|approximately|approx|roughly|circa|or\s+(?:so|later)|at\s+the\s+earliest|hopefully|probably|perhaps|maybe|mid|early|late|(?:the\s+)?(?:beginning|start|middle|first\s+half|second\s+half|week)\s+of|after|from|since)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Open();

    [GeneratedRegex(@"\b(?:cannot|can\s+not|can't|won't|not(?!\s+later\s+than)|unable|impossible|unknown|uncertain|tb[dac]|to\s+be\s+(?:determined|decided|confirmed|announced)|pending|depends|unless|if|when)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(?:already|(?:has|have)\s+been|was|were)\b(?:\s+\w+){0,3}?\s+(?:done|completed|paid|finished|settled)\b|^\s*(?:done|completed|paid|finished)\s+on\b", RegexOptions.IgnoreCase)]
    private static partial Regex Done();
}
