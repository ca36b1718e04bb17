using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace MonitorWorker.Reports.Sheets;

/// <summary>The cell formats of a template, and the few that are added to them.</summary>
internal sealed class TemplateStyles
{
    private const string DayFormat = "yyyy\\-mm\\-dd";
    private const double UsualSize = 11;

    private readonly Stylesheet? _sheet;
    private readonly Dictionary<(uint Format, bool IsDay), uint> _added = [];

    public TemplateStyles(WorkbookPart workbook) => _sheet = workbook.WorkbookStylesPart?.Stylesheet;

    /// <summary>The same look for a text that begins like a formula: it stays a text when somebody types into the cell.</summary>
    public uint? Quoted(uint? format) => Added(format, isDay: false);

    /// <summary>The same look for a day; its own date format stays.</summary>
    public uint? Day(uint? format) => Format(format)?.NumberFormatId?.Value is > 0 and not 49 ? format : Added(format, isDay: true);

    /// <summary>True where text goes on in another line of the cell.</summary>
    public bool Wraps(uint? format) => Format(format)?.Alignment?.WrapText?.Value ?? false;

    /// <summary>Steps by which text is set in from the border.</summary>
    public uint IndentOf(uint? format) => Format(format)?.Alignment?.Indent?.Value ?? 0;

    /// <summary>Points of the font whose digits columns are measured in.</summary>
    public double NormalSize => _sheet?.CellStyleFormats?.Elements<CellFormat>().FirstOrDefault()?.FontId?.Value is { } font ? SizeOfFont(font) : UsualSize;

    /// <summary>Of its letters, in points.</summary>
    public double SizeOf(uint? format) => Format(format)?.FontId?.Value is { } font ? SizeOfFont(font) : UsualSize;

    private double SizeOfFont(uint font) => _sheet?.Fonts?.Elements<Font>().ElementAtOrDefault((int)font)?.FontSize?.Val?.Value ?? UsualSize;

    private CellFormat? Format(uint? format) => _sheet?.CellFormats?.Elements<CellFormat>().ElementAtOrDefault((int)(format ?? 0));

    private uint? Added(uint? format, bool isDay)
    {
        if (_sheet?.CellFormats is not { } formats) return format;
        if (_added.TryGetValue((format ?? 0, isDay), out var known)) return known;

        var made = (CellFormat?)Format(format)?.CloneNode(deep: true) ?? new CellFormat();
        if (isDay) (made.NumberFormatId, made.ApplyNumberFormat) = (DayFormatId(), true);
        else made.QuotePrefix = true;
        formats.Append(made);
        var index = (uint)(formats.Elements<CellFormat>().Count() - 1);
        formats.Count = index + 1;
        return _added[(format ?? 0, isDay)] = index;
    }

    private uint DayFormatId()
    {
        _sheet!.NumberingFormats ??= new NumberingFormats();
        var known = _sheet.NumberingFormats.Elements<NumberingFormat>().ToList();
        if (known.Find(format => format.FormatCode?.Value == DayFormat)?.NumberFormatId?.Value is { } own) return own;

        // Below 164 they are the spreadsheet's own.
        var id = known.Select(format => format.NumberFormatId?.Value ?? 0).Append(163u).Max() + 1;
        _sheet.NumberingFormats.Append(new NumberingFormat { NumberFormatId = id, FormatCode = StringValue.FromString(DayFormat) });
        _sheet.NumberingFormats.Count = (uint)known.Count + 1;
        return id;
    }
}
