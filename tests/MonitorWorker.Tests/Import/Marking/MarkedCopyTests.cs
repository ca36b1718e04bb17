using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using MiniExcelLibs;
using MonitorWorker.Import;
using MonitorWorker.Import.Formats;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Tests.Import.Marking;

public class MarkedCopyTests
{
    private static readonly CellMark _amount = new(RichWorkbook.Sheet, 3, 3, "“很多”不是数字，应为数字，如 1234.56");
    private static readonly CellMark _month = new(RichWorkbook.Sheet, 5, 2, "“2024-13”不是月份，应如 2024-08");

    [Theory]
    [InlineData("八月执行.xlsx", "八月执行-待更正.xlsx")]
    [InlineData("八月.执行.csv", "八月.执行-待更正.xlsx")]
    [InlineData("八月执行-待更正.xlsx", "八月执行-待更正.xlsx")]
    [InlineData("收件箱/局\\八月.xls", "八月-待更正.xlsx")]
    public void The_copy_is_called_after_the_original(string original, string expected) => Assert.Equal(expected, MarkedCopy.NameOf(original));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Marked_cells_are_filled_and_commented_and_keep_the_rest_of_their_style(bool hasComment)
    {
        var original = RichWorkbook.Make(hasComment);
        using var copy = Open(Make(original, _amount, _month));
        using var before = Open(original.ToArray());
        foreach (var (place, mark) in new[] { ("C3", _amount), ("B5", _month) })
        {
            Assert.Equal("FFFFC7CF", Fill(copy, place));
            Assert.EndsWith(mark.Comment, Comments(copy)[place]);
            var (now, then) = (Format(copy, place), Format(before, place));
            Assert.Equal(
                (then.NumberFormatId?.Value, then.FontId?.Value, then.BorderId?.Value, then.Alignment?.OuterXml),
                (now.NumberFormatId?.Value, now.FontId?.Value, now.BorderId?.Value, now.Alignment?.OuterXml));
        }

        Assert.Equal("编码见预算批复", hasComment ? Comments(copy)["A3"] : "编码见预算批复");
        Assert.Equal(hasComment ? 3 : 2, Comments(copy).Count);
        Assert.Equal(Comments(copy).Keys.Order(), Frames(copy).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_else_changes(bool hasComment)
    {
        var original = RichWorkbook.Make(hasComment);
        var (before, after) = (Texts(original.ToArray()), Texts(Make(original, _amount)));
        foreach (var part in new[] { "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml" }) Assert.Equal(before[part], after[part]);

        const string sheet = "xl/worksheets/sheet1.xml";
        const string declaration = "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>";
        var mine = after[sheet].Replace(declaration, "").Replace(" />", "/>");
        var expected = before[sheet].Replace(" spans=\"1:4\"", "").Replace("<c r=\"C3\" s=\"4\"", "<c r=\"C3\" s=\"5\"");
        if (!hasComment) mine = System.Text.RegularExpressions.Regex.Replace(mine, "<legacyDrawing [^>]*>", "");
        Assert.Equal(expected, mine);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_copy_breaks_no_rule_that_the_original_keeps(bool hasComment)
    {
        var original = RichWorkbook.Make(hasComment);
        var before = Errors(original.ToArray());
        Assert.Equal(before, Errors(Make(original, _amount, _month, new CellMark(RichWorkbook.Sheet, 6, null, "这一行没有内容"), new CellMark("说明", 1, 1, "测试"))));
    }

    [Fact]
    public void The_sample_workbook_is_marked_without_new_errors()
    {
        var path = Directory.GetFiles(Path.Combine(Repository.Config, "sample"), "*.xlsx").Single();
        using var original = new MemoryStream(File.ReadAllBytes(path));
        using var plain = Open(original.ToArray());
        var sheet = plain.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().First().Name!.Value!;
        Assert.Equal(Errors(original.ToArray()), Errors(Make(original, new CellMark(sheet, 3, 2, "测试"))));
    }

    [Theory]
    [InlineData(1, 2, "A1")] // inside the merged title
    [InlineData(7, 2, "A7")]
    [InlineData(4, null, "A4")] // no column: the first cell
    [InlineData(5, 3, "C5")] // not written in the original
    [InlineData(6, 1, "A6")] // a row that the original leaves out
    [InlineData(9, 3, "C9")]
    public void A_mark_stands_where_it_is_seen(int row, int? column, string place)
    {
        using var copy = Open(Make(RichWorkbook.Make(hasComment: false), new CellMark(RichWorkbook.Sheet, row, column, "不对")));
        Assert.Equal("FFFFC7CF", Fill(copy, place));
        Assert.Equal([place], Comments(copy).Keys);
        if (place.StartsWith('C')) Assert.Equal(180u, Format(copy, place).NumberFormatId!.Value);
    }

    [Fact]
    public void Several_problems_of_one_cell_share_its_comment_and_an_older_one_stays_above()
    {
        using var copy = Open(Make(RichWorkbook.Make(), new CellMark(RichWorkbook.Sheet, 3, 1, "甲"), new CellMark("", 3, 1, "乙")));
        Assert.Equal("编码见预算批复\n【待更正】甲\n乙", Comments(copy)["A3"]);
        Assert.Equal(["A3"], Frames(copy));
    }

    [Fact]
    public void Only_the_first_five_hundred_are_marked_and_the_last_of_them_says_so()
    {
        var marks = Enumerable.Range(1, 503).Select(row => new CellMark(RichWorkbook.Sheet, row + 10, 1, $"第{row}个")).ToArray();
        var bytes = Make(RichWorkbook.Make(), marks);
        using var copy = Open(bytes);
        Assert.Equal(501, Comments(copy).Count);
        Assert.Contains("第500个\n（本副本只标出前500处，另有3处没有标出", Comments(copy)["A510"]);
        Assert.Equal(501, Frames(copy).Distinct().Count());
    }

    [Fact]
    public void Dropped_again_with_its_cell_corrected_the_copy_gives_the_accepted_row()
    {
        var refused = Read(RichWorkbook.Make());
        Assert.Equal([(3, "累计执行数"), (5, "截止月份")], refused.Problems.Select(problem => (problem.Row, problem.Column!)));

        var copy = Make(RichWorkbook.Make(), _amount, _month);
        Assert.Equal(refused.Problems, Read(new MemoryStream(copy)).Problems);
        using var corrected = new MemoryStream();
        corrected.Write(copy);
        using (var document = SpreadsheetDocument.Open(corrected, isEditable: true))
        {
            var cell = Cell(document, "C3")!;
            cell.RemoveAllChildren();
            cell.DataType = null;
            cell.CellValue = new CellValue("0.6");
        }

        var reading = Read(new MemoryStream(corrected.ToArray()));
        Assert.Equal(Some.Wan(0.6m), reading.Facts.Executions.Single(execution => execution.ProjectCode == "0101").Cumulative);
        Assert.Equal((5, "截止月份"), reading.Problems.Select(problem => (problem.Row, problem.Column!)).Single());

        // The second copy says which of the first one's marks are done.
        using var second = Open(Make(corrected, _month));
        Assert.Null(Fill(second, "C3"));
        Assert.StartsWith("【已更正】", Comments(second)["C3"]);
        Assert.Equal("FFFFC7CF", Fill(second, "B5"));
        Assert.Equal("【待更正】" + _month.Comment, Comments(second)["B5"]);
        Assert.Equal(3, Frames(second).Count);
    }

    [Fact]
    public void A_csv_becomes_a_workbook_with_the_same_rows_and_codes()
    {
        const string csv = "八月执行,,\n\n项目编码,截止月份,累计执行数（元）\n0101,2024-08,\"1,000\"\n0102,2024-08,很多\n";
        var bytes = Make(new MemoryStream(Encoding.UTF8.GetBytes(csv)), new CellMark("", 5, 3, "不是数字"));
        using var copy = Open(bytes);
        Assert.Equal("0102", Cell(copy, "A5")!.InlineString!.InnerText);
        Assert.Equal(49u, Format(copy, "A5").NumberFormatId!.Value);
        Assert.Equal("FFFFC7CF", Fill(copy, "C5"));
        Assert.Equal(49u, Format(copy, "C5").NumberFormatId!.Value);
        Assert.Equal("【待更正】不是数字", Comments(copy)["C5"]);
        Assert.Empty(Errors(bytes));

        var reading = Read(new MemoryStream(bytes));
        Assert.Equal(Read(new MemoryStream(Encoding.UTF8.GetBytes(csv))).Facts.Executions.Select(row => (row.ProjectCode, row.Month, row.Cumulative)),
            reading.Facts.Executions.Select(row => (row.ProjectCode, row.Month, row.Cumulative)));
        Assert.Equal((5, "累计执行数"), reading.Problems.Select(problem => (problem.Row, problem.Column!)).Single());
    }

    [Fact]
    public void Cells_of_an_older_kind_of_file_keep_their_type_their_row_and_their_sheet()
    {
        SourceSheet[] sheets =
        [
            new("表1:执行", [new SourceRow(4, ["项目编码", "截止月份", "累计执行数"]), new SourceRow(6, ["007", new DateTime(2024, 8, 31), 130.71d]), new SourceRow(9, [true, null, "坏\u0001\uD800字"])]),
            new("表1*执行", [new SourceRow(1, ["甲"])]),
        ];
        var result = new MarkedCopy(_ => sheets).Make(new MemoryStream([0xD0, 0xCF, 0x11, 0xE0]), "旧.xls", [new CellMark("表1*执行", 1, 1, "不对\u0002")]);
        Assert.Equal("旧-待更正.xlsx", result.FileName);
        Assert.Empty(Errors(result.Xlsx!));
        using var copy = Open(result.Xlsx!);
        Assert.Equal(["表1_执行", "表1_执行(2)"], copy.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value!));
        Assert.Equal("130.71", Cell(copy, "C6")!.CellValue!.Text);
        var read = new List<(string, int, string)>();
        foreach (var sheet in FormatCatalog.Open(new MemoryStream(result.Xlsx!), "", new ReadLimits()))
        {
            foreach (var row in sheet.Rows)
            {
                foreach (var cell in row.Cells.Where(cell => cell is not null)) read.Add((sheet.Name, row.Number, Convert.ToString(cell, CultureInfo.InvariantCulture)!));
            }
        }

        Assert.Contains(("表1_执行", 6, "007"), read);
        Assert.Contains(("表1_执行", 6, "08/31/2024 00:00:00"), read);
        Assert.Contains(("表1_执行", 9, "坏\uFFFD字"), read);
        Assert.Contains(("表1_执行(2)", 1, "甲"), read);
    }

    [Fact]
    public void A_workbook_with_macros_is_copied_without_them()
    {
        var original = RichWorkbook.Make(change: (name, text) => name == "[Content_Types].xml"
            ? text.Replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
            : text);
        using var copy = Open(Make(original, _amount));
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", copy.WorkbookPart!.ContentType);
        Assert.Equal("FFFFC7CF", Fill(copy, "C3"));
        Assert.Equal("0101", Cell(copy, "A3")!.InlineString!.InnerText);
    }

    [Fact]
    public void A_workbook_without_styles_is_marked_too()
    {
        using var original = new MemoryStream();
        original.SaveAs(new[] { new { 项目编码 = "P01" } }, configuration: new MiniExcelLibs.OpenXml.OpenXmlConfiguration { TableStyles = MiniExcelLibs.OpenXml.TableStyles.None });
        var bare = Without(original.ToArray(), "xl/styles.xml", ("xl/_rels/workbook.xml.rels", "<Relationship [^>]*styles[^>]*/>"), ("[Content_Types].xml", "<Override [^>]*styles[^>]*/>"), ("xl/worksheets/sheet1.xml", " s=\"[0-9]+\""));
        var bytes = Make(new MemoryStream(bare), new CellMark("", 2, 1, "不对"));
        using var copy = Open(bytes);
        Assert.Equal("FFFFC7CF", Fill(copy, "A2"));
        Assert.Equal(Errors(bare), Errors(bytes));
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "xl/workbook.xml", "<workbook" },
        { "xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">&b;</workbook>" },
        { "xl/styles.xml", "<styleSheet" },
        { "xl/styles.xml", Deep("styleSheet") },
        { "xl/comments1.xml", Deep("comments") },
        { "xl/worksheets/sheet1.xml", Deep("worksheet") },
        { "xl/worksheets/sheet1.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"3\"><c r=\"C3\">" },
        { "xl/worksheets/sheet1.xml", "" },
        { "xl/drawings/vmlDrawing1.vml", "no drawing" },
        { "xl/worksheets/_rels/sheet1.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>" },
        { "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"x\" Target=\"../../../../etc/passwd\"/></Relationships>" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_broken_or_hostile_original_gives_no_copy_and_says_why(string part, string text)
    {
        var result = Copier().Make(RichWorkbook.Make(change: (name, before) => name == part ? text : before), "坏.xlsx", [_amount]);
        Assert.Null(result.Xlsx);
        Assert.NotEmpty(result.WhyNone!);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 1, 2, 3 })]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0 })]
    public void A_file_that_cannot_be_read_gives_no_copy(byte[] bytes) => Assert.NotEmpty(Copier().Make(new MemoryStream(bytes), "坏.xlsx", [_amount]).WhyNone!);

    [Fact]
    public void Every_cut_of_a_workbook_gives_a_copy_or_a_reason_and_never_an_exception()
    {
        var whole = RichWorkbook.Make().ToArray();
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var bytes = whole[..(round % 2 == 0 ? whole.Length : random.Next(whole.Length))].ToArray();
            for (var hit = 0; hit < 3 && bytes.Length > 0; hit++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var result = Copier().Make(new MemoryStream(bytes), "坏.xlsx", [_amount]);
            Assert.True(result.Xlsx is null != (result.WhyNone is null));
        }
    }

    [Fact]
    public void What_is_too_large_to_mail_is_not_copied()
    {
        Assert.Contains("20MB", Copier().Make(new MemoryStream(new byte[MarkedCopy.LargestOriginal + 1]), "大.csv", [_amount]).WhyNone);
        Assert.Contains("100000行", new MarkedCopy(_ => [new SourceSheet("", Enumerable.Range(1, 100_001).Select(row => new SourceRow(row, ["甲"])))])
            .Make(new MemoryStream([1]), "长.csv", [new CellMark("", 1, 1, "")]).WhyNone);
        var rows = string.Concat(Enumerable.Repeat("<row/>", 100_001));
        Assert.Contains("100000行", Copier().Make(RichWorkbook.Make(change: (name, text) => text.Replace("<row r=\"7\">", rows + "<row r=\"200000\">")), "长.xlsx", [_amount]).WhyNone);
        var bomb = new string(' ', 20_000_000);
        Assert.Contains("解压", Copier().Make(RichWorkbook.Make(change: (name, text) => name.StartsWith("xl/", StringComparison.Ordinal) ? bomb : text), "大.xlsx", [_amount]).WhyNone);
    }

    [Fact]
    public void Without_a_mark_on_a_cell_there_is_no_copy() =>
        Assert.NotEmpty(Copier().Make(RichWorkbook.Make(), "a.xlsx", [new CellMark(RichWorkbook.Sheet, 0, null, "整个文件"), new CellMark("没有这张表", 3, 1, "")]).WhyNone!);

    private static string Deep(string root) =>
        $"<{root} xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{string.Concat(Enumerable.Repeat("<a>", 100_000))}{string.Concat(Enumerable.Repeat("</a>", 100_000))}</{root}>";

    private static MarkedCopy Copier() => new(stream => FormatCatalog.Open(stream, "", new ReadLimits()));

    private static byte[] Make(MemoryStream original, params CellMark[] marks)
    {
        var result = Copier().Make(original, "八月执行.xlsx", marks);
        Assert.Null(result.WhyNone);
        return result.Xlsx!;
    }

    private static FileReading Read(MemoryStream file) => new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(file, "t.xlsx", 1, Some.Noon);

    private static SpreadsheetDocument Open(byte[] bytes) => SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

    private static IEnumerable<WorksheetPart> Sheets(SpreadsheetDocument document) =>
        document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Select(sheet => (WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!));

    private static Cell? Cell(SpreadsheetDocument document, string place)
    {
        foreach (var (index, row) in Sheets(document).First().Worksheet!.GetFirstChild<SheetData>()!.Elements<Row>().Index())
        {
            foreach (var (column, cell) in row.Elements<Cell>().Index())
            {
                if ((cell.CellReference?.Value ?? $"{(char)('A' + column)}{index + 1}") == place) return cell;
            }
        }

        return null;
    }

    private static CellFormat Format(SpreadsheetDocument document, string place) =>
        document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)(Cell(document, place)!.StyleIndex?.Value ?? 0));

    private static string? Fill(SpreadsheetDocument document, string place) =>
        document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.Fills!.Elements<Fill>().ElementAt((int)Format(document, place).FillId!.Value).PatternFill?.ForegroundColor?.Rgb?.Value;

    private static Dictionary<string, string> Comments(SpreadsheetDocument document) =>
        Sheets(document).First().WorksheetCommentsPart?.Comments!.CommentList!.Elements<Comment>().ToDictionary(comment => comment.Reference!.Value!, comment => comment.InnerText) ?? [];

    /// <summary>Cells that have a frame in which their comment is shown.</summary>
    private static List<string> Frames(SpreadsheetDocument document)
    {
        var sheet = Sheets(document).First();
        var drawing = (VmlDrawingPart)sheet.GetPartById(sheet.Worksheet!.GetFirstChild<LegacyDrawing>()!.Id!.Value!);
        using var reader = new StreamReader(drawing.GetStream());
        return [.. System.Text.RegularExpressions.Regex.Matches(reader.ReadToEnd(), @"<x:Row>(\d+)</x:Row><x:Column>(\d+)</x:Column>")
            .Select(match => $"{(char)('A' + int.Parse(match.Groups[2].Value))}{int.Parse(match.Groups[1].Value) + 1}")];
    }

    private static List<string> Errors(byte[] bytes)
    {
        using var document = Open(bytes);
        return [.. new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Part?.Uri} {error.Description}").Order()];
    }

    private static Dictionary<string, string> Texts(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry => new StreamReader(entry.Open()).ReadToEnd());
    }

    private static byte[] Without(byte[] bytes, string part, params (string Part, string Pattern)[] cuts)
    {
        using var file = new MemoryStream();
        file.Write(bytes);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)!.Delete();
            foreach (var (name, pattern) in cuts)
            {
                var entry = zip.GetEntry(name)!;
                string text;
                using (var reader = new StreamReader(entry.Open())) text = reader.ReadToEnd();
                entry.Delete();
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(System.Text.RegularExpressions.Regex.Replace(text, pattern, ""));
            }
        }

        return file.ToArray();
    }
}
