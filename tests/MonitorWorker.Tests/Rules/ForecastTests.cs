using MonitorWorker.Budgets;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests.Rules;

/// <summary>What the year will come to, going on like this; a budget of 12 万元 at the end of August unless said otherwise.</summary>
public class ForecastTests
{
    private static readonly ForecastShortfall _shortfall = new();
    private static readonly ForecastOverrun _overrun = new();

    [Theory]
    [InlineData(7.2, "clear")] // 7.2 ÷ 8 × 12 = 10.8 is 90 %
    [InlineData(7.199999, "yellow")]
    [InlineData(5.6, "yellow")] // 8.4 is 70 %
    [InlineData(5.599999, "red")]
    [InlineData(0.0, "red")]
    [InlineData(null, "unknown")]
    public void Much_will_be_left(double? spent, string expected) => Assert.Equal(expected, Told.Level(_shortfall, Some.Position(12, (decimal?)spent)));

    [Theory]
    [InlineData(8.4, "clear")] // 12.6 is 105 %
    [InlineData(8.400001, "yellow")]
    [InlineData(12.0, "yellow")]
    [InlineData(null, "unknown")]
    public void The_budget_will_not_last(double? spent, string expected) => Assert.Equal(expected, Told.Level(_overrun, Some.Position(12, (decimal?)spent)));

    [Theory]
    [InlineData(9.6, "yellow")]
    [InlineData(9.600001, "red")]
    public void An_overrun_is_red_where_the_office_says_so(decimal spent, string expected) =>
        Assert.Equal(expected, Told.Level(new ForecastOverrun(105, 120), Some.Position(12, spent)));

    [Fact]
    public void The_finding_shows_its_arithmetic()
    {
        var finding = _shortfall.Judge(Some.Position(12, 6));
        Assert.Equal("按平均进度测算全年执行90000.00元，占调整后预算数的75.00%", finding.Message);
        Assert.Equal("method=straight-line outturn=90000.00 outturnRate=75.00 threshold=90.00", Told.Values(finding));
        Assert.Equal("测算的全年执行低于调整后预算数的90%为黄色，低于70%为红色（按平均进度，有3个月数据起）", finding.RuleText);
        Assert.Equal("method=straight-line outturn=90000.00 outturnRate=75.00 threshold=null", Told.Values(_overrun.Judge(Some.Position(12, 6))));
    }

    [Fact]
    public void Two_months_are_too_few_to_go_by()
    {
        Assert.Equal("unknown", Told.Level(_shortfall, Some.Position(12, 0.1m, 2)));
        Assert.Equal("red", Told.Level(_shortfall, Some.Position(12, 0.1m, 3)));
        Assert.Equal("red", Told.Level(new ForecastShortfall(fromMonth: 2), Some.Position(12, 0.1m, 2)));
        Assert.Equal("method=straight-line outturn=null outturnRate=null threshold=null", Told.Values(_shortfall.Judge(Some.Position(12, 0.1m, 2))));
    }

    [Fact]
    public void Money_that_came_in_August_is_not_extrapolated_from_January()
    {
        // 7.2 of 12 is what is due by October; over ten months it would be 8.64, that is 72 %.
        var position = Some.Position(Some.Line(original: 0), 7.2m, 10, Some.Added(12, 8));
        Assert.Equal("method=plan-adjusted outturn=120000.00 outturnRate=100.00 threshold=null", Told.Values(_shortfall.Judge(position)));
        Assert.Equal("clear", Told.Level(_shortfall, position));
        Assert.Equal("unknown", Told.Level(_shortfall, Some.Position(Some.Line(original: 0), 0.1m, 9, Some.Added(12, 8))));
    }

    [Fact]
    public void Money_of_January_with_an_addition_is_measured_by_both_clocks()
    {
        // Due by August: 12 × 8/12 + 5 × 1/5 = 9 of 17; 9 spent is right on the way.
        var finding = _shortfall.Judge(Some.Position(Some.Line(original: 12), 9, 8, Some.Added(5, 8)));
        Assert.Equal("method=plan-adjusted outturn=170000.00 outturnRate=100.00 threshold=null", Told.Values(finding));
    }

