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
        Assert.Equal(new Fractions.Fraction(244, 366), ScheduledProgress.At(Some.Line(schedule: ScheduleKind.Day), [], Some.August31));

    [Fact]
    public void Nothing_is_due_before_a_milestone_and_everything_on_its_day()
    {
        var line = Some.Line(schedule: ScheduleKind.Milestone, milestone: new DateOnly(2024, 8, 31));
        Assert.Equal("0.00", Percent(line, 7));
        Assert.Equal("100.00", Percent(line, 8));
    }

    [Fact]
    public void A_plan_that_is_not_there_is_unknown_and_never_zero() =>
        Assert.Null(ScheduledProgress.At(Some.Line(schedule: ScheduleKind.Plan), [], Some.August31));

    [Property]
    public Property Scheduled_progress_never_falls_and_ends_at_one(PositiveInt original, NonNegativeInt added, PositiveInt arrival, bool byDay)
    {
        var line = Some.Line(original: original.Get, schedule: byDay ? ScheduleKind.Day : ScheduleKind.Month);
        var addition = Some.Added(added.Get, ((arrival.Get - 1) % 12) + 1);
        // Each with its additions known from the start, so that only time moves.
        var shares = Enumerable.Range(1, 12)
            .Select(month => ScheduledProgress.At(line, [addition], new YearMonth(2024, month).LastDay)!.Value)
            .ToList();
        return shares.Zip(shares.Skip(1)).All(pair => pair.First <= pair.Second).ToProperty()
            .And(shares[^1] == Fractions.Fraction.One)
            .And(shares[0] >= Fractions.Fraction.Zero);
    }

    private static string? Percent(BudgetLine line, int month, params Adjustment[] adjustments)
    {
        var day = new YearMonth(2024, month).LastDay;
        var known = adjustments.Where(adjustment => adjustment.Date <= day).ToList();
        return ScheduledProgress.At(line, known, day) is { } share ? Rounding.Percent(share) : null;
    }
}
