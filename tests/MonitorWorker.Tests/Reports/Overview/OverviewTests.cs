using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Reports;
using MonitorWorker.Reports.Overview;
using MonitorWorker.Reports.Views;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Reports.Overview;

public class OverviewTests
{
    [Fact]
    public void What_would_be_left_at_year_end_is_told_by_line_and_not_set_off_against_what_would_be_overspent()
    {
        var facts = Some.Facts(
            [Some.Line("P01", 2), Some.Line("P02", 10), Some.Line("P03", 5)],
            executions: [Some.Spent(0.6m), Some.Spent(8m, project: "P02")]);
        var risk = YearEndRisk.Of(Judged(facts).Positions);
        Assert.Equal(Some.Wan(1.1m), risk.Unspent);
        Assert.Equal(Some.Wan(2m), risk.Overspent);
        Assert.Equal((Some.Wan(5), 1), (risk.Unknown, risk.UnknownLines));
        Assert.Equal(["P02", "P01"], risk.Lines.Select(line => line.Line.Position.Key.ProjectCode));
    }

    [Fact]
    public void Money_that_came_last_month_is_not_extrapolated()
    {
        var facts = Some.Facts([Some.Line("P01", 0), Some.Line("P02", 1)], [Some.Added(10, 7)], [Some.Spent(1m), Some.Spent(1, project: "P02")]);
        var risk = YearEndRisk.Of(Judged(facts).Positions);
        Assert.Equal((Some.Wan(10), 1), (risk.Unknown, risk.UnknownLines));
    }

    [Theory]
    // promised, due, alert over, expected
    [InlineData(null, "2024-09-30", false, PromiseState.Pending)]
    [InlineData(25.0, "2024-09-30", false, PromiseState.Kept)]
    [InlineData(60.0, "2024-08-31", false, PromiseState.Pending)]
    [InlineData(60.0, "2024-08-30", false, PromiseState.Broken)]
    [InlineData(30.0, "2024-08-30", false, PromiseState.Kept)]
    [InlineData(30.01, "2024-08-30", false, PromiseState.Broken)]
    [InlineData(null, "2024-08-15", false, PromiseState.Broken)]
    [InlineData(null, "2024-08-15", true, PromiseState.Kept)]
    public void A_promise_is_held_against_the_figures_of_its_day(double? promised, string due, bool isOver, PromiseState expected)
    {
        var book = Book(Some.Facts([Some.Line()], executions: [Some.Spent(0.6m)]), Alert("execution-lag", promised, due) with { State = isOver ? AlertState.Resolved : AlertState.Firing });
        Assert.Equal(expected, Assert.Single(PromiseStanding.Of(book)).State);
    }

    [Theory]
    // Spent by the end of the promised month, spent now, expected
    [InlineData(1.2, 1.4, PromiseState.Kept)]
    [InlineData(1.19, 1.4, PromiseState.Late)]
    [InlineData(0.6, 1.19, PromiseState.Broken)]
    public void A_promise_that_is_kept_after_its_month_is_kept_late(double then, double now, PromiseState expected)
    {
        var facts = Some.Facts([Some.Line()], executions: [Some.Spent((decimal)then, 9), Some.Spent((decimal)now, 10)]);
        Assert.Equal(expected, Assert.Single(PromiseStanding.Of(Book(facts, new DateOnly(2024, 10, 31), Alert("execution-lag", 60, "2024-09-10")))).State);
    }

    [Fact]
    public void Rates_of_two_times_are_compared_over_the_lines_that_could_be_judged_at_both()
    {
        // The second line came in later and is behind: what was there before has not got worse.
        var facts = Some.Facts([Some.Line("P01", 10), Some.Line("P02", 10)], executions: [Some.Spent(5, 7), Some.Spent(5, 8), Some.Spent(1, 8, "P02")]);
        var rates = ComparableRates.Of(Judged(facts).Positions, Judged(facts, new DateOnly(2024, 7, 31)).Positions);
        Assert.Equal(("50.00", "50.00"), (Rounding.Percent(rates.Now), Rounding.Percent(rates.Then)));
        Assert.Null(ComparableRates.Of(Judged(facts).Positions, []).Then);
    }

