using System.Globalization;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Tests.Calendar;

public class FiscalYearDaysTests
{
    [Theory]
    [InlineData("12-25", "01-20", "2024-12-25", false, false)]
    [InlineData("12-25", "01-20", "2024-12-26", true, false)]
    [InlineData("12-25", "01-20", "2025-01-20", true, false)]
    [InlineData("12-25", "01-20", "2025-01-21", true, true)]
    [InlineData(null, "01-20", "2024-12-31", false, false)]
    [InlineData(null, "01-20", "2025-01-01", true, false)]
    [InlineData(null, "", "2024-12-31", false, false)]
    [InlineData(null, "", "2025-01-01", true, true)]
    [InlineData(null, "02-29", "2025-02-28", true, false)] // the 28th, where there is no 29th
    [InlineData(null, "02-29", "2025-03-01", true, true)]
    public void A_year_closes_after_its_closing_date_and_ends_after_the_days_in_which_it_is_settled(string? closing, string settle, string day, bool closed, bool ended)
    {
        var days = FiscalYearMapping.Map(new FiscalYearOptions { ClosingDate = closing, SettleUntil = settle });
        Assert.Equal((closed, ended), (days.IsClosed(2024, Day(day)), days.HasEnded(2024, Day(day))));
    }

    [Theory]
    [InlineData("03-31", "2025-03-31", false)]
    [InlineData("03-31", "2025-04-01", true)]
    [InlineData("", "2025-12-31", false)]
    public void A_budget_is_overdue_from_the_day_after_its_date(string due, string day, bool overdue) =>
        Assert.Equal(overdue, FiscalYearMapping.Map(new FiscalYearOptions { BudgetDue = due }).IsBudgetOverdue(2025, Day(day)));

    [Theory]
    [InlineData("12-25", "01-20", "03-31", "11-10", "")]
    [InlineData(null, "", "", "", "")]
    [InlineData("25.12.", "01-20", "03-31", "11-10", "fiscalYear.closingDate")]
    [InlineData("01-20", "12-25", "13-31", "02-30", "fiscalYear.closingDate fiscalYear.settleUntil fiscalYear.budgetDue calendar.askFrom")]
    public void What_is_no_such_day_is_refused_by_its_key(string? closing, string settle, string due, string ask, string refused)
    {
        var keys = new List<string>();
        FiscalYearMapping.Check(new FiscalYearOptions { ClosingDate = closing, SettleUntil = settle, BudgetDue = due }, ask, (key, _, _) => keys.Add(key));
        Assert.Equal(refused, string.Join(' ', keys));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
