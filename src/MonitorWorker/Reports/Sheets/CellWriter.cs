using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Reports.Sheets;

/// <summary>Puts values into cells: a number is a number, a text never a formula.</summary>
internal static partial class CellWriter
{
    public const int LongestText = 32_767;

    /// <param name="value">string, decimal, int, long, DateOnly, bool (√ or nothing) or null.</param>
    /// <param name="formula">What computes the same when the workbook is opened; null where nothing does.</param>
    public static void Write(Cell cell, object? value, string? formula, TemplateStyles styles)
    {
        cell.RemoveAllChildren();
        (cell.DataType, cell.CellMetaIndex, cell.ValueMetaIndex) = (null, null, null);
        if (formula is not null) cell.Append(new CellFormula(formula));
        switch (value)
        {
            case decimal or int or long:
                cell.Append(new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!));
                break;
            case DateOnly day:
                cell.Append(new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString("R", CultureInfo.InvariantCulture)));
                cell.StyleIndex = styles.Day(cell.StyleIndex?.Value);
                break;
            default:
                var text = Text(value);
                if (formula is not null)
                {
                    cell.DataType = CellValues.String;
                    cell.Append(new CellValue(Escaped(Fitting(text))));
                }
                else if (text.Length > 0)
                {
                    WriteText(cell, text, styles);
                }

                break;
        }
    }

    /// <summary>A value within a sentence, without the cell's number format.</summary>
    /// <exception cref="ArgumentException">The model holds something that no cell can show.</exception>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "√" : "",
        DateOnly day => day.ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture),
        decimal number => number.ToString("#,##0.00####", CultureInfo.InvariantCulture),
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw new ArgumentException($"A cell holds no {value.GetType().Name}.", nameof(value)),
    };

    private static void WriteText(Cell cell, string text, TemplateStyles styles)
    {
        var fitting = Fitting(text);
        if (fitting.Length == 0) return;
        cell.DataType = CellValues.InlineString;
        cell.Append(new InlineString(new Text(Escaped(fitting)) { Space = SpaceProcessingModeValues.Preserve }));
        if (fitting[0] is '=' or '+' or '-' or '@') cell.StyleIndex = styles.Quoted(cell.StyleIndex?.Value);
    }

    /// <summary>What is cut off says so.</summary>
    private static string Fitting(string text)
    {
        var clean = CellMarkText.Clean(text, LongestText + 1);
        return clean.Length <= LongestText ? clean : CellMarkText.Clean(clean, LongestText - 1) + "…";
    }

    /// <summary>Spreadsheets read _x0041_ as a letter, so that what merely looks like it is written with an escape of its own.</summary>
    public static string Escaped(string text) => text.Contains("_x", StringComparison.Ordinal) ? EscapePattern().Replace(text, "_x005F_") : text;

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapePattern();
}
