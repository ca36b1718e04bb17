using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>Word's own tables: the heading again on each page, no row taken apart by the end of a page.</summary>
internal static class TableWriter
{
    private static readonly string[] _totals = ["合计", "小计", "总计"];

    public static Table Write(TablePiece table, OfficialStyle style, int width)
    {
        var columns = ColumnWidths.Of(table, style.CellSize, width);
        int? size = columns.Size == style.CellSize ? null : columns.Size;
        var result = Frame(style, columns.Widths);
        result.AppendChild(Row([.. table.Head.Select((text, at) => Cell(columns.Widths[at], Paragraphs.Of(style, StyleRole.Head, text, size: size)))], isHead: true));
        foreach (var row in table.Rows)
        {
            var isTotal = _totals.Any(total => TextSpan.Plain(row.Cells[0]).StartsWith(total, StringComparison.Ordinal));
            result.AppendChild(Row([.. row.Cells.Select((text, at) => Cell(columns.Widths[at], Aligned(Paragraphs.Of(style, StyleRole.Cell, text, isTotal, size), table.Columns[at])))], isHead: false));
        }

        return result;
    }

    /// <param name="widths">Of all columns, twips.</param>
    public static Table Frame(OfficialStyle style, IReadOnlyList<int> widths) => new(
        new TableProperties
        {
            TableStyle = new TableStyle { Val = style.Ids[StyleRole.Table] },
            TableWidth = new TableWidth { Width = Text(widths.Sum()), Type = TableWidthUnitValues.Dxa },
            TableJustification = new TableJustification { Val = TableRowAlignmentValues.Center },
            TableLayout = new TableLayout { Type = TableLayoutValues.Fixed },
        },
        new TableGrid(widths.Select(width => new GridColumn { Width = Text(width) })));

    public static TableRow Row(IEnumerable<TableCell> cells, bool isHead)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead) properties.AppendChild(new TableHeader());
        return new TableRow([properties, .. cells]);
    }

    public static TableCell Cell(int width, params OpenXmlElement[] content) => new(
        [
            new TableCellProperties
            {
                TableCellWidth = new TableCellWidth { Width = Text(width), Type = TableWidthUnitValues.Dxa },
                TableCellVerticalAlignment = new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center },
            },
            .. content,
        ]);

    public static Paragraph Aligned(Paragraph paragraph, Alignment alignment)
    {
        if (alignment == Alignment.Left) return paragraph;
        paragraph.ParagraphProperties!.Justification = new Justification { Val = alignment == Alignment.Right ? JustificationValues.Right : JustificationValues.Center };
        return paragraph;
    }

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
