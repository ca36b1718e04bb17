using System.Globalization;
using System.Text;

namespace MonitorWorker.Delivery;

/// <summary>
/// Makes one harmless line of what came from data: no line breaks (header injection), no control characters, none of the
/// characters that turn the writing direction around (a name that reads otherwise than it is).
/// </summary>
internal static class PlainLine
{
    public static string Of(string? value)
    {
        var line = new StringBuilder();
        foreach (var rune in (value ?? "").EnumerateRunes())
        {
            if (rune.Value == ' ' || IsBreak(rune))
                AppendSpace(line);
            else if (!IsHidden(rune))
                line.Append(rune.ToString());
        }

        return line.ToString().Trim();
    }

    /// <summary>One of several: mail programs join folded lines with one space, so that more would not survive anyway.</summary>
    private static void AppendSpace(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] != ' ')
            line.Append(' ');
    }

    private static bool IsBreak(Rune rune) => rune.Value is '\t' or '\n' or '\v' or '\f' or '\r' or 0x85 or 0x2028 or 0x2029;

    private static bool IsHidden(Rune rune) => Rune.IsControl(rune)
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Surrogate;
}