    [Theory]
    [InlineData(8, "unknown")] // two months of its own
    [InlineData(9, "clear")] // half of July to December is due and spent
    public void A_line_with_months_of_its_own_is_measured_by_them(int month, string expected) =>
        Assert.Equal(expected, Told.Level(_shortfall, Some.Position(Some.Line(original: 12, start: 7), 6, month)));

    [Theory]
    [InlineData(8, "unknown")] // nothing is due before the date
    [InlineData(10, "unknown")]
    [InlineData(11, "red")]
    public void Before_a_milestone_nothing_is_forecast(int month, string expected) => Assert.Equal(
        expected, Told.Level(_shortfall, Some.Position(Some.Line(original: 12, schedule: ScheduleKind.Milestone, milestone: new DateOnly(2024, 9, 15)), 6, month)));

    [Fact]
    public void A_cut_leaves_the_straight_line() =>
        Assert.Equal("method=straight-line outturn=90000.00 outturnRate=100.00 threshold=null", Told.Values(_shortfall.Judge(Some.Position(Some.Line(original: 12), 6, 8, Some.Added(-3, 5)))));

    [Fact]
    public void The_last_three_months_say_more_than_a_slow_spring()
    {
        var rule = new ForecastShortfall(method: ForecastMethod.LastThreeMonths);
        // 6 + (6 − 3) ÷ 3 × 4 = 10
        var finding = rule.Judge(Told.Position(Some.Line(original: 12), 8, [Some.Spent(3, 5), Some.Spent(6)]));
        Assert.Equal("method=last-three-months outturn=100000.00 outturnRate=83.33 threshold=90.00", Told.Values(finding));
        Assert.Equal("按近三个月平均测算全年执行100000.00元，占调整后预算数的83.33%", finding.Message);
        Assert.Equal("unknown", Told.Level(rule, Told.Position(Some.Line(original: 12), 8, [Some.Spent(3, 6), Some.Spent(6)])));
        // By March they reach back to January: 3 + 3 ÷ 3 × 9 = 12
        Assert.Equal("clear", Told.Level(rule, Some.Position(12, 3, 3)));
    }

    [Fact]
    public void Last_year_is_the_measure_where_there_was_one()
    {
        var rule = new ForecastShortfall(method: ForecastMethod.Seasonal);
        Execution[] lastYear = [Some.Spent(4, 8, year: 2023), Some.Spent(10, 12, year: 2023)];
        // 4.32 ÷ (4 ÷ 10) = 10.8
        var finding = rule.Judge(Told.Position(Some.Line(original: 12), 8, [Some.Spent(4.32m)], lastYear: lastYear));
        Assert.Equal(("clear", "method=seasonal outturn=108000.00 outturnRate=90.00 threshold=null"), (Told.Level(finding), Told.Values(finding)));
        Assert.Equal("yellow", Told.Level(rule, Told.Position(Some.Line(original: 12), 8, [Some.Spent(4.319999m)], lastYear: lastYear)));
        Assert.StartsWith("method=straight-line", Told.Values(rule.Judge(Told.Position(Some.Line(original: 12), 8, [Some.Spent(4.32m)]))));
        Assert.StartsWith("method=straight-line", Told.Values(rule.Judge(Told.Position(Some.Line(original: 12), 8, [Some.Spent(4.32m)], lastYear: lastYear[..1]))));
        Assert.StartsWith("method=plan-adjusted", Told.Values(rule.Judge(Told.Position(Some.Line(original: 12, start: 3), 8, [Some.Spent(4.32m)]))));
    }

    [Fact]
    public void A_plan_is_the_measure_of_its_line()
    {
        // A quarter is planned by August and spent: all is well, although a straight line would say 37.5 %.
        SpendingPlanPoint[] plan = [Some.Planned(6, percent: 25), Some.Planned(11, percent: 100)];
        var finding = _shortfall.Judge(Told.Position(Some.Line(original: 12, schedule: ScheduleKind.Plan), 8, [Some.Spent(3)], plan: plan));
        Assert.Equal("method=plan-adjusted outturn=120000.00 outturnRate=100.00 threshold=null", Told.Values(finding));
    }

    [Fact]
    public void What_cannot_be_judged_has_no_forecast()
    {
        Assert.Equal("unknown", Told.Level(_shortfall, Some.Position(original: 0, spent: 1)));
        Assert.Equal("unknown", Told.Level(_overrun, Some.Position(Some.Line(schedule: ScheduleKind.Plan), 1, 8)));
    }
}
