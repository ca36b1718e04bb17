using System.Text;
using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Import;

namespace MonitorWorker.Tests.Import;

/// <summary>The shipped column maps, each on a form as offices have it.</summary>
public class ColumnMapTests
{
    [Fact]
    public void The_shipped_maps_are_good() =>
        Assert.Equal(
            ["科目余额表", "指标余额表", "项目支出绩效目标执行监控表", "绩效运行监控汇总表", "支付明细"],
            Shipped().Select(map => map.Name));

    [Fact]
    public void Budget_documents_are_summed_by_project_and_later_ones_are_adjustments()
    {
        var reading = Read("""
            指标余额表,,,,,,,
            截至2024年8月31日,,,,,,,单位：元
            指标文号,指标类型,下达日期,项目编码,项目名称,资金性质,指标金额,已支付金额
            示财〔2024〕1号,年初部门预算,2024-01-05,P01,设备购置经费,一般公共预算,15000,5000
            示财〔2024〕2号,年初部门预算,2024-01-05,P01,设备购置经费,一般公共预算,5000,1000
            示财〔2024〕9号,追加,2024-05-20,P01,设备购置经费,一般公共预算,"3,000.00",
            示财〔2024〕3号,年初部门预算,2024-01-05,P02,绿化经费,政府性基金,8000,0
            合计,,,,,,31000,6000
            """);
        Assert.Empty(reading.Problems);
        Assert.Equal([("P01", "20000.00"), ("P02", "8000.00")], reading.Facts.Lines.Select(line => (line.ProjectCode, line.Original.ToString())));
        Assert.Equal(("P01", "3000.00", new DateOnly(2024, 5, 20), false), reading.Facts.Adjustments.Select(fact => (fact.ProjectCode, fact.Amount.ToString(), fact.Date, fact.IsCumulative)).Single());
        Assert.Equal([("P01", "2024-08", "6000.00"), ("P02", "2024-08", "0.00")], reading.Facts.Executions.Select(Told));
    }

    [Fact]
    public void Payments_are_summed_to_each_months_end_and_refunds_are_taken_off()
    {
        var reading = Read("""
            支付明细（单位：元）,,,,
            支付日期,项目代码,支付类型,收款人,支付金额
            2024-01-15,P01,直接支付,示例公司,1000
            2024-03-02,P01,直接支付,示例公司,"2,500.50"
            20240320,P02,授权支付,示例公司,300
            2024-04-01,P01,退款,示例公司,500.50
            2024-04-02,P02,退回,示例公司,-100
            2024-04-31,P01,直接支付,示例公司,9
            """);
        Assert.Equal(
            [
                ("P01", "2024-01", "1000.00"), ("P01", "2024-03", "3500.50"), ("P01", "2024-04", "3000.00"),
                ("P02", "2024-03", "300.00"), ("P02", "2024-04", "200.00"),
            ],
            reading.Facts.Executions.Select(Told));
        Assert.Equal((8, "支付日期", "2024-04-31", 1), reading.Problems.Select(problem => (problem.Row, problem.Column!, problem.Value!, problem.ColumnNumber!.Value)).Single());
    }

    [Fact]
    public void A_ledger_tells_its_projects_in_the_auxiliary_accounts()
    {
        var reading = Read("""
            科目余额表,,,,,
            2024年1-8月,,,,,单位：元
            科目编码,科目名称,辅助核算,本年累计借方,本年累计贷方,期末余额
            5001,业务活动费用,项目:P01 设备购置经费,9999,,9999
            7201,事业支出,,"6,500.00",500,6000
            720101,事业支出-项目,项目:P01 设备购置经费,4000,500,3500
            720102,事业支出-项目,[P01]设备购置经费,2500,,2500
            """);
        Assert.Empty(reading.Problems);
        Assert.Equal([("P01", "2024-08", "6000.00")], reading.Facts.Executions.Select(Told));
    }

    [Fact]
    public void The_sheet_of_nineteen_columns_is_budget_revision_and_execution()
    {
        var reading = Read("""
            2024年度项目支出绩效运行监控表（单位：万元）
            序号,处室名称,单位名称,项目类别,项目编码,支出项目名称,年初预算数,追加数,追减数,调整预算数,绩效目标,截止8月底支出数,预算执行率,截止8月底绩效目标执行情况,是否达到序时支出进度,是否达到阶段性绩效目标,原因类型,情况分析,绩效目标调整情况
            1,行政股,示例县某局,特定目标类,P01,设备购置经费,2,,,2,购置设备,0.6,30%,未完成,否,否,履行政府采购程序,,
            """);
        Assert.Empty(reading.Problems);
        Assert.Equal("绩效运行监控汇总表", reading.Tables[0].Map);
        Assert.Equal(("P01", "行政股", Some.Wan(2)), reading.Facts.Lines.Select(line => (line.ProjectCode, line.Section!, line.Original)).Single());
        Assert.Equal([("P01", "2024-08", "6000.00")], reading.Facts.Executions.Select(Told));
    }

