using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace MonitorWorker.Tests.Samples;

/// <summary>
/// Writes a workbook that is pleasant to open: a bold title, a shaded header that stays in sight, widths that fit, one page
/// wide in print. The same rows give the same bytes, so that writing again leaves no trace in the history.
/// </summary>
internal static class StyledWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Parts = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Indexes into the cellXfs of the styles part.</summary>
    private enum Style
    {
        Plain,
        Title,
        Header,
        Cell,
        Amount,
        Sum,
        SumAmount,
    }

    /// <param name="sheets">The first row of each is a title; the second, where there are more, the header.</param>
    public static void Write(string path, IReadOnlyDictionary<string, IReadOnlyList<object?[]>> sheets)
    {
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        var numbered = sheets.Select((sheet, index) => (Number: index + 1, sheet.Key, sheet.Value)).ToList();
        Add(zip, "[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Parts}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Parts}.styles+xml"/>{Each(sheet => $"""<Override PartName="/xl/worksheets/sheet{sheet}.xml" ContentType="{Parts}.worksheet+xml"/>""")}</Types>
            """);
        Add(zip, "_rels/.rels", $"""
            <Relationships xmlns="{Packages}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        Add(zip, "xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Packages}">{Each(sheet => $"""<Relationship Id="rId{sheet}" Type="{Relations}/worksheet" Target="worksheets/sheet{sheet}.xml"/>""")}<Relationship Id="rId99" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
            """);
        Add(zip, "xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(numbered.Select(sheet => $"""<sheet name="{sheet.Key}" sheetId="{sheet.Number}" r:id="rId{sheet.Number}"/>"""))}</sheets></workbook>
            """);
        Add(zip, "xl/styles.xml", Styles);
        foreach (var (number, _, rows) in numbered) Add(zip, $"xl/worksheets/sheet{number}.xml", Sheet(rows));

        string Each(Func<int, string> part) => string.Concat(numbered.Select(sheet => part(sheet.Number)));
    }

    private static string Styles => $"""
        <styleSheet xmlns="{Main}"><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">{Format(0, 0, 0, 0)}{Format(0, 1, 0, 0)}{Format(0, 2, 2, 1, """<alignment horizontal="center" vertical="center"/>""")}{Format(0, 0, 0, 1)}{Format(4, 0, 0, 1)}{Format(0, 2, 0, 1)}{Format(4, 2, 0, 1)}</cellXfs></styleSheet>
        """;

    /// <param name="number">4 is Excel's own #,##0.00.</param>
    private static string Format(int number, int font, int fill, int border, string alignment = "") =>
        $"""<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{alignment}</xf>""";

    private static string Sheet(IReadOnlyList<object?[]> rows)
    {
        var isTable = rows.Count > 2;
        var width = rows.Max(row => row.Length);
        var view = isTable ? """<sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""" : "";
        var columns = string.Concat(Enumerable.Range(0, width).Select(column =>
            string.Create(CultureInfo.InvariantCulture, $"""<col min="{column + 1}" max="{column + 1}" width="{Width(rows.Skip(1), column)}" customWidth="1"/>""")));
        var cells = string.Concat(rows.Select((row, index) =>
            $"""<row r="{index + 1}">{string.Concat(Enumerable.Range(0, index == 0 ? 1 : width).Select(column => Cell(rows, index, column, isTable)))}</row>"""));
        return $"""
            <worksheet xmlns="{Main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{view}<sheetFormatPr defaultRowHeight="18" customHeight="1"/><cols>{columns}</cols><sheetData>{cells}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>
            """;
    }

    private static string Cell(IReadOnlyList<object?[]> rows, int row, int column, bool isTable)
    {
        var value = column < rows[row].Length ? rows[row][column] : null;
        var style = (int)StyleOf(rows, row, column, isTable);
        var place = $"{(char)('A' + column)}{row + 1}";
        return value switch
        {
            null or "" => $"""<c r="{place}" s="{style}"/>""",
            string text => $"""<c r="{place}" s="{style}" t="inlineStr"><is><t>{SecurityElement.Escape(text)}</t></is></c>""",
            _ => string.Create(CultureInfo.InvariantCulture, $"""<c r="{place}" s="{style}"><v>{value}</v></c>"""),
        };
    }

    private static Style StyleOf(IReadOnlyList<object?[]> rows, int row, int column, bool isTable)
    {
        if (row == 0) return Style.Title;
        if (!isTable) return Style.Plain;
        if (row == 1) return Style.Header;
        var isAmount = rows[1][column] is string header && header.Contains('元', StringComparison.Ordinal);
        return (isAmount, rows[row].Contains("合计")) switch
        {
            (true, true) => Style.SumAmount,
            (true, false) => Style.Amount,
            (false, true) => Style.Sum,
            (false, false) => Style.Cell,
        };
    }

    /// <summary>A Chinese character is as wide as two letters.</summary>
    private static int Width(IEnumerable<object?[]> rows, int column) => 3 + rows.Max(row => column < row.Length
        ? Convert.ToString(row[column], CultureInfo.InvariantCulture)!.Sum(letter => letter > 255 ? 2 : 1)
        : 8);

    private static void Add(ZipArchive zip, string name, string xml)
    {
        var entry = zip.CreateEntry(name);
        // The time of writing is no part of the content.
        entry.LastWriteTime = new DateTimeOffset(2024, 8, 31, 0, 0, 0, TimeSpan.Zero);
        using var writer = new StreamWriter(entry.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml);
    }
}
