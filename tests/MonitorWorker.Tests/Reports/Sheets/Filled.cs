using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using MonitorWorker.Import.Formats;

namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>Looks into a workbook that was made.</summary>
internal static class Filled
{
    /// <summary>All cells with a value as our own reader has them, which refuses a formula without one; a line for each row.</summary>
    public static string AsText(byte[] workbook)
    {
        var lines = new List<string>();
        var merged = Merged(workbook);
        foreach (var sheet in FormatCatalog.Open(new MemoryStream(workbook), "made.xlsx", ReadLimits.Default))
        {
            lines.Add($"== {sheet.Name}");
            foreach (var row in sheet.Rows)
            {
                // Merged cells are read as many: the first will do.
                var cells = row.Cells.Select((cell, index) => merged[sheet.Name].Contains((row.Number, index)) ? "" : Text(cell)).ToList();
                if (cells.Exists(cell => cell.Length > 0)) lines.Add(string.Create(CultureInfo.InvariantCulture, $"{row.Number}: {string.Join('|', cells).TrimEnd('|')}"));
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Of each sheet the cells, column from 0, that are covered by the first of merged ones.</summary>
    private static Dictionary<string, HashSet<(int Row, int Column)>> Merged(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        var book = document.WorkbookPart!;
        return book.Workbook!.Sheets!.Elements<Sheet>().ToDictionary(sheet => sheet.Name!.Value!, sheet => ((WorksheetPart)book.GetPartById(sheet.Id!.Value!)).Worksheet!
            .Descendants<MergeCell>()
            .Select(merge => CellAddress.TryParseRange(merge.Reference!.Value!, out var from, out var to) ? (From: from, To: to) : default)
            .SelectMany(merge => Enumerable.Range(merge.From.Row, merge.To.Row - merge.From.Row + 1).SelectMany(row => Enumerable.Range(merge.From.Column, merge.To.Column - merge.From.Column + 1).Select(column => (row, column))).Skip(1))
            .ToHashSet());
    }

    public static void IsValid(byte[] workbook, string what = "")
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document).Select(error => $"{what} {error.Part?.Uri} {error.Path?.XPath}: {error.Description}").ToList();
        Assert.Empty(errors);
    }

    /// <summary>The cells of the first sheet by their addresses.</summary>
    public static IReadOnlyDictionary<string, Cell> Cells(byte[] workbook) => Open(workbook, (sheet, _) => sheet.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!, cell => (Cell)cell.CloneNode(true)));

    public static T Open<T>(byte[] workbook, Func<Worksheet, WorkbookPart, T> look)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        var book = document.WorkbookPart!;
        return look(((WorksheetPart)book.GetPartById(book.Workbook!.Sheets!.Elements<Sheet>().First().Id!.Value!)).Worksheet!, book);
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number => number.ToString("G15", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!.ReplaceLineEndings("⏎"),
    };
}
