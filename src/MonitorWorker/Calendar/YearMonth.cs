using System.Globalization;

namespace MonitorWorker.Calendar;

/// <summary>
/// One month of one year, the grain in which budget execution is reported (截止月份).
/// Ordered in time; prints as <c>2024-08</c>.
/// </summary>
public readonly record struct YearMonth(int Year, int Month) : IComparable<YearMonth>
{
    public DateOnly FirstDay => new(Year, Month, 1);

    /// <summary>The day up to which a cumulative figure of this month speaks.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    public static YearMonth Of(DateOnly day) => new(day.Year, day.Month);

    public static YearMonth Parse(string text)
    {
        var day = DateOnly.ParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture);
        return Of(day);
    }

    public int CompareTo(YearMonth other) => (Year, Month).CompareTo((other.Year, other.Month));

    public static bool operator <(YearMonth left, YearMonth right) => left.CompareTo(right) < 0;

    public static bool operator >(YearMonth left, YearMonth right) => left.CompareTo(right) > 0;

    public static bool operator <=(YearMonth left, YearMonth right) => left.CompareTo(right) <= 0;

    public static bool operator >=(YearMonth left, YearMonth right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}
