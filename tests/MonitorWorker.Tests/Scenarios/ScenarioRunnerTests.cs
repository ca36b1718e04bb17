using FsCheck.Xunit;
using MonitorWorker.Import;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;
using MonitorWorker.Scenarios;

namespace MonitorWorker.Tests.Scenarios;

public class ScenarioRunnerTests
{
    private const string Day = "2024-08-31,P01";

    [Fact]
    public void A_wrong_expectation_is_told_with_its_row_and_the_arithmetic()
    {
        var difference = Assert.Single(SomeScenario.Run(SomeScenario.Of("检查日,项目编码,灯", $"2024-08-31,P02,绿\n{Day},黄")).Differences);
        Assert.Equal((11, "灯", "黄", "红"), (difference.Expectation.Row, difference.Column, difference.Expected, difference.Actual));
        Assert.Contains("进度比45.00", difference.Arithmetic[0]);
        Assert.Contains(difference.Arithmetic, line => line.StartsWith("execution-lag 红：执行率30.00%", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("execution-lag:red", true)]
    [InlineData("无", false)]
    [InlineData("execution-lag:yellow", false)]
    [InlineData("execution-lag:red；missing-data:grey", false)]
    [InlineData("execution-lag:red；execution-lag:red", false)]
    [InlineData("", true)]
    public void Findings_are_these_and_no_others_unless_nothing_is_asked(string findings, bool passes) =>
        Assert.Equal(passes, SomeScenario.Run(SomeScenario.Of("检查日,项目编码,灯,发现", $"{Day},红,{findings}")).Passed);

    [Fact]
    public void A_difference_in_a_rule_that_finds_nothing_shows_what_it_says()
    {
        var difference = Assert.Single(SomeScenario.Run(SomeScenario.Of("检查日,项目编码,发现", $"{Day},execution-lag:yellow", "14000")).Differences);
        Assert.Equal(("execution-lag:yellow", "无"), (difference.Expected, difference.Actual));
        Assert.Contains(difference.Arithmetic, line => line.StartsWith("execution-lag 绿：", StringComparison.Ordinal));
    }

    [Fact]
    public void A_figure_that_is_missing_is_not_zero()
    {
        const string Header = "检查日,项目编码,灯,发现";
        Assert.True(SomeScenario.Run(SomeScenario.Of(Header, $"{Day},灰,missing-data:grey", "_")).Passed);
        Assert.True(SomeScenario.Run(SomeScenario.Of(Header, $"{Day},灰,missing-data:grey", "")).Passed);
        Assert.True(SomeScenario.Run(SomeScenario.Of(Header, $"{Day},红,execution-lag:red", "0")).Passed);
    }

    [Fact]
    public void A_cell_that_cannot_be_read_is_told_and_nothing_is_compared()
    {
        var result = SomeScenario.Run(SomeScenario.Of("检查日,项目编码,灯", $"{Day},绿", "很多"));
        var problem = Assert.Single(result.Problems);
        Assert.Equal((7, "累计执行数", "很多", "不是数字", 2), (problem.Row, problem.Column, problem.Value, problem.Reason, problem.ColumnNumber));
        Assert.Empty(result.Differences);
    }

    [Theory]
    [InlineData("P09,14000", "执行：预算表中没有这个项目编码")]
    [InlineData("P02,14000\nP01,1", "同一项目同一月份")]
    public void A_row_that_belongs_to_nothing_is_a_problem(string row, string reason)
    {
        var result = SomeScenario.Run(SomeScenario.Of("检查日,项目编码,灯", $"{Day},红").Replace("P02,14000", row));
        Assert.Contains(reason, Assert.Single(result.Problems).Reason);
    }

    [Fact]
    public void A_project_that_is_not_there_is_told_with_those_that_are()
    {
        var problem = Assert.Single(SomeScenario.Run(SomeScenario.Of("检查日,项目编码,灯", "2024-08-31,P03,红")).Problems);
        Assert.Equal((10, "P03", "没有这个项目", "其中之一：P01、P02"), (problem.Row, problem.Value, problem.Reason, problem.Expected));
    }

    [Fact]
    public void A_project_with_several_lines_is_asked_by_fund()
    {
        const string Office = """
            场景,一
            预算年度,项目编码,项目名称,支出类别,资金来源,年初预算数（元）
            2024,P01,设备,项目支出,一般公共预算,20000
            2024,P01,设备,项目支出,政府性基金,20000
            累计执行数（元）
            项目编码,资金来源,2024年8月
            P01,一般公共预算,6000
            P01,政府性基金,14000
            """;
        Assert.True(SomeScenario.Run(Office + "\n检查日,项目编码,资金来源,灯\n2024-08-31,P01,一般公共预算,红\n2024-08-31,P01,政府性基金,绿").Passed);
        Assert.Contains("资金来源", Assert.Single(SomeScenario.Run(Office + "\n检查日,项目编码,灯\n2024-08-31,P01,红").Problems).Reason);
    }

    [Fact]
    public void A_rule_set_that_does_not_exist_is_told()
    {
        var scenario = SomeScenario.Read(SomeScenario.Of("检查日,项目编码,灯", $"{Day},红").Replace("场景,一", "场景,一\n规则集,quarter"))[0];
        var runner = new ScenarioRunner(
            new FileReader(new TableCatalog(), AmountUnit.Named("元")), name => new RuleBookAnswer(null, "there is no such rule set", $"not {name}"));
        var problem = Assert.Single(runner.Run(SomeScenario.File, scenario).Problems);
        Assert.Equal(("规则集", "quarter", "not quarter"), (problem.Column, problem.Value, problem.Expected));
    }

    [Theory]
    [InlineData("2 checks", "0", "execution-lag:pending|execution-lag:opened|无|execution-lag:resolved")]
    [InlineData("0", "40 days", "execution-lag:opened|无|无|无")]
    [InlineData("3 checks", "0", "execution-lag:pending|execution-lag:pending|无|无")]
    public void Hold_periods_run_over_the_days_of_the_scenario(string lasting, string holdOn, string told)
    {
        var expected = told.Split('|');
        var text = $"""
            场景,一
            预算年度,项目编码,项目名称,支出类别,年初预算数（元）
            2024,P01,设备购置经费,项目支出,12000
            2024,P02,按序时执行,项目支出,12000
            累计执行数（元）
            项目编码,2024年3月,2024年4月,2024年5月,2024年6月
            P01,1000,1000,_,6000
            P02,3000,4000,5000,6000
            检查日,项目编码,预警
            2024-06-30,P01,{expected[3]}
            2024-03-31,P01,{expected[0]}
            2024-04-30,P01,{expected[1]}
            2024-05-31,P01,{expected[2]}
            """;
        var result = SomeScenario.Run(text, Holding(lasting, holdOn));
        Assert.Equal("", string.Join('\n', result.Differences.Select(difference => $"{difference.Expectation.Row} {difference.Expected} ≠ {difference.Actual}")));
        Assert.True(result.Passed);
    }

    [Fact]
    public void An_alert_that_is_not_told_as_expected_fails()
    {
        var difference = Assert.Single(SomeScenario.Run(SomeScenario.Of("检查日,项目编码,预警", $"{Day},execution-lag:raised")).Differences);
        Assert.Equal(("预警", "execution-lag:raised", "execution-lag:opened"), (difference.Column, difference.Expected, difference.Actual));
    }

    [Theory]
    [InlineData("statement-mismatch:yellow", true)]
    [InlineData("statement-mismatch:yellow:年初预算数", true)]
    [InlineData("statement-mismatch:yellow:累计执行数", false)]
    [InlineData("无", false)]
    public void A_row_without_a_project_speaks_of_statements(string findings, bool passes)
    {
        var text = SomeScenario.Of("截止月份,口径,数据项,填报值（元）", $"2024年8月,全部,年初预算数,30000\n检查日,项目编码,发现\n2024-08-31,,{findings}\n2024-08-31,P02,无");
        Assert.Equal(passes, SomeScenario.Run(text).Passed);
    }

    [Fact]
    public void What_was_spent_last_year_is_only_a_shape()
    {
        var text = SomeScenario.Of("项目编码,截止月份,累计执行数（元）", $"P01,2023年12月,99999\n检查日,项目编码,灯\n{Day},红\n2023-12-31,P02,绿");
        var result = SomeScenario.Run(text);
        Assert.Equal("没有这个项目", Assert.Single(result.Problems).Reason);
        Assert.True(SomeScenario.Run(text.Replace("\n2023-12-31,P02,绿", "")).Passed);
    }

    [Property]
    public bool Just_one_colour_is_right_and_a_month_a_column_is_the_same_as_a_month_a_row(uint fen)
    {
        var spent = (fen % 2_500_000 / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        var right = Right(SomeScenario.Office(spent));
        var byRow = Right(SomeScenario.Office("_") + $"\n项目编码,截止月份,累计执行数（元）\nP01,2024-08,{spent}");
        return right.Length == 1 && right == byRow;

        static string Right(string office) => string.Concat("红黄绿蓝灰".Where(colour => SomeScenario.Run($"场景,一\n{office}\n检查日,项目编码,灯\n{Day},{colour}").Passed));
    }

    private static RuleBook Holding(string lasting, string holdOn) => new(
        Some.Rules() with
        {
            Rules = [new ScopedRule("execution-lag", new Scoped<RuleSetting>(new RuleSetting(new ExecutionLag(Some.Pace()), Alerts.Scenario.Hold(lasting, holdOn))))],
        },
        []);
}
