using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace MonitorWorker.Import.Marking;

/// <summary>Marks cells of an .xlsx in place. What it does not have to touch keeps its bytes.</summary>
internal static class WorkbookMarker
{
    /// <param name="file">The workbook; changed.</param>
    /// <exception cref="CannotMarkException">No mark falls on a cell, or the sheets are too long.</exception>
    public static byte[] Mark(MemoryStream file, IReadOnlyList<CellMark> marks)
    {
        file.Position = 0;
        using (var document = SpreadsheetDocument.Open(file, isEditable: true, new OpenSettings { AutoSave = false }))
        {
            var workbook = document.WorkbookPart ?? throw new CannotMarkException("原文件里没有工作簿");
            PackageCheck.RequireFlat(workbook);
            PackageCheck.RequireFlat(workbook.WorkbookStylesPart);
            var sheets = Sheets(workbook);
            var places = Placed(marks, sheets);
            var styles = new MarkStyles(workbook);
            foreach (var (index, sheet) in sheets.Index())
                MarkSheet(sheet.Part, index + 1, places.GetValueOrDefault(sheet.Name) ?? [], styles);
            styles.Save();
        }

        return file.ToArray();
    }

    private static List<(string Name, WorksheetPart Part)> Sheets(WorkbookPart workbook) =>
    [
        .. (workbook.Workbook?.Sheets?.Elements<Sheet>() ?? [])
            .Select(sheet => (Name: sheet.Name?.Value ?? "", Part: sheet.Id?.Value is { } id && workbook.TryGetPartById(id, out var part) ? part as WorksheetPart : null))
            .Where(sheet => sheet.Part is not null)
            .Select(sheet => (sheet.Name, sheet.Part!))
            .DistinctBy(sheet => sheet.Name),
    ];

    private static Dictionary<string, List<(CellPlace Place, string Comment)>> Placed(IReadOnlyList<CellMark> marks, List<(string Name, WorksheetPart Part)> sheets)
    {
        if (sheets.Count == 0) throw new CannotMarkException("原文件里没有工作表");
        var names = sheets.Select(sheet => sheet.Name).ToHashSet();
        var placed = marks
            .Select(mark => (Sheet: mark.Sheet.Length == 0 ? sheets[0].Name : mark.Sheet, Place: new CellPlace(mark.Row, mark.Column ?? 1), mark.Comment))
            .Where(mark => mark.Place.Exists && names.Contains(mark.Sheet))
            .ToList();
        if (placed.Count == 0) throw new CannotMarkException("没有可以标在单元格上的问题");

        if (placed.Count > MarkedCopy.MostMarks)
        {
            var left = placed.Count - MarkedCopy.MostMarks;
            placed = placed[..MarkedCopy.MostMarks];
            var last = placed[^1];
            placed[^1] = last with { Comment = string.Create(CultureInfo.InvariantCulture, $"{last.Comment}\n（本副本只标出前{MarkedCopy.MostMarks}处，另有{left}处没有标出，改完后再次报送时继续提示。）") };
        }

        return placed.GroupBy(mark => mark.Sheet).ToDictionary(sheet => sheet.Key, sheet => sheet.Select(mark => (mark.Place, mark.Comment)).ToList());
    }

    private static void MarkSheet(WorksheetPart part, int number, List<(CellPlace Place, string Comment)> marks, MarkStyles styles)
    {
        if (marks.Count == 0 && part.WorksheetCommentsPart is null) return;

        var scan = SheetScan.Of(part);
        PackageCheck.RequireFlat(part.WorksheetCommentsPart);
        var notes = new SheetNotes(part, number, scan.LegacyDrawing);
        // Of a merged block only the first cell is seen.
        var comments = marks.GroupBy(mark => scan.OriginOf(mark.Place)).ToDictionary(cell => cell.Key, cell => string.Join('\n', cell.Select(mark => mark.Comment).Distinct()));
        var settled = notes.Marked().Where(place => !comments.ContainsKey(place)).ToList();
        if (comments.Count == 0 && settled.Count == 0) return;

        foreach (var place in settled) notes.Settle(place);
        foreach (var (place, comment) in comments.OrderBy(mark => mark.Key.Row).ThenBy(mark => mark.Key.Column)) notes.Put(place, comment);
        var drawing = notes.Save();
        new SheetRewriter(comments.Keys, settled, styles, drawing).Rewrite(part);
    }
}
