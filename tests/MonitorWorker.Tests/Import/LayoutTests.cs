using System.Text;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Import;

namespace MonitorWorker.Tests.Import;

public class LayoutTests
{
    [Theory]
    [InlineData("1-8月执行数", "2024-08")]
    [InlineData("1—8月执行数（万元）", "2024-08")]
    [InlineData("1至8月累计执行数", "2024-08")]
    [InlineData("2024年1-8月支出数", "2024-08")]
    [InlineData("截至8月底累计支出", "2024-08")]
    [InlineData("截止2024年8月支出数", "2024-08")]
    [InlineData("截至2024年08月末支出数", "2024-08")]
    [InlineData("执行数（1-8月）", "2024-08")]
    [InlineData("上半年执行数", "2024-06")]
    [InlineData("前三季度执行数", "2024-09")]
    public void A_period_in_a_header_is_the_month_of_its_column(string header, string month)
    {
        var reading = Read($"预算年度,项目编码,{header}\n2024,P01,0.6");
        Assert.Empty(reading.Problems);
        var execution = Assert.Single(reading.Facts.Executions);
        Assert.Equal((YearMonth.Parse(month), Some.Wan(0.6m)), (execution.Month, execution.Cumulative));
    }

    [Theory]
    [InlineData("8月执行数")]
    [InlineData("7-8月执行数")]
    [InlineData("8月份支出数")]
    public void One_months_spending_is_never_taken_for_the_sum_since_January(string header)
    {
        var reading = Read($"预算年度,项目编码,项目名称,支出类别,年初预算数,{header}\n2024,P01,设备购置经费,项目支出,2,0.6", "2024年8月.csv");
        Assert.Empty(reading.Facts.Executions);
        Assert.Contains(header, Assert.Single(reading.Remarks).Text);
    }

    [Theory]
    [InlineData("截至2024年8月预算执行情况", "t.csv", "2024-08")]
    [InlineData("示例县某局2024年1-8月支出表", "t.csv", "2024-08")]
    [InlineData("截至2024年8月31日", "t.csv", "2024-08")]
    [InlineData("预算执行情况表", "执行2024年8月.csv", "2024-08")]
    [InlineData("预算执行情况表", "执行202408.csv", "2024-08")]
    [InlineData("2024年上半年预算执行情况表", "t.csv", "2024-06")]
    public void A_period_in_title_or_file_name_holds_for_the_table(string title, string file, string month) =>
        Assert.Equal(YearMonth.Parse(month), Assert.Single(Read($"{title},,\n项目编码,项目名称,累计支出\nP01,设备购置经费,0.6", file).Facts.Executions).Month);

    [Theory]
    [InlineData("填报日期：2024年9月5日")]
    [InlineData("打印时间 2024年9月")]
    [InlineData("预算执行情况表")]
    [InlineData("2024年度预算执行情况表")]
    public void Without_a_period_a_table_that_needs_one_is_not_read_and_says_so(string title)
    {
        var reading = Read($"{title},,\n项目编码,项目名称,累计支出\nP01,设备购置经费,0.6");
        Assert.Empty(reading.Facts.Executions);
        Assert.Equal("截止月份", Assert.Single(reading.Problems).Column);
    }

    [Fact]
    public void A_month_in_a_row_that_contradicts_the_header_is_refused() =>
        Assert.Equal("截止月份", Assert.Single(Read("项目编码,截止月份,1-8月执行数\nP01,2024-07,0.6").Problems).Column);

    [Fact]
    public void Two_periods_side_by_side_are_two_months()
    {
        var reading = Read("预算年度,项目编码,1-7月执行数,1-8月执行数\n2024,P01,0.5,0.6");
        Assert.Equal([("2024-07", Some.Wan(0.5m)), ("2024-08", Some.Wan(0.6m))], reading.Facts.Executions.Select(fact => (fact.Month.ToString(), fact.Cumulative)));
    }

    [Fact]
    public void A_unit_in_a_title_holds_for_all_amounts() =>
        Assert.Equal(new Money(600_000), Assert.Single(Read("截至2024年8月,,单位：元\n项目编码,项目名称,累计支出\nP01,设备购置经费,6000").Facts.Executions).Cumulative);

    [Fact]
    public void A_group_of_headers_above_completes_the_names_below()
    {
        var reading = Read("""
            项目编码,项目名称,支出类别,资金情况（元）,,
            ,,,年初预算数,1-8月执行数,执行率
            P01,设备购置经费,项目支出,20000,6000,30%
            合计,,,20000,6000,30%
            """, "2024年.csv");
        Assert.Empty(reading.Problems);
        Assert.Equal(["预算", "执行"], reading.Tables.Select(table => table.Table));
        Assert.Equal((Some.Wan(2), Some.Wan(0.6m)), (reading.Facts.Lines.Single().Original, reading.Facts.Executions.Single().Cumulative));
    }