    [Fact]
    public void The_official_form_holds_one_project_with_money_and_indicators()
    {
        var reading = Read("""
            项目支出绩效目标执行监控表
            （2024年度）
            项目名称,设备购置经费,,项目编码,P01,,
            主管部门,示例县某局,,实施单位,示例县某局,,
            项目资金（万元）,,年初预算数,1-8月执行数,1-8月执行率,全年预计执行数,
            ,年度资金总额：,2,0.6,30%,2,
            ,其中：财政拨款,2,0.6,30%,2,
            年度总体目标,购置办公设备12台,,,,,
            绩效指标,一级指标,二级指标,三级指标,年度指标值,1-8月执行情况,全年预计完成情况
            ,产出指标,数量指标,购置设备数量,≥12台,4,12
            ,产出指标,质量指标,验收合格率,100%,100%,100%
            ,效益指标,社会效益指标,办公条件,有所改善,正在采购,
            ,,,,,,
            填表人：财务股经办,,,联系电话：,,,
            """);
        Assert.Empty(reading.Problems);
        Assert.Equal(("P01", "设备购置经费", Some.Wan(2)), reading.Facts.Lines.Select(line => (line.ProjectCode, line.ProjectName, line.Original)).Single());
        Assert.Equal([("P01", "2024-08", "6000.00")], reading.Facts.Executions.Select(Told));
        Assert.Equal(Some.Wan(2), Assert.Single(reading.Facts.StatedOutturns).Outturn);
        Assert.Equal(
            [("购置设备数量", IndicatorOperator.AtLeast, 12m), ("验收合格率", IndicatorOperator.Equal, 100m), ("办公条件", IndicatorOperator.Qualitative, (decimal?)null)],
            reading.Facts.Indicators.Select(indicator => (indicator.Name, indicator.Operator, indicator.Target)));
        Assert.Equal(["4", "100%", "正在采购"], reading.Facts.IndicatorReadings.Select(fact => fact.ValueText));
    }

    [Fact]
    public void A_form_without_the_projects_code_is_refused_and_says_what_is_missing()
    {
        var reading = Read("项目支出绩效目标执行监控表,,\n（2024年度）,,\n项目名称,设备购置经费,\n项目资金,年初预算数,1-8月执行数\n年度资金总额：,2,0.6");
        Assert.Empty(reading.Facts.Executions);
        Assert.Contains(reading.Problems, problem => problem.Column == "项目编码");
    }

    [Theory]
    [InlineData("{ \"name\": \"甲\" }", "tables")]
    [InlineData("{ \"name\": \"甲\", \"tables\": [ { \"table\": \"执行表\", \"columns\": { \"项目编码\": \"代码\" } } ] }", "执行")]
    [InlineData("{ \"name\": \"甲\", \"tables\": [ { \"table\": \"执行\", \"columns\": { \"项目编号\": \"代码\" } } ] }", "项目编码")]
    [InlineData("{ \"name\": \"甲\", \"tables\": [ { \"table\": \"执行\", \"columns\": { \"项目编码\": \"代码\" } } ] }", "累计执行数")]
    [InlineData("{ \"name\": \"甲\", \"tables\": [ { \"table\": \"执行\", \"columns\": { \"项目编码\": \"代码\", \"累计执行数\": \"数\" }, \"where\": { \"数\": \"(\" } } ] }", "pattern")]
    [InlineData("{ \"name\": \"甲\", \"tables\": [ { \"table\": \"执行\", \"columns\": { \"项目编码\": \"代码\", \"累计执行数\": \"数\" }, \"sumby\": [] } ] }", "sumBy")]
    [InlineData("{ \"name\": ", "JSON")]
    public void A_bad_map_is_named_with_its_place(string json, string told)
    {
        var folder = Directory.CreateTempSubdirectory("maps-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a.json"), json);
            var reading = ColumnMapReader.Read(folder.FullName, folder.FullName);
            Assert.Empty(reading.Maps);
            Assert.Contains(told, string.Join('\n', reading.Problems), StringComparison.Ordinal);
            Assert.StartsWith("a.json:1", reading.Problems[0].ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string, string, string) Told(Execution fact) => (fact.ProjectCode, fact.Month.ToString(), fact.Cumulative.ToString());

    private static IReadOnlyList<MonitorWorker.Import.Layouts.ColumnMap> Shipped()
    {
        var folder = Path.Combine(Repository.Root, "config");
        var reading = ColumnMapReader.Read(folder, Path.Combine(folder, "maps"));
        Assert.Empty(reading.Problems);
        return reading.Maps;
    }

    private static FileReading Read(string csv) =>
        new FileReader(new TableCatalog(null, Shipped()), AmountUnit.Named("万元")).Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "t.csv", 1, Some.Noon);
}
