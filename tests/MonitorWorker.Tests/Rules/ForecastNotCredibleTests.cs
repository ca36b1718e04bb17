using MonitorWorker.Budgets;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests.Rules;

/// <summary>What the unit says it will have spent, beside what it has spent.</summary>
public class ForecastNotCredibleTests
{
    private static readonly ForecastNotCredible _rule = new();

    [Fact]
    public void The_sample_offices_equipment_purchase_would_have_to_run_4_67_times_as_fast()
    {
        var finding = _rule.Judge(Position(2, 0.6m, 2));
        Assert.Equal("red", Told.Level(finding));
        Assert.Equal("填报全年预计执行20000.00元，今后每月须执行3500.00元，是此前每月750.00元的4.67倍", finding.Message);
        Assert.Equal("statedOutturn=20000.00 straightLineOutturn=9000.00 neededPerMonth=3500.00 spentPerMonth=750.00 times=4.67 threshold=4.00", Told.Values(finding));
    }

    /// <summary>8 of a budget of 30 were spent in eight months.</summary>
    [Theory]
    [InlineData(15.999999, "clear")]
    [InlineData(16, "yellow")]
    [InlineData(23.999999, "yellow")]
    [InlineData(24, "red")]
    [InlineData(8, "clear")]
    [InlineData(5, "clear")]
    public void Twice_as_fast_is_doubtful_and_four_times_incredible(decimal stated, string expected) => Assert.Equal(expected, Told.Level(_rule, Position(30, 8, stated)));

    [Fact]
    public void Its_limits_are_configurable() => Assert.Equal("yellow", Told.Level(new ForecastNotCredible(4.5m, 5), Position(2, 0.6m, 2)));

    [Fact]
    public void Where_nothing_was_spent_no_number_says_how_much_faster()
    {
        var finding = _rule.Judge(Position(2, 0, 2));
        Assert.Equal(("red", "填报全年预计执行20000.00元，今后每月须执行5000.00元，而此前没有支出"), (Told.Level(finding), finding.Message));
        Assert.Equal("statedOutturn=20000.00 straightLineOutturn=0.00 neededPerMonth=5000.00 spentPerMonth=0.00 times=null threshold=4.00", Told.Values(finding));
        Assert.Equal("clear", Told.Level(_rule, Position(2, 0, 0)));
    }

    [Fact]
    public void In_December_there_is_no_month_left_to_catch_up()
    {
        var finding = _rule.Judge(Position(2, 1.9m, 2, 12));
        Assert.Equal(("red", "填报全年预计执行20000.00元，到年底只执行了19000.00元"), (Told.Level(finding), finding.Message));
        Assert.Equal("clear", Told.Level(_rule, Position(2, 2, 2, 12)));
    }

    [Fact]
    public void It_says_nothing_of_what_is_not_known()
    {
        Assert.Equal("unknown", Told.Level(_rule, Some.Position()));
        Assert.Equal("unknown", Told.Level(_rule, Position(2, null, 2)));
        Assert.Equal("unknown", Told.Level(_rule, Position(0, 0.6m, 2)));
        Assert.Equal("unknown", Told.Level(_rule, Position(2, 0.1m, 2, 2)));
        Assert.Equal("red", Told.Level(_rule, Position(2, 0.1m, 2, 3)));
    }

    [Fact]
    public void Money_that_came_in_August_has_no_pace_of_spring()
    {
        // 12 of 20 spent from August to October, 4 a month, and 4 a month are left to spend.
        var finding = _rule.Judge(Told.Position(Some.Line(original: 0), 10, [Some.Spent(12, 10)], [Some.Added(20, 8)], [Some.Expects(20, month: 10)]));
        Assert.Equal("clear", Told.Level(finding));
        Assert.Equal("statedOutturn=200000.00 straightLineOutturn=144000.00 neededPerMonth=40000.00 spentPerMonth=40000.00 times=1.00 threshold=2.00", Told.Values(finding));
    }

    [Fact]
    public void A_line_that_begins_in_July_and_is_on_schedule_is_credible() => Assert.Equal("clear", Told.Level(
        _rule, Told.Position(Some.Line(original: 60, start: 7), 9, [Some.Spent(30, 9)], outturns: [Some.Expects(60, month: 9)])));

    [Fact]
    public void The_latest_statement_counts_and_a_corrected_one_supersedes()
    {
        var position = Told.Position(Some.Line(), 8, [Some.Spent(0.6m)], outturns: [Some.Expects(2), Some.Expects(0.9m) with { Batch = 2 }, Some.Expects(5, month: 7) with { Batch = 3 }, Some.Expects(9, month: 9)]);
        Assert.Equal(Some.Wan(0.9m), position.StatedOutturn);
        Assert.Equal("clear", Told.Level(_rule, position));
    }

    [Fact]
    public void Outturns_by_fund_add_up_where_the_budget_names_none()
    {
        var position = Told.Position(
            Some.Line(fund: "", original: 30),
            8,
            [Some.Spent(4, fund: "一般公共预算"), Some.Spent(4, fund: "政府性基金")],
            outturns: [Some.Expects(10, fund: "一般公共预算"), Some.Expects(14, fund: "政府性基金")]);
        Assert.Equal(Some.Wan(24), position.StatedOutturn);
    }

    private static BudgetPosition Position(decimal original, decimal? spent, decimal stated, int month = 8) => Told.Position(
        Some.Line(original: original),
        month,
        spent is { } amount ? [Some.Spent(amount, month)] : [],
        outturns: [Some.Expects(stated, month: month)]);
}
