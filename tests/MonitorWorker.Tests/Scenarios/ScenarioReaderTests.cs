using MonitorWorker.Import;
using MonitorWorker.Import.Formats;
using MonitorWorker.Rules;
using MonitorWorker.Scenarios;
using MonitorWorker.Tests.Corpus;

namespace MonitorWorker.Tests.Scenarios;

/// <summary>What is not understood is told with its row, its value and the cure, and never passed over.</summary>
public class ScenarioReaderTests
{
    private const string Day = "2024-08-31,P01";

    [Fact]
    public void A_file_holds_several_scenarios_that_know_nothing_of_each_other()
    {
        const string Header = "检查日,项目编码,灯";
        var scenarios = SomeScenario.Read(SomeScenario.Of(Header, $"{Day},红") + "\n\n" + SomeScenario.Of(Header, $"{Day},黄", "8000.00").Replace("场景,一", "场景,二\n规则集,strict"));
        Assert.Equal([("一", 1, null), ("二", 12, "strict")], scenarios.Select(scenario => (scenario.Name, scenario.Row, scenario.RuleSet)));
        Assert.All(scenarios, scenario => Assert.True(SomeScenario.Run(scenario).Passed));
    }

    [Theory]
    [InlineData("execution-lags:red", "execution-lags", "execution-lag？")]
    [InlineData("lag:red", "lag", "execution-lag、")]
    [InlineData("execution-lag:yelow", "yelow", "yellow？")]
    [InlineData("execution-lag:green", "green", "、grey、")]
    [InlineData("execution-lag:橙", "橙", "红、")]
    [InlineData("execution-lag", "execution-lag", "execution-lag:red")]
    [InlineData("execution-lag:red；idle-fund:red", "idle-fund", "idle-funds？")]
    public void A_rule_or_level_that_does_not_exist_is_refused_with_a_hint(string findings, string value, string hint)
    {
        var problem = Assert.Single(Refused(SomeScenario.Of("检查日,项目编码,发现", $"{Day},{findings}")));
        Assert.Equal((10, "发现", value, 3), (problem.Row, problem.Column, problem.Value, problem.ColumnNumber));
        Assert.Contains(hint, problem.Expected);
    }

    [Theory]
    [InlineData("检查日,项目编码,灯", "2024-08-31,P01,橙", "灯", "橙", "不是灯的颜色")]
    [InlineData("检查日,项目编码,灯", "2024-08-31,P01,无", "灯", "无", "不是灯的颜色")]
    [InlineData("检查日,项目编码,灯", "八月底,P01,红", "检查日", "八月底", "不是日期")]
    [InlineData("检查日,项目编码,灯", ",P01,红", "检查日", null, "没有填")]
    [InlineData("检查日,项目编码,灯", "2024-08-31,,红", "项目编码", null, "没有填，却有灯")]
    [InlineData("检查日,项目编码,灯", "2024-08-31,P01,", "检查日", "2024-08-31", "没有要检查的内容")]
    [InlineData("检查日,项目编码,灯", "2024-08-31,P01,红\n2024-08-31,P01,红", "项目编码", "P01", "写了两行")]
    [InlineData("检查日,项目编码,灯,备考", "2024-08-31,P01,红,一", "备考", null, "不是预期表的列")]
    [InlineData("检查日,项目编码,灯,灯", "2024-08-31,P01,红,红", "灯", null, "有两次")]
    [InlineData("检查日,项目编码", "2024-08-31,P01", "检查日", null, "没有要检查的列")]
    [InlineData("检查日,项目编码,预警", "2024-08-31,P01,execution-lag:open", "预警", "open", "不是预警的变化")]
    public void An_expectation_that_is_none_is_refused(string header, string rows, string column, string? value, string reason)
    {
        var problem = Refused(SomeScenario.Of(header, rows))[0];
        Assert.Equal((column, value), (problem.Column, problem.Value));
        Assert.Contains(reason, problem.Reason);
        Assert.NotEmpty(problem.Expected);
    }

    [Theory]
    [InlineData("场景,一\n检查日,项目编码,灯\n2024-08-31,P01,红", "没有任何数据")]
    [InlineData("场景,一\n预算年度,项目编码,项目名称,支出类别,年初预算数\n2024,P01,设备,项目支出,2", "没有预期")]
    [InlineData("预算年度,项目编码,项目名称,支出类别,年初预算数\n场景,一", "第一个“场景”行之前")]
    [InlineData("场景", "没有名称")]
    [InlineData("场景,一\n规则集", "没有写明规则集")]
    [InlineData("场景,一\n规则集,a\n规则集,b", "写了两次")]
    [InlineData("场景,一\n项目编码,2024年7月,2024年8月\nP01,1,2", "没有写明是什么数")]
    [InlineData("场景,一\n累计执行数\n项目编码,2024年7月,八月\nP01,1,2", "不是月份")]
    public void What_stands_at_the_wrong_place_is_told(string text, string reason) =>
        Assert.Contains(Refused(text), problem => problem.Reason.Contains(reason, StringComparison.Ordinal));

    [Fact]
    public void A_file_without_the_word_has_no_scenario() => Assert.Empty(SomeScenario.Read(SomeScenario.Office()));

    [Theory]
    [InlineData("红", "red")]
    [InlineData("Yellow", "yellow")]
    [InlineData("灰", "grey")]
    public void Colours_are_read_in_both_languages(string word, string code)
    {
        var expectation = Assert.Single(Assert.Single(SomeScenario.Read(SomeScenario.Of("检查日,项目编码,灯,发现", $"{Day},{word},execution-lag：{word}"))).Expectations);
        Assert.Equal(new ExpectedLight(Levels.Parse(code)), expectation.Light);
        Assert.Equal(new ExpectedItem("execution-lag", code, null), Assert.Single(expectation.Findings!));
    }

    [Fact]
    public void A_workbook_with_dates_and_numbers_is_read_like_a_csv()
    {
        var book = new Grid("八月", """
            说明 | 设备购置落后
            场景 | 一
            预算 |
            预算年度 | 项目编码 | 项目名称 | 支出类别 | 年初预算数（万元）
            2024 | P01 | 设备购置经费 | 项目支出 | 2
            2024 | P02 | 按序时执行 | 项目支出 | 2
            累计执行数（万元） |
            项目编码 | @2024-07-01 | 202408
            P01 | 0.5 | 0.6
            P02 | _ | 1.4
            检查日 | 项目编码 | 灯 | 发现
            @2024-07-31 | P01 | red | execution-lag:red
            @2024-07-31 | P02 | grey | missing-data:grey
            @2024-08-31 | P01 | red | execution-lag:red
            """);
        var scenarios = SomeScenario.Read([.. FormatCatalog.Open(new MemoryStream(Grid.Xlsx(book)), "场景.xlsx", ReadLimits.Default).Select(sheet => sheet with { Rows = [.. sheet.Rows] })]);
        var result = SomeScenario.Run(Assert.Single(scenarios));
        Assert.Equal((Passed: true, Sheet: "八月"), (result.Passed, result.Scenario.Sheet));
    }

    private static IReadOnlyList<RowProblem> Refused(string text)
    {
        var result = SomeScenario.Run(SomeScenario.Read(text.Replace("\nP01,1,2", "\nP01,1,2\n检查日,项目编码,灯\n2024-08-31,P01,红", StringComparison.Ordinal))[0]);
        Assert.False(result.Passed);
        return result.Problems;
    }
}
