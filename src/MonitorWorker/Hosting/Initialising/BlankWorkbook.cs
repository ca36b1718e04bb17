using System.Globalization;
using System.Security;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Hosting.Initialising;

/// <summary>
/// The workbook that a clerk fills in: a page of explanations and a sheet for each input table. What explains a column, and the example, stand above its
/// header, where no import reads them.
/// </summary>
internal static class BlankWorkbook
{
    public const string FileName = "预算绩效监控填报表.xlsx";

    /// <summary>Rows with lists and formats; what a clerk adds below is read all the same.</summary>
    public const int LastRow = 3000;

    public const int HeaderRow = 5;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Excel takes no longer list in a cell's own rule.</summary>
    private const int LongestList = 255;

    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="#,##0.00####"/></numFmts>
        <fonts count="7"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="宋体"/></font><font><sz val="10"/><color rgb="FF44546A"/><name val="宋体"/></font><font><sz val="9"/><color rgb="FF44546A"/><name val="宋体"/></font><font><i/><sz val="10"/><color rgb="FF7F7F7F"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="宋体"/></font></fonts>
        <fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE9EDF2"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills>
        <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"><color rgb="FFBFBFBF"/></left><right style="thin"><color rgb="FFBFBFBF"/></right><top style="thin"><color rgb="FFBFBFBF"/></top><bottom style="thin"><color rgb="FFBFBFBF"/></bottom><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="12"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
        <xf numFmtId="49" fontId="3" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="4" fillId="4" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/>
        <xf numFmtId="49" fontId="5" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf><xf numFmtId="49" fontId="6" fillId="3" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="5" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>
        <cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    /// <summary>Indexes into the cellXfs above.</summary>
    private enum Style
    {
        Plain,
        Title,
        Note,
        Hint,
        Example,
        Header,
        RequiredHeader,
        Text,
        Amount,
        Day,
        Words,
        Heading,
    }

    public static byte[] Write(IReadOnlyList<BlankSheet> sheets, IReadOnlyList<string> explanations)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            Feed(workbook.AddNewPart<WorkbookStylesPart>(), Styles);
            var (list, titles) = (new StringBuilder(), new StringBuilder());
            Add("填写说明", Explanations(explanations));
            foreach (var (index, sheet) in sheets.Index())
            {
                Add(sheet.Name, Table(sheet));
                titles.Append(CultureInfo.InvariantCulture, $"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index + 1}\">'{sheet.Name}'!${HeaderRow}:${HeaderRow}</definedName>");
            }

