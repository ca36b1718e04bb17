namespace MonitorWorker.Reports.Word;

/// <summary>How wide text is in half characters, as Chinese fonts have it: 汉字 are two wide, Latin letters and digits one.</summary>
internal static class TextWidth
{
    public static int Of(char letter) => char.IsLowSurrogate(letter) ? 0 : letter >= '\u2000' ? 2 : 1;

    public static int Of(string text) => text.Sum(Of);

    /// <summary>Of the longest line.</summary>
    public static int Of(IReadOnlyList<TextSpan> spans)
    {
        var (widest, line) = (0, 0);
        foreach (var span in spans)
        {
            line = span.Text == TextSpan.LineBreak ? 0 : line + Of(span.Text);
            widest = Math.Max(widest, line);
        }

        return widest;
    }

    /// <summary>The widest part that no line may break: a figure or a word; one 汉字 with the mark behind it.</summary>
    public static int Unbroken(IReadOnlyList<TextSpan> spans)
    {
        var (widest, part) = (0, 0);
        foreach (var letter in spans.SelectMany(span => span.Text))
        {
            // The sign of percent is as wide as a 汉字 in many fonts.
            part = letter is ' ' or '\n' ? 0 : IsOfFigure(letter) ? part + (letter == '%' ? 2 : Of(letter)) : 2;
            widest = Math.Max(widest, part);
        }

        return widest;
    }

    private static bool IsOfFigure(char letter) => Of(letter) == 1 || letter is '−' or '—' or '％' or '＋' or '±' or '≥' or '≤';
}
