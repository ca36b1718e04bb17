using System.Globalization;
using System.Text;
using MiniExcelLibs;
using MonitorWorker.Budgets;
using MonitorWorker.Import;

namespace MonitorWorker.Tests.Import;

/// <summary>用款计划, 绩效指标, 指标完成 and 填报数 as offices write them.</summary>
public class PlanAndIndicatorTests
{
    [Theory]
    [InlineData("50", "50")]
    [InlineData("50%", "50")]
    [InlineData("33.33％", "33.33")]
    [InlineData("0.5%", "0.5")]
    [InlineData("0", "0")]
    [InlineData("100", "100")]
    public void A_planned_share_is_percent(string share, string expected) =>
        Assert.Equal(expected, Text(Read($"项目编码,截止月份,计划累计比例\nP01,2024-08,{share}").Facts.PlanPoints.Single().CumulativePercent));

    [Theory]
    [InlineData("0.5", "50%")] // half, or half a percent?
    [InlineData("1", "100%")]
    [InlineData("120", "0至100")]
    [InlineData("-5%", "0至100")]
    [InlineData("一半", "0至100")]
    public void A_share_that_may_mean_two_things_is_refused_with_the_cure(string share, string expected)
    {
        var reading = Read($"项目编码,截止月份,计划累计比例\nP01,2024-08,{share}");
        Assert.Empty(reading.Facts.PlanPoints);
        Assert.Contains(expected, Assert.Single(reading.Problems).Expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("—")]
    [InlineData("xx%")]
    [InlineData("占 %")]
    public void A_share_that_nobody_filled_in_is_no_plan(string share)
    {
        var reading = Read($"项目编码,截止月份,计划累计比例\nP01,2024-08,{share}");
        Assert.Empty(reading.Facts.PlanPoints);
        Assert.Empty(reading.Problems);
        Assert.Equal(1, Assert.Single(reading.Tables).Accepted);
    }

    [Fact]
    public void A_planned_amount_has_the_unit_of_its_header()
    {
        var point = Assert.Single(Read("项目编码,截止月份,计划累计数（元）,单位编码,资金来源\nP01,202408,\"6,000\",101,一般公共预算").Facts.PlanPoints);
        Assert.Equal((Some.Wan(0.6m), Some.August, 2024, "101", "一般公共预算"), (point.CumulativeAmount!.Value, point.Month, point.FiscalYear, point.EntityCode!, point.Fund!));
        Assert.Null(point.CumulativePercent);
    }

    [Fact]
    public void A_spreadsheets_half_shown_as_fifty_percent_is_fifty_percent()
    {
        using var content = new MemoryStream();
        var row = new Dictionary<string, object> { ["项目编码"] = "P01", ["截止月份"] = "2024-08", ["计划累计比例"] = 0.1d + 0.2d };
        var column = new MiniExcelLibs.Attributes.DynamicExcelColumn("计划累计比例") { Format = "0.00%" };
        content.SaveAs(new[] { row }, configuration: new MiniExcelLibs.OpenXml.OpenXmlConfiguration { DynamicColumns = [column] });
        content.Position = 0;
        var reading = new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(content, "t.xlsx", 1, Some.Noon);
        Assert.Empty(reading.Problems);
        Assert.Equal("30", Text(Assert.Single(reading.Facts.PlanPoints).CumulativePercent));
    }

    [Theory]
    [InlineData("≥", IndicatorOperator.AtLeast)]
    [InlineData(">=", IndicatorOperator.AtLeast)]
    [InlineData("大于等于", IndicatorOperator.AtLeast)]
    [InlineData("＞", IndicatorOperator.MoreThan)]
    [InlineData("=", IndicatorOperator.Equal)]
    [InlineData("等于", IndicatorOperator.Equal)]
    [InlineData("<=", IndicatorOperator.AtMost)]
    [InlineData("不超过", IndicatorOperator.AtMost)]
    [InlineData("<", IndicatorOperator.LessThan)]
    [InlineData("定性", IndicatorOperator.Qualitative)]
    public void An_operator_is_read_in_any_usual_spelling(string written, IndicatorOperator expected) =>
        Assert.Equal(expected, Read($"项目编码,三级指标,指标性质,年度指标值\nP01,采购数量,{written},3").Facts.Indicators.Single().Operator);

    /// <summary>年度指标值 and 计量单位 as written; the text that is kept; the number, where it is one.</summary>
    [Theory]
    [InlineData("20", "台", "20", "20")]
    [InlineData("95%", "", "95%", "95")]
    [InlineData("95%", "%", "95%", "95")]
    [InlineData("20台", "台", "20台", "20")]
    [InlineData("20万元", "元", "20万元", null)] // another unit: not the same number
    [InlineData("按时完成", "", "按时完成", null)]
    [InlineData("\"1,200\"", "平方米", "1,200", "1200")]
    [InlineData("20xx", "台", null, null)]
    [InlineData("(200字以内)", "", null, null)]
    [InlineData("", "", null, null)]
    public void A_target_is_kept_as_text_and_as_a_number_where_it_is_one(string written, string unit, string? text, string? number)
    {
        var reading = Read($"项目编码,三级指标,指标性质,年度指标值,计量单位,权重,预算年度\nP01,采购数量,≥,{written},{unit},10,2024");
        Assert.Empty(reading.Problems);
        var indicator = Assert.Single(reading.Facts.Indicators);
        Assert.Equal((text, number, "10", 2024), (indicator.TargetText, Text(indicator.Target), Text(indicator.Weight), indicator.FiscalYear!.Value));
    }

    [Theory]
    [InlineData("P01,采购数量,大概,3,10", "指标性质")]
    [InlineData("P01,采购数量,≥,3,很重", "权重")]
    [InlineData("P01,,≥,3,10", "三级指标")]
    public void A_bad_indicator_is_refused_with_its_column(string row, string column) =>
        Assert.Equal(column, Assert.Single(Read($"项目编码,三级指标,指标性质,年度指标值,权重\n{row}").Problems).Column);

    [Theory]
    [InlineData("18", "18", "18")]
    [InlineData("85.5%", "85.5%", "85.5")]
    [InlineData("基本完成", "基本完成", null)]
    public void A_completed_value_is_kept_as_text_and_as_a_number_where_it_is_one(string written, string text, string? number)
    {
        var reading = Assert.Single(Read($"项目编码,三级指标,截止月份,完成值\nP01,采购数量,2024-08,{written}").Facts.IndicatorReadings);
        Assert.Equal((text, number, Some.August), (reading.ValueText, Text(reading.Value), reading.Month));
    }

    [Theory]
    [InlineData("")]
    [InlineData("—")]
    [InlineData("20xx")]
    public void A_completed_value_that_nobody_filled_in_is_not_reported(string written) =>
        Assert.Empty(Read($"项目编码,三级指标,截止月份,完成值\nP01,采购数量,2024-08,{written}").Facts.IndicatorReadings);

    /// <summary>数据项, 填报值, 计量单位; the figure that is kept, with its decimals.</summary>
    [Theory]
    [InlineData("调整后预算数", "744.89", "万元", "744.89 万元")]
    [InlineData("调整后预算数", "744.90", "", "744.90 万元")] // import.amountUnit
    [InlineData("调整后预算数", "744.89万元", "", "744.89 万元")]
    [InlineData("调整后预算数", "7448900", "元", "7448900 元")]
    [InlineData("年初预算数", "-6957", "万元", "-6957 万元")]
    [InlineData("执行率", "27%", "", "27 %")]
    [InlineData("执行率", "66.95", "", "66.95 %")]
    [InlineData("执行率", "0.5", "%", "0.5 %")]
    [InlineData("追加项目个数", "6", "", "6 个")]
    [InlineData("追加项目个数", "6个", "项", "6 个")]
    public void A_stated_figure_keeps_its_decimals_and_its_unit(string item, string value, string unit, string expected)
    {
        var reading = Read($"截止月份,口径,数据项,填报值,计量单位\n2024-08,全部,{item},{value},{unit}");
        Assert.Empty(reading.Problems);
        var figure = Assert.Single(reading.Facts.StatedFigures);
        Assert.Equal(expected, $"{Text(figure.Value)} {figure.Unit}");
    }

    [Theory]
    [InlineData("功能科目=205,执行率,30,%", "口径")]
    [InlineData("全部,结余,30,万元", "数据项")]
    [InlineData("全部,执行率,三成,%", "填报值")]
    [InlineData("全部,执行率,0.3,", "填报值")]
    [InlineData("全部,执行率,30,万元", "计量单位")]
    [InlineData("全部,年初预算数,30万元,元", "计量单位")]
    [InlineData("全部,年初预算数,30,公斤", "计量单位")]
    public void A_statement_that_is_not_understood_is_refused_with_its_column(string row, string column)
    {
        var reading = Read($"截止月份,口径,数据项,填报值,计量单位\n2024-08,{row}");
        Assert.Empty(reading.Facts.StatedFigures);
        Assert.Equal(column, Assert.Single(reading.Problems).Column);
    }

    [Fact]
    public void A_masked_figure_states_nothing() =>
        Assert.Empty(Read("截止月份,口径,数据项,填报值\n2024-08,全部,年初预算数,20xx万元").Facts.StatedFigures);

    [Fact]
    public void Rows_that_state_the_same_thing_twice_are_all_kept() =>
        Assert.Equal(2, Read("截止月份,口径,数据项,上报数\n2024-08,全部,年初预算数,1\n2024-08,全部,年初预算数,1").Facts.StatedFigures.Count);

    private static string? Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static FileReading Read(string csv) =>
        new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "t.csv", 1, Some.Noon);
}
