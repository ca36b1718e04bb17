using Fractions;
using FsCheck;
using FsCheck.Xunit;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Tests.Rules;

namespace MonitorWorker.Tests.Budgets;

/// <summary>The parts of a line's money, and how fast they are expected to go.</summary>
public class TrancheTests
{
    [Property(MaxTest = 300)]
    public void The_parts_add_up_to_the_revised_budget_exactly(DoNotSize<int> seed) => Assert.All(
        PositionBook.Build(RandomOffice.Facts(seed.Item), new DateOnly(2025, 12, 31)).Positions.Where(position => position.CannotJudge is null),
        position =>
        {
            Assert.Equal(position.Revised.ToFraction(), position.Tranches.Aggregate(Fraction.Zero, (sum, tranche) => sum + tranche.Amount));
            Assert.All(position.Tranches, tranche => Assert.True(tranche.Amount > Fraction.Zero));
        });

    /// <summary>万元 in the order in which they came (the original budget first), and what is left of each in yuan.</summary>
    [Theory]
    [InlineData("12", "120000")]
    [InlineData("12 3", "120000 30000")]
    [InlineData("12 3 -5", "80000 20000")] // a third of each
    [InlineData("12 -4 3", "80000 30000")] // what comes later is not touched
    [InlineData("1 1 1 -1", "6666.67 6666.67 6666.67")]
    [InlineData("12 -12 5", "50000")]
    [InlineData("12 -15 5", "20000")] // three were taken away before they came
    [InlineData("12 -15 2 5", "40000")]
    [InlineData("0 -5 10", "50000")]
    [InlineData("0 10 -5", "50000")]
    [InlineData("-2 10", "80000")] // an original budget below zero is taken from what comes
    [InlineData("-2 1 1 5", "50000")]
    public void A_reduction_takes_from_what_is_there(string changes, string left)
    {
        var amounts = changes.Split(' ').Select(int.Parse).ToList();
        var position = Some.Position(Some.Line(original: amounts[0]), 0, 12, amounts.Skip(1).Select((amount, index) => Some.Added(amount, index + 2)));
        Assert.Equal(left.Split(' '), position.Tranches.Select(tranche => Money.Round(tranche.Amount).ToString().Replace(".00", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_fund_below_zero_is_taken_from_the_others_where_the_project_is_judged_as_one()
    {
        BudgetLine[] lines = [Some.Line(original: 12), Some.Line(original: -2, fund: "政府性基金", row: 4)];
        var position = Assert.Single(Told.Positions(lines, 8, [Some.Spent(1)]));
        Assert.Equal((Some.Wan(10), "66.67"), (position.Revised, Rounding.Percent(position.Scheduled!.Value)));
        Assert.Equal(position.Revised.ToFraction(), Assert.Single(position.Tranches).Amount);
    }

    [Fact]
    public void Of_one_day_the_rows_of_the_sheet_follow_each_other()
    {
        // Added and then taken away: half of each is left, and August runs since August.
        Adjustment[] changes = [Some.Added(12, 8, 5) with { Source = Some.Row(7) }, Some.Added(-12, 8, 5) with { Source = Some.Row(8) }];
        Assert.Equal("43.33", Scheduled(changes));
        // Taken away and then added: all of January's money went.
        Assert.Equal("20.00", Scheduled([changes[0] with { Source = Some.Row(9) }, changes[1]]));

        static string Scheduled(Adjustment[] changes) => Rounding.Percent(Some.Position(Some.Line(original: 12), 0, 8, changes).Scheduled!.Value);
    }

    [Theory]
    [InlineData(1, "2024-01-01", "66.67")]
    [InlineData(8, "2024-08-01", "20.00")]
    [InlineData(8, "2024-08-31", "20.00")]
    public void An_addition_runs_from_its_month_whatever_its_day(int month, string day, string expected) => Assert.Equal(
        expected, Rounding.Percent(Some.Position(Some.Line(original: 0), 0, 8, Some.Added(5, month, DateOnly.Parse(day, null).Day)).Scheduled!.Value));

    [Fact]
    public void Where_a_line_goes_by_days_its_additions_do()
    {
        // From 15 August to 31 December are 139 days, of which 17 are over; known by the month alone, 31 of 153.
        var line = Some.Line(original: 0, schedule: ScheduleKind.Day);
        Assert.Equal(new Fraction(17, 139), Some.Position(line, 0, 8, Some.Added(5, 8, 15)).Scheduled);
        Assert.Equal(new Fraction(31, 153), Some.Position(line, 0, 8, Some.Added(5, 8)).Scheduled);
    }

    [Property(MaxTest = 150)]
    public void What_is_scheduled_runs_from_nothing_to_everything_and_never_back(DoNotSize<int> any)
    {
        var facts = RandomOffice.Facts(any.Item);
        var year = facts.Lines[0].FiscalYear;
        var days = Enumerable.Range(0, 366).Select(day => new DateOnly(year, 1, 1).AddDays(day * 3)).TakeWhile(day => day.Year == year).Append(new DateOnly(year, 12, 31)).ToList();
        foreach (var judged in RandomOffice.Judge(facts, any.Item).Positions.Where(judged => judged.Position.CannotJudge is null))
        {
            var position = judged.Position;
            Assert.Equal(Fraction.Zero, position.ScheduledBy(new DateOnly(year - 1, 12, 31))!.Value);
            var shares = days.ConvertAll(day => position.ScheduledBy(day)!.Value);
            Assert.All(shares.Zip(shares.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
            Assert.True(shares[^1] <= Fraction.One);
            // A step table may ask for less than everything.
            if (position.Schedule != ScheduleKind.Steps) Assert.Equal(Fraction.One, shares[^1]);
            Assert.All(position.Tranches, tranche => Assert.Equal(Fraction.Zero, tranche.Clock.ShareAt(tranche.Clock.Begins.AddDays(-1))));
        }
    }

    [Property]
    public void No_clock_ever_runs_back(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var year = random.Next(2023, 2029);
        var first = random.Next(1, 13);
        var last = random.Next(first, 13);
        var day = new DateOnly(year, 1, 1).AddDays(random.Next(0, 365));
        var months = Enumerable.Range(1, 12).Where(_ => random.Next(2) == 0).Append(12).Distinct().ToList();
        var shares = months.ConvertAll(_ => (decimal)random.Next(0, 10_001) / 100).Order().ToList();
        MoneyClock[] clocks =
        [
            new MonthClock(year, first, last),
            new DayClock(new YearMonth(year, first).FirstDay, new YearMonth(year, last).LastDay),
            new MilestoneClock(day),
            new PlanClock(year, [.. months.Zip(shares, (month, share) => (new YearMonth(year, month), (Fraction)share / 100))]),
            new StepClock(year, new StepTable(months.Zip(shares, (month, share) => new Step(month, share)))),
        ];
        var days = Enumerable.Range(-40, 440).Select(new DateOnly(year, 1, 1).AddDays).ToList();
        foreach (var clock in clocks)
        {
            var run = days.ConvertAll(clock.ShareAt);
            Assert.All(run.Zip(run.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
            Assert.All(days.Zip(run).Where(pair => pair.First < clock.Begins || pair.First.Year < year), pair => Assert.Equal(Fraction.Zero, pair.Second));
            Assert.Equal(clock is PlanClock or StepClock ? (Fraction)shares[^1] / 100 : Fraction.One, clock.ShareAt(new DateOnly(year, 12, 31)));
            Assert.Equal(run[^1], clock.ShareAt(new DateOnly(year, 12, 31)));
        }
    }

    [Theory]
    [InlineData("2024-04-29", 0)]
    [InlineData("2024-04-30", 25)]
    [InlineData("2024-06-29", 25)]
    [InlineData("2024-06-30", 40)]
    [InlineData("2024-08-31", 60)]
    [InlineData("2024-12-31", 80)]
    [InlineData("2025-02-28", 80)]
    [InlineData("2023-12-31", 0)]
    public void A_step_is_due_on_the_last_day_of_its_month(string day, int percent) => Assert.Equal(
        new Fraction(percent, 100),
        new StepClock(2024, new StepTable([new Step(4, 25), new Step(6, 40), new Step(8, 60), new Step(10, 80)])).ShareAt(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("")]
    [InlineData("4:50 4:60")]
    [InlineData("6:50 4:60")]
    [InlineData("4:50 6:40")]
    [InlineData("0:50")]
    [InlineData("13:50")]
    [InlineData("4:101")]
    [InlineData("4:-1")]
    public void A_step_table_that_does_not_rise_is_refused(string steps) => Assert.Throws<ArgumentException>(() =>
        new StepTable(steps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(step => step.Split(':')).Select(step => new Step(int.Parse(step[0], null), int.Parse(step[1], null)))));
}
