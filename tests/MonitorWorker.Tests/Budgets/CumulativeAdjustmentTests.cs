using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Tests.Budgets;

/// <summary>Monthly sheets repeat everything since January: it must not be counted each month anew.</summary>
public class CumulativeAdjustmentTests
{
    [Theory]
    [InlineData("3:100", "", 3, 100)]
    [InlineData("3:100 4:100 5:100", "", 5, 100)]
    [InlineData("3:100 5:150", "", 4, 100)]
    [InlineData("3:100 5:150", "", 5, 150)]
    [InlineData("3:100 5:40", "", 5, 40)] // taken away again
    [InlineData("5:150", "2:100", 5, 150)] // the dated one is part of it
    [InlineData("5:150", "2:100", 4, 100)]
    [InlineData("5:150", "7:30", 8, 180)] // and what comes after is added
    [InlineData("3:0 4:0", "", 4, 0)]
    public void What_has_come_by_a_month_is_what_its_sheet_says(string monthly, string dated, int month, long expected)
    {
        var facts = new BudgetFacts([Some.Line(original: 1000)], [.. Read(monthly, true), .. Read(dated, false)], [], []);
        Assert.Equal(Some.Wan(expected), PositionBook.OfMonth(facts, new YearMonth(2024, month)).Positions.Single().Adjusted);
    }

    [Fact]
    public void A_later_import_of_the_same_month_supersedes()
    {
        var facts = new BudgetFacts([Some.Line(original: 1000)], [.. Read("3:100", true), .. Read("3:120", true).Select(fact => fact with { Batch = 2 })], [], []);
        Assert.Equal(Some.Wan(120), PositionBook.OfMonth(facts, new YearMonth(2024, 8)).Positions.Single().Adjusted);
    }

    private static IEnumerable<Adjustment> Read(string facts, bool cumulative) => facts
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(fact => fact.Split(':'))
        .Select(fact => new Adjustment(
            1, 2024, null, "P01", null, new YearMonth(2024, int.Parse(fact[0], null)).LastDay, cumulative, Some.Wan(int.Parse(fact[1], null)), null, Some.Row(3))
        {
            IsCumulative = cumulative,
        });
}
