using DocumentFormat.OpenXml.Spreadsheet;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Reports.Sheets;

/// <summary>Fills in the rows of one sheet.</summary>
internal sealed class SheetFill(TemplateSheet sheet, TemplateModel model, TemplateStyles styles, FormulaMove move)
{
    private const double UsualHeight = 13.5;

    private readonly RowHeights _heights = new(sheet.Worksheet, styles, Spans(sheet.Worksheet));
    private readonly double _usualHeight = sheet.Worksheet.SheetFormatProperties?.DefaultRowHeight?.Value ?? UsualHeight;

    /// <exception cref="ReportPartException">A cell names what is not there, or a formula cannot be moved.</exception>
    public void Run()
    {
        foreach (var row in sheet.Rows) Fill(row);
    }

    private static Dictionary<(int Row, int Column), (int Rows, int Columns)> Spans(Worksheet worksheet) => worksheet.Elements<MergeCells>()
        .SelectMany(merges => merges.Elements<MergeCell>())
        .Select(merge => merge.Reference?.Value?.Split(':') is [var first, var last] && CellPlace.Parse(first) is { } from && CellPlace.Parse(last) is { } to ? (From: from, To: to) : default)
        .Where(merge => merge.From.Exists)
        .DistinctBy(merge => merge.From)
        .ToDictionary(merge => (merge.From.Row, merge.From.Column), merge => (merge.To.Row - merge.From.Row + 1, merge.To.Column - merge.From.Column + 1));

    private void Fill(TemplateSheetRow template)
    {
        var items = template.List is { } name && model.TryGetList(name, out var list) ? list.Items : [];
        var first = sheet.Map.First(template.Number);
        Row? before = null;
        // The first copy is the template's own row; it is filled in last, since the others are made from it.
        for (var copy = sheet.Map.CountOf(template.Number) - 1; copy >= 0; copy--)
        {
            var row = copy == 0 ? template.Row : (Row)template.Row.CloneNode(deep: true);
            if (copy > 0)
            {
                if (before is null) template.Row.InsertAfterSelf(row);
                else before.InsertBeforeSelf(row);
                before = row;
            }

            Fill(template, row, copy, first + copy, copy < items.Count ? items[copy] : null);
        }
    }

    private void Fill(TemplateSheetRow template, Row row, int copy, int number, IReadOnlyDictionary<string, object?>? item)
    {
        row.RowIndex = (uint)number;
        var texts = new List<(int, uint?, string)>();
        foreach (var (cell, asked) in row.Elements<Cell>().Zip(template.Cells))
        {
            cell.CellReference = new CellPlace(number, asked.Column).ToString();
            var text = sheet.At(new CellPlace(template.Number, asked.Column), () => Fill(template, cell, asked, copy, item));
            if (text is not null) texts.Add((asked.Column, cell.StyleIndex?.Value, text));
        }

        _heights.Fit(row, template.Number, template.Row.Height?.Value ?? _usualHeight, texts);
    }

    /// <returns>The text that was put in; null where none was.</returns>
    private string? Fill(TemplateSheetRow template, Cell cell, TemplateSheetCell asked, int copy, IReadOnlyDictionary<string, object?>? item)
    {
        var place = new FormulaPlace(template.Number, copy);
        if (asked.Formula is { } plain)
        {
            cell.RemoveAllChildren();
            cell.DataType = null;
            cell.Append(new CellFormula(move.InCell(plain, place)));
            return null;
        }

        if (asked.Asked is not { } names) return null;
        if (names.Whole is not { } whole)
        {
            var text = string.Concat(names.Parts.Select(part => part is TemplateName name ? CellWriter.Text(ValueOf(name, item)) : (string)part));
            CellWriter.Write(cell, text, null, styles);
            return text;
        }

        var value = ValueOf(whole, item);
        var formula = names.Formula is { } own ? move.InCell(own, place) : null;
        // The row of an empty list stands for nothing, so there is nothing to compute in it.
        if (template.List == whole.First && item is null) formula = null;
        CellWriter.Write(cell, value, formula, styles);
        return value is string or null ? CellWriter.Text(value) : null;
    }

    private object? ValueOf(TemplateName name, IReadOnlyDictionary<string, object?>? item) => model.ValueOf(name.Name, item) is { } value and not "" ? value : name.Otherwise;
}
