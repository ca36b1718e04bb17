using MonitorWorker.Calendar;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Hosting;

/// <summary>The days on which a budget year turns as the configuration says them.</summary>
internal static class FiscalYearMapping
{
    private const int FirstClosingMonth = 10;
    private const int LastSettlingMonth = 3;

    /// <summary>What is no day is none: the config check has said so.</summary>
    public static FiscalYearDays Map(FiscalYearOptions options) =>
        new(MonthDay.Parse(options.ClosingDate), MonthDay.Parse(options.SettleUntil), MonthDay.Parse(options.BudgetDue));

    /// <param name="add">Told key, message and what is expected.</param>
    public static void Check(FiscalYearOptions options, string askForCalendar, Action<string, string, string> add)
    {
        if (options.ClosingDate is { } closing && MonthDay.Parse(closing) is not { Month: >= FirstClosingMonth })
            add("fiscalYear.closingDate", "is not a day at the end of a year", "MM-dd from 10-01 to 12-31, e.g. 12-25");
        if (options.SettleUntil.Length > 0 && MonthDay.Parse(options.SettleUntil) is not { Month: <= LastSettlingMonth })
            add("fiscalYear.settleUntil", "is not a day at the beginning of a year", "MM-dd from 01-01 to 03-31, e.g. 01-20, or empty");
        if (options.BudgetDue.Length > 0 && MonthDay.Parse(options.BudgetDue) is null)
            add("fiscalYear.budgetDue", "is not a day of a year", "MM-dd, e.g. 03-31, or empty");
        if (askForCalendar.Length > 0 && MonthDay.Parse(askForCalendar) is not { Month: >= FirstClosingMonth })
            add("calendar.askFrom", "is not a day at the end of a year", "MM-dd from 10-01 to 12-31, e.g. 11-10, or empty");
    }
}
