namespace MonitorWorker.Calendar;

/// <summary>The days on which a budget year turns: from when on nobody is pressed to spend, until when its last figures count, and when the next budget ought to be there.</summary>
/// <param name="Closing">关账日 of the year: the last day on which payments are made; null is its last day.</param>
/// <param name="SettleUntil">Last day of the 整理期 in the year that follows, until which the old year's figures still change its alerts; null is none: the year ends with its last day.</param>
/// <param name="BudgetDue">Day by which the year's budget ought to be approved (批复); null is never asked for.</param>
public sealed record FiscalYearDays(MonthDay? Closing, MonthDay? SettleUntil, MonthDay? BudgetDue)
{
    /// <summary>No closing date of one's own, figures of December until 20 January, the budget by the end of March.</summary>
    public static FiscalYearDays Usual { get; } = new(null, new MonthDay(1, 20), new MonthDay(3, 31));

    /// <summary>The last day on which catching up is asked for.</summary>
    public DateOnly LastPayment(int year) => Closing?.In(year) ?? LastDay(year);

    /// <summary>Payments of the year are over: what is behind is reported, and nobody is pressed.</summary>
    public bool IsClosed(int year, DateOnly day) => day > LastPayment(year);

    /// <summary>The year is over and its figures are in: what is open of it ends with it.</summary>
    public bool HasEnded(int year, DateOnly day) => day > (SettleUntil?.In(year + 1) ?? LastDay(year));

    /// <summary>The budget of the year ought to be there.</summary>
    public bool IsBudgetOverdue(int year, DateOnly day) => BudgetDue is { } due && day > due.In(year);

    public static DateOnly LastDay(int year) => new(year, 12, 31);
}
