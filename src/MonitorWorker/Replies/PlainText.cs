using System.Text;

namespace MonitorWorker.Replies;

/// <summary>Text from outside, made plain: what is written stays, what only programs see goes.</summary>
internal static class PlainText
{
    /// <summary>Longer lines are compared by their beginning; nobody writes a label or a quote mark further on.</summary>
    public const int LongestCompared = 1_000;

    /// <summary>Line breaks as \n; no control characters, no zero-width characters, none that turn the writing direction around.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n') clean.Append('\n');
            }
            else if (character is '\v' or '\f' or '\u0085' or '\u2028' or '\u2029')
            {
                clean.Append('\n');
            }
            else if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(character).Append(text[++i]);
            }
            else if (character == '\u00A0')
            {
                clean.Append(' ');
            }
            else if (!IsHidden(character))
            {
                clean.Append(char.IsSurrogate(character) ? '\uFFFD' : character);
            }
        }

        return clean.ToString();
    }

    /// <summary>One line of it.</summary>
    public static string Line(string text, int longest)
    {
        var line = Clean(text).Replace('\n', ' ').Replace('\t', ' ').Trim();
        return line.Length <= longest ? line : line[..(char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest)];
    }

    /// <summary>Full-width letters, digits and signs as half-width ones, dashes as one dash; as long as before, so that places in it are places in the text.</summary>
    public static string Half(string text) => string.Create(text.Length, text, (half, whole) =>
    {
        for (var i = 0; i < half.Length; i++)
        {
            half[i] = whole[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(whole[i] - 0xFEE0),
                '\u3000' => ' ',
                '−' or '–' or '—' or '‐' or '‑' or '―' => '-',
                '︰' or '﹕' or '∶' => ':',
                var other => other,
            };
        }
    });

    /// <summary>The beginning of a line as it is compared: half-width, trimmed, bounded.</summary>
    public static string Compared(string line) => Half(line.Length <= LongestCompared ? line : line[..LongestCompared]).Trim();

    public static bool IsHan(char character) => character is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or '〇';

    private static bool IsHidden(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t'))
        || character is '\u00AD' or '\u061C' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF';
}
