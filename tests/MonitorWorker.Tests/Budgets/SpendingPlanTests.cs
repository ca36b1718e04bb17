using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Tests.Rules;

namespace MonitorWorker.Tests.Budgets;

/// <summary>用款计划 of an original budget of 12 万元: what is due by the end of a month.</summary>
public class SpendingPlanTests
{
    private static readonly BudgetLine _line = Some.Line(original: 12, schedule: ScheduleKind.Plan);

    /// <summary>3 by March, 6 by June, 12 by November; what is not named holds the last value.</summary>
    [Theory]
    [InlineData(1, "0.00")]
    [InlineData(2, "0.00")]
    [InlineData(3, "25.00")]
    [InlineData(5, "25.00")]
    [InlineData(6, "50.00")]
    [InlineData(10, "50.00")]
    [InlineData(11, "100.00")]
    [InlineData(12, "100.00")]
    public void Amounts_are_shares_of_the_original_budget(int month, string expected) =>
        Assert.Equal(expected, Due(_line, month, [Some.Planned(3, 3), Some.Planned(6, 6), Some.Planned(11, 12)]));

    [Theory]
    [InlineData(7, "0.00")]
    [InlineData(8, "33.33")]
    [InlineData(9, "66.67")]
    [InlineData(12, "100.00")]
    public void Shares_are_exact_as_they_are_written(int month, string expected) =>
        Assert.Equal(expected, Due(_line, month, [Some.Planned(8, percent: 33.33m), Some.Planned(9, 8), Some.Planned(12, percent: 100)]));

    [Theory]
    [InlineData("2024-06-29", 0)]
    [InlineData("2024-06-30", 50)]
    [InlineData("2024-07-01", 50)]
    public void What_is_planned_for_a_month_is_due_at_its_end(string day, int percent) => Assert.Equal(
        new Fraction(percent, 100),
        Told.Position(_line, 8, [Some.Spent(0)], plan: [Some.Planned(6, 6), Some.Planned(12, 12)]).ScheduledBy(DateOnly.Parse(day, null)));

    [Fact]
    public void The_order_of_the_rows_is_of_no_account() => Assert.Equal("50.00", Due(_line, 8, [Some.Planned(11, 12), Some.Planned(3, 3), Some.Planned(6, 6)]));

    [Fact]
    public void A_later_import_of_a_month_supersedes_and_leaves_the_others()
    {
        SpendingPlanPoint[] plan = [Some.Planned(6, 9, batch: 2), Some.Planned(3, 3), Some.Planned(6, 6), Some.Planned(11, 12)];
        Assert.Equal("75.00", Due(_line, 8, plan));
        Assert.Equal("25.00", Due(_line, 3, plan));
    }

    [Fact]
    public void A_plan_covers_the_original_budget_and_what_comes_later_runs_on_its_own_clock()
    {
        SpendingPlanPoint[] plan = [Some.Planned(6, 6), Some.Planned(11, 12)];
        // 12 × 1/2 + 8 × 1/5 = 7.6 of 20
        Assert.Equal("38.00", Due(_line, 8, plan, Some.Added(8, 8)));
        // 4 taken away: 8 × 1/2 of 8
        Assert.Equal("50.00", Due(_line, 8, plan, Some.Added(-4, 8)));
        // 8 added in July (8 × 2/6), then 5 of the 20 taken away from both alike
        Assert.Equal("43.33", Due(_line, 8, plan, Some.Added(8, 7, 15), Some.Added(-5, 8)));
    }

    [Fact]
    public void A_plan_of_nothing_is_none_and_what_comes_later_has_its_own_clock()
    {
        var nothing = Some.Line(original: 0, schedule: ScheduleKind.Plan);
        Assert.Equal("20.00", Due(nothing, 8, [], Some.Added(8, 8)));
        Assert.Equal("20.00", Due(nothing, 8, [Some.Planned(6, percent: 50), Some.Planned(12, percent: 100)], Some.Added(8, 8)));
        Assert.Equal("20.00", Due(nothing, 8, [Some.Planned(6, 0), Some.Planned(12, 0)], Some.Added(8, 8)));
        Assert.Contains("与年初预算数0.00元不符", Told.Position(nothing, 8, [Some.Spent(1)], [Some.Added(8, 8)], plan: [Some.Planned(12, 8)]).CannotJudge);
    }

    [Fact]
    public void Each_fund_has_its_own_plan()
    {
        BudgetLine[] lines = [_line, _line with { Fund = "政府性基金", Original = Some.Wan(4), Source = Some.Row(4) }];
        SpendingPlanPoint[] plan =
        [
            Some.Planned(6, 6, fund: "一般公共预算"), Some.Planned(12, 12, fund: "一般公共预算"), Some.Planned(7, 1, fund: "政府性基金"), Some.Planned(12, 4, fund: "政府性基金"),
        ];
        Execution[] byFund = [Some.Spent(1, fund: "一般公共预算"), Some.Spent(1, fund: "政府性基金")];
        Assert.Equal(["50.00", "25.00"], Told.Positions(lines, 8, byFund, plan: plan).Select(Percent));
        // Judged as one: 6 + 1 of 16
        Assert.Equal(["43.75"], Told.Positions(lines, 8, [Some.Spent(2)], plan: plan).Select(Percent));
    }

    [Fact]
    public void A_plan_that_names_no_fund_is_the_projects_and_has_it_judged_as_one()
    {
        BudgetLine[] lines = [_line, _line with { Fund = "政府性基金", Original = Some.Wan(4), Source = Some.Row(4) }];
        Execution[] byFund = [Some.Spent(1, fund: "一般公共预算"), Some.Spent(1, fund: "政府性基金")];
        var position = Assert.Single(Told.Positions(lines, 8, byFund, plan: [Some.Planned(6, 4), Some.Planned(12, 16)]));
        Assert.Equal("25.00", Percent(position));
        Assert.Contains("与年初预算数160000.00元不符", Told.Positions(lines, 8, byFund, plan: [Some.Planned(6, 4), Some.Planned(12, 12)])[0].CannotJudge);
    }

    [Fact]
    public void A_plan_that_names_no_fund_is_that_of_the_only_line_with_a_plan()
    {
        BudgetLine[] lines = [_line, Some.Line(original: 6, fund: "政府性基金", row: 4)];
        var position = Assert.Single(Told.Positions(lines, 8, [Some.Spent(2)], plan: [Some.Planned(6, 3), Some.Planned(12, 12)]));
        // 12 × 1/4 + 6 × 8/12 = 7 of 18
        Assert.Equal((null, "38.89"), (position.CannotJudge, Percent(position)));
    }

    [Fact]
    public void The_plan_stands_among_the_evidence_as_amounts_with_the_shares_beside()
    {
        var position = Told.Position(_line, 8, [Some.Spent(2)], plan: [Some.Planned(6, percent: 12.5m), Some.Planned(6, 3, batch: 0), Some.Planned(12, 12)]);
        Assert.Equal(
            ["2024-06 15000.00 12.5%", "2024-12 120000.00 "],
            position.Evidence.Where(evidence => evidence.What == "用款计划").Select(evidence => $"{evidence.When} {evidence.Amount} {evidence.Note}"));
    }

    private static string? Due(BudgetLine line, int month, SpendingPlanPoint[] plan, params Adjustment[] adjustments) =>
        Percent(Told.Position(line, month, [Some.Spent(0, month)], adjustments, plan: plan));

    private static string? Percent(BudgetPosition position) => position.Scheduled is { } share ? Rounding.Percent(share) : position.CannotJudge;
}
