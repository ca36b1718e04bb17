using System.Text;

namespace MonitorWorker.Notifications;

/// <summary>
/// Makes a value from a file fit for a mail: one line, no control or direction characters (they could forge a header or
/// turn an amount around), bounded length.
/// </summary>
internal static class Plain
{
    public static string? Line(string? value, int longest = 200)
    {
        if (value is null) return null;

        var text = new StringBuilder(Math.Min(value.Length, longest) + 1);
        foreach (var rune in value.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
            }
            else if (!IsHarmful(rune))
            {
                text.Append(rune.ToString());
            }

            if (text.Length <= longest) continue;

            text.Length = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
            return text.Append('…').ToString();
        }

        var line = text.ToString().Trim();
        return line.Length == 0 ? null : line;
    }

    private static bool IsSpace(Rune rune) => rune.Value is ' ' or '\t' or '\r' or '\n' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029;

    private static bool IsHarmful(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0x061C or 0x200B or 0x200E or 0x200F or 0xFEFF
        || rune.Value is >= 0x202A and <= 0x202E
        || rune.Value is >= 0x2060 and <= 0x2069;
}
