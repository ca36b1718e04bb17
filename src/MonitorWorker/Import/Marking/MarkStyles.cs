using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace MonitorWorker.Import.Marking;

/// <summary>Gives a cell's style the colour of a mark, or takes it away, and leaves font, border, number format and alignment alone.</summary>
internal sealed class MarkStyles
{
    // Nearly the light red that Excel offers for what is bad, but not quite, so that our own is known again.
    private const string MarkColour = "FFFFC7CF";

    private const string Empty = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>
        """;

    private readonly Stylesheet _sheet;
    private readonly CellFormats _formats;
    private readonly List<CellFormat> _cells;
    private readonly uint _fill;
    private readonly Dictionary<uint, uint> _marked = [];
    private readonly Dictionary<uint, uint> _unmarked = [];

    public MarkStyles(WorkbookPart workbook)
    {
        _sheet = Load(workbook);
        _formats = _sheet.CellFormats ??= new CellFormats();
        if (!_formats.Elements<CellFormat>().Any()) _formats.AppendChild(new CellFormat());
        _cells = [.. _formats.Elements<CellFormat>()];
        _fill = FillOf(_sheet.Fills ??= new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })));
    }

    /// <param name="style">Index of the cell's own style.</param>
    /// <returns>Index of the same style with the colour of a mark.</returns>
    public uint Marked(uint style) => Changed(_marked, style, format => format.FillId = _fill);

    /// <returns>Index of the same style without it; the same index where the colour is another one.</returns>
    public uint Unmarked(uint style) =>
        style < _cells.Count && _cells[(int)style].FillId?.Value == _fill ? Changed(_unmarked, style, format => format.FillId = 0) : style;

    public void Save()
    {
        _formats.Count = (uint)_cells.Count;
        _sheet.Fills!.Count = (uint)_sheet.Fills.Elements<Fill>().Count();
        _sheet.Save();
    }

    private static Stylesheet Load(WorkbookPart workbook)
    {
        if (workbook.WorkbookStylesPart is { Stylesheet: { } sheet }) return sheet;
        var part = workbook.AddNewPart<WorkbookStylesPart>();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Empty));
        part.FeedData(stream);
        return part.Stylesheet!;
    }

    private static uint FillOf(Fills fills)
    {
        var known = fills.Elements<Fill>().ToList();
        var index = known.FindIndex(fill => fill.PatternFill?.ForegroundColor?.Rgb?.Value == MarkColour);
        if (index >= 0) return (uint)index;
        fills.AppendChild(new Fill(new PatternFill(new ForegroundColor { Rgb = MarkColour }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid }));
        return (uint)known.Count;
    }

    private uint Changed(Dictionary<uint, uint> known, uint style, Action<CellFormat> change)
    {
        if (known.TryGetValue(style, out var index)) return index;
        var format = (CellFormat)_cells[style < _cells.Count ? (int)style : 0].CloneNode(true);
        change(format);
        format.ApplyFill = true;
        _formats.InsertAfter(format, _cells[^1]);
        _cells.Add(format);
        return known[style] = (uint)(_cells.Count - 1);
    }
}
