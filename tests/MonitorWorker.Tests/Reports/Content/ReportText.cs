using System.Globalization;
using System.Text.RegularExpressions;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>The text of a report, taken apart: tables by their cells, body and annexes, figures.</summary>
internal static partial class ReportText
{
    /// <summary>Everything before the first annex.</summary>
    public static string Body(string text) => text[..text.IndexOf(":::attachments", StringComparison.Ordinal)];

    /// <summary>An annex by its title; empty where the report has none of it.</summary>
    public static string Annex(string text, string title)
    {
        var start = text.IndexOf("::::attachment " + title, StringComparison.Ordinal);
        if (start < 0) return "";
        var end = text.IndexOf("\n::::attachment ", start, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    /// <summary>All tables with their header row and the columns that hold figures.</summary>
    public static IEnumerable<(IReadOnlyList<string> Header, IReadOnlyList<bool> IsFigure, IReadOnlyList<IReadOnlyList<string>> Rows)> Tables(string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (!lines[index].StartsWith('|')) continue;
            var rows = lines[index..].TakeWhile(line => line.StartsWith('|')).Select(Cells).ToList();
            yield return (rows[0], [.. rows[1].Select(mark => mark.EndsWith(':'))], rows[2..]);
            index += rows.Count;
        }
    }

    /// <summary>Numbers with decimals, as they are printed.</summary>
    public static IEnumerable<string> Decimals(string text) => DecimalPattern().Matches(text).Select(match => match.Value);

    public static decimal? Number(string cell) =>
        decimal.TryParse(cell.Replace('−', '-'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IReadOnlyList<string> Cells(string row) => [.. CellPattern().Matches(row.Trim()).Select(cell => cell.Groups[1].Value.Trim())];

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex DecimalPattern();

    [GeneratedRegex(@"((?:[^|\\]|\\.)+)\|")]
    private static partial Regex CellPattern();
}
