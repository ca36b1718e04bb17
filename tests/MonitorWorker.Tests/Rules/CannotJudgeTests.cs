using MonitorWorker.Budgets;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests.Rules;

/// <summary>What arithmetic cannot judge is listed with its reason and gets no other verdict; what was not reported is missing, and not zero.</summary>
public class CannotJudgeTests
{
    private static readonly BudgetLine _planned = Some.Line(original: 12, schedule: ScheduleKind.Plan);

    [Theory]
    [InlineData(0, 0, "调整后预算数为0.00元，不大于零")]
    [InlineData(0, 1, "调整后预算数为0.00元，不大于零，却已执行10000.00元")]
    [InlineData(-2, 0, "调整后预算数为-20000.00元，不大于零")]
    public void A_budget_not_above_zero(decimal original, decimal spent, string reason) => Assert.Equal(reason, Reason(Some.Position(original, spent)));

    [Fact]
    public void A_budget_that_was_taken_away_altogether()
    {
        Assert.Equal("调整后预算数为0.00元，不大于零", Reason(Some.Position(Some.Line(original: 12), 0, 8, Some.Added(-12, 5))));
        Assert.Null(Reason(Some.Position(Some.Line(original: 12), 0, 8, Some.Added(-11.999999m, 5))));
        Assert.Null(Reason(Some.Position(Some.Line(original: -1), 0, 8, Some.Added(1.000001m, 5))));
    }

    [Fact]
    public void Two_original_budgets_of_one_import()
    {
        var position = Told.Position(Some.Line(row: 3), 8, [Some.Spent(1)]);
        Assert.Null(Reason(position));
        var twice = Told.Positions([Some.Line(row: 3), Some.Line(original: 3, row: 7)], 8, [Some.Spent(1)])[0];
        Assert.Equal("同一预算行有2个年初预算数（执行第3行；执行第7行）", Reason(twice));
        Assert.Equal("revised=null reason=同一预算行有2个年初预算数（执行第3行；执行第7行）", Told.Values(new CannotJudge().Judge(twice)));
        Assert.Null(Reason(Told.Positions([Some.Line(row: 3), Some.Line(original: 3, row: 7), Some.Line(batch: 2)], 8, [Some.Spent(1)])[0]));
    }

    [Fact]
    public void A_plan_that_is_not_there() =>
        Assert.Equal("进度口径为用款计划，但没有可用的用款计划", Reason(Told.Position(_planned, 8, [Some.Spent(1)])));

    [Fact]
    public void A_plan_that_falls() => Assert.Equal("用款计划的累计数在2024-09减少（执行第29行）", Planned(Some.Planned(6, 8), Some.Planned(9, 7), Some.Planned(12, 12)));

    [Theory]
    [InlineData(11, "用款计划累计110000.00元，与年初预算数120000.00元不符，相差-10000.00元（执行第32行）")]
    [InlineData(13.5, "用款计划累计135000.00元，与年初预算数120000.00元不符，相差15000.00元（执行第32行）")]
    [InlineData(11.999999, "用款计划累计119999.99元，与年初预算数120000.00元不符，相差-0.01元（执行第32行）")]
    [InlineData(12, null)]
    public void A_plan_whose_amounts_do_not_add_up(decimal last, string? reason) => Assert.Equal(reason, Planned(Some.Planned(6, 6), Some.Planned(12, last)));

    [Theory]
    [InlineData(99.5, "用款计划累计99.5%，不是年初预算数的100%（执行第32行）")]
    [InlineData(101, "用款计划累计101%，不是年初预算数的100%（执行第32行）")]
    [InlineData(100, null)]
    public void A_plan_whose_shares_do_not_add_up(decimal last, string? reason) => Assert.Equal(reason, Planned(Some.Planned(6, percent: 50), Some.Planned(12, percent: last)));

    [Fact]
    public void A_plan_that_says_two_things_of_one_month()
    {
        Assert.Equal("用款计划对2024-06有2个不同的数（执行第40行、执行第41行）", Planned(Some.Planned(6, 6, row: 40), Some.Planned(6, 7, row: 41), Some.Planned(12, 12)));
        Assert.Equal("用款计划对2024-12有2个不同的数（执行第40行、执行第41行）", Planned(Some.Planned(12, 12, row: 40), Some.Planned(12, percent: 90, row: 41)));
        // Said twice alike, as an amount and as a share, is said once.
        Assert.Null(Planned(Some.Planned(6, 6, row: 40), Some.Planned(6, percent: 50, row: 41), Some.Planned(12, percent: 100)));
        Assert.Null(Planned(Some.Planned(6, 7), Some.Planned(6, 6, batch: 2), Some.Planned(12, 12)));
    }

