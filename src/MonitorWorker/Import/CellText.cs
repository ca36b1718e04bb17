using System.Globalization;
using System.Text;

namespace MonitorWorker.Import;

/// <summary>What a raw cell says, as text, in one spelling.</summary>
internal static class CellText
{
    /// <summary>Dashes and slashes that people type where there is nothing to tell.</summary>
    private static readonly HashSet<string> _nothing = ["-", "--", "—", "——", "–", "/", "\\", "无"];

    /// <summary>Trimmed, with full-width letters, digits and signs made half-width and odd spaces removed; null for an empty cell.</summary>
    public static string? Of(object? cell) => cell switch
    {
        null => null,
        string text => Clean(text),
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool flag => flag ? "TRUE" : "FALSE",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Clean(cell.ToString() ?? ""),
    };

    public static bool MeansNothing(string? text) => text is null || _nothing.Contains(text);

    /// <summary>Header as it is compared: no white space, no line breaks, half-width, upper case.</summary>
    public static string Header(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character)) builder.Append(char.ToUpperInvariant(character));
        }

        return builder.ToString();
    }

    private static string? Clean(string text)
    {
        if (text.Length > 0 && IsClean(text)) return text;
        var builder = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            builder.Append(character switch
            {
                >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' => (char)(character - 0xFEE0),
                '．' => '.',
                '，' => '，',
                '－' or '−' => '-',
                '＋' => '+',
                '\u3000' or '\u00A0' or '\t' or '\r' or '\n' => ' ',
                '\uFEFF' or '\u200B' => '\0',
                _ => character,
            });
        }

        var clean = builder.Replace("\0", "").ToString().Trim();
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>Nearly every cell is as it should be, and then nothing is copied.</summary>
    private static bool IsClean(string text)
    {
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) return false;
        foreach (var character in text)
        {
            if (character is < ' ' or '\u00A0' or '\u200B' or '−' or '\u3000' or '\uFEFF' || character is >= '\uFF00' and <= '\uFF5A' and not '，') return false;
        }

        return true;
    }
}
