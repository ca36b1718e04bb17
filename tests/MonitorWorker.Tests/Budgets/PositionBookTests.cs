using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Tests.Budgets;

public class PositionBookTests
{
    [Fact]
    public void The_equipment_purchase_of_the_sample_office_is_at_30_against_66_67()
    {
        var position = Some.Position();
        Assert.Equal("30.00", Rounding.Percent(position.Rate!.Value));
        Assert.Equal("66.67", Rounding.Percent(position.Scheduled!.Value));
        Assert.Equal("-36.67", Rounding.Percent(position.Gap!.Value));
        Assert.Equal("45.00", Rounding.TwoDecimals(position.Pace!.Value));
        Assert.Equal("7333.34", Outlook.CatchUp(position).ToString());
        Assert.Equal("3500.00", Outlook.RequiredPerMonth(position).ToString());
        Assert.Equal("9000.00", Outlook.StraightLineOutturn(position).ToString());
        Assert.Equal("750.00", Outlook.SpentPerMonth(position).ToString());
    }

    [Fact]
    public void A_line_without_a_figure_for_the_reported_month_has_no_rate_and_keeps_what_was_last_known()
    {
        var book = Build([Some.Line(), Some.Line("P02")], executions: [Some.Spent(1, 8, "P02"), Some.Spent(0.2m, 7)]);
        var position = book.Positions[0];
        Assert.Null(position.Executed);
        Assert.Null(position.Rate);
        Assert.Equal(Some.August, position.Period);
        Assert.Equal(new YearMonth(2024, 7), position.LastKnown!.Month);
    }

    [Fact]
    public void Each_entity_is_judged_at_its_own_latest_month()
    {
        var book = Build(
            [Some.Line(entity: "101"), Some.Line("P02", entity: "102")],
            executions: [Some.Spent(1, 8, entity: "101"), Some.Spent(1, 6, "P02", entity: "102")]);
        Assert.Equal([Some.August, new YearMonth(2024, 6)], book.Positions.Select(position => position.Period!.Value));
    }

    [Fact]
    public void What_is_dated_after_the_day_does_not_exist_yet()
    {
        var facts = Some.Facts([Some.Line()], [Some.Added(5, 9)], [Some.Spent(0.6m), Some.Spent(1.8m, 9)]);
        var position = PositionBook.Build(facts, Some.August31).Positions[0];
        Assert.Equal(Some.Wan(2), position.Revised);
        Assert.Equal(Some.Wan(0.6m), position.Executed);
    }

    [Fact]
    public void A_later_import_supersedes_and_a_second_row_of_one_import_cannot_be_judged()
    {
        var corrected = Build([Some.Line(original: 2, batch: 1), Some.Line(original: 3, batch: 2)], executions: [Some.Spent(1)]);
        Assert.Equal(Some.Wan(3), corrected.Positions[0].Original);
        Assert.Null(corrected.Positions[0].CannotJudge);

        var twice = Build([Some.Line(original: 2, row: 3), Some.Line(original: 3, row: 4)], executions: [Some.Spent(1)]);
        Assert.Contains("2个年初预算数", twice.Positions[0].CannotJudge);
        Assert.Null(twice.Positions[0].Scheduled);
    }

    [Fact]
    public void A_corrected_copy_does_not_count_its_adjustments_twice()
    {
        var book = Build([Some.Line(original: 0)], [Some.Added(100, 8, batch: 1), Some.Added(150, 8, batch: 2)], [Some.Spent(1)]);
        Assert.Equal(Some.Wan(150), book.Positions[0].Revised);
    }

    [Fact]
    public void Two_adjustments_of_one_day_in_one_file_both_count()
    {
        var book = Build([Some.Line(original: 0)], [Some.Added(100, 8), Some.Added(50, 8)], [Some.Spent(1)]);
        Assert.Equal(Some.Wan(150), book.Positions[0].Revised);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_revised_budget_not_above_zero_cannot_be_judged(decimal original)
    {
        var position = Build([Some.Line(original: original)], executions: [Some.Spent(1)]).Positions[0];
        Assert.NotNull(position.CannotJudge);
        Assert.Null(position.Rate);
        Assert.Null(position.Scheduled);
    }

    [Fact]
    public void A_project_with_several_funds_is_judged_by_fund_where_the_funds_are_told()
    {
        var book = Build(
            [Some.Line(fund: "一般公共预算"), Some.Line(fund: "政府性基金", original: 4)],
            executions: [Some.Spent(1, fund: "一般公共预算"), Some.Spent(1, fund: "政府性基金")]);
        Assert.Equal(["50.00", "25.00"], book.Positions.Select(position => Rounding.Percent(position.Rate!.Value)));
    }

    [Fact]
    public void A_project_with_several_funds_is_judged_as_one_where_execution_names_none()
    {
        var book = Build([Some.Line(fund: "一般公共预算"), Some.Line(fund: "政府性基金", original: 4)], executions: [Some.Spent(3)]);
        var position = Assert.Single(book.Positions);
        Assert.Equal(Some.Wan(6), position.Revised);
        Assert.Equal("50.00", Rounding.Percent(position.Rate!.Value));
        Assert.Equal("", position.Key.Fund);
    }

    [Fact]
    public void A_budget_that_names_no_fund_takes_what_names_one()
    {
        var book = Build(
            [Some.Line(fund: "", original: 4)],
            [Some.Added(2, 8, fund: "政府性基金")],
            [Some.Spent(1, fund: "一般公共预算"), Some.Spent(2, fund: "政府性基金")]);
        var position = Assert.Single(book.Positions);
        Assert.Equal((Some.Wan(6), Some.Wan(3)), (position.Revised, position.Executed));
        Assert.Empty(book.Unmatched);
    }

    [Fact]
    public void Facts_that_fit_no_line_are_listed_and_counted_nowhere()
    {
        var book = Build(
            [Some.Line(), Some.Line("P02", entity: "101"), Some.Line("P02", entity: "102")],
            executions: [Some.Spent(0.6m), Some.Spent(9, project: "P77"), Some.Spent(9, project: "P02"), Some.Spent(9, fund: "其他")]);
        Assert.Equal(["P77", "P02", "P01"], book.Unmatched.Select(fact => fact.ProjectCode));
        Assert.Equal(Some.Wan(0.6m), book.Positions[0].Executed);
    }

    [Fact]
    public void The_fiscal_year_is_the_newest_that_is_not_after_the_day()
    {
        var facts = Some.Facts([Some.Line(), Some.Line() with { FiscalYear = 2025 }], null, [Some.Spent(1)]);
        Assert.Equal(2024, PositionBook.Build(facts, new DateOnly(2024, 12, 31)).FiscalYear);
        Assert.Equal(2025, PositionBook.Build(facts, new DateOnly(2025, 1, 1)).FiscalYear);
        Assert.Null(PositionBook.Build(facts, new DateOnly(2023, 12, 31)).FiscalYear);
    }

    private static PositionBook Build(IEnumerable<BudgetLine> lines, IEnumerable<Adjustment>? adjustments = null, IEnumerable<Execution>? executions = null) =>
        PositionBook.Build(Some.Facts(lines, adjustments, executions), Some.August31);
}