    [Fact]
    public void A_waiver_is_shown_under_the_name_of_its_own_entitys_project()
    {
        var facts = Some.Facts([Some.Line("P01", entity: "101") with { ProjectName = "甲项目" }, Some.Line("P01", entity: "102") with { ProjectName = "乙项目", EntityName = "乙局" }]);
        var book = Book(facts) with
        {
            Silences =
            [
                new Silence(1, SilenceKind.Waiver, new SilenceScope("P01", "102", null, null, null), "绩效管理人员", "已核实", Some.August31, new DateOnly(2024, 9, 30)),
                new Silence(2, SilenceKind.Waiver, new SilenceScope("P01", null, null, null, null), "绩效管理人员", "已核实", Some.August31, new DateOnly(2024, 10, 31)),
            ],
        };
        Assert.Equal(["乙局 乙项目", "P01"], new OfficeView(book).Waivers.Select(waiver => waiver.What));
    }

    [Fact]
    public void A_promise_whose_day_no_figure_speaks_for_yet_is_neither_kept_nor_broken()
    {
        var facts = Some.Facts([Some.Line()], executions: [Some.Spent(0.6m)]);
        var book = Book(facts, new DateOnly(2024, 9, 20), Alert("execution-lag", 60, "2024-09-15"));
        Assert.Equal(PromiseState.Unverified, Assert.Single(PromiseStanding.Of(book)).State);
    }

    [Fact]
    public void Lights_are_compared_with_the_last_period_line_by_line()
    {
        var facts = Some.Facts(
            [Some.Line("P01", 2), Some.Line("P02", 10), Some.Line("P03", 5), Some.Line("P04", 5)],
            executions:
            [
                Some.Spent(1m, 7), Some.Spent(1m, 8), Some.Spent(1m, 7, "P02"), Some.Spent(7m, 8, "P02"), Some.Spent(3m, 7, "P03"), Some.Spent(3m, 7, "P04"), Some.Spent(3.4m, 8, "P04"),
            ]);
        var changes = LightChange.Between(Judged(facts, new DateOnly(2024, 7, 31)), Judged(facts));
        Assert.Equal(
            [("P02", Level.Red, Level.Green), ("P03", Level.Green, Level.Grey), ("P01", Level.Green, Level.Yellow)],
            changes.Select(change => (change.Line.Position.Key.ProjectCode, change.Before, change.Now)));
        Assert.Empty(LightChange.Between(null, Judged(facts)));
    }

    [Fact]
    public void The_curve_is_of_the_same_lines_in_every_month_and_ends_at_their_whole_budget()
    {
        var facts = Some.Facts(
            [Some.Line("P01", 12), Some.Line("P02", 0), Some.Line("P03", 100)],
            [Some.Added(5, 8, project: "P02")],
            [.. Enumerable.Range(1, 8).Select(month => Some.Spent(month, month)), Some.Spent(1, 8, "P02")]);
        var curve = SpendingCurve.Of(Book(facts));
        Assert.Equal(Enumerable.Range(1, 12), curve.Points.Select(point => point.Month.Month));
        Assert.Equal(Some.Wan(17), curve.Points[^1].Planned);
        Assert.Equal(Some.Wan(7), curve.Points[6].Planned);
        Assert.Equal([.. Enumerable.Range(1, 7).Select(month => (Money?)Some.Wan(month)), Some.Wan(9), null, null, null, null], curve.Points.Select(point => point.Actual));
        Assert.Equal((1, Some.Wan(100)), (curve.LeftOutLines, curve.LeftOut));
    }

    [Fact]
    public void A_month_in_which_half_of_the_money_was_not_reported_is_a_gap()
    {
        var facts = Some.Facts(
            [Some.Line("P01", 12), Some.Line("P02", 12)], executions: [Some.Spent(1, 1), Some.Spent(1, 1, "P02"), Some.Spent(3, 2), Some.Spent(4, 3), Some.Spent(4, 3, "P02")]);
        var curve = SpendingCurve.Of(Book(facts, new DateOnly(2024, 3, 31)));
        Assert.Equal([Some.Wan(2), null, Some.Wan(8)], curve.Points.Take(3).Select(point => point.Actual));
        Assert.Equal(0, curve.LeftOutLines);
    }

