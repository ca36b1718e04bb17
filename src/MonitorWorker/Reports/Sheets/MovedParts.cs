using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using MonitorWorker.Import.Formats;
using MonitorWorker.Import.Marking;
using Drawing = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace MonitorWorker.Reports.Sheets;

/// <summary>Moves all that speaks of rows beside the rows themselves: merges, formats, validations, breaks, panes, pictures.</summary>
internal static class MovedParts
{
    private static readonly string[] _places = ["ref", "sqref", "activeCell", "topLeftCell"];
    private static readonly string[] _formulas = ["formula", "formula1", "formula2", "f"];

    /// <exception cref="ReportPartException">A formula of a format or a validation cannot be moved.</exception>
    public static void Move(TemplateSheet sheet, FormulaMove move)
    {
        var map = sheet.Map;
        Repeat<MergeCells, MergeCell>(sheet.Worksheet, map, merge => merge.Reference?.Value, (merge, place) => merge.Reference = place);
        if (sheet.Worksheet.GetFirstChild<MergeCells>() is { } merges) merges.Count = (uint)merges.ChildElements.Count;
        Repeat<Hyperlinks, Hyperlink>(sheet.Worksheet, map, link => link.Reference?.Value, (link, place) => link.Reference = place);
        foreach (var part in sheet.Worksheet.ChildElements.Where(part => part is not (SheetData or MergeCells or Hyperlinks)))
        {
            foreach (var element in part.Descendants().Prepend(part)) Move(element, sheet, move);
        }

        foreach (var breaks in sheet.Worksheet.Elements<RowBreaks>().SelectMany(breaks => breaks.Elements<Break>()))
        {
            if (breaks.Id?.Value is { } id and > 0) breaks.Id = (uint)map.Last((int)id);
        }

        foreach (var pane in sheet.Worksheet.Descendants<Pane>())
        {
            // A frozen pane counts rows; one that is merely split counts twentieths of a point.
            if (pane.State?.Value is { } state && (state == PaneStateValues.Frozen || state == PaneStateValues.FrozenSplit) && pane.VerticalSplit?.Value is { } rows and > 0)
                pane.VerticalSplit = map.Last((int)rows);
        }

        if (sheet.Part.DrawingsPart?.WorksheetDrawing is { } drawing)
        {
            foreach (var row in drawing.Descendants<Drawing.RowId>())
            {
                if (int.TryParse(row.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) row.Text = (map.First(index + 1) - 1).ToString(CultureInfo.InvariantCulture);
            }
        }

        SetDimension(sheet);
    }

    /// <summary>A range of rows: within one repeated row it is that of all copies.</summary>
    public static string Place(string range, RowMap map)
    {
        return string.Join(' ', range.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One));

        string One(string one) => !CellAddress.TryParseRange(one, out var from, out var to)
            ? one
            : Range(map.First(from.Row), from.Column, map.Last(to.Row), to.Column);
    }

    private static void Move(OpenXmlElement element, TemplateSheet sheet, FormulaMove move)
    {
        foreach (var attribute in element.GetAttributes().Where(attribute => attribute.NamespaceUri.Length == 0 && _places.Contains(attribute.LocalName)).ToList())
        {
            var moved = attribute.LocalName is "activeCell" or "topLeftCell"
                ? CellPlace.Parse(attribute.Value) is { } cell ? new CellPlace(sheet.Map.First(cell.Row), cell.Column).ToString() : attribute.Value!
                : Place(attribute.Value!, sheet.Map);
            element.SetAttribute(new OpenXmlAttribute(attribute.LocalName, "", moved));
        }

        if (element is not OpenXmlLeafTextElement text || text.Text.Length == 0) return;
        if (element.LocalName == "sqref") text.Text = Place(text.Text, sheet.Map);
        if (!_formulas.Contains(element.LocalName)) return;
        try
        {
            text.Text = move.InRange(text.Text);
        }
        catch (FormulaException error)
        {
            throw sheet.Failed($"条件格式或数据验证“{text.Text}”", error.Message, error);
        }
    }

    /// <summary>What lies within one repeated row is there for each copy; what reaches over several rows grows with them.</summary>
    private static void Repeat<TList, TItem>(Worksheet worksheet, RowMap map, Func<TItem, string?> placeOf, Action<TItem, string> put)
        where TList : OpenXmlCompositeElement
        where TItem : OpenXmlElement
    {
        foreach (var item in worksheet.Elements<TList>().SelectMany(list => list.Elements<TItem>()).ToList())
        {
            if (placeOf(item) is not { } place || !CellAddress.TryParseRange(place, out var from, out var to)) continue;
            if (from.Row != to.Row || !map.IsRepeated(from.Row))
            {
                put(item, Place(place, map));
                continue;
            }

            OpenXmlElement last = item;
            for (var row = map.First(from.Row); row <= map.Last(from.Row); row++)
            {
                var copy = row == map.First(from.Row) ? item : (TItem)item.CloneNode(deep: true);
                put(copy, Range(row, from.Column, row, to.Column));
                if (copy != item) last = last.InsertAfterSelf(copy);
            }
        }
    }

    private static void SetDimension(TemplateSheet sheet)
    {
        if (sheet.Worksheet.SheetDimension is not { } dimension || sheet.Rows.Count == 0) return;
        var columns = sheet.Rows.SelectMany(row => row.Cells).Select(cell => cell.Column).DefaultIfEmpty(1).ToList();
        dimension.Reference = Range(sheet.Map.First(sheet.Rows[0].Number), columns.Min() - 1, sheet.Map.Last(sheet.Rows[^1].Number), columns.Max() - 1);
    }

    /// <param name="fromColumn">From 0.</param>
    private static string Range(int fromRow, int fromColumn, int toRow, int toColumn)
    {
        var from = CellAddress.Of(fromRow, fromColumn);
        return (fromRow, fromColumn) == (toRow, toColumn) ? from : $"{from}:{CellAddress.Of(toRow, toColumn)}";
    }
}
