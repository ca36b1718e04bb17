using MonitorWorker.Calendar;

namespace MonitorWorker.Import;

/// <summary>Whether the month of a file is so far off that a person must be asked before it counts.</summary>
public static class HeldMonth
{
    /// <summary>Months between the file's newest month and the newest one known, beyond which a slip is likelier than a gap.</summary>
    public const int FarOff = 6;

    /// <param name="newest">Newest month that the file tells figures of; null where it tells none.</param>
    /// <param name="known">Newest month told before; null where none was.</param>
    /// <param name="now">Month in which the file is read.</param>
    /// <param name="hasBudget">True where there is a budget for the year of <paramref name="newest"/>.</param>
    /// <returns>Why the file is held, in the words of the receipt; null where it counts at once.</returns>
    public static string? Reason(YearMonth? newest, YearMonth? known, YearMonth now, bool hasBudget)
    {
        if (newest is not { } month || known is not { } last || (month.Year != last.Year && hasBudget)) return null;
        // An office that was silent for long goes on, over the turn of a year as well; only what has not come yet is a slip.
        if (month.Year - last.Year is 0 or 1 && month > last && month <= now) return null;
        var apart = Math.Abs(((month.Year - last.Year) * 12) + month.Month - last.Month);
        return apart > FarOff ? $"文件的期间是{month}，而已读入的最新期间是{last}，相差{apart}个月，像是填错了年月" : null;
    }
}
