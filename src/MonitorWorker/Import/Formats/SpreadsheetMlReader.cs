using System.Globalization;

namespace MonitorWorker.Import.Formats;

/// <summary>Reads the XML spreadsheets of 2003 that many systems export under the name .xls, row by row.</summary>
internal sealed class SpreadsheetMlReader : ITableReader
{
    private const string Space = "urn:schemas-microsoft-com:office:spreadsheet";

    public IEnumerable<SourceSheet> Read(Stream content, Allowance allowance)
    {
        using var xml = new SafeXml(new KeptOpen(content), allowance.Limits);
        var formats = new Dictionary<string, NumberFormat>(StringComparer.Ordinal);
        var style = "";
        var any = false;
        while (xml.Next())
        {
            if (xml.Starts("Style")) style = Of(xml, "ID") ?? "";
            else if (xml.Starts("NumberFormat")) AddFormat(formats, style, Of(xml, "Format"));
            else if (xml.Starts("Worksheet"))
            {
                any = true;
                yield return new SourceSheet(Of(xml, "Name") ?? "", xml.IsEmpty ? [] : Rows(xml, formats, allowance));
            }
        }

        if (!any) throw Refusal.NotATable("没有工作表的XML文件", "从系统导出 .xlsx 文件");
    }

    private static IEnumerable<SourceRow> Rows(SafeXml xml, Dictionary<string, NumberFormat> formats, Allowance allowance)
    {
        var rows = new SpannedRows(allowance);
        var number = 0;
        while (xml.Next() && !xml.Ends("Worksheet"))
        {
            if (!xml.Starts("Row")) continue;
            var next = Index(xml) ?? number + 1;
            if (next <= number || next > CellAddress.LastRow) throw Refusal.Damaged();
            number = next;
            rows.Begin(number);
            ReadRow(xml, rows, formats);
            if (rows.Take() is { Length: > 0 } cells) yield return new SourceRow(number, cells);
        }
    }

    private static void ReadRow(SafeXml xml, SpannedRows rows, Dictionary<string, NumberFormat> formats)
    {
        if (xml.IsEmpty) return;
        var column = 0;
        while (xml.Next() && !xml.Ends("Row"))
        {
            if (!xml.Starts("Cell")) continue;
            if (Index(xml) is { } given) column = given - 1;
            if (column >= CellAddress.LastColumn) throw Refusal.Damaged();
            var across = Count(xml, "MergeAcross");
            var down = Count(xml, "MergeDown");
            rows.Place(column, Cell(xml, formats), across, down);
            column += across;
        }
    }

    private static object? Cell(SafeXml xml, Dictionary<string, NumberFormat> formats)
    {
        var format = formats.GetValueOrDefault(Of(xml, "StyleID") ?? "");
        var hasFormula = Of(xml, "Formula") is not null;
        object? value = null;
        if (!xml.IsEmpty)
        {
            while (xml.Next() && !xml.Ends("Cell"))
            {
                if (xml.Starts("Data")) (value, hasFormula) = (Data(xml, format), false);
                else if (xml.IsStart) xml.Skip();
            }
        }

        return value ?? (hasFormula ? CellMarks.NotComputed : null);
    }

    private static object? Data(SafeXml xml, NumberFormat format)
    {
        var type = Of(xml, "Type");
        var text = xml.Text();
        return type switch
        {
            _ when text.Length == 0 => null,
            "Number" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => format.Value(number),
            "DateTime" when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) => time,
            "Boolean" => text is "1" or "true",
            _ => text,
        };
    }

    private static void AddFormat(Dictionary<string, NumberFormat> formats, string style, string? code)
    {
        if (formats.Count > 100_000) throw Refusal.TooBig("单元格格式过多");
        if (code is not null) formats[style] = NumberFormat.Of(0, code);
    }

    private static int? Index(SafeXml xml) =>
        Of(xml, "Index") is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index > 0 ? index
        : throw Refusal.Damaged();

    /// <summary>Cells covered, the first one included.</summary>
    private static int Count(SafeXml xml, string name) =>
        int.TryParse(Of(xml, name), NumberStyles.None, CultureInfo.InvariantCulture, out var more) ? Math.Min(more, CellAddress.LastRow) + 1 : 1;

    private static string? Of(SafeXml xml, string name) => xml.Qualified(name, Space) ?? xml.Plain(name);
}
