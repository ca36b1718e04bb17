using System.IO.Compression;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MonitorWorker.Reports;
using MonitorWorker.Reports.Sheets;

namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>Small templates, each for one thing that filling in must do.</summary>
public class TemplateWorkbookTests
{
    private static readonly Dictionary<string, object> _model = new()
    {
        ["office"] = "示例县某局 & 下属",
        ["project"] = new Dictionary<string, object?> { ["name"] = "=HYPERLINK(\"http://x\")", ["money"] = 1234.5m, ["day"] = new DateOnly(2024, 8, 31), ["none"] = null, ["empty"] = "", ["count"] = 7, ["yes"] = true, ["no"] = false },
        ["rows"] = TemplateRows.Of(["name", "budget", "spent", "rate"], [["甲", 10m, 4m, 40m], ["乙", 20m, null, null], ["@丙", 30m, 30m, 100m]]),
        ["nobody"] = TemplateRows.Of(["name", "sum"], []),
    };

    [Theory]
    [InlineData("{{project.money}}", null, "1234.5")]
    [InlineData("{{ project.count }}", null, "7")]
    [InlineData("{{project.name}}", "inlineStr", "=HYPERLINK(\"http://x\")")]
    [InlineData("{{project.none}}", null, null)]
    [InlineData("{{project.none|—}}", "inlineStr", "—")]
    [InlineData("{{project.empty | 未填 }}", "inlineStr", "未填")]
    [InlineData("{{project.money|—}}", null, "1234.5")]
    [InlineData("{{project.day}}", null, "45535")]
    [InlineData("{{project.yes}}", "inlineStr", "√")]
    [InlineData("{{project.no|否}}", null, null)]
    [InlineData("共{{project.money}}万元，{{project.day}}，{{project.none|无}}", "inlineStr", "共1,234.50万元，2024年8月31日，无")]
    [InlineData("没有名称的文字", "inlineStr", "没有名称的文字")]
    public void A_cell_holds_the_value_in_its_own_type(string template, string? type, string? value)
    {
        var cell = Filled.Cells(Fill(new SheetMaker("表").Put("B2", template)))["B2"];
        Assert.Equal((type, value), (cell.DataType is { } kind ? ((IEnumValue)kind.Value).Value : null, cell.InlineString?.InnerText ?? cell.CellValue?.Text));
        Assert.Null(cell.CellFormula);
    }

