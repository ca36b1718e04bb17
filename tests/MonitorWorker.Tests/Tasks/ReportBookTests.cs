using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Tasks;

namespace MonitorWorker.Tests.Tasks;

public class ReportBookTests
{
    private static readonly DateOnly _september = new(2024, 9, 12);

    [Fact]
    public void Each_line_is_reported_or_missing_and_the_entity_is_what_its_lines_are()
    {
        var reports = Reports(
            [
                Some.Line("P01", 2, entity: "101"), Some.Line("P02", 195, entity: "101"),
                Some.Line("P11", 10, entity: "102"), Some.Line("P12", 20, entity: "102"),
                Some.Line("P21", 5, entity: "103"),
            ],
            [Spent("P11", "102", 8, 1), Spent("P21", "103", 8, 1), Spent("P01", "101", 7, 0.5m)]);
        Assert.Equal(["101 NotReported 2 2 1970000.00", "102 PartlyReported 2 1 200000.00", "103 Reported 1 0 0.00"], reports.Select(Text));
        var known = reports[0].Lines[0];
        Assert.Equal((new YearMonth(2024, 7), Some.Wan(0.5m), false), (known.KnownMonth!.Value, known.Known!.Value, known.IsReported));
    }

    [Fact]
    public void Those_with_the_most_money_come_first() =>
        Assert.Equal(["102", "103", "101"], Reports([Some.Line("P1", 1, entity: "101"), Some.Line("P2", 9, entity: "102"), Some.Line("P3", 5, entity: "103")], []).Select(report => report.Code));

    [Fact]
    public void A_figure_of_a_later_month_answers_for_an_earlier_one_once_that_month_is_over()
    {
        BudgetLine[] lines = [Some.Line("P01", 2, entity: "101")];
        Assert.Equal("101 Reported 1 0 0.00", Text(Reports(lines, [Spent("P01", "101", 9, 1)], asOf: new DateOnly(2024, 10, 8)).Single()));
        Assert.Equal("101 NotReported 1 1 20000.00", Text(Reports(lines, [Spent("P01", "101", 9, 1)]).Single()));
    }

    [Fact]
    public void Lines_of_several_funds_are_reported_by_fund_until_a_figure_names_none()
    {
        BudgetLine[] lines = [Some.Line("P01", 2, fund: "一般公共预算"), Some.Line("P01", 3, fund: "政府性基金")];
        var byFund = Reports(lines, [Some.Spent(1, 8, fund: "政府性基金")]).Single();
        Assert.Equal(("101 PartlyReported 2 1 20000.00", "一般公共预算"), (Text(byFund), byFund.Lines.Single(line => !line.IsReported).Fund));
        var asOne = Reports(lines, [Some.Spent(1, 9)], asOf: new DateOnly(2024, 10, 8)).Single();
        Assert.Equal(ReportState.Reported, asOne.State);
    }

    [Fact]
    public void Indicators_count_as_lines_do()
    {
        Indicator[] indicators = [Indicator("P01", "产量"), Indicator("P01", "质量"), Indicator("P09", "没有预算")];
        IndicatorReading[] readings = [Reading("P01", "产量", 8), Reading("P01", "质量", 7)];
        var report = Reports([Some.Line("P01", 2)], [Some.Spent(1)], indicators, readings).Single();
        Assert.Equal("101 PartlyReported 3 1 0.00", Text(report));
        var missing = report.Indicators.Single(indicator => !indicator.IsReported);
        Assert.Equal(("质量", "≥100件", new YearMonth(2024, 7), "27"), (missing.Name, missing.Target, missing.KnownMonth!.Value, missing.Known));
    }

    [Fact]
    public void Entities_are_found_by_code_or_name_and_one_without_a_budget_has_nothing_to_report()
    {
        var facts = Some.Facts([Some.Line("P01", 2, entity: "101"), Some.Line("P02", 2, entity: "102") with { EntityName = "教育局" }]);
        var reports = new ReportBook(facts, _september).Of(Task("教育局", "999", "102"));
        Assert.Equal(["102 NotReported 1 1 20000.00", "999 NoBudget 0 0 0.00"], reports.Select(Text));
    }

    [Fact]
    public void A_budget_of_another_year_is_none() =>
        Assert.Empty(new ReportBook(Some.Facts([Some.Line() with { FiscalYear = 2023 }]), _september).Of(Task()));

    [Fact]
    public void A_task_is_complete_when_somebody_reported_and_nobody_is_left()
    {
        var facts = Some.Facts([Some.Line("P01", 2, entity: "101")], executions: [Spent("P01", "101", 8, 1)]);
        Assert.True(Standing(facts, "101", "999").IsComplete);
        Assert.False(Standing(facts, "999").IsComplete);
        Assert.False(Standing(Some.Facts([Some.Line()])).IsComplete);
    }

    [Theory]
    [InlineData("2024-09-10", 0)]
    [InlineData("2024-09-08", 2)]
    [InlineData("2024-09-11", -1)]
    [InlineData("2024-09-18", -5)]
    public void The_days_left_are_working_days(string day, int left) =>
        Assert.Equal(left, TaskStanding.At(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Task(), new ReportBook(Some.Facts([Some.Line()]), _september), Some.Workdays).Workdays);

    private static TaskStanding Standing(BudgetFacts facts, params string[] entities) => TaskStanding.At(_september, Task(entities), new ReportBook(facts, _september), Some.Workdays);

    private static IReadOnlyList<EntityReport> Reports(
        IEnumerable<BudgetLine> lines, IEnumerable<Execution> executions, IReadOnlyList<Indicator>? indicators = null, IReadOnlyList<IndicatorReading>? readings = null, DateOnly? asOf = null) =>
        new ReportBook(Some.Facts(lines, executions: executions) with { Indicators = indicators ?? [], IndicatorReadings = readings ?? [] }, asOf ?? _september).Of(Task());

    private static MonitoringTask Task(params string[] entities) => new(1, "7号", null, Some.August, new DateOnly(2024, 9, 10), entities, Some.Row(2));

    private static Execution Spent(string project, string entity, int month, decimal wan) => Some.Spent(wan, month, project, entity: entity);

    private static Indicator Indicator(string project, string name) =>
        new(1, null, null, project, "产出指标", null, name, IndicatorOperator.AtLeast, "100", 100, "件", null, Some.Row(3));

    private static IndicatorReading Reading(string project, string name, int month) => new(1, null, project, name, new YearMonth(2024, month), "27", 27, Some.Row(4));

    private static string Text(EntityReport report) => $"{report.Code} {report.State} {report.Due} {report.Missing} {report.MissingMoney}";
}
