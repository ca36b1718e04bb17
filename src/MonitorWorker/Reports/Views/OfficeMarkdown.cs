using System.Text.RegularExpressions;
using MonitorWorker.Notifications.Templates;

namespace MonitorWorker.Reports.Views;

/// <summary>
/// Fits a text of the office into a report. It stays as it is, but for its headings, which move below the place where it is put in, and for containers that it leaves
/// open, which are closed at its end, so that it takes nothing of the report with it.
/// </summary>
internal static partial class OfficeMarkdown
{
    /// <summary>Official documents have four levels below the title.</summary>
    private const int Deepest = 5;

    /// <param name="level">Level of the heading above the place, 1 to 4.</param>
    public static RawText? Below(string? text, int level)
    {
        if (text is null) return null;

        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var highest = lines.Select(line => HeadingPattern().Match(line)).Where(heading => heading.Success).Select(LevelOf).DefaultIfEmpty(1).Min();
        var open = new Stack<string>();
        foreach (var container in lines.Select(line => ContainerPattern().Match(line)).Where(container => container.Success))
        {
            if (container.Groups["name"].Length > 0) open.Push(container.Groups["mark"].Value);
            else open.TryPop(out _);
        }

        return new RawText(string.Join('\n', lines.Select(Moved).Concat(open)));

        string Moved(string line) => HeadingPattern().Match(line) is { Success: true } heading
            ? new string('#', Math.Min(Deepest, level + 1 + LevelOf(heading) - highest)) + ' ' + heading.Groups["title"].Value
            : line;
    }

    private static int LevelOf(Match heading) => heading.Groups["mark"].Length;

    [GeneratedRegex(@"^ {0,3}(?<mark>#{1,6})[ \t]+(?<title>.*?)(?:[ \t]+#+)?[ \t]*$")]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"^ {0,3}(?<mark>:{3,})[ \t]*(?<name>.*?)[ \t]*$")]
    private static partial Regex ContainerPattern();
}
