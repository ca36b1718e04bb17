using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Reports.Sheets;

/// <summary>A cell of a template with all that it asks for.</summary>
/// <param name="Asked">Null where it names nothing.</param>
/// <param name="Formula">A plain formula of the template; null where it has none.</param>
internal sealed record TemplateSheetCell(int Column, Cell Cell, TemplateCell? Asked, string? Formula);

/// <summary>A row of a template.</summary>
/// <param name="List">Name of the list that it is repeated for; null where it is not.</param>
internal sealed record TemplateSheetRow(int Number, Row Row, IReadOnlyList<TemplateSheetCell> Cells, string? List);

/// <summary>One sheet of a template, read but not yet changed: what its cells ask for, and which rows are repeated.</summary>
internal sealed class TemplateSheet
{
    private readonly string _template;

    /// <exception cref="ReportPartException">A cell cannot be understood; says which.</exception>
    public TemplateSheet(string template, string name, WorksheetPart part, IReadOnlyList<string> texts, TemplateModel model)
    {
        (_template, Name, Part) = (template, name, part);
        Worksheet = part.Worksheet ?? throw new ReportPartException($"{template}，工作表“{name}”：没有内容");
        var shared = new Dictionary<uint, (CellPlace At, string Formula)>();
        var last = 0;
        foreach (var row in Worksheet.Elements<SheetData>().SelectMany(data => data.Elements<Row>()))
        {
            last = row.RowIndex?.Value is { } number ? (int)number : last + 1;
            var column = 0;
            var cells = new List<TemplateSheetCell>();
            foreach (var cell in row.Elements<Cell>())
            {
                column = CellPlace.Parse(cell.CellReference?.Value)?.Column ?? column + 1;
                var place = new CellPlace(last, column);
                cells.Add(At(place, () => new TemplateSheetCell(column, cell, TemplateCell.Parse(TextOf(cell, texts)), FormulaOf(cell, place, shared))));
            }

            Rows.Add(new TemplateSheetRow(last, row, cells, ListOf(last, cells, model)));
        }

        Map = new RowMap(Rows.Where(row => row.List is not null).Select(row => (row.Number, model.TryGetList(row.List!, out var list) ? Math.Max(1, list.Items.Count) : 1)));
        if (Rows.Count > 0 && Rows[^1].Number + Rows.Where(row => row.List is not null).Sum(row => Map.CountOf(row.Number) - 1L) > CellPlace.LastRow)
            throw Failed(null, $"填入后超过{CellPlace.LastRow}行");
    }

    public string Name { get; }

    public WorksheetPart Part { get; }

    public Worksheet Worksheet { get; }

    public List<TemplateSheetRow> Rows { get; } = [];

    public RowMap Map { get; }

    /// <summary>Does something for one cell, so that what goes wrong names it.</summary>
    /// <exception cref="ReportPartException">What went wrong.</exception>
    public T At<T>(CellPlace place, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FormulaException error)
        {
            throw Failed($"单元格{place}", error.Message, error);
        }
    }

    /// <param name="where">Null for the sheet as a whole.</param>
    public ReportPartException Failed(string? where, string message, Exception? inner = null) => new($"{_template}，工作表“{Name}”{(where is null ? "" : "，" + where)}：{message}", inner);

    private static string TextOf(Cell cell, IReadOnlyList<string> texts)
    {
        if (cell.CellFormula is not null) return "";
        if (cell.DataType?.Value == CellValues.SharedString)
            return int.TryParse(cell.CellValue?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < texts.Count ? texts[index] : "";
        return cell.DataType?.Value == CellValues.InlineString ? TemplateWorkbook.PlainText(cell.InlineString) : cell.DataType?.Value == CellValues.String ? cell.CellValue?.Text ?? "" : "";
    }

    /// <summary>Of formulas that were filled down only the first is written out; the others follow from their distance to it.</summary>
    private static string? FormulaOf(Cell cell, CellPlace place, Dictionary<uint, (CellPlace At, string Formula)> shared)
    {
        if (cell.CellFormula is not { } formula) return null;
        var kind = formula.FormulaType?.Value ?? CellFormulaValues.Normal;
        if (kind == CellFormulaValues.Array || kind == CellFormulaValues.DataTable) throw new FormulaException("不支持数组公式和模拟运算表，请改为普通公式");
        if (kind != CellFormulaValues.Shared) return formula.Text;
        var index = formula.SharedIndex?.Value ?? 0;
        if (formula.Text.Length > 0)
        {
            shared[index] = (place, formula.Text);
            return formula.Text;
        }

        return shared.TryGetValue(index, out var first)
            ? FormulaText.Filled(first.Formula, place.Row - first.At.Row, place.Column - first.At.Column)
            : throw new FormulaException("共享公式缺少第一格");
    }

    private string? ListOf(int row, List<TemplateSheetCell> cells, TemplateModel model)
    {
        var lists = cells
            .SelectMany(cell => (cell.Asked?.Names ?? []).Select(name => (name.First, cell.Column)))
            .Where(name => model.TryGetList(name.First, out _))
            .DistinctBy(name => name.First)
            .ToList();
        return lists switch
        {
            [] => null,
            [var only] => only.First,
            [var first, var second, ..] => throw Failed($"单元格{new CellPlace(row, second.Column)}", $"同一行用了两个列表（{first.First}、{second.First}），一行只能重复一个列表"),
        };
    }
}