    [Fact]
    public void A_cut_of_the_budget_leaves_a_plan_as_it_was() => Assert.Null(Reason(Told.Position(
        _planned, 8, [Some.Spent(1)], [Some.Added(-4, 5)], plan: [Some.Planned(6, 6), Some.Planned(12, 12)])));

    [Fact]
    public void A_milestone_without_a_date_or_in_another_year()
    {
        Assert.Equal("进度口径为节点，但没有节点日期", Milestone(null));
        Assert.Equal("节点日期2042-09-30不在预算年度之内", Milestone(new DateOnly(2042, 9, 30)));
        Assert.Equal("节点日期2023-12-31不在预算年度之内", Milestone(new DateOnly(2023, 12, 31)));
        Assert.Null(Milestone(new DateOnly(2024, 1, 1)));
        Assert.Null(Milestone(new DateOnly(2024, 12, 31)));

        static string? Milestone(DateOnly? date) => Reason(Some.Position(Some.Line(schedule: ScheduleKind.Milestone, milestone: date), 1, 8));
    }

    [Fact]
    public void A_date_that_no_schedule_asks_for_does_no_harm() => Assert.Null(Reason(Some.Position(Some.Line(milestone: new DateOnly(2042, 9, 30)), 1, 8)));

    [Fact]
    public void A_line_that_cannot_be_judged_gets_no_verdict_that_needs_a_schedule()
    {
        IRule[] rules = [new ExecutionLag(LagLimits.Default), new ExecutionAhead(), new IdleFunds(), new ForecastShortfall(), new ForecastOverrun(), new ForecastNotCredible()];
        var position = Told.Position(_planned, 8, [Some.Spent(20)], outturns: [Some.Expects(30)]);
        Assert.All(rules, rule => Assert.Equal((rule.Id, "unknown"), (rule.Id, Told.Level(rule, position))));
        Assert.Equal(Level.Grey, Light.Of(position, LagLimits.Default));
        Assert.Equal((null, null, null), (position.Scheduled, Outlook.CatchUp(position), Remedy.Of(position, LagLimits.Default).ToClear));
        Assert.Equal("grey", Told.Level(new CannotJudge(), position));
        // More was spent than there is, whatever the plan.
        Assert.Equal("red", Told.Level(new OverExecution(), position));
    }

    [Fact]
    public void Missing_data_says_what_was_known_last()
    {
        var position = Told.Positions([Some.Line(), Some.Line("P02")], 8, [Some.Spent(0.2m, 5), Some.Spent(0.3m, 6), Some.Spent(0.4m, 6, batch: 2), Some.Spent(1, 8, "P02")])[0];
        var finding = new MissingData().Judge(position);
        Assert.Equal(("grey", "没有截至2024-08的累计执行数，最近一次是2024-06的4000.00元"), (Told.Level(finding), finding.Message));
        Assert.Equal("period=2024-08 revised=20000.00 lastKnownPeriod=2024-06 lastKnownExecuted=4000.00", Told.Values(finding));
    }

    [Fact]
    public void Where_nothing_was_reported_all_year_everything_is_missing()
    {
        var finding = new MissingData().Judge(Told.Position(Some.Line(), 8, []));
        Assert.Equal(("grey", "本年度还没有任何累计执行数"), (Told.Level(finding), finding.Message));
        Assert.Equal("period=null revised=20000.00 lastKnownPeriod=null lastKnownExecuted=null", Told.Values(finding));
        Assert.Equal("clear", Told.Level(new MissingData(), Some.Position(spent: 0)));
    }

    [Fact]
    public void What_is_missing_of_two_budgets_is_not_said_in_money()
    {
        var position = Told.Positions([Some.Line(row: 3), Some.Line(original: 3, row: 7)], 8, [])[0];
        Assert.Equal("period=null revised=null lastKnownPeriod=null lastKnownExecuted=null", Told.Values(new MissingData().Judge(position)));
    }

    [Fact]
    public void A_fund_without_a_figure_makes_the_projects_sum_unknown_and_not_smaller()
    {
        var position = Assert.Single(Told.Positions(
            [Some.Line(fund: "一般公共预算"), Some.Line(fund: "政府性基金")], 8, [Some.Spent(1, fund: "一般公共预算")], outturns: [Some.Expects(4)]));
        Assert.Equal((null, "grey"), (position.Executed, Told.Level(new MissingData(), position)));
    }

    private static string? Planned(params SpendingPlanPoint[] plan) => Reason(Told.Position(_planned, 8, [Some.Spent(1)], plan: plan));

    private static string? Reason(BudgetPosition position)
    {
        var finding = new CannotJudge().Judge(position);
        Assert.Equal(position.CannotJudge is null ? "clear" : "grey", Told.Level(finding));
        if (position.CannotJudge is not null) Assert.Equal(position.CannotJudge, finding.Message);
        return position.CannotJudge;
    }
}
