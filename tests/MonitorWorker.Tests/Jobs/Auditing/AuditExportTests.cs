using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using MonitorWorker.Import.Formats;
using MonitorWorker.Import.Marking;
using MonitorWorker.Jobs.Auditing;
using MonitorWorker.Reports.Sheets;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs.Auditing;

/// <summary>The auditor's workbook, opened again.</summary>
public class AuditExportTests
{
    private static readonly AuditRange _all = new(null, null, null, null);

    [Fact]
    public async Task It_says_who_was_told_what_on_which_figures_and_by_which_mail()
    {
        await using var office = await TestOffice.WithAugustAsync();
        var mail = Assert.Single(await office.RoundAsync());
        var sheets = Read(await ExportAsync(office, _all));
        Assert.Equal(["通知", "邮件", "检查", "导入", "人工操作", "说明"], sheets.Keys);

        var notice = Assert.Single(Table(sheets["通知"]), row => Equals(row["规则"], "支出进度滞后"));
        var expected = new Dictionary<string, object?>
        {
            ["决定时间"] = new DateTime(2024, 9, 2, 12, 0, 0),
            ["预警编号"] = "YJ-2024-0001",
            ["事由"] = "首次预警",
            ["等级"] = "红色预警",
            ["项目编码"] = "P01",
            ["项目名称"] = "设备购置经费",
            ["截止月份"] = "2024-08",
            ["数据日期"] = new DateTime(2024, 8, 31),
            ["调整后预算数（元）"] = 20000.0,
            ["累计执行数（元）"] = 6000.0,
            ["执行率（%）"] = 30.0,
            ["序时进度（%）"] = 66.67,
            ["差额（百分点）"] = -36.67,
            ["进度比"] = 45.0,
            ["收件人"] = "办公室责任人",
            ["收件地址"] = "office@example.com",
            ["送达情况"] = "已发出",
            ["发出时间"] = new DateTime(2024, 9, 2, 12, 0, 0),
            ["实际投递地址"] = "office@example.com",
            ["邮件主题"] = mail.Subject,
            ["邮件标识"] = mail.MessageId,
            ["服务器答复"] = "250 ok",
            ["规则集"] = Some.Rules().Name,
            ["规则集校验值"] = Some.Rules().Hash,
            ["行"] = 2.0,
            ["预警标识"] = "execution-lag/2024/101/P01/-",
        };
        Assert.All(expected, cell => Assert.Equal(cell, new KeyValuePair<string, object?>(cell.Key, notice[cell.Key])));
        Assert.Equal((3, 1, 1), (sheets["导入"].Count - 1, sheets["检查"].Count - 1, sheets["邮件"].Count - 1));
        Assert.Empty(sheets["人工操作"].Skip(1));
        var state = await office.Audit.VerifyAsync(null, default);
        Assert.Contains(sheets["说明"], row => Equals(row[0], "最后一条的校验值") && Equals(row[1], state.LastHash));
        Assert.Contains(sheets["说明"], row => row[1] is string text && text.StartsWith("完整", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spreadsheet_programs_find_nothing_to_repair_the_header_stays_and_no_text_is_a_formula()
    {
        await using var office = await TestOffice.OpenAsync();
        const string Evil = "=HYPERLINK(\"http://example.com\",\"x\")";
        office.Drop("预算.csv", $"预算年度,项目编码,项目名称,支出类别,年初预算数\n2024,+1,\"{Evil.Replace("\"", "\"\"")}\",项目支出,2\n2024,-2,@SUM(1),项目支出,2");
        office.DropExecution("2024-08", ("+1", 0.6m), ("-2", 0.6m));
        await office.RoundAsync();
        var bytes = await ExportAsync(office, _all);

        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Part?.Uri} {error.Description}"));
        var sheets = document.WorkbookPart!.WorksheetParts.ToList();
        Assert.Equal(6, sheets.Count);
        Assert.All(sheets, sheet =>
        {
            Assert.Empty(sheet.Worksheet!.Descendants<CellFormula>());
            Assert.Equal(PaneStateValues.Frozen, Assert.Single(sheet.Worksheet!.Descendants<Pane>()).State!.Value);
            Assert.All(sheet.Worksheet!.Descendants<Column>(), column => Assert.True(column.Width!.Value > 5));
        });

        var rows = Table(Read(bytes)["通知"]);
        var names = rows.Select(row => (row["项目编码"], row["项目名称"])).Distinct().ToList();
        Assert.Contains(("+1", Evil), names);
        Assert.Contains(("-2", "@SUM(1)"), names);
    }

    [Fact]
    public async Task What_was_taken_back_is_shown_as_taken_back_with_who_did_it()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.Import.RunAsync(false, default);
        await office.Check.RunAsync(Some.August31, false, default);
        Assert.All(Table(Read(await ExportAsync(office, _all))["通知"]), row => Assert.Equal("待写成邮件", row["送达情况"]));
        await office.Compose.RunAsync(default);
        Assert.All(Table(Read(await ExportAsync(office, _all))["通知"]), row => Assert.Equal("待发", row["送达情况"]));

