using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Reports.Sheets;

/// <summary>A column of a sheet that is written.</summary>
/// <param name="Width">In letters.</param>
internal sealed record SheetColumn(string Header, double Width);

/// <summary>
/// Writes an .xlsx row by row straight into the file: what is behind is not held. Each sheet begins with a header that stays in view. Text is
/// text, whatever it begins with: no cell is a formula.
/// </summary>
internal sealed class WorkbookStream(Stream file) : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int LongestCell = 32_767;

    /// <summary>Of all parts, so that the same cells give the same bytes.</summary>
    private static readonly DateTimeOffset _written = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFD9E2EC"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    private readonly ZipArchive _package = new(file, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> _sheets = [];
    private string _name = "";
    private IReadOnlyList<SheetColumn> _columns = [];
    private XmlWriter? _sheet;
    private int _row;

    /// <summary>Indexes into the cellXfs above.</summary>
    private enum Style
    {
        Plain,
        Text,
        Day,
        Moment,
        TwoDecimals,
        Header,
    }

    /// <summary>Ends the sheet before and begins another.</summary>
    /// <param name="name">At most 25 characters.</param>
    public void Begin(string name, IReadOnlyList<SheetColumn> columns)
    {
        End();
        (_name, _columns) = (name, columns);
        Open(name);
    }

    /// <summary>Text, whole numbers, decimals (shown with two places), days and moments; null is an empty cell. What has no room in one sheet goes on in another.</summary>
    public void Add(params ReadOnlySpan<object?> cells)
    {
        if (_row == CellPlace.LastRow)
        {
            End();
            Open(string.Create(CultureInfo.InvariantCulture, $"{_name}({_sheets.Count(sheet => sheet.StartsWith(_name, StringComparison.Ordinal)) + 1})"));
        }

        BeginRow();
        for (var column = 0; column < cells.Length; column++) Write(column + 1, cells[column]);
        _sheet!.WriteEndElement();
    }

    /// <summary>Completes the file.</summary>
    public void Dispose()
    {
        End();
        Put("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{Each((name, n) => $"<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")}</sheets></workbook>");
        Put("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{Each((_, n) => Relation(n, "worksheet", $"worksheets/sheet{n}.xml"))}{Relation(_sheets.Count + 1, "styles", "styles.xml")}</Relationships>");
        Put("xl/styles.xml", Styles);
        Put("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\">{Relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>");
        Put(
            "[Content_Types].xml",
            $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Kind}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Kind}.styles+xml\"/>"
            + Each((_, n) => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{Kind}.worksheet+xml\"/>") + "</Types>");
        _package.Dispose();

        string Each(Func<string, int, string> part) => string.Concat(_sheets.Select((name, index) => part(name, index + 1)));
        string Relation(int number, string type, string target) => string.Create(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{number}\" Type=\"{Relations}/{type}\" Target=\"{target}\"/>");
    }

    private void Put(string name, string xml)
    {
        using var part = Entry(name, CompressionLevel.Optimal).Open();
        part.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml));
    }

    private ZipArchiveEntry Entry(string name, CompressionLevel compression)
    {
        var entry = _package.CreateEntry(name, compression);
        entry.LastWriteTime = _written;
        return entry;
    }

    private void Open(string name)
    {
        _sheets.Add(name);
        var part = Entry(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count}.xml"), CompressionLevel.Fastest).Open();
        _sheet = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
        _row = 0;
        _sheet.WriteStartDocument(standalone: true);
        _sheet.WriteStartElement("worksheet", Main);
        _sheet.WriteRaw("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        _sheet.WriteStartElement("cols", Main);
        for (var column = 1; column <= _columns.Count; column++)
        {
            _sheet.WriteStartElement("col", Main);
            _sheet.WriteAttributeString("min", Number(column));
            _sheet.WriteAttributeString("max", Number(column));
            _sheet.WriteAttributeString("width", _columns[column - 1].Width.ToString(CultureInfo.InvariantCulture));
            _sheet.WriteAttributeString("customWidth", "1");
            _sheet.WriteEndElement();
        }

        _sheet.WriteEndElement();
        _sheet.WriteStartElement("sheetData", Main);
        BeginRow();
        for (var column = 1; column <= _columns.Count; column++) Cell(column, Style.Header, "inlineStr", _columns[column - 1].Header);
        _sheet.WriteEndElement();
    }

    private void End()
    {
        if (_sheet is null) return;
        _sheet.WriteEndElement();
        _sheet.WriteStartElement("autoFilter", Main);
        _sheet.WriteAttributeString("ref", $"A1:{new CellPlace(_row, _columns.Count)}");
        _sheet.WriteEndDocument();
        _sheet.Dispose();
        _sheet = null;
    }

    private void BeginRow()
    {
        _sheet!.WriteStartElement("row", Main);
        _sheet.WriteAttributeString("r", Number(++_row));
    }

    private void Write(int column, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case int or long:
                Cell(column, Style.Plain, null, Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case decimal number:
                Cell(column, Style.TwoDecimals, null, number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                Cell(column, Style.Day, null, day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateTime moment:
                Cell(column, Style.Moment, null, moment.ToOADate().ToString("R", CultureInfo.InvariantCulture));
                break;
            case string text:
                Cell(column, Style.Text, "inlineStr", CellWriter.Escaped(CellMarkText.Clean(text, LongestCell)));
                break;
            default:
                throw new ArgumentException($"A cell holds no {value.GetType().Name}.", nameof(value));
        }
    }

    private void Cell(int column, Style style, string? type, string content)
    {
        _sheet!.WriteStartElement("c", Main);
        _sheet.WriteAttributeString("r", new CellPlace(_row, column).ToString());
        if (style != Style.Plain) _sheet.WriteAttributeString("s", Number((int)style));
        if (type is not null)
        {
            _sheet.WriteAttributeString("t", type);
            _sheet.WriteStartElement("is", Main);
            _sheet.WriteStartElement("t", Main);
            _sheet.WriteAttributeString("xml", "space", null, "preserve");
            _sheet.WriteString(content);
            _sheet.WriteEndElement();
            _sheet.WriteEndElement();
        }
        else
        {
            _sheet.WriteElementString("v", Main, content);
        }

        _sheet.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