    [Fact]
    public void The_second_row_of_a_header_whose_first_already_is_one_adds_to_it()
    {
        var reading = Read("""
            预算年度,项目编码,项目名称,支出类别,年初预算数,支出情况,
            ,,,,,截止月份,累计支出
            2024,P01,设备购置经费,项目支出,2,2024-08,0.6
            """);
        Assert.Empty(reading.Problems);
        Assert.Single(reading.Facts.Lines);
        Assert.Equal(Some.Wan(0.6m), Assert.Single(reading.Facts.Executions).Cumulative);
    }

    [Fact]
    public void One_sheet_may_hold_budget_revision_and_execution()
    {
        var reading = Read("""
            示例县2024年项目支出绩效目标执行监控表（单位：万元）
            序号,处室名称,单位名称,项目类别,项目编码,支出项目名称,年初预算数,追加数,追减数,调整预算数,绩效目标,截止8月底支出数,预算执行率
            1,行政股,示例县某局,项目支出,P01,设备购置经费,2,0.5,0.1,2.4,按时完成,0.6,25%
            2,行政股,示例县某局,项目支出,P02,绿化经费,3,,,3,按时完成,1,33%
            3,行政股,示例县某局,项目支出,P03,修缮经费,3,1,,5,按时完成,1,20%
            """);
        Assert.Equal([("P01", 4000m), ("P02", 0m)], reading.Facts.Adjustments.Select(fact => (fact.ProjectCode, fact.Amount.Fen / 100m)));
        Assert.All(reading.Facts.Adjustments, fact => Assert.True(fact.IsCumulative && fact.Date == Some.August31));
        Assert.Equal(3, reading.Facts.Lines.Count);
        Assert.Equal(3, reading.Facts.Executions.Count);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((5, "调整后预算数", "5", 10), (problem.Row, problem.Column, problem.Value, problem.ColumnNumber));
    }

    [Theory]
    [InlineData("2", "3", "5", "")]
    [InlineData("2.00", "3", "6", "6≠5")]
    [InlineData("2", "3", "6", "")] // written without places: rounding may make up for it
    [InlineData("2.33", "3.33", "5.67", "")] // rounding of three figures
    [InlineData("2.33", "3.33", "5.69", "5.69≠5.66")]
    [InlineData("2", "不详", "9", "")] // the part is refused, and its total cannot be judged
    [InlineData("2", "-", "2", "")]
    public void A_total_is_checked_against_its_parts_and_never_counted(string one, string other, string total, string expected)
    {
        var csv = $"项目编码,截止月份,累计支出\nP01,2024-08,{one}\nP02,2024-08,{other}\n合计,,{total}";
        var totals = Read(csv).Facts.SheetTotals.Where(fact => !fact.Agrees).ToList();
        Assert.Equal(expected, string.Join(';', totals.Select(fact => $"{fact.Stated.Fen / 1e6m:0.##}≠{fact.Computed.Fen / 1e6m:0.##}")));

        // The total may stand above its parts.
        var above = Read($"项目编码,截止月份,累计支出\n合计,,{total}\nP01,2024-08,{one}\nP02,2024-08,{other}").Facts.SheetTotals;
        Assert.Equal(totals.Count, above.Count(fact => !fact.Agrees));
    }

    [Fact]
    public void Subtotals_are_checked_against_their_own_group_and_the_total_against_all()
    {
        var reading = Read("""
            项目编码,截止月份,累计支出
            P01,2024-08,1.00
            P02,2024-08,2
            小计,,3
            P03,2024-08,4.00
            其中：,,1
            小计,,5
            合计,,8
            """);
        Assert.Equal(3, reading.Facts.Executions.Count);
        Assert.Equal([("小计", 7, 5m, 4m), ("合计", 8, 8m, 7m)], reading.Facts.SheetTotals.Where(fact => !fact.Agrees).Select(fact => (fact.Label, fact.Source.Row, fact.Stated.Fen / 1e6m, fact.Computed.Fen / 1e6m)));
        Assert.Equal(2, reading.Remarks.Count);
    }

    [Theory]
    [InlineData("1235000", true)] // yuan among 万元
    [InlineData("0.0123", true)]
    [InlineData("12350", false)]
    [InlineData("0", false)]
    public void A_value_in_another_unit_than_its_neighbours_is_read_and_told(string value, bool told)
    {
        var reading = Read("项目编码,截止月份,累计支出\n" + string.Join('\n', Enumerable.Range(1, 12).Select(index => $"P{index:00},2024-08,{90 + index * 5}")) + $"\nP99,2024-08,{value}");
        Assert.Equal(13, reading.Facts.Executions.Count);
        Assert.Equal(told ? [(14, value)] : [], reading.Remarks.Select(remark => (remark.Row, remark.Value!)));
    }

    private static FileReading Read(string csv, string file = "t.csv") =>
        new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), file, 1, Some.Noon);
}
