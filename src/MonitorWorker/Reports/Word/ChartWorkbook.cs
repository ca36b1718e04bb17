using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace MonitorWorker.Reports.Word;

/// <summary>The workbook inside a chart: names in the first column, a series in each further one. Names are text, whatever they begin with.</summary>
internal static class ChartWorkbook
{
    public const string Sheet = "Sheet1";

    public static byte[] Of(ChartData data)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddNewPart<WorkbookPart>("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "rIdWorkbook");
            var sheet = workbook.AddNewPart<WorksheetPart>("rIdSheet");
            var rows = new SheetData(new Row([Text(data.Corner), .. data.Series.Select(series => Text(series.Name))]));
            for (var at = 0; at < data.Names.Count; at++) rows.AppendChild(new Row([Text(data.Names[at]), .. data.Series.Select(series => Number(series.Values[at]))]));
            sheet.Worksheet = new Worksheet(rows);
            workbook.Workbook = new Workbook(new DocumentFormat.OpenXml.Spreadsheet.Sheets(new Sheet { Name = Sheet, SheetId = 1, Id = "rIdSheet" }));
        }

        return Packing.Repack(stream);
    }

    /// <summary>Where a series stands, e.g. Sheet1!$B$2:$B$4.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="first">From 1; as <paramref name="last"/>.</param>
    public static string Range(int column, int first, int last)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) name = (char)('A' + (rest - 1) % 26) + name;
        return string.Create(CultureInfo.InvariantCulture, $"{Sheet}!${name}${first}{(last > first ? $":${name}${last}" : "")}");
    }

    private static Cell Text(string text) => new(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString };

    private static Cell Number(decimal? value) => value is { } known ? new Cell(new CellValue(known)) { DataType = CellValues.Number } : new Cell();
}
