using System.Text;
using MiniExcelLibs;
using MonitorWorker.Import.Formats;

namespace MonitorWorker.Tests.Import.Formats;

/// <summary>Every format with its own ways of holding the same cells.</summary>
public class FormatTests
{
    private const string Chinese = "项目编码,截止月份,累计执行数\n00123,2024-08,\"1,234.50\"\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Reads.Utf8(Chinese) },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Reads.Utf8(Chinese)] },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Chinese)] },
        { "UTF-16 the other way round", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Chinese)] },
        { "GBK", Reads.Gbk.GetBytes(Chinese) },
        { "old end-of-file mark", Reads.Gbk.GetBytes(Chinese + "\u001A") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_csv_in_every_usual_encoding_says_the_same(string encoding, byte[] file)
    {
        Assert.NotEmpty(encoding);
        Assert.Equal(["项目编码|截止月份|累计执行数", "00123|2024-08|1,234.50"], Reads.Rows(file));
    }

    [Theory]
    [InlineData("2024年执行情况表\n编码,数\nP01,1\nP02,2")]
    [InlineData("编码;数\nP01;\"1,5;x\"\nP02;1,000.00")]
    [InlineData("编码\t数\nP01\t1,000\nP02\t2,000")]
    [InlineData("编码|数\nP01|1,000.00\nP02|2;3")]
    public void A_text_file_is_separated_by_what_its_lines_agree_on(string text) =>
        Assert.All(Reads.Rows(Reads.Utf8(text)).Where(row => !row.Contains("情况", StringComparison.Ordinal)), row => Assert.Equal(1, row.Count(sign => sign == '|')));

    [Fact]
    public void A_csv_keeps_line_breaks_in_quotes_codes_written_as_formulas_and_row_numbers_over_blank_lines() =>
        Assert.Equal(
            [("", 1, "编码|说明"), ("", 3, "00123|第一行\n第二行")],
            Reads.All(Reads.Utf8("编码,说明\n,,,\n=\"00123\",\"第一行\n第二行\"\n\n")));

    [Fact]
    public void A_nul_stands_for_lost_bytes_and_joins_nothing()
    {
        Assert.Equal(["编码|数", "P01|1\uFFFD2"], Reads.Rows([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("编码,数\nP01,1\02")]));
        Assert.Equal(["1\uFFFD2|填满"], Reads.Rows(new Xls().Text(0, 0, "1\02").Text(0, 1, "填满\0\0").File()));
    }

    [Fact]
    public void An_xlsx_of_a_library_is_read()
    {
        using var content = new MemoryStream();
        content.SaveAs(new[] { new { 编码 = "007", 数 = 1.5, 日 = new DateTime(2024, 8, 31) } }, sheetName: "执行");
        Assert.Equal([("执行", 1, "编码|数|日"), ("执行", 2, "007|d:1.5|t:2024-08-31")], Reads.All(content.ToArray()));
    }

    [Theory]
    [InlineData(Xlsx.Transitional)]
    [InlineData(Xlsx.Strict)]
    public void An_xlsx_is_read_in_both_namespaces_and_hidden_sheets_count(string space) => Assert.Equal(
        [("执行", 2, "项目编码|名称"), ("执行", 5, "|00012|b:True")],
        Reads.All(Xlsx.Of(
            """
            <row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><r><t>名</t></r><r><t>称</t></r><rPh><t>mc</t></rPh></is></c></row>
            <row r="5"><c r="B5" s="1"><v>12</v></c><c t="b"><v>1</v></c></row>
            """,
            styles: "<numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>",
            texts: "<si><t>项目编码</t></si>",
            space: space)));

    [Theory]
    [InlineData("<c r=\"A1\"><f>B1*2</f><v>7</v></c>", "d:7")]
    [InlineData("<c r=\"A1\"><f>B1*2</f></c>", CellMarks.NotComputed)]
    [InlineData("<c r=\"A1\"><f>B1*2</f><v></v></c>", CellMarks.NotComputed)]
    [InlineData("<c r=\"A1\" t=\"str\"><f>IF(1,\"\")</f><v></v></c><c r=\"B1\"><v>1</v></c>", "|d:1")]
    [InlineData("<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!")]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", "#N/A")]
    [InlineData("<c r=\"A1\" t=\"str\"><f>[1]Sheet1!A1</f><v>别处的值</v></c>", "别处的值")]
    [InlineData("<c r=\"A1\" t=\"d\"><v>2024-08-31</v></c>", "t:2024-08-31")]
    [InlineData("<c r=\"A1\" t=\"str\"><v>a_x000D_b</v></c>", "a\rb")]
    public void A_formula_gives_the_value_it_was_saved_with_and_says_so_where_there_is_none(string cell, string expected)
    {
        Assert.Equal(expected, Assert.Single(Reads.Rows(Xlsx.Of($"<row r=\"1\">{cell}</row>"))));
        Assert.Equal(expected[0] == '#', CellMarks.IsError(expected));
    }

    [Theory]
    [InlineData(14, null, "t:2024-08-31")]
    [InlineData(31, null, "t:2024-08-31")] // dates of Chinese versions have ids that no file spells out
    [InlineData(57, null, "t:2024-08-31")]
    [InlineData(164, "yyyy\"年\"m\"月\"", "t:2024-08-31")]
    [InlineData(164, "[$-804]yyyy/m/d;@", "t:2024-08-31")]
    [InlineData(164, "[DBNum1]General\"元\"", "d:45535")]
    [InlineData(164, "[Red]#,##0.00\"day\"", "d:45535")]
    [InlineData(10, null, "4553500%")] // what people see, not what the cell computes with
    [InlineData(164, "0000000", "0045535")]
    public void A_number_is_a_date_or_a_code_if_its_format_says_so(int id, string? code, string expected) =>
        Assert.Equal(expected, Assert.Single(Reads.Rows(Xlsx.Of(
            "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>45535</v></c></row>",
            styles: (code is null ? "" : $"<numFmts><numFmt numFmtId=\"{id}\" formatCode=\"{System.Security.SecurityElement.Escape(code)}\"/></numFmts>")
                + $"<cellXfs><xf numFmtId=\"{id}\"/></cellXfs>"))));

    [Fact]
    public void Every_cell_of_a_merged_block_says_what_the_first_one_says() => Assert.Equal(
        ["单位|数||数", "局|d:1", "局|d:2"],
        Reads.Rows(Xlsx.Of(
            """
            <row r="1"><c r="A1" t="str"><v>单位</v></c><c r="B1" t="str"><v>数</v></c><c r="D1" t="str"><v>数</v></c></row>
            <row r="2"><c r="A2" t="str"><v>局</v></c><c r="B2"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>
            """,
            "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>")));

    [Fact]
    public void An_xls_is_read_with_its_dates_codes_merged_cells_and_errors()
    {
        var book = new Xls().Text(0, 0, "执行情况").Merged(0, 0, 0, 1)
            .Number(2, 0, 123, style: 2).Number(2, 1, 45535, style: 1).Number(2, 2, 45535, style: 3).Number(2, 3, 0.45)
            .Error(3, 0, 0x2A).FormulaError(3, 1, 0x07).Number(3, 2, 1);
        string[] expected = ["执行情况|执行情况", "00123|t:2024-08-31|t:2024-08-31|d:0.45", "#N/A|#DIV/0!|d:1"];
        Assert.Equal(expected, Reads.Rows(book.File()));
        Assert.Equal(expected, Reads.Rows(book.Records()));
        Assert.Equal(("执行", 4), Reads.All(book.File()).Select(row => (row.Sheet, row.Row)).Last());
    }

    [Fact]
    public void An_xlsb_is_read_with_its_dates_codes_and_errors() => Assert.Equal(
        [("执行", 1, "项目编码|说明"), ("执行", 4, "00012|t:2024-08-31|d:12.5|b:True|#REF!|算出的")],
        Reads.All(Xlsb.Of([
            .. Xlsb.Row(0), .. Xlsb.Cell(7, 0, 0, 0, 0, 0, 0), .. Xlsb.Cell(6, 1, 0, Xlsb.Text("说明")),
            .. Xlsb.Row(1), .. Xlsb.Cell(1, 0, 1),
            .. Xlsb.Row(3), .. Xlsb.Cell(2, 0, 2, BitConverter.GetBytes((12 << 2) | 2)), .. Xlsb.Cell(5, 1, 1, BitConverter.GetBytes(45535d)),
            .. Xlsb.Cell(2, 2, 0, BitConverter.GetBytes((1250 << 2) | 3)), .. Xlsb.Cell(4, 3, 0, 1), .. Xlsb.Cell(3, 4, 0, 0x17), .. Xlsb.Cell(8, 5, 0, Xlsb.Text("算出的")),
        ])));

    public static TheoryData<string, byte[]> Pages => new()
    {
        { "GBK by its declaration", Reads.Gbk.GetBytes(Page("gb2312")) },
        { "UTF-8 by its declaration", Reads.Utf8(Page("utf-8")) },
        { "UTF-8 under a false declaration", Reads.Utf8(Page("gb2312")) },
        { "GBK under a false declaration", Reads.Gbk.GetBytes(Page("utf-8")) },
        { "UTF-16 with a mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Page("utf-16"))] },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_web_page_called_xls_is_read(string page, byte[] file)
    {
        Assert.NotEmpty(page);
        Assert.Equal(["单位|执行数|执行数", "局|00123|d:1234.567", "局|45.00%|第一行\n第二行"], Reads.Rows(file));
    }

    [Fact]
    public void A_table_inside_a_table_is_a_table_of_its_own_and_missing_end_tags_are_forgiven() => Assert.Equal(
        [("表1", 1, "外"), ("表1", 2, "后"), ("表2", 1, "编码|数"), ("表2", 2, "P01|1")],
        Reads.All(Reads.Utf8("<table><tr><td>外<table><tr><th>编码<th>数<tr><td>P01<td>1</table><tr><td>后</table>")));

    [Fact]
    public void An_xml_spreadsheet_is_read_with_its_jumps_merged_cells_types_and_formats() => Assert.Equal(
        [("执行", 1, "标题|标题"), ("执行", 3, "局||00012|t:2024-08-31"), ("执行", 4, "局|b:True|#DIV/0!|" + CellMarks.NotComputed)],
        Reads.All(Reads.Utf8("""
            <?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
            <ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Styles><ss:Style ss:ID="s1"><ss:NumberFormat ss:Format="00000"/></ss:Style></ss:Styles>
            <ss:Worksheet ss:Name="执行"><ss:Table>
            <ss:Row><ss:Cell ss:MergeAcross="1"><ss:Data ss:Type="String">标题</ss:Data></ss:Cell></ss:Row>
            <ss:Row ss:Index="3"><ss:Cell ss:MergeDown="1"><ss:Data ss:Type="String">局</ss:Data></ss:Cell>
            <ss:Cell ss:Index="3" ss:StyleID="s1"><ss:Data ss:Type="Number">12</ss:Data></ss:Cell><ss:Cell><ss:Data ss:Type="DateTime">2024-08-31T00:00:00.000</ss:Data></ss:Cell></ss:Row>
            <ss:Row><ss:Cell ss:Index="2"><ss:Data ss:Type="Boolean">1</ss:Data></ss:Cell><ss:Cell ss:Formula="=1/0"><ss:Data ss:Type="Error">#DIV/0!</ss:Data></ss:Cell>
            <ss:Cell ss:Formula="=A1"/></ss:Row></ss:Table></ss:Worksheet></ss:Workbook>
            """)));

    [Theory]
    [InlineData("quoted-printable")]
    [InlineData("base64")]
    public void A_single_file_web_page_is_read(string transfer)
    {
        var bytes = Reads.Gbk.GetBytes(Page("gb2312"));
        var body = transfer == "base64"
            ? Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)
            : string.Concat(bytes.Select((value, index) => $"={value:X2}" + (index % 20 == 19 ? "=\r\n" : "")));
        var file = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Location: file:///C:/x/sheet001.htm\r\n"
            + $"Content-Transfer-Encoding: {transfer}\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\r\n{body}\r\n--b--\r\n";
        Assert.Equal(("sheet001", 2, "局|00123|d:1234.567"), Reads.All(Reads.Utf8(file))[1]);
    }

    [Fact]
    public void An_archive_is_read_file_by_file_with_gbk_names_folders_and_one_archive_in_it()
    {
        var csv = Reads.Utf8("编码,数\nP01,1");
        var inner = Zips.Of(("内.csv", csv));
        var file = Zips.Of(
            Reads.Gbk,
            ("2024年/执行.csv", csv), ("表.xlsx", Xlsx.Of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")), ("__MACOSX/._执行.csv", [0]), ("~$表.xlsx", [1]), ("内.zip", inner));
        Assert.Equal(["2024年/执行.csv", "表.xlsx/执行", "内.zip/内.csv"], Reads.All(file).Select(row => row.Sheet).Distinct());
        Assert.Equal("编码|数", Reads.All(Zips.Of(("执行.csv", csv)))[0].Cells);
        Assert.Equal("执行.csv", Reads.All(Zips.Of(("执行.csv", csv)))[0].Sheet);
    }

    [Fact]
    public void What_is_no_table_in_an_archive_is_told_after_the_rest_has_been_read()
    {
        var file = Zips.Of(("通知.pdf", "%PDF-1.4"u8.ToArray()), ("执行.csv", Reads.Utf8("编码,数\nP01,1")));
        using var content = new MemoryStream(file);
        using var sheets = FormatCatalog.Open(content, "t.zip", ReadLimits.Default).GetEnumerator();
        Assert.True(sheets.MoveNext());
        Assert.Equal(2, sheets.Current.Rows.Count());
        Assert.Contains("通知.pdf：这是PDF文件", Assert.Throws<MonitorWorker.Import.UnreadableFileException>(() => sheets.MoveNext()).Message);
    }

    private static string Page(string charset) => $"""
        <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset={charset}">
        <style>td <!-- mso-number-format:"\@"; --> </style><!--[if gte mso 9]><xml><td>不是</td></xml><![endif]--></head><body>
        <table border=1><tr><th>单位</th><th colspan=2>执行数</th></tr>
        <tr><td rowspan=2>局</td><td style='vnd.ms-excel.numberformat:@'>00123</td><td x:num="1234.567">1,234.57</td></tr>
        <tr><td x:num="0.45">45.00%</td><td>&nbsp;第一行<br>第二行&nbsp;</td></tr></table></body></html>
        """;
}