        var ledger = new ImportLedger(office.Store);
        var import = (await ledger.ListAsync(default)).Single(entry => entry.File.StartsWith("执行", StringComparison.Ordinal));
        await ledger.UndoAsync(import.Id, "finance", office.Clock.GetUtcNow(), default);
        var sheets = Read(await ExportAsync(office, _all));
        Assert.NotEmpty(Table(sheets["通知"]));
        Assert.All(Table(sheets["通知"]), row => Assert.Equal("已撤回", row["送达情况"]));
        var act = Assert.Single(Table(sheets["人工操作"]));
        Assert.Equal(("撤销导入", "finance", import.File), (act["操作"], act["操作人"], act["文件"]));
    }

    [Fact]
    public async Task Days_are_those_of_the_office_and_projects_and_alerts_narrow_the_notices()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.RoundAsync();
        // 00:30 of the next day where the office is, 16:30 of the same one in UTC.
        office.Clock.Advance(TimeSpan.FromHours(12.5));
        office.DropExecution("2024-09", ("P01", 0.6m), ("P02", 20m));
        await office.RoundAsync(new DateOnly(2024, 9, 30));
        var (first, second) = (new DateOnly(2024, 9, 2), new DateOnly(2024, 9, 3));
        Assert.All(await NoticesAsync(new(first, first, null, null)), row => Assert.Equal("P01", row["项目编码"]));
        Assert.All(await NoticesAsync(new(second, null, null, null)), row => Assert.Equal("P02", row["项目编码"]));
        Assert.NotEmpty(await NoticesAsync(new(second, null, null, null)));
        Assert.Empty(await NoticesAsync(new(null, first.AddDays(-1), null, null)));
        Assert.All(await NoticesAsync(new(null, null, "P02", null)), row => Assert.Equal("P02", row["项目编码"]));
        Assert.Single(await NoticesAsync(new(null, null, null, "YJ-2024-0001")));
        Assert.Single(Read(await ExportAsync(office, new(second, second, null, null)))["检查"].Skip(1));

        async Task<List<Dictionary<string, object?>>> NoticesAsync(AuditRange range) => Table(Read(await ExportAsync(office, range))["通知"]);
    }

    [Fact]
    public void Rows_go_into_the_file_as_they_come_and_are_not_held()
    {
        const int Rows = 20_000;
        var columns = Enumerable.Range(1, 10).Select(n => new SheetColumn($"列{n}", 20)).ToArray();
        using var file = new MemoryStream();
        var written = new List<long>();
        using (var workbook = new WorkbookStream(file))
        {
            workbook.Begin("通知", columns);
            for (var row = 0; row < Rows; row++)
            {
                workbook.Add([.. columns.Select(object? (column) => $"{column.Header}-{row * 7919 % 10_007}")]);
                if (row % 5_000 == 4_999) written.Add(file.Length);
            }
        }

        Assert.Equal(4, written.Distinct().Count());
        // What is still to be written in the end is no more than buffers hold.
        Assert.InRange(file.Length - written[^1], 1, file.Length / 10);
        foreach (var sheet in FormatCatalog.Open(file, "审计.xlsx", ReadLimits.Default)) Assert.Equal(Rows + 1, sheet.Rows.Count());
    }

    [Fact]
    public void What_has_no_room_in_one_sheet_goes_on_in_another()
    {
        using var file = new MemoryStream();
        using (var workbook = new WorkbookStream(file))
        {
            workbook.Begin("通知", [new SheetColumn("序号", 9)]);
            for (var row = 0; row < CellPlace.LastRow + 5; row++) workbook.Add(row);
        }

        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var sheets = document.WorkbookPart!.Workbook!.Descendants<Sheet>().ToList();
        Assert.Equal(["通知", "通知(2)"], sheets.Select(sheet => sheet.Name!.Value));
        var second = ((WorksheetPart)document.WorkbookPart.GetPartById(sheets[1].Id!.Value!)).Worksheet!.Descendants<Row>().ToList();
        Assert.Equal(("序号", $"{CellPlace.LastRow - 1}", 7), (second[0].InnerText, second[1].InnerText, second.Count));
    }

    private static async Task<byte[]> ExportAsync(TestOffice office, AuditRange range)
    {
        var file = new MemoryStream();
        await new AuditExport(office.Audit, office.Settings, office.Clock).WriteAsync(file, range, await office.Audit.VerifyAsync(null, default), AuditDisclosing.None, default);
        return file.ToArray();
    }

    /// <summary>By the reader of the project.</summary>
    private static Dictionary<string, List<IReadOnlyList<object?>>> Read(byte[] workbook) =>
        FormatCatalog.Open(new MemoryStream(workbook), "审计.xlsx", ReadLimits.Default).Select(sheet => (sheet.Name, Rows: sheet.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Cells]).ToList())).ToDictionary();

    /// <summary>Rows below the header, by its words.</summary>
    private static List<Dictionary<string, object?>> Table(List<IReadOnlyList<object?>> rows) =>
        [.. rows.Skip(1).Select(row => rows[0].Select((name, index) => ((string)name!, index < row.Count ? row[index] : null)).ToDictionary())];
}
