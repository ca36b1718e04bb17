using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>十月三十一日 as 10月31日, 二〇二四年 as 2024年, 百分之九十五 as 95%; in half-width text.</summary>
internal static partial class ChineseNumbers
{
    private const string Digits = "零一二三四五六七八九";

    public static string ToDigits(string text) =>
        Percent().Replace(Number().Replace(text, match => Value(match.Value) is { } value ? value.ToString(CultureInfo.InvariantCulture) : match.Value), "$1%");

    private static long? Value(string word)
    {
        word = word.Replace('〇', '零').Replace('○', '零');
        if (!word.Contains('十', StringComparison.Ordinal))
        {
            var digits = new StringBuilder();
            foreach (var character in word) digits.Append(Digits.IndexOf(character, StringComparison.Ordinal));
            // Two or three digits in a row are no number that anybody says: 一二月.
            return digits.Length is 1 or 4 ? long.Parse(digits.ToString(), CultureInfo.InvariantCulture) : null;
        }

        var parts = word.Split('十');
        if (parts.Length != 2 || parts[0].Length > 1 || parts[1].Length > 1) return null;
        var tens = parts[0].Length == 0 ? 1 : Digits.IndexOf(parts[0], StringComparison.Ordinal);
        var ones = parts[1].Length == 0 ? 0 : Digits.IndexOf(parts[1], StringComparison.Ordinal);
        return tens * 10 + ones;
    }

    [GeneratedRegex(@"(?<=百分之)[零〇○一二三四五六七八九十]+|[零〇○一二三四五六七八九十]+(?=年|月|日|号|季度|个)")]
    private static partial Regex Number();

    [GeneratedRegex(@"百分之(\d+(?:\.\d+)?)")]
    private static partial Regex Percent();
}
