using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests.Rules;

/// <summary>Money that is exactly on its own schedule is neither late nor incredible, whenever it came and however it is planned.</summary>
public class OwnClockTests
{
    public static TheoryData<string, BudgetPosition> OnSchedule => new()
    {
        { "months of its own", Position([Some.Line(original: 6, start: 7, end: 12)], [], [Some.Spent(3, 9)], 6) },
        { "came in July", Position([Some.Line(original: 0)], [Some.Added(6, 7)], [Some.Spent(3, 9)], 6) },
        {
            "a plan that begins late",
            Position([Some.Line(original: 10, schedule: ScheduleKind.Plan)], [], [Some.Spent(2, 9)], 10, Some.Planned(6, 1), Some.Planned(9, 2), Some.Planned(12, 10))
        },
    };

    [Theory]
    [MemberData(nameof(OnSchedule))]
    public void What_is_on_its_own_schedule_is_told_of_nothing(string money, BudgetPosition position)
    {
        IRule[] rules = [new ExecutionLag(LagLimits.Default), new ExecutionAhead(), new ForecastShortfall(), new ForecastOverrun(), new ForecastNotCredible()];
        Assert.Equal((money, "100.00"), (money, Rounding.TwoDecimals(position.Pace!.Value)));
        Assert.All(rules, rule => Assert.NotEqual((rule.Id, MonitorWorker.Rules.Outcome.Breached), (rule.Id, rule.Judge(position)!.Outcome)));
        Assert.Equal(Fractions.Fraction.One, Forecast.TimesFaster(position, out _));
    }

    /// <summary>12 of one fund by month and 6 of another by plan, judged together; in March the second is cut.</summary>
    [Theory]
    [InlineData("乙", -6, "58.33")] // all of it gone: 7/12 of what is left
    [InlineData("乙", -9, "58.33")] // and 3 of the other: still 7/12
    [InlineData(null, -6, "38.89")] // without a fund in proportion: (8 × 7/12 + 4 × 0) ÷ 12
    public void A_reduction_that_names_its_fund_takes_from_it_first(string? fund, decimal wan, string expected)
    {
        var position = Position(
            [Some.Line(original: 12, fund: "甲"), Some.Line(original: 6, fund: "乙", schedule: ScheduleKind.Plan)],
            [Some.Added(wan, 3, 1, fund: fund)],
            [Some.Spent(1, 7)],
            null,
            Some.Planned(6, 0, fund: "乙"),
            Some.Planned(12, 6, fund: "乙"));
        Assert.Equal(expected, Rounding.Percent(position.Scheduled!.Value));
    }

    [Fact]
    public void A_plan_that_no_line_goes_by_is_listed_and_not_passed_over()
    {
        var facts = Some.Facts([Some.Line()], null, [Some.Spent(1)]) with { PlanPoints = [Some.Planned(12, 2)] };
        var unused = Assert.Single(PositionBook.Build(facts, Some.August31).Unmatched);
        Assert.Equal(("用款计划", "P01"), (unused.Table, unused.ProjectCode));
    }

    [Fact]
    public void A_verdict_by_a_step_table_says_the_table()
    {
        var steps = new StepTable([new Step(6, 50), new Step(9, 75)]);
        var rules = Some.Rules() with { Steps = steps, Rules = [new ExecutionLag(LagLimits.Default, steps)] };
        Assert.EndsWith("，序时进度按进度表（6月50%、9月75%）", rules.Judge(Some.Position()).Findings[0].RuleText);
    }

    [Fact]
    public void A_rate_that_rounds_to_the_limit_says_what_is_missing() =>
        Assert.EndsWith("低于80%（差0.01元）", new ExecutionLag(LagLimits.Default).Judge(Some.Position(12, 6.399999m)).Message);

    private static BudgetPosition Position(
        IEnumerable<BudgetLine> lines, IEnumerable<Adjustment> adjustments, IReadOnlyList<Execution> executions, decimal? expects, params IEnumerable<SpendingPlanPoint> plan)
    {
        var month = executions[0].Month;
        var facts = Some.Facts(lines, adjustments, executions) with
        {
            PlanPoints = [.. plan],
            StatedOutturns = expects is { } wan ? [Some.Expects(wan, month: month.Month)] : [],
        };
        return PositionBook.Build(facts, new YearMonth(2024, month.Month).LastDay).Positions.Single();
    }
}