            Feed(workbook, $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{list}</sheets><definedNames>{titles}</definedNames></workbook>");

            void Add(string name, string xml)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                Feed(part, xml);
                var number = workbook.WorksheetParts.Count();
                list.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"{workbook.GetIdOfPart(part)}\"/>");
            }
        }

        return file.ToArray();
    }

    private static string Explanations(IReadOnlyList<string> lines)
    {
        var rows = new StringBuilder();
        foreach (var (index, line) in lines.Index())
        {
            var style = index == 0 ? Style.Title : line.StartsWith('一') || line.StartsWith('二') || line.StartsWith('三') || line.StartsWith('四') ? Style.Heading : Style.Words;
            rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{index + 1}\" ht=\"{8 + (16 * (1 + (Letters(line) / 84)))}\" customHeight=\"1\">{Cell(index + 1, 1, style, line)}</row>");
        }

        return Sheet("", "<cols><col min=\"1\" max=\"1\" width=\"88\" customWidth=\"1\"/></cols>", rows.ToString(), "", "portrait");
    }

    private static string Table(BlankSheet sheet)
    {
        var columns = string.Concat(sheet.Columns.Select((column, index) => string.Create(
            CultureInfo.InvariantCulture, $"<col min=\"{index + 1}\" max=\"{index + 1}\" width=\"{Width(column)}\" style=\"{(int)StyleOf(column)}\" customWidth=\"1\"/>")));
        var rows = new StringBuilder();
        rows.Append(CultureInfo.InvariantCulture, $"<row r=\"1\" ht=\"24\" customHeight=\"1\">{Cell(1, 1, Style.Title, sheet.Name)}</row>");
        rows.Append(CultureInfo.InvariantCulture, $"<row r=\"2\">{Cell(2, 1, Style.Note, $"{sheet.Purpose}深色表头的列必须填。第4行是示例，不会读入；请从第{HeaderRow + 1}行填起。")}</row>");
        Row(3, " ht=\"80\" customHeight=\"1\"", (column, index) => Cell(3, index, Style.Hint, (column.IsRequired ? "必填。" : "") + column.Hint.Says));
        Row(4, "", (column, index) => Cell(4, index, Style.Example, column.Hint.Example));
        Row(HeaderRow, " ht=\"22\" customHeight=\"1\"", (column, index) => Cell(HeaderRow, index, column.IsRequired ? Style.RequiredHeader : Style.Header, column.Header));
        foreach (var (number, values) in sheet.Rows.Index())
            Row(HeaderRow + 1 + number, "", (column, index) => values.GetValueOrDefault(column.Name) is { } value ? Filled(HeaderRow + 1 + number, index, column, value) : "");
        var pane = string.Create(CultureInfo.InvariantCulture, $"<pane ySplit=\"{HeaderRow}\" topLeftCell=\"A{HeaderRow + 1}\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A{HeaderRow + 1}\" sqref=\"A{HeaderRow + 1}\"/>");
        return Sheet(pane, $"<cols>{columns}</cols>", rows.ToString(), Lists(sheet), "landscape");

        void Row(int number, string height, Func<BlankColumn, int, string> cell) => rows.Append(
            CultureInfo.InvariantCulture, $"<row r=\"{number}\"{height}>{string.Concat(sheet.Columns.Select((column, index) => cell(column, index + 1)))}</row>");
    }

    private static string Lists(BlankSheet sheet)
    {
        var lists = sheet.Columns.Select((column, index) => (column, Place: new CellPlace(HeaderRow + 1, index + 1), Last: new CellPlace(LastRow, index + 1)))
            .Where(list => list.column.Choices.Count > 0 && string.Join(',', list.column.Choices).Length <= LongestList)
            .Select(list => string.Create(
                CultureInfo.InvariantCulture,
                $"<dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" {(list.column.IsOpen ? "" : "showErrorMessage=\"1\" errorTitle=\"请从列表中选\" error=\"请从列表中选一项。\" ")}sqref=\"{list.Place}:{list.Last}\"><formula1>\"{SecurityElement.Escape(string.Join(',', list.column.Choices))}\"</formula1></dataValidation>"))
            .ToList();
        return lists.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"<dataValidations count=\"{lists.Count}\">{string.Concat(lists)}</dataValidations>");
    }

    private static string Sheet(string pane, string columns, string rows, string lists, string orientation) =>
        $"<worksheet xmlns=\"{Main}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">{pane}</sheetView></sheetViews>{columns}<sheetData>{rows}</sheetData>{lists}"
        + $"<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"{orientation}\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>";

    private static string Filled(int row, int column, BlankColumn of, string value) => of.Format switch
    {
        BlankFormat.Amount or BlankFormat.Number => $"<c r=\"{new CellPlace(row, column)}\" s=\"{(int)StyleOf(of)}\"><v>{value}</v></c>",
        _ => Cell(row, column, Style.Text, value),
    };

    private static string Cell(int row, int column, Style style, string text) => text.Length == 0
        ? $"<c r=\"{new CellPlace(row, column)}\" s=\"{(int)style}\"/>"
        : $"<c r=\"{new CellPlace(row, column)}\" s=\"{(int)style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>";

    private static Style StyleOf(BlankColumn column) => column.Format switch
    {
        BlankFormat.Amount => Style.Amount,
        BlankFormat.Day => Style.Day,
        BlankFormat.Number => Style.Plain,
        _ => Style.Text,
    };

    /// <summary>A Chinese character is as wide as two letters.</summary>
    private static int Width(BlankColumn column) => Math.Clamp(
        3 + Math.Max(Letters(column.Header), Math.Max(Letters(column.Hint.Example), column.Choices.Select(Letters).DefaultIfEmpty(0).Max())), 15, 28);

    private static int Letters(string text) => text.Sum(letter => letter > 255 ? 2 : 1);

    private static void Feed(OpenXmlPart part, string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml));
        part.FeedData(stream);
    }
}
