using DocumentFormat.OpenXml.Spreadsheet;

namespace MonitorWorker.Reports.Sheets;

/// <summary>
/// Gives a row the height that its texts need. Spreadsheets do so themselves, but not for merged cells and not for rows whose height somebody has set: there a longer text
/// than the template's would be cut off in print.
/// </summary>
internal sealed class RowHeights
{
    private const double UsualWidth = 8.43;
    private const double LineOfSize = 1.45;
    private const double Margin = 4;

    /// <summary>Of the width of a column, what stays free at its borders.</summary>
    private const double Padding = 0.75;

    /// <summary>By which each step of indentation makes a cell narrower.</summary>
    private const double Indentation = 2;

    /// <summary>Lines end where a word or a bracket allows it, before their room is used up.</summary>
    private const double Loss = 1.06;
    private const double Highest = 409;

    private readonly List<(uint From, uint To, double Width)> _columns = [];
    private readonly double _usual;
    private readonly TemplateStyles _styles;
    private readonly Dictionary<(int Row, int Column), (int Rows, int Columns)> _spans;

    /// <param name="spans">The merged cells of the template by their first cell.</param>
    public RowHeights(Worksheet sheet, TemplateStyles styles, Dictionary<(int Row, int Column), (int Rows, int Columns)> spans)
    {
        (_styles, _spans) = (styles, spans);
        var format = sheet.SheetFormatProperties;
        _usual = format?.DefaultColumnWidth?.Value ?? UsualWidth;
        foreach (var column in sheet.Elements<Columns>().SelectMany(columns => columns.Elements<Column>()))
        {
            if (column is { Min.Value: var from, Max.Value: var to, Width.Value: var width }) _columns.Add((from, to, column.Hidden?.Value == true ? 0 : width));
        }
    }

    /// <summary>Makes a row higher where a text that was put into it needs it, and never lower.</summary>
    /// <param name="texts">Column in the template, format and text.</param>
    public void Fit(Row row, int templateRow, double standing, IEnumerable<(int Column, uint? Format, string Text)> texts)
    {
        var needed = texts.Select(text => Needed(templateRow, text.Column, text.Format, text.Text)).DefaultIfEmpty(0).Max();
        if (needed <= standing) return;
        (row.Height, row.CustomHeight) = (Math.Min(Highest, Math.Ceiling(needed)), true);
    }

    private double Needed(int row, int column, uint? format, string text)
    {
        var (rows, columns) = _spans.GetValueOrDefault((row, column), (1, 1));
        if (rows > 1 || !_styles.Wraps(format)) return 0;
        var size = _styles.SizeOf(format);
        var room = Math.Max(1, Enumerable.Range(column, columns).Sum(WidthOf) - Padding - _styles.IndentOf(format) * Indentation);
        var lines = text.Split('\n').Sum(line => WidthOf(line) * size / _styles.NormalSize / room is > 1 and var full ? (int)Math.Ceiling(full * Loss) : 1);
        // A single line is as high as the spreadsheet, or the template, has it.
        return lines == 1 ? 0 : lines * size * LineOfSize + Margin;
    }

    private double WidthOf(int column)
    {
        var at = _columns.FindIndex(range => range.From <= column && column <= range.To);
        return at < 0 ? _usual : _columns[at].Width;
    }

    /// <summary>A Chinese character is as wide as two letters.</summary>
    private static double WidthOf(string line) => line.Sum(letter => letter > 255 ? 2 : 1.05);
}
