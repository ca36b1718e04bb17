using System.Text;

namespace MonitorWorker.Performance;

/// <summary>Words of people in one spelling, so that width, white space and punctuation decide nothing.</summary>
internal static class Words
{
    private const int LongestQuote = 40;

    private static readonly Dictionary<string, string> _otherNames = new() { ["百分比"] = "%", ["百分率"] = "%", ["百分数"] = "%", ["千分比"] = "‰" };

    /// <summary>Letters and digits only, half-width, in lower case.</summary>
    public static string Plain(string? text)
    {
        var builder = new StringBuilder();
        foreach (var character in text ?? "")
        {
            var half = Half(character);
            // Rare Chinese characters come as two halves, neither of which is a letter by itself.
            if (char.IsLetterOrDigit(half) || char.IsSurrogate(half)) builder.Append(char.ToLowerInvariant(half));
        }

        return builder.ToString();
    }

    /// <summary>A unit of measure in one spelling: ％, (%) and 百分比 are one; null where nothing is left.</summary>
    public static string? Unit(string? text)
    {
        var builder = new StringBuilder();
        foreach (var character in text ?? "")
        {
            if (!char.IsWhiteSpace(character)) builder.Append(char.ToLowerInvariant(Half(character)));
        }

        var unit = builder.ToString().Trim('(', ')', '。', ';', ',');
        return unit.Length == 0 ? null : _otherNames.GetValueOrDefault(unit, unit);
    }

    /// <summary>What somebody wrote, as it is quoted in a sentence: forms have whole paragraphs in one cell.</summary>
    public static string Quote(string text)
    {
        if (text.Length <= LongestQuote) return $"“{text}”";
        var length = char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return $"“{text[..length]}…”";
    }

    private static char Half(char character) => character is >= '！' and <= '～' ? (char)(character - 0xFEE0) : character;
}