    [Fact]
    public void A_number_keeps_the_cells_format_and_a_day_gets_one_where_there_is_none()
    {
        var look = Look.Plain with { Format = "#,##0.00" };
        var filled = Fill(new SheetMaker("表").Put("A1", "{{project.money}}", look).Put("A2", 1, look).Put("B1", "{{project.day}}").Put("B2", "{{project.day}}", Look.Plain with { Format = "m\"月\"d\"日\"" }).Put("C1", "{{project.name}}").Put("C2", "x"));
        var cells = Filled.Cells(filled);
        Assert.Equal(cells["A2"].StyleIndex!.Value, cells["A1"].StyleIndex!.Value);
        Assert.Contains("1: 1234.5|2024-08-31|=HYPERLINK", Filled.AsText(filled), StringComparison.Ordinal);
        // A text that begins like a formula stays one when somebody types into it.
        Assert.NotEqual(cells["C2"].StyleIndex!.Value, cells["C1"].StyleIndex!.Value);
        Assert.True(Filled.Open(filled, (_, book) => book.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)cells["C1"].StyleIndex!.Value).QuotePrefix!.Value));
        Filled.IsValid(filled);
    }

    [Fact]
    public void A_row_is_repeated_and_formulas_have_values_and_move_with_it()
    {
        var filled = Fill(new SheetMaker("表")
            .Put("A1", "{{office}}").Put("D1", "=SUM(C2:C3)")
            .Put("A2", "{{rows.name}}").Put("B2", "{{rows.budget}}").Put("C2", "{{rows.spent|未报}}").Put("D2", "{{rows.rate|— = IF(ISNUMBER(C2),C2/B2*100,\"—\")}}").Put("E2", "{{office}}").Put("F2", "=B2*2")
            .Put("A3", "合计").Put("B3", "{{project.money = SUM(B2:B2)}}").Put("C3", "=B3+$B$3"));
        var cells = Filled.Cells(filled);
        Assert.Equal(
            ["SUM(C2:C5)", "IF(ISNUMBER(C2),C2/B2*100,\"—\")", "B2*2", "IF(ISNUMBER(C3),C3/B3*100,\"—\")", "B3*2", "IF(ISNUMBER(C4),C4/B4*100,\"—\")", "B4*2", "SUM(B2:B4)", "B5+$B$5"],
            cells.Values.Where(cell => cell.CellFormula is not null).Select(cell => cell.CellFormula!.Text));
        Assert.Equal(["40", "—", "100"], new[] { "D2", "D3", "D4" }.Select(at => cells[at].CellValue!.Text));
        Assert.Equal(["甲", "乙", "@丙", "合计"], new[] { "A2", "A3", "A4", "A5" }.Select(at => cells[at].InnerText));
        Assert.Equal(["示例县某局 & 下属"], new[] { "E2", "E3", "E4" }.Select(at => cells[at].InnerText).Distinct());
        Assert.True(Filled.Open(filled, (_, book) => book.Workbook!.CalculationProperties!.FullCalculationOnLoad!.Value));
        Filled.IsValid(filled);
    }

    [Fact]
    public void An_empty_list_leaves_one_row_with_the_words_for_nothing_and_no_formula()
    {
        var filled = Fill(new SheetMaker("表").Put("A1", "{{nobody.name|（无）}}").Put("B1", "{{nobody.sum|— = A1&1}}").Put("A2", "{{project.money = SUM(B1:B1)}}"));
        var cells = Filled.Cells(filled);
        Assert.Equal(("（无）", "—", "SUM(B1:B1)"), (cells["A1"].InnerText, cells["B1"].InnerText, cells["A2"].CellFormula!.Text));
        Assert.Null(cells["B1"].CellFormula);
    }

    [Fact]
    public void All_that_speaks_of_rows_moves_along()
    {
        var sheet = new SheetMaker("表")
        {
            Widths = [30],
            Frozen = (2, 0),
            PrintArea = "$A$1:$D$3",
            PrintTitles = "$1:$1",
            Lights = "A2:A3",
            Heights = { [2] = 33, [3] = 44 },
            AfterMerges = """<dataValidations count="1"><dataValidation type="whole" sqref="B2 D3"><formula1>SUM(B2:B2)</formula1></dataValidation></dataValidations>""",
            AfterPage = """<rowBreaks count="2" manualBreakCount="2"><brk id="2" max="16383" man="1"/><brk id="3" max="16383" man="1"/></rowBreaks>""",
        };
        var filled = Fill(sheet.Put("A1", "{{office}}").Put("A2", "{{rows.name}}").Put("B2:C2", "{{rows.budget}}").Put("A3", "合计").Put("B3:C3", "{{project.money}}").Put("D1:D3", "旁注"));
        Filled.IsValid(filled);
        var look = Filled.Open(filled, (worksheet, book) => new Dictionary<string, string>
        {
            ["merges"] = string.Join(' ', worksheet.Descendants<MergeCell>().Select(merge => merge.Reference!.Value)),
            ["lights"] = worksheet.Descendants<ConditionalFormatting>().Single().SequenceOfReferences!.InnerText!,
            ["light"] = worksheet.Descendants<Formula>().First().Text,
            ["valid"] = worksheet.Descendants<DataValidation>().Single().SequenceOfReferences!.InnerText!,
            ["between"] = worksheet.Descendants<Formula1>().Single().Text,
            ["breaks"] = string.Join(' ', worksheet.Descendants<Break>().Select(one => one.Id!.Value)),
            ["pane"] = $"{worksheet.Descendants<Pane>().Single().VerticalSplit!.Value} {worksheet.Descendants<Pane>().Single().TopLeftCell!.Value}",
            ["heights"] = string.Join(' ', worksheet.Descendants<Row>().Select(row => row.Height?.Value ?? 0)),
            ["names"] = string.Join(' ', book.Workbook!.DefinedNames!.Elements<DefinedName>().Select(name => name.Text)),
        });
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["merges"] = "B2:C2 B3:C3 B4:C4 B5:C5 D1:D5",
                ["lights"] = "A2:A5",
                ["light"] = "LEFT(A2,1)=\"■\"",
                ["valid"] = "B2:B4 D5",
                ["between"] = "SUM(B2:B4)",
                ["breaks"] = "4 5",
                ["pane"] = "4 A5",
                ["heights"] = "0 33 33 33 44",
                ["names"] = "'表'!$A$1:$D$5 '表'!$1:$1",
            }.Select(pair => $"{pair.Key}: {pair.Value}"),
            look.Select(pair => $"{pair.Key}: {pair.Value}"));
    }

    [Theory]
    [InlineData("{{project.nam}}", "单元格A1：没有“project.nam”；可以用的名称：project.count、project.day、project.empty")]
    [InlineData("{{projec.name}}", "单元格A1：没有“projec.name”；可以用的名称：nobody、office、project、rows")]
    [InlineData("{{project}}", "单元格A1：没有“project”；可以用的名称：project.count")]
    [InlineData("{{office.name}}", "单元格A1：没有“office.name”：“office”之下没有别的名称")]
    [InlineData("{{rows}}", "单元格A1：没有“rows”；可以用的名称：rows.budget、rows.name、rows.rate、rows.spent")]
    [InlineData("{{rows.nam}}", "单元格A1：没有“rows.nam”")]
    [InlineData("{{nobody.nam}}", "单元格A1：没有“nobody.nam”；可以用的名称：nobody.name、nobody.sum")]
    [InlineData("{{rows.name}}{{nobody.name}}", "单元格A1：同一行用了两个列表（rows、nobody），一行只能重复一个列表")]
    [InlineData("{{project.name", "单元格A1：“{{project.name”不是可以识别的写法")]
    [InlineData("{{项目.名称}}", "单元格A1：“{{项目.名称}}”不是可以识别的写法")]
    [InlineData("project.name}}", "单元格A1：“project.name}}”不是可以识别的写法")]
    [InlineData("{{project.money = SUM(B1}}", "单元格A1：少了一个右括号")]
    [InlineData("{{project.money =}}", "单元格A1：公式是空的")]
    [InlineData("=WEBSERVICE(B1)", "单元格A1：函数WEBSERVICE")]
    public void A_mistake_names_template_sheet_and_cell(string cell, string message)
    {
        var error = Assert.Throws<ReportPartException>(() => Fill(new SheetMaker("表").Put("A1", cell)));
        Assert.StartsWith("样表.xlsx，工作表“表”，" + message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_or_footer_may_name_values()
    {
        var template = Change(new TemplateMaker(new SheetMaker("表").Put("A1", "x")).Build(), "xl/worksheets/sheet1.xml", xml => xml.Replace("<oddFooter>", "<oddHeader>&amp;L{{office}}&amp;R{{project.none|无}}</oddHeader><oddFooter>", StringComparison.Ordinal));
        Assert.Equal("&L示例县某局 && 下属&R无", Filled.Open(TemplateWorkbook.Fill(template, "样表.xlsx", _model), (sheet, _) => sheet.Descendants<OddHeader>().Single().Text));
    }

    /// <summary>As Excel stores it: texts in a table of their own, some in several pieces, and formulas that were filled down written once.</summary>
    [Fact]
    public void A_template_that_Excel_has_saved_is_filled_in_as_well()
    {
        var template = Change(new TemplateMaker(new SheetMaker("表").Put("A1", "x")).Build(), "xl/worksheets/sheet1.xml", xml => Regex.Replace(
            xml,
            "<sheetData>.*</sheetData>",
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><f t=\"shared\" ref=\"B1:B3\" si=\"0\">C1*2</f><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>2</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\"><f t=\"shared\" si=\"0\"/><v>3</v></c></row></sheetData>",
            RegexOptions.Singleline));
        using var file = new MemoryStream();
        file.Write(template);
        using (var document = SpreadsheetDocument.Open(file, isEditable: true))
        {
            document.WorkbookPart!.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(
                new SharedStringItem(new Run(new Text("{{office")), new Run(new Text("}}"))), new SharedStringItem(new Text("{{rows.name}}")), new SharedStringItem(new Text("照旧")));
        }

        var filled = TemplateWorkbook.Fill(file.ToArray(), "样表.xlsx", _model);
        var cells = Filled.Cells(filled);
        Assert.Equal(["C1*2", "C2*2", "C3*2", "C4*2", "C5*2"], cells.Values.Where(cell => cell.CellFormula is not null).Select(cell => cell.CellFormula!.Text));
        Assert.Equal(("示例县某局 & 下属", "@丙", "2"), (cells["A1"].InnerText, cells["A4"].InnerText, cells["A5"].CellValue!.Text));
        // Nothing is left of what the cells asked for.
        Assert.DoesNotContain("{{", Filled.Open(filled, (_, book) => book.SharedStringTablePart!.SharedStringTable!.InnerText), StringComparison.Ordinal);
        Filled.IsValid(filled);
    }

    [Fact]
    public void Comments_are_for_whoever_edits_the_template_and_stay_there()
    {
        using var file = new MemoryStream();
        file.Write(new TemplateMaker(new SheetMaker("表").Put("A1", "{{office}}")).Build());
        using (var document = SpreadsheetDocument.Open(file, isEditable: true))
        {
            var part = document.WorkbookPart!.WorksheetParts.Single();
            part.AddNewPart<WorksheetCommentsPart>().Comments = new Comments(new Authors(new Author("x")), new CommentList(new Comment(new CommentText(new Text("内部说明"))) { Reference = "A1", AuthorId = 0 }));
        }

        Assert.Empty(Filled.Open(TemplateWorkbook.Fill(file.ToArray(), "样表.xlsx", _model), (_, book) => book.WorksheetParts.Single().GetPartsOfType<WorksheetCommentsPart>().ToList()));
    }

    [Fact]
    public void Macros_links_and_what_cannot_move_are_refused()
    {
        Refuses("模板含有指向其他文件的链接，请删除后再用", (workbook, _) => workbook.AddNewPart<ExternalWorkbookPart>("application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml", "rIdX").ExternalLink = new ExternalLink());
        Refuses("模板含有宏，请删除后再用", (workbook, _) => workbook.AddNewPart<VbaProjectPart>().FeedData(new MemoryStream([1])));
        Refuses("模板含有外部数据连接，请删除后再用", (workbook, _) => workbook.AddNewPart<ConnectionsPart>().Connections = new Connections());
        Refuses("模板含有“表格”（插入—表格），请转换为区域，请删除后再用", (_, sheet) => sheet.AddNewPart<TableDefinitionPart>().Table = new Table());
        Refuses("模板含有指向外部的链接，请删除后再用", (_, sheet) => sheet.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("http://example.com/a.png")));
        foreach (var wrong in new[] { [], "PK"u8.ToArray(), "not a workbook at all"u8.ToArray() })
            Assert.StartsWith("样表.xlsx：不", Assert.Throws<ReportPartException>(() => TemplateWorkbook.Fill(wrong, "样表.xlsx", _model)).Message, StringComparison.Ordinal);

        static void Refuses(string message, Action<WorkbookPart, WorksheetPart> add)
        {
            using var file = new MemoryStream();
            file.Write(new TemplateMaker(new SheetMaker("表").Put("A1", "x")).Build());
            using (var document = SpreadsheetDocument.Open(file, isEditable: true)) add(document.WorkbookPart!, document.WorkbookPart!.WorksheetParts.Single());
            Assert.Equal("样表.xlsx：" + message, Assert.Throws<ReportPartException>(() => TemplateWorkbook.Fill(file.ToArray(), "样表.xlsx", _model)).Message);
        }
    }

    [Fact]
    public void A_long_text_makes_its_row_higher_also_in_merged_cells_and_never_lower()
    {
        var model = new Dictionary<string, object> { ["text"] = new string('字', 60), ["short"] = "字" };
        var sheet = new SheetMaker("表") { Widths = [10, 11], Heights = { [1] = 20, [2] = 20, [3] = 300 } };
        var filled = TemplateWorkbook.Fill(new TemplateMaker(sheet.Put("A1:B1", "{{text}}").Put("A2", "{{short}}").Put("A3", "{{text}}")).Build(), "样表.xlsx", model);
        var heights = Filled.Open(filled, (worksheet, _) => worksheet.Descendants<Row>().Select(row => row.Height!.Value).ToList());
        // 60 letters of 10 points in two columns of 21 characters: six lines, and one for what is lost where lines end early.
        Assert.Equal([106, 20, 300], heights);
    }

    private static byte[] Fill(SheetMaker sheet) => TemplateWorkbook.Fill(new TemplateMaker(sheet).Build(), "样表.xlsx", _model);

    private static byte[] Change(byte[] workbook, string part, Func<string, string> change)
    {
        using var file = new MemoryStream();
        file.Write(workbook);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            string xml;
            using (var reader = new StreamReader(zip.GetEntry(part)!.Open())) xml = reader.ReadToEnd();
            zip.GetEntry(part)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(change(xml));
        }

        return file.ToArray();
    }
}
