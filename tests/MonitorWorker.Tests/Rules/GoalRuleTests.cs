using MonitorWorker.Budgets;
using MonitorWorker.Performance;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;
using static MonitorWorker.Tests.Performance.SomeGoals;

namespace MonitorWorker.Tests.Rules;

/// <summary>A target of 100件, of which two thirds are due at the end of August, and the money of its project.</summary>
public class GoalRuleTests
{
    private static readonly GoalLimits _limits = new();

    [Theory]
    [InlineData("40", "yellow", Level.Yellow)] // 60 % of what is due is not below 60
    [InlineData("39.99", "red", Level.Red)]
    [InlineData("53.34", "clear", Level.Green)]
    [InlineData("53.33", "yellow", Level.Yellow)]
    [InlineData("79.99", "clear", Level.Green)]
    [InlineData("80", "clear", Level.Blue)]
    [InlineData("-1", "red", Level.Red)]
    public void A_target_lags_behind_what_is_due(string value, string expected, Level light)
    {
        var goals = Goals(Indicator(), value);
        Assert.Equal(expected, Only(new TargetLag(_limits), goals));
        Assert.Equal(light, _limits.LightOf(goals));
    }

    [Theory]
    [InlineData("80", "blue")]
    [InlineData("79.99", "clear")]
    [InlineData("0", "clear")]
    [InlineData("若干", "unknown")]
    [InlineData(null, "unknown")]
    public void A_target_that_is_overshot_was_set_too_low(string? value, string expected) =>
        Assert.Equal(expected, Only(new TargetOverachieved(_limits), Goals(Indicator(), value)));

    [Theory]
    [InlineData("≥ 95", "96", "clear")]
    [InlineData("≥ 95", "95", "clear")]
    [InlineData("≥ 95", "94.9", "red")] // a pass rate is not prorated, and there is nothing between kept and broken
    [InlineData("≤ 90", "90", "clear")]
    [InlineData("≤ 90", "90.1", "red")]
    [InlineData("< 90", "90", "red")]
    public void What_is_not_prorated_is_kept_or_broken(string target, string value, string expected) =>
        Assert.Equal(expected, Only(new TargetLag(_limits), Goals(Indicator(target, level2: "质量指标", unit: null), value)));

    [Theory]
    [InlineData("达成目标", "clear", Level.Green)]
    [InlineData("部分达成目标并具有一定效果", "yellow", Level.Yellow)]
    [InlineData("未达成目标且效果较差", "red", Level.Red)]
    [InlineData("进展顺利", "unknown", Level.Grey)]
    public void Words_are_judged_by_their_grade(string value, string expected, Level light)
    {
        var goals = Goals(Indicator("定性 有所提升", unit: null), value);
        Assert.Equal(expected, Only(new TargetLag(_limits), goals));
        Assert.Equal(light, _limits.LightOf(goals));
    }

    [Fact]
    public void The_limits_of_goals_are_configurable()
    {
        var limits = new GoalLimits(50, 70, 150);
        Assert.Equal("clear", Only(new TargetLag(limits), Goals(Indicator(), "47")));
        Assert.Equal("yellow", Only(new TargetLag(limits), Goals(Indicator(), "34")));
        Assert.Equal("red", Only(new TargetOverachieved(limits, Level.Red), Goals(Indicator(), "100")));
        Assert.Equal("clear", Only(new TargetOverachieved(limits, Level.Red), Goals(Indicator(), "99.99")));
    }

    [Fact]
    public void A_lagging_target_shows_its_arithmetic()
    {
        var finding = Finding(new TargetLag(_limits), Goals(Indicator(), "40"));
        Assert.Equal("“采购数量”年度指标值≥100件，截至2024-08完成40件，为全年的40.00%，按月应完成66.67%，相当于应完成的60.00%，低于80%", finding.Message);
        Assert.Equal("indicator=采购数量 measure=schedule target=≥100件 actual=40件 attainment=40.00 scheduled=66.67 againstSchedule=60.00 threshold=80.00", Told.Values(finding));
        Assert.Equal(new GoalKey(2024, "101", "P01", "采购数量"), finding.Subject);
    }

    [Fact]
    public void A_broken_limit_is_told_without_months()
    {
        var finding = Finding(new TargetLag(_limits), Goals(Indicator("≤ 90", "采购成本", "经济成本指标", unit: "万元"), "95"));
        Assert.Equal("“采购成本”年度指标值≤90万元，截至2024-08为95万元，不在指标范围内", finding.Message);
        Assert.Equal("indicator=采购成本 measure=range target=≤90万元 actual=95万元 attainment=94.74 scheduled=null againstSchedule=null threshold=null", Told.Values(finding));
    }

