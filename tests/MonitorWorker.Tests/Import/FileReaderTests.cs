using System.Text;
using MonitorWorker.Budgets;
using MonitorWorker.Import;

namespace MonitorWorker.Tests.Import;

public class FileReaderTests
{
    [Fact]
    public void A_csv_with_a_title_a_unit_and_a_total_is_read_as_it_is_meant()
    {
        var reading = Read("""
            示例县某局2024年预算表,,,,,
            预算年度,项目编码,项目名称,支出类别,年初预算数（元）,政府采购
            2024,007,设备购置经费,特定目标类,"20,000.00",是
            ,合计,,,20000,
            """);
        var line = Assert.Single(reading.Facts.Lines);
        Assert.Equal(("007", Some.Wan(2), SpendingCategory.Project, true), (line.ProjectCode, line.Original, line.Category, line.Procurement));
        var table = Assert.Single(reading.Tables);
        Assert.Equal(("预算", "", 1, 1, 0, 2), (table.Table, table.Sheet, table.Rows, table.Accepted, table.Refused, table.HeaderRow));
        Assert.Equal(3, line.Source.Row);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Amounts_without_a_unit_in_the_header_take_the_configured_one() =>
        Assert.Equal(Some.Wan(0.6m), Read("项目编码,截止月份,累计执行数\nP01,2024-08,0.6").Facts.Executions.Single().Cumulative);

    [Theory]
    [InlineData("2024-08")]
    [InlineData("202408")]
    [InlineData("2024年8月")]
    [InlineData("2024/8")]
    [InlineData("２０２４年８月")]
    [InlineData("2024-08-31")]
    public void A_month_in_any_usual_spelling(string month) =>
        Assert.Equal(Some.August, Read($"项目编码,截止月份,累计执行数\nP01,{month},1").Facts.Executions.Single().Month);

    [Theory]
    [InlineData("2024-05-20")]
    [InlineData("2024/5/20")]
    [InlineData("2024.5.20")]
    [InlineData("2024年5月20日")]
    public void A_day_in_any_usual_spelling(string day) =>
        Assert.Equal(new DateOnly(2024, 5, 20), Read($"项目编码,调整日期,调整金额\nP01,{day},-1").Facts.Adjustments.Single().Date);

    [Theory]
    [InlineData("7")]
    [InlineData("7月")]
    [InlineData("2024-07")]
    [InlineData("202407")]
    [InlineData("2024年7月")]
    public void The_month_in_which_a_project_begins_in_any_usual_spelling(string month) =>
        Assert.Equal(7, Read(Beginning(month)).Facts.Lines.Single().StartMonth);

    [Theory]
    [InlineData("13")]
    [InlineData("2023-07")]
    [InlineData("七月份")]
    public void A_month_that_is_none_or_of_another_year_is_refused(string month) =>
        Assert.Equal([("开始月份", month)], Read(Beginning(month)).Problems.Select(problem => (problem.Column, problem.Value)));

    [Theory]
    [InlineData("#N/A")]
    [InlineData("#REF!")]
    [InlineData("#公式没有算出的值!")]
    [InlineData("1\uFFFD2")]
    public void What_a_cell_has_lost_is_refused_with_what_it_says_instead(string cell)
    {
        var reading = Read($"预算年度,项目编码,项目名称,支出类别,年初预算数\n2024,P01,设备购置经费,项目支出,{cell}\n2024,{cell},绿化经费,项目支出,1");
        Assert.Equal([("年初预算数", cell), ("项目编码", cell)], reading.Problems.Select(problem => (problem.Column, problem.Value)));
        Assert.Empty(reading.Facts.Lines);
    }

    private static string Beginning(string month) =>
        $"预算年度,项目编码,项目名称,支出类别,年初预算数,开始月份\n2024,P01,设备购置经费,项目支出,2,{month}";

    [Fact]
    public void An_adjustment_known_by_its_month_counts_from_the_end_of_that_month()
    {
        var adjustment = Read("项目编码,截止月份,调整金额（万元）\nP04,2024-08,294.63").Facts.Adjustments.Single();
        Assert.True(adjustment.KnownByMonth);
        Assert.Equal(Some.August31, adjustment.Date);
    }

    [Theory]
    [InlineData("1,234.50", "12345000.00")]
    [InlineData("１２３．５", "1235000.00")]
    [InlineData("-0.5", "-5000.00")]
    [InlineData("1e2", null)]
    [InlineData("1,5", null)] // a decimal comma, or a slip: never fifteen
    [InlineData("12万", null)]
    public void An_amount_is_read_exactly_or_refused(string amount, string? yuan)
    {
        var reading = Read($"项目编码,截止月份,累计执行数\nP01,2024-08,\"{amount}\"");
        Assert.Equal(yuan, reading.Facts.Executions.SingleOrDefault()?.Cumulative.ToString());
        Assert.Equal(yuan is null ? 1 : 0, reading.Problems.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("—")]
    [InlineData("20xx")]
    [InlineData("xx万元")]
    [InlineData("/")]
    public void A_blank_figure_is_not_reported_which_is_neither_zero_nor_wrong(string blank)
    {
        var reading = Read($"项目编码,截止月份,累计执行数\nP01,2024-08,{blank}");
        Assert.Empty(reading.Facts.Executions);
        Assert.Empty(reading.Problems);
        Assert.Equal(1, reading.Tables[0].Accepted);
    }

    [Fact]
    public void A_refused_row_is_named_with_row_column_value_reason_and_what_was_expected()
    {
        var reading = Read("项目编码,截止月份,累计执行数\nP01,2024-13,1\nP02,2024-08,很多\n,2024-08,1\nP03,2024-08,1");
        Assert.Equal(
            [
                (2, "截止月份", "2024-13"),
                (3, "累计执行数", "很多"),
                (4, "项目编码", null),
            ],
            reading.Problems.Select(problem => (problem.Row, problem.Column!, problem.Value)));
        Assert.All(reading.Problems, problem => Assert.NotEmpty(problem.Reason + problem.Expected));
        Assert.Equal((4, 1, 3), (reading.Tables[0].Rows, reading.Tables[0].Accepted, reading.Tables[0].Refused));
    }

    [Fact]
    public void The_same_line_and_month_twice_in_one_file_is_refused_the_second_time()
    {
        var reading = Read("项目编码,截止月份,累计执行数\nP01,2024-08,1\nP01,2024-08,2");
        Assert.Equal(Some.Wan(1), Assert.Single(reading.Facts.Executions).Cumulative);
        Assert.Contains("第2行", Assert.Single(reading.Problems).Reason);
    }

    [Fact]
    public void A_budget_year_that_contradicts_the_month_is_refused() =>
        Assert.Equal("预算年度", Assert.Single(Read("预算年度,项目编码,截止月份,累计执行数\n2023,P01,2024-08,1").Problems).Column);

    [Fact]
    public void Several_tables_in_one_sheet_are_told_apart_by_their_headers()
    {
        var reading = Read("""
            预算年度,项目编码,项目名称,支出类别,年初预算数
            2024,P01,设备购置经费,项目支出,2
            ,,,,
            项目编码,截止月份,累计执行数
            P01,2024-08,0.6
            """);
        Assert.Equal(["预算", "执行"], reading.Tables.Select(table => table.Table));
        Assert.Single(reading.Facts.Lines);
        Assert.Single(reading.Facts.Executions);
    }

    [Fact]
    public void A_header_that_lacks_a_column_says_which()
    {
        var problem = Assert.Single(Read("项目编码,项目名称,支出类别,年初预算数\nP01,设备,项目支出,2").Problems);
        Assert.Equal("预算年度", problem.Column);
        Assert.Contains("预算", problem.Reason);
    }

    [Fact]
    public void A_file_without_any_known_header_is_one_problem_that_lists_the_tables() =>
        Assert.Contains("通讯录", Assert.Single(Read("甲,乙\n1,2").Problems).Expected);

    [Fact]
    public void The_offices_own_column_names_are_read_beside_the_shipped_ones()
    {
        var catalog = new TableCatalog(new Dictionary<string, IReadOnlyList<string>> { ["累计执行数"] = ["本年支出合计"] });
        Assert.Single(Read("项目代码,月份,本年支出合计（元）\nP01,2024-08,1", catalog: catalog).Facts.Executions);
    }

    [Fact]
    public void Gb18030_is_read_as_well_as_utf8()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        const string csv = "项目编码,截止月份,累计执行数\nP01,2024-08,0.6";
        foreach (var encoding in new[] { new UTF8Encoding(true), new UTF8Encoding(false), Encoding.GetEncoding("GB18030") })
            Assert.Single(Read(csv, encoding).Facts.Executions);
    }

    [Theory]
    [InlineData("a@example.com;b@example.com", 2)]
    [InlineData("张三@example.com", 0)]
    [InlineData("a.example.com", 0)]
    public void Addresses_are_usable_or_refused(string addresses, int expected)
    {
        var reading = Read($"姓名,邮箱,角色\n财务股经办,{addresses},财务");
        Assert.Equal(expected, reading.Facts.Contacts.SingleOrDefault()?.Addresses.Count ?? 0);
        Assert.Equal(expected == 0, reading.Problems.Count > 0);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 1, 2, 3 })]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 1, 2, 3 })]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0 })]
    public void A_file_that_cannot_be_read_is_a_problem_and_not_a_crash(byte[] bytes)
    {
        var reading = Read(new MemoryStream(bytes));
        Assert.Equal(0, Assert.Single(reading.Problems).Row);
    }

    private static FileReading Read(string csv, Encoding? encoding = null, TableCatalog? catalog = null)
    {
        encoding ??= new UTF8Encoding(false);
        return Read(new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(csv)]), catalog);
    }

    private static FileReading Read(MemoryStream content, TableCatalog? catalog = null) =>
        new FileReader(catalog ?? new TableCatalog(), AmountUnit.Named("万元")).Read(content, "t.csv", 1, Some.Noon);
}
