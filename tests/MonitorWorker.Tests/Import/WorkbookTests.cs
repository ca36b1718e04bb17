using MiniExcelLibs;
using MonitorWorker.Import;

namespace MonitorWorker.Tests.Import;

/// <summary>What only a workbook can hold: typed cells.</summary>
public class WorkbookTests
{
    [Fact]
    public void A_code_typed_as_a_short_number_is_text_and_a_long_one_is_refused_with_the_cure()
    {
        Assert.Equal("1001", Execution(1001d, "2024-08", 1d).Facts.Executions.Single().ProjectCode);
        var problem = Assert.Single(Execution(1234567890123456d, "2024-08", 1d).Problems);
        Assert.Equal("项目编码", problem.Column);
        Assert.Contains("文本", problem.Expected);
    }

    [Theory]
    [InlineData(202408d)]
    [InlineData(45535d)] // the serial number of 2024-08-31, as unknown date formats give it
    public void A_month_typed_as_a_number_is_read(double month) =>
        Assert.Equal(Some.August, Execution("P01", month, 1d).Facts.Executions.Single().Month);

    [Fact]
    public void A_month_typed_as_a_date_is_read() =>
        Assert.Equal(Some.August, Execution("P01", new DateTime(2024, 8, 1), 1d).Facts.Executions.Single().Month);

    [Fact]
    public void The_number_2024_1_may_have_been_2024_10_and_is_refused() =>
        Assert.Equal("截止月份", Assert.Single(Execution("P01", 2024.1d, 1d).Problems).Column);

    [Fact]
    public void Binary_floating_point_comes_out_as_what_was_typed() =>
        Assert.Equal("1307100.00", Execution("P01", "2024-08", 130.71d).Facts.Executions.Single().Cumulative.ToString());

    [Fact]
    public void Tables_on_several_sheets_are_found_whatever_the_sheets_are_called()
    {
        var reading = Read(new Dictionary<string, object>
        {
            ["Sheet1"] = Rows(["预算年度", "项目编码", "项目名称", "支出类别", "年初预算数"], [2024d, "P01", "设备", "项目支出", 2d]),
            ["杂项"] = Rows(["随便写写"]),
            ["Sheet3"] = Rows(["项目编码", "截止月份", "累计执行数"], ["P01", "2024-08", 0.6d]),
        });
        Assert.Equal(["预算", null, "执行"], reading.Tables.Select(table => table.Table));
        Assert.Equal("Sheet3", reading.Facts.Executions.Single().Source.Sheet);
        Assert.Empty(reading.Problems);
    }

    private static FileReading Execution(object code, object month, object amount) =>
        Read(new Dictionary<string, object> { ["执行"] = Rows(["项目编码", "截止月份", "累计执行数"], [code, month, amount]) });

    private static List<Dictionary<string, object>> Rows(params object[][] rows) =>
        [.. rows.Select(row => row.Select((cell, index) => (Key: ((char)('A' + index)).ToString(), cell)).ToDictionary(pair => pair.Key, pair => pair.cell))];

    private static FileReading Read(Dictionary<string, object> sheets)
    {
        using var content = new MemoryStream();
        content.SaveAs(sheets, printHeader: false);
        content.Position = 0;
        return new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(content, "t.xlsx", 1, Some.Noon);
    }
}
