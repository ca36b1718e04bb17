using System.Text;

namespace MonitorWorker.Notifications.Templates;

/// <summary>Makes a value safe inside Markdown: a name such as <c>*|_#&lt;b&gt;</c>, or one that starts like a list, stays what it is in headings, tables and sentences.</summary>
internal static class MarkdownText
{
    private const string Always = "\\`*_{}[]<>#|~^$&";

    /// <summary>Marks that mean something only twice in a row.</summary>
    private const string Doubled = ":=+\"";

    /// <summary>One line, without space at its ends.</summary>
    public static string Escape(string text)
    {
        var line = text.AsSpan().Trim();
        var escaped = new StringBuilder(line.Length + 8);
        for (var index = 0; index < line.Length; index++)
        {
            var letter = line[index];
            if (letter < ' ' || letter is '\u0085' or '\u2028' or '\u2029')
            {
                escaped.Append(' ');
                continue;
            }

            if (IsMark(line, index)) escaped.Append('\\');
            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>What loops and conditions of a template leave behind: several empty lines become one, so that its layout does not show.</summary>
    public static string Tidy(string document)
    {
        var tidy = new StringBuilder(document.Length);
        var empty = true;
        foreach (var line in document.AsSpan().Trim().EnumerateLines())
        {
            var isEmpty = line.IsWhiteSpace();
            if (!isEmpty) tidy.Append(line).Append('\n');
            else if (!empty) tidy.Append('\n');
            empty = isEmpty;
        }

        return tidy.ToString();
    }

    private static bool IsMark(ReadOnlySpan<char> line, int index)
    {
        var letter = line[index];
        if (Always.Contains(letter)) return true;
        // A list, an underline or a line across the page; −0.60 is none of them.
        if (index == 0 && "-=+".Contains(letter)) return line.Length == 1 || line[1] is ' ' || line[1] == letter;
        if (Doubled.Contains(letter)) return (index + 1 < line.Length && line[index + 1] == letter) || (index > 0 && line[index - 1] == letter);
        // 1. and 1) begin a list where the value begins a line; 0.60 does not.
        return letter is '.' or ')'
            && index > 0
            && (index + 1 == line.Length || line[index + 1] == ' ')
            && line[..index].IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
