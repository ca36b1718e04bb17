using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Tests.Budgets;

public class ScheduledProgressTests
{
    /// <summary>The scheduled progress at the end of a month, as a budget officer would work it out by hand.</summary>
    [Theory]
    [InlineData(8, null, null, "66.67")]
    [InlineData(12, null, null, "100.00")]
    [InlineData(1, null, null, "8.33")]
    [InlineData(3, 4, 9, "0.00")]
    [InlineData(4, 4, 9, "16.67")]
    [InlineData(9, 4, 9, "100.00")]
    [InlineData(11, 4, 9, "100.00")]
    public void The_original_budget_runs_over_its_own_months(int month, int? start, int? end, string expected) =>
        Assert.Equal(expected, Percent(Some.Line(start: start, end: end), month));

    [Theory]
    [InlineData(8, 8, "20.00")] // (8−8+1)/(12−8+1)
    [InlineData(8, 1, "66.67")]
    [InlineData(12, 12, "100.00")]
    [InlineData(7, 8, null)] // not there yet, and nothing else is
    public void Money_that_comes_in_a_month_starts_its_own_clock(int month, int arrival, string? expected) =>
        Assert.Equal(expected, Percent(Some.Line(original: 0), month, Some.Added(150, arrival)));

    [Fact]
    public void A_mixed_budget_is_the_weighted_sum_of_its_parts() =>
        // 100 × 8/12 + 100 × 1/5 = 86.67 of 200
        Assert.Equal("43.33", Percent(Some.Line(original: 100), 8, Some.Added(100, 8)));

    [Fact]
    public void A_reduction_scales_what_was_there_before_and_not_what_comes_after()
    {
        // 100 cut to 50 in May (50 × 8/12), then 50 added in August (50 × 1/5): 43.33 of 100
        Assert.Equal("43.33", Percent(Some.Line(original: 100), 8, Some.Added(-50, 5), Some.Added(50, 8)));
        // The pure cut changes the amount, not the share.
        Assert.Equal("66.67", Percent(Some.Line(original: 100), 8, Some.Added(-50, 5)));
    }

    [Fact]
    public void By_day_counts_days_of_the_leap_year() =>
        Assert.Equal(new Fractions.Fraction(244, 366), Position(Some.Line(schedule: ScheduleKind.Day), 8).Scheduled);

    [Fact]
    public void Nothing_is_due_before_a_milestone_and_everything_on_its_day()
    {
        var line = Some.Line(schedule: ScheduleKind.Milestone, milestone: new DateOnly(2024, 8, 31));
        Assert.Equal("0.00", Percent(line, 7));
        Assert.Equal("100.00", Percent(line, 8));
    }

    [Fact]
    public void Money_that_comes_after_the_milestone_has_the_rest_of_the_year() =>
        // 2 due since June, 5 arrived in August: 2 + 5 × 1/5 of 7
        Assert.Equal("42.86", Percent(Some.Line(schedule: ScheduleKind.Milestone, milestone: new DateOnly(2024, 6, 30)), 8, Some.Added(5, 8)));

    [Fact]
    public void What_was_cut_before_it_was_there_is_taken_from_what_comes_next() =>
        // 10 came in August, of which 5 were owed since May: 5 × 1/5 of 5
        Assert.Equal("20.00", Percent(Some.Line(original: 0), 8, Some.Added(-5, 5), Some.Added(10, 8)));

    [Theory]
    [InlineData(1, "8.33")]
    [InlineData(2, "16.67")]
    [InlineData(12, "100.00")]
    public void A_step_table_holds_its_value_until_the_next_step_and_asks_for_nothing_before_the_first(int month, string evenly)
    {
        var line = Some.Line();
        Assert.Equal(evenly, Percent(line, month));
        var steps = new StepTable([new Step(4, 25), new Step(6, 40), new Step(8, 60), new Step(10, 80)]);
        var expected = month switch { < 4 => "0.00", _ => "80.00" };
        var rules = Some.Rules() with { Steps = steps };
        Assert.Equal(expected, Rounding.Percent(rules.Judge(Position(line, month)).Position.Scheduled!.Value));
    }

    [Property]
    public Property Each_part_of_the_money_runs_from_nothing_to_all_of_it_and_never_back(PositiveInt original, NonNegativeInt added, PositiveInt arrival, bool byDay, bool leap)
    {
        var year = leap ? 2024 : 2025;
        var line = Some.Line(original: original.Get, schedule: byDay ? ScheduleKind.Day : ScheduleKind.Month) with { FiscalYear = year };
        var addition = Some.Added(added.Get, ((arrival.Get - 1) % 12) + 1) is var one ? one with { FiscalYear = year, Date = new YearMonth(year, one.Date.Month).LastDay } : null!;
        var tranches = PositionBook.Build(Some.Facts([line], [addition]), new DateOnly(year, 12, 31)).Positions[0].Tranches;
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(day => new DateOnly(year, 1, 1).AddDays(day)).ToList();
        return tranches.All(tranche =>
        {
            var shares = days.Select(tranche.Clock.ShareAt).ToList();
            return shares.Zip(shares.Skip(1)).All(pair => pair.First <= pair.Second)
                && shares[^1] == Fractions.Fraction.One
                && tranche.Clock.ShareAt(new DateOnly(year - 1, 12, 31)) == Fractions.Fraction.Zero;
        }).ToProperty();
    }

    private static string? Percent(BudgetLine line, int month, params Adjustment[] adjustments) =>
        Position(line, month, adjustments).Scheduled is { } share ? Rounding.Percent(share) : null;

    private static BudgetPosition Position(BudgetLine line, int month, params Adjustment[] adjustments) =>
        PositionBook.Build(Some.Facts([line], adjustments), new YearMonth(2024, month).LastDay).Positions.Single();
}
