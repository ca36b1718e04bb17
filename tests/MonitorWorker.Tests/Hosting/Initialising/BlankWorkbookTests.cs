using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using MonitorWorker.Hosting.Initialising;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Initialising;

/// <summary>The workbook that a clerk fills in follows the tables of the import, and what explains it is read as nothing.</summary>
public class BlankWorkbookTests
{
    private static readonly EntityName[] _entities = [new("101", "示例县经济信息科技局"), new("102", "示例县<教育>局")];

    [Fact]
    public async Task A_blank_workbook_is_no_row_and_no_problem()
    {
        await using var office = await TestOffice.OpenAsync();
        var reading = await ImportAsync(office, sample: false);

        Assert.Empty(reading.Problems);
        Assert.All(reading.Tables, table => Assert.Equal((0, 0), (table.Accepted, table.Refused)));
        Assert.Equal(["预算", "执行", "预算调整", "用款计划", "绩效指标", "指标完成", "全年预计", "通讯录"], reading.Tables.Where(table => table.Table is not null).Select(table => table.Table));
    }

    [Fact]
    public async Task The_sample_is_read_whole_and_warns()
    {
        await using var office = await TestOffice.OpenAsync();
        var reading = await ImportAsync(office, sample: true);

        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Remarks);
        Assert.Equal(4, reading.Tables.Sum(table => table.Accepted));
        var mail = Assert.Single(await office.RoundAsync());
        Assert.StartsWith("【红色预警】", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("30.00%", MimeKit.MimeMessage.Load(new MemoryStream(mail.Mime)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_column_of_every_sheet_is_explained() =>
        Assert.Empty(BlankSheet.All([], null).SelectMany(sheet => sheet.Columns.Where(column => column.Hint.Says.Length == 0).Select(column => $"{sheet.Name}.{column.Name}")));

    [Fact]
    public void Required_columns_are_those_of_the_import_and_look_it()
    {
        using var book = Open(sample: false);
        foreach (var sheet in BlankSheet.All(_entities, null))
        {
            var cells = RowOf(book, sheet.Name, BlankWorkbook.HeaderRow);
            Assert.Equal(sheet.Columns.Select(column => column.Header), cells.Select(cell => cell.InnerText));
            Assert.Equal(sheet.Columns.Select(column => column.IsRequired), cells.Select(cell => cell.StyleIndex!.Value == 6));
        }
    }

    [Theory]
    [InlineData("预算", "支出类别", "人员支出,公用支出,项目支出", true)]
    [InlineData("预算", "资金来源", "一般公共预算,政府性基金,国有资本经营预算,财政专户管理资金,事业收入,事业单位经营收入,上级补助收入,上年结转,其他", false)]
    [InlineData("预算", "进度口径", "按月,按日,用款计划,节点", true)]
    [InlineData("预算", "外发级别", "可外发,仅编号,不得外发", true)]
    [InlineData("预算", "单位编码", "101,102", false)]
    [InlineData("绩效指标", "指标性质", "≥,>,=,≤,<,定性", true)]
    [InlineData("全年预计", "完成可能性", "确定能,有可能,完全不可能", true)]
    [InlineData("通讯录", "角色", "责任人,股室负责人,分管领导,主要领导,财务人员,绩效管理人员,系统管理员", true)]
    public void A_column_offers_its_words_in_a_list(string sheet, string column, string words, bool isClosed)
    {
        using var book = Open(sample: false);
        var index = BlankSheet.All(_entities, null).Single(own => own.Name == sheet).Columns.Index().Single(own => own.Item.Name == column).Index;
        var letter = (char)('A' + index);
        var list = Sheet(book, sheet).Descendants<DataValidation>().Single(rule => rule.SequenceOfReferences!.InnerText == $"{letter}{BlankWorkbook.HeaderRow + 1}:{letter}{BlankWorkbook.LastRow}");

        Assert.Equal($"\"{words}\"", list.Formula1!.Text);
        Assert.Equal(isClosed, list.ShowErrorMessage?.Value == true);
    }

    [Fact]
    public void It_is_a_workbook_by_the_letter_with_headers_that_stay_in_view_and_are_printed()
    {
        using var book = Open(sample: true);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(error => $"{error.Part?.Uri} {error.Description}"));
        Assert.Equal(9, book.WorkbookPart!.Workbook!.Sheets!.Count());
        Assert.Equal(8, book.WorkbookPart.Workbook.DefinedNames!.Count());
        foreach (var sheet in BlankSheet.All([], null))
        {
            var worksheet = Sheet(book, sheet.Name);
            Assert.Equal("A6", worksheet.Descendants<Pane>().Single().TopLeftCell!.Value);
            Assert.Empty(worksheet.Descendants<SheetProtection>());
        }
    }

    private static async Task<MonitorWorker.Import.FileReading> ImportAsync(TestOffice office, bool sample)
    {
        await File.WriteAllBytesAsync(Path.Combine(office.Inbox, BlankWorkbook.FileName), Write(sample));
        return Assert.Single(await office.Intake.RunAsync(keepFiles: false, default)).Reading;
    }

    private static byte[] Write(bool sample) => BlankWorkbook.Write(BlankSheet.All(_entities, sample ? SampleRows.All : null), Explanations.Of(_entities));

    private static SpreadsheetDocument Open(bool sample) => SpreadsheetDocument.Open(new MemoryStream(Write(sample)), false);

    private static Worksheet Sheet(SpreadsheetDocument book, string name) =>
        ((WorksheetPart)book.WorkbookPart!.GetPartById(book.WorkbookPart.Workbook!.Descendants<Sheet>().Single(sheet => sheet.Name == name).Id!)).Worksheet!;

    private static IReadOnlyList<Cell> RowOf(SpreadsheetDocument book, string name, int number) =>
        [.. Sheet(book, name).Descendants<Row>().Single(row => row.RowIndex!.Value == number).Elements<Cell>()];
}
