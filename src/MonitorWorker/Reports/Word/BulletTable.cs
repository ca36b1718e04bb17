using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>
/// A row for each thing, with a bar of shaded cells as long as its rate and a thick line at its schedule; both figures are printed beside it. No picture, no chart: it can be read in
/// black and white, and by every program that knows tables.
/// </summary>
internal static class BulletTable
{
    /// <summary>Percent: a bar ends here, whatever its figure.</summary>
    private const decimal LongestBar = 200;

    private const int BarHeight = 200;

    /// <summary>Narrower pieces of a bar cannot be drawn, twips.</summary>
    private const int LeastPiece = 24;

    private const string Ink = "8C8C8C";
    private const string Mark = "000000";
    private const int BarPadding = 57;

    /// <param name="table">Columns: name, rate, schedule and, where there is one, a text.</param>
    public static Table Write(TablePiece table, OfficialStyle style, int width)
    {
        // A bar needs less room than a name that is to stand on one line.
        var barWidth = width * 26 / 100;
        var others = ColumnWidths.Of(table, style.CellSize * 7 / 8, width - barWidth);
        List<int> widths = [others.Widths[0], barWidth, .. others.Widths.Skip(1)];
        var scale = Math.Clamp(table.Rows.SelectMany(row => row.Cells.Skip(1).Take(2)).Max(ChartFigure.Of) ?? 0, 100, LongestBar);
        var result = TableWriter.Frame(style, widths);
        var head = TextSpan.Plain(table.Head[2]);
        List<IReadOnlyList<TextSpan>> heads = [table.Head[0], TextSpan.Of($"▏{(head.Length > 0 ? head : "序时进度")}"), .. table.Head.Skip(1)];
        result.AppendChild(TableWriter.Row([.. heads.Select((text, at) => TableWriter.Cell(widths[at], Paragraphs.Of(style, StyleRole.Head, text, size: others.Size)))], isHead: true));
        foreach (var row in table.Rows)
        {
            var cells = new List<TableCell> { TableWriter.Cell(widths[0], Paragraphs.Of(style, StyleRole.Cell, row.Cells[0], size: others.Size)), Bar(style, barWidth, scale, ChartFigure.Of(row.Cells[1]), ChartFigure.Of(row.Cells[2])) };
            cells.AddRange(row.Cells.Skip(1).Select((text, at) => TableWriter.Cell(widths[at + 2], TableWriter.Aligned(Paragraphs.Of(style, StyleRole.Cell, text, size: others.Size), at < 2 ? Alignment.Right : table.Columns[at + 1]))));
            result.AppendChild(TableWriter.Row(cells, isHead: false));
        }

        return result;
    }

    private static TableCell Bar(OfficialStyle style, int width, decimal scale, decimal? rate, decimal? scheduled)
    {
        var room = width - 2 * BarPadding;
        var (filled, mark) = (At(rate), At(scheduled));
        var edges = new[] { 0, filled ?? 0, mark ?? 0, room }.Where(edge => edge == 0 || edge == room || (edge >= LeastPiece && room - edge >= LeastPiece)).Distinct().Order().ToList();
        if (filled is { } end && mark is { } due && end != due && Math.Abs(end - due) < LeastPiece) edges.Remove(end);
        var pieces = edges.Zip(edges.Skip(1)).ToList();
        var inner = TableWriter.Frame(style, [.. pieces.Select(piece => piece.Second - piece.First)]);
        inner.GetFirstChild<TableProperties>()!.TableCellMarginDefault = new TableCellMarginDefault(
            new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa });
        inner.GetFirstChild<TableProperties>()!.TableBorders = new TableBorders(
            new TopBorder { Val = BorderValues.Single, Size = 4, Color = Mark }, new LeftBorder { Val = BorderValues.Single, Size = 4, Color = Mark },
            new BottomBorder { Val = BorderValues.Single, Size = 4, Color = Mark }, new RightBorder { Val = BorderValues.Single, Size = 4, Color = Mark },
            new InsideHorizontalBorder { Val = BorderValues.Nil }, new InsideVerticalBorder { Val = BorderValues.Nil });
        var row = new TableRow(new TableRowProperties(new CantSplit(), new TableRowHeight { Val = BarHeight, HeightType = HeightRuleValues.Exact }));
        foreach (var (from, to) in pieces)
        {
            var cell = TableWriter.Cell(to - from, Paragraphs.Thin(style));
            var properties = cell.TableCellProperties!;
            var borders = new TableCellBorders();
            if (from > 0 && from == mark) borders.LeftBorder = new LeftBorder { Val = BorderValues.Single, Size = 24, Color = Mark };
            if (to < room && to == mark) borders.RightBorder = new RightBorder { Val = BorderValues.Single, Size = 24, Color = Mark };
            if (borders.HasChildren) properties.TableCellBorders = borders;
            // A piece belongs to the bar where its middle does.
            if (filled is { } length && from + to < 2 * length) properties.Shading = new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = Ink };
            row.AppendChild(cell);
        }

        inner.AppendChild(row);
        var holder = TableWriter.Cell(width, inner, Paragraphs.Thin(style));
        holder.TableCellProperties!.TableCellMargin = new TableCellMargin(new LeftMargin { Width = TableWriter.Text(BarPadding), Type = TableWidthUnitValues.Dxa }, new RightMargin { Width = TableWriter.Text(BarPadding), Type = TableWidthUnitValues.Dxa });
        return holder;

        int? At(decimal? percent) => percent is { } value ? (int)(Math.Clamp(value, 0, scale) / scale * room) : null;
    }
}