    [Fact]
    public void An_overshot_target_says_by_how_much()
    {
        var finding = Finding(new TargetOverachieved(_limits), Goals(Indicator(), "90"));
        Assert.Equal("“采购数量”年度指标值≥100件，截至2024-08已完成90件，相当于应完成的135.00%，指标可能定得偏低", finding.Message);
        Assert.Equal("indicator=采购数量 target=≥100件 actual=90件 attainment=90.00 againstSchedule=135.00 threshold=120.00", Told.Values(finding));
    }

    /// <summary>1.5 of 2 spent is 75 %.</summary>
    [Theory]
    [InlineData("65", "clear")] // 10 points ahead is not more than 10
    [InlineData("64.99", "yellow")]
    [InlineData("100", "clear")]
    [InlineData(null, "unknown")]
    [InlineData("若干", "unknown")]
    public void Money_may_be_so_far_ahead_of_goals_and_no_further(string? value, string expected) =>
        Assert.Equal(expected, Only(new GoalMoneyGap(), Goals(Indicator(), value)));

    [Fact]
    public void Money_ahead_of_goals_shows_its_arithmetic()
    {
        var finding = Finding(new GoalMoneyGap(20, Level.Red), Goals(Indicator(), "50"));
        Assert.Equal(("red", "截至2024-08执行率75.00%，绩效目标完成50.00%，资金快25.00个百分点"), (Told.Level(finding), finding.Message));
        Assert.Equal("rate=75.00 attainment=50.00 gap=25.00 threshold=20.00", Told.Values(finding));
        Assert.Equal(new GoalKey(2024, "101", "P01", null), finding.Subject);
    }

    [Fact]
    public void Goals_of_money_that_is_not_known_are_compared_with_nothing()
    {
        var goals = Book(Facts([Indicator()], [Reading("50")], [Some.Line(), Some.Line("P02")], [Some.Spent(1, project: "P02")])).Projects[0];
        Assert.Equal("unknown", Only(new GoalMoneyGap(), goals));
    }

    [Fact]
    public void A_missing_value_is_told_with_the_last_one()
    {
        var goals = Book(Facts(
            [Indicator(), Indicator(name: "验收合格率", level2: "质量指标", unit: "%", row: 4)], [Reading("50", 6), Reading("98", 8, "验收合格率", row: 9)], executions: [Some.Spent(1)])).Projects[0];
        var verdicts = new MissingReading().Judge(goals).Select(verdict => verdict.Finding).ToList();
        Assert.Equal(["grey", "clear"], verdicts.Select(Told.Level));
        Assert.Equal("“采购数量”没有截至2024-08的完成值，最近一次是2024-06的50", verdicts[0].Message);
        Assert.Equal("indicator=采购数量 target=≥100件 period=2024-08 lastKnownPeriod=2024-06 lastKnown=50", Told.Values(verdicts[0]));
        Assert.Equal("unknown", Told.Level(new TargetLag(_limits).Judge(goals).First().Finding));
    }

    [Fact]
    public void A_goal_that_was_never_reported_is_missing_all_year()
    {
        var finding = Finding(new MissingReading(), Book(Facts([Indicator()])).Projects[0]);
        Assert.Equal(("grey", "“采购数量”本年度还没有任何完成值"), (Told.Level(finding), finding.Message));
    }

    [Fact]
    public void A_value_in_words_beside_a_number_cannot_be_judged()
    {
        var finding = Finding(new CannotJudgeIndicator(), Goals(Indicator(), "完成"));
        Assert.Equal(("grey", "“采购数量”完成值“完成”不是数字"), (Told.Level(finding), finding.Message));
        Assert.Equal("indicator=采购数量 target=≥100件 actual=完成 reason=完成值“完成”不是数字", Told.Values(finding));
        Assert.Equal("clear", Only(new CannotJudgeIndicator(), Goals(Indicator(), "40")));
    }

    [Theory]
    [InlineData("90 40 10", Level.Red)]
    [InlineData("90 40 -", Level.Yellow)]
    [InlineData("90 60 -", Level.Grey)] // what was not reported is worse than good
    [InlineData("90 60 60", Level.Green)] // and blue is no better than green
    [InlineData("90 90 90", Level.Blue)]
    public void The_light_of_a_project_is_its_worst_indicator(string values, Level expected)
    {
        var told = values.Split(' ');
        var goals = Book(Facts(
            told.Select((_, index) => Indicator(name: $"指标{index}", row: index)),
            told.Select((value, index) => (value, index)).Where(pair => pair.value != "-").Select(pair => Reading(pair.value, name: $"指标{pair.index}", row: pair.index)))).Projects[0];
        Assert.Equal(expected, _limits.LightOf(goals));
    }

    private static ProjectGoals Goals(Indicator indicator, string? value) =>
        Book(Facts([indicator], value is null ? [] : [Reading(value, name: indicator.Name)], executions: [Some.Spent(1.5m)])).Projects[0];

    private static Finding Finding(IGoalRule rule, ProjectGoals goals) => Assert.Single(rule.Judge(goals)).Finding;

    private static string Only(IGoalRule rule, ProjectGoals goals) => Told.Level(Finding(rule, goals));
}