    [Fact]
    public void A_small_line_that_was_not_reported_once_is_left_out_and_the_month_is_not()
    {
        var facts = Some.Facts(
            [Some.Line("P01", 12), Some.Line("P02", 1)], executions: [Some.Spent(1, 1), Some.Spent(0.1m, 1, "P02"), Some.Spent(3, 2), Some.Spent(4, 3), Some.Spent(0.4m, 3, "P02")]);
        var curve = SpendingCurve.Of(Book(facts, new DateOnly(2024, 3, 31)));
        Assert.Equal([Some.Wan(1), Some.Wan(3), Some.Wan(4)], curve.Points.Take(3).Select(point => point.Actual));
        Assert.Equal((1, Some.Wan(1), Some.Wan(12)), (curve.LeftOutLines, curve.LeftOut, curve.Points[^1].Planned));
    }

    [Fact]
    public void Entities_stand_in_the_order_of_the_money_that_is_behind_in_them()
    {
        var facts = Some.Facts(
            [Some.Line("P01", 2, entity: "101"), Some.Line("P01", 50, entity: "102"), Some.Line("P01", 8, entity: "103")],
            executions: [Some.Spent(0.6m, entity: "101"), Some.Spent(40, entity: "102"), Some.Spent(0.1m, entity: "103")]);
        Assert.Equal(["103", "101", "102"], EntityStanding.Of(Book(facts)).Select(entity => entity.Code));
    }

    [Fact]
    public void The_page_says_what_is_not_reported_beside_every_rate()
    {
        var facts = Some.Facts([Some.Line("P01", 2), Some.Line("P02", 6)], executions: [Some.Spent(0.6m, 7), Some.Spent(0.6m)]);
        var office = new OfficeView(Book(facts));
        var money = office.Whole.Money;
        Assert.Equal(("8.00", "2.00", "30.00", "66.67", "6.00", "75.00"), (money.Revised, money.JudgedRevised, money.JudgedRate, money.Scheduled, money.MissingRevised, money.MissingShare));
        Assert.Equal(("30.00", "0.00"), (office.Whole.LastRate, office.Whole.LastPoints));
        Assert.Equal("1—7月", office.LastMonths);
    }

    [Fact]
    public void An_office_without_any_figure_has_a_page_all_the_same()
    {
        var office = new OfficeView(Book(Some.Facts([Some.Line()])));
        Assert.Null(office.Whole.Money.JudgedRate);
        Assert.Empty(office.Curve);
        Assert.Null(Assert.Single(office.Bars).Money.JudgedRate);
        Assert.Equal("1", office.Whole.Money.MissingCount);
    }

    internal static ReportBook Book(BudgetFacts facts, params ReportAlert[] alerts) => Book(facts, Some.August31, alerts);

    internal static ReportBook Book(BudgetFacts facts, DateOnly asOf, params ReportAlert[] alerts) => new()
    {
        Now = Judged(facts, asOf),
        LastPeriod = Judged(facts, asOf.AddDays(-asOf.Day)) is { Positions: var lines } before && lines.Any(line => line.Position.Period is not null) ? before : null,
        Facts = facts,
        Alerts = alerts,
        Texts = OfficeTexts.None,
        OfficeName = "示例县财政局",
        MadeAt = Some.Noon,
        Version = "1.0.0",
    };

    private static Judgement Judged(BudgetFacts facts, DateOnly? asOf = null) => Judgement.Of(facts, Some.RuleBook(), asOf ?? Some.August31);

    private static ReportAlert Alert(string rule, double? promised, string due) => new(
        AlertKey.For(rule, new LineKey(2024, "101", "P01", "一般公共预算")), "YJ-2024-0001", rule, "101", "P01", Level.Red, AlertState.Firing, new DateOnly(2024, 7, 1))
    {
        Answer = new Answer("流标", "重新招标", DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), (decimal?)promised, "责任人", new DateOnly(2024, 7, 5), Some.Noon),
        LastTold = Some.Noon,
    };
}
