namespace MonitorWorker.Replies;

/// <summary>Lines of a plain text part; what stands behind <c>&gt;</c> is quoted.</summary>
internal static class TextLines
{
    private const int DeepestQuote = 20;

    public static List<BodyLine> Of(string text)
    {
        List<BodyLine> lines = [];
        foreach (var line in PlainText.Clean(text).Split('\n'))
        {
            var (start, depth) = (0, 0);
            while (depth < DeepestQuote && Mark(line, start) is { } next) (start, depth) = (next, depth + 1);
            lines.Add(new BodyLine(line[start..].TrimEnd(), depth > 0 ? LinePlace.Quoted : LinePlace.Open, depth));
        }

        return lines;
    }

    /// <returns>Where the text behind the quote mark begins; null where there is no mark.</returns>
    private static int? Mark(string line, int start)
    {
        var at = start;
        while (at < line.Length && line[at] == ' ' && at - start < 3) at++;
        if (at >= line.Length || line[at] != '>') return null;
        return at + 1 < line.Length && line[at + 1] == ' ' ? at + 2 : at + 1;
    }
}
