using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace MonitorWorker.Import.Marking;

/// <summary>
/// Writes the cells of any original as an .xlsx: the same rows and columns, text as text in cells that stay text when somebody
/// types into them (a code keeps its zeros), numbers as numbers, dates as dates.
/// </summary>
internal static class PlainWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int LongestCell = 32_767;
    private const int MostSheets = 200;
    private const int MostCells = 5_000_000;
    private const int RowsThatSetTheWidth = 200;

    /// <summary>Indexes into the cellXfs below.</summary>
    private enum Style
    {
        Plain,
        Text,
        Day,
        Moment,
        Title,
        Heading,
        Words,
        Amount,
        ToFill,
    }

    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="#,##0.00####"/></numFmts>
        <fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>
        <fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE9EDF2"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF2A8"/></patternFill></fill></fills>
        <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="9"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="2" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/><xf numFmtId="166" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/><xf numFmtId="0" fontId="0" fillId="3" borderId="1" xfId="0" applyFill="1" applyBorder="1"/></cellXfs>
        <cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    /// <returns>The workbook, and under which name it holds each sheet of the original.</returns>
    /// <exception cref="CannotMarkException">Too many rows, or nothing in it.</exception>
    public static (MemoryStream Workbook, IReadOnlyDictionary<string, string> Names) Write(IEnumerable<SourceSheet> sheets)
    {
        var names = new Dictionary<string, string>();
        var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            Feed(workbook.AddNewPart<WorkbookStylesPart>(), Styles);
            var (rows, cells) = (0, 0);
            var list = new StringBuilder();
            foreach (var sheet in sheets)
            {
                // A second sheet of the same name could not be told from the first by any message.
                if (names.ContainsKey(sheet.Name) || names.Count == MostSheets) continue;
                var name = SheetName(sheet.Name, names.Values);
                names.Add(sheet.Name, name);
                var part = workbook.AddNewPart<WorksheetPart>();
                WriteSheet(part, Counted(sheet.Rows));
                list.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{Escaped(name)}\" sheetId=\"{names.Count}\" r:id=\"{workbook.GetIdOfPart(part)}\"/>");
            }

            if (names.Count == 0) throw new CannotMarkException("原文件里没有工作表");
            Feed(workbook, $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{list}</sheets></workbook>");

            List<SourceRow> Counted(IEnumerable<SourceRow> from)
            {
                var kept = new List<SourceRow>();
                foreach (var row in from.Where(row => row.Cells.Any(cell => cell is not null)))
                {
                    cells += row.Cells.Count;
                    if (++rows > MarkedCopy.MostRows || cells > MostCells || !new CellPlace(row.Number, Math.Max(1, row.Cells.Count)).Exists)
                        throw new CannotMarkException(string.Create(CultureInfo.InvariantCulture, $"原文件超过{MarkedCopy.MostRows}行"));
                    kept.Add(row);
                }

                return kept;
            }
        }

        return (file, names);
    }

    /// <summary>A workbook of the program's own, for people to read or fill in.</summary>
    /// <exception cref="CannotMarkException">Too many rows.</exception>
    public static byte[] Write(IReadOnlyList<StyledSheet> sheets) =>
        Write(sheets.Select(sheet => new SourceSheet(sheet.Name, sheet.Rows.Select((row, index) => new SourceRow(index + 1, row))))).Workbook.ToArray();

    private static void Feed(OpenXmlPart part, string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml));
        part.FeedData(stream);
    }

    private static void WriteSheet(WorksheetPart part, List<SourceRow> rows)
    {
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement("worksheet", Main);
        WriteWidths(writer, rows);
        writer.WriteStartElement("sheetData", Main);
        foreach (var row in rows)
        {
            writer.WriteStartElement("row", Main);
            writer.WriteAttributeString("r", row.Number.ToString(CultureInfo.InvariantCulture));
            for (var column = 0; column < row.Cells.Count; column++)
            {
                if (row.Cells[column] is { } value) WriteCell(writer, new CellPlace(row.Number, column + 1), value);
            }

            writer.WriteEndElement();
        }

        writer.WriteEndDocument();
    }

    private static void WriteWidths(XmlWriter writer, List<SourceRow> rows)
    {
        var first = rows.Take(RowsThatSetTheWidth).ToList();
        var columns = first.Count == 0 ? 0 : first.Max(row => row.Cells.Count);
        if (columns == 0) return;
        writer.WriteStartElement("cols", Main);
        for (var column = 0; column < columns; column++)
        {
            var number = (column + 1).ToString(CultureInfo.InvariantCulture);
            var width = first.Max(row => column < row.Cells.Count ? Width(row.Cells[column]) : 0);
            writer.WriteStartElement("col", Main);
            writer.WriteAttributeString("min", number);
            writer.WriteAttributeString("max", number);
            writer.WriteAttributeString("width", Math.Clamp(width + 3, 9, 50).ToString(CultureInfo.InvariantCulture));
            writer.WriteAttributeString("customWidth", "1");
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    /// <summary>A Chinese character is as wide as two letters.</summary>
    private static int Width(object? value) => value is StyledCell styled
        ? styled.Look is CellLook.Title or CellLook.Note ? 0 : Width(styled.Value)
        : (CellText.Of(value) ?? "").Take(50).Sum(letter => letter > 255 ? 2 : 1);

    private static void WriteCell(XmlWriter writer, CellPlace place, object? value, CellLook? look = null)
    {
        switch (value)
        {
            case StyledCell styled:
                WriteCell(writer, place, styled.Value, styled.Look);
                break;
            case null:
                Cell(Style.Plain, null, null);
                break;
            case double number when double.IsFinite(number):
                Cell(Style.Plain, null, number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateTime time when IsInCalendar(time):
                Cell(time.TimeOfDay == TimeSpan.Zero ? Style.Day : Style.Moment, null, time.ToOADate().ToString("R", CultureInfo.InvariantCulture));
                break;
            case bool flag:
                Cell(Style.Plain, "b", flag ? "1" : "0");
                break;
            default:
                Cell(Style.Text, "inlineStr", CellMarkText.Clean(value as string ?? CellText.Of(value) ?? "", LongestCell));
                break;
        }

        void Cell(Style style, string? type, string? content)
        {
            if (look is { } own) style = StyleOf(own);
            writer.WriteStartElement("c", Main);
            writer.WriteAttributeString("r", place.ToString());
            if (style != Style.Plain) writer.WriteAttributeString("s", ((int)style).ToString(CultureInfo.InvariantCulture));
            if (type is not null) writer.WriteAttributeString("t", type);
            if (type == "inlineStr")
            {
                writer.WriteStartElement("is", Main);
                writer.WriteStartElement("t", Main);
                writer.WriteAttributeString("xml", "space", null, "preserve");
                writer.WriteString(content);
                writer.WriteEndElement();
                writer.WriteEndElement();
            }
            else if (content is not null)
            {
                writer.WriteElementString("v", Main, content);
            }

            writer.WriteEndElement();
        }
    }

    private static Style StyleOf(CellLook look) => look switch
    {
        CellLook.Title => Style.Title,
        CellLook.Heading => Style.Heading,
        CellLook.Words => Style.Words,
        CellLook.Amount => Style.Amount,
        CellLook.ToFill => Style.ToFill,
        _ => Style.Text,
    };

    /// <summary>Spreadsheets count days from 1900 and got that year's February wrong.</summary>
    private static bool IsInCalendar(DateTime time) => time.Year > 1900;

    /// <summary>At most 31 characters, none of those that formulas need, unlike the others.</summary>
    private static string SheetName(string name, IEnumerable<string> taken)
    {
        var clean = string.Concat(CellMarkText.Clean(name, 100).Select(letter => @"\/:*?[]".Contains(letter) || char.IsControl(letter) ? '_' : letter)).Trim('\'', ' ');
        if (clean.Length == 0) clean = "Sheet1";
        var used = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unlike = CellMarkText.Clean(clean, 31);
        for (var number = 2; used.Contains(unlike); number++)
            unlike = CellMarkText.Clean(clean, 25) + string.Create(CultureInfo.InvariantCulture, $"({number})");
        return unlike;
    }

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
