using System.Text;

namespace MonitorWorker.Hosting.Commands;

/// <summary>Texts on a terminal, where a Chinese letter takes two columns.</summary>
internal static class ScreenText
{
    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>The text, or as much of it as fits, with an ellipsis.</summary>
    public static string Fit(string text, int columns)
    {
        if (Width(text) <= columns) return text;
        var (fit, used) = (new StringBuilder(), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + Width(rune) > columns - 1) break;
            used += Width(rune);
            fit.Append(rune.ToString());
        }

        return fit.Append('…').ToString();
    }

    /// <summary>The text and blanks up to a column.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Width(text)));

    /// <summary>East Asian wide and full-width forms, near enough for what this program writes.</summary>
    private static int Width(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
}
