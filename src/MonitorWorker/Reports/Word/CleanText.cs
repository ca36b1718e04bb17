using System.Text;

namespace MonitorWorker.Reports.Word;

/// <summary>Text as a file may hold it: without what XML forbids, and without signs that turn the order of letters around.</summary>
internal static class CleanText
{
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (char.IsHighSurrogate(letter) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                // The last two of each plane are no characters.
                if ((char.ConvertToUtf32(letter, text[at + 1]) & 0xFFFE) != 0xFFFE) clean.Append(letter).Append(text[at + 1]);
                at++;
            }
            else if (IsGood(letter))
            {
                clean.Append(letter);
            }
        }

        return clean.ToString();
    }

    private static bool IsGood(char letter) => letter switch
    {
        '\t' or '\n' or '\r' => true,
        < ' ' or (>= '\u007F' and <= '\u009F') => false,
        (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF' => false,
        >= '\uFFFE' => false,
        _ => !char.IsSurrogate(letter),
    };
}
