using System.Globalization;

namespace MonitorWorker.Reports.Word;

/// <summary>
/// Numbers headings 一、 （一） 1. （1）, each level anew below a higher one. They are letters of the text and no numbering of Word's, which gets lost when a text is copied into
/// an office's system.
/// </summary>
internal sealed class HeadingNumbers
{
    private const string Digits = "零一二三四五六七八九";

    private readonly int[] _counts = new int[5];

    /// <param name="level">1 to 4.</param>
    /// <returns>What stands before the heading; empty where it has no number.</returns>
    public string Next(int level, bool numbered)
    {
        for (var below = level + 1; below < _counts.Length; below++) _counts[below] = 0;
        if (!numbered) return "";
        var count = ++_counts[level];
        return level switch
        {
            1 => Chinese(count) + "、",
            2 => $"（{Chinese(count)}）",
            3 => Arabic(count) + ".",
            _ => $"（{Arabic(count)}）",
        };
    }

    /// <summary>十二, 二十, 一百零五; digits from 1000.</summary>
    public static string Chinese(int count)
    {
        if (count is < 1 or > 999) return Arabic(count);
        var (hundreds, rest) = (count / 100, count % 100);
        var (tens, ones) = (rest / 10, rest % 10);
        var text = hundreds > 0 ? Digits[hundreds] + "百" : "";
        if (hundreds > 0 && tens == 0 && ones > 0) text += "零";
        if (tens > 0) text += (tens == 1 && hundreds == 0 ? "" : Digits[tens]) + "十";
        if (ones > 0) text += Digits[ones];
        return text;
    }

    private static string Arabic(int count) => count.ToString(CultureInfo.InvariantCulture);
}
