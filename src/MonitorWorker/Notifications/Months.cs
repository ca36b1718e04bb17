using System.Globalization;

namespace MonitorWorker.Notifications;

/// <summary>Days and months as a Chinese reader expects them.</summary>
internal static class Months
{
    public static string? Day(DateOnly? day) => day?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>9月10日（星期二）</summary>
    public static string Weekday(DateOnly day) => day.ToString("M月d日", CultureInfo.InvariantCulture) + $"（星期{"日一二三四五六"[(int)day.DayOfWeek]}）";

    public static string Minute(DateTimeOffset time) => time.ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The months judged, 1—8月 for 2024-08.</summary>
    public static string? SoFar(string? period) => Of(period) switch
    {
        null => null,
        1 => "1月",
        { } month => string.Create(CultureInfo.InvariantCulture, $"1—{month}月"),
    };

    /// <summary>The months left, 9—12月; null in December.</summary>
    public static string? Left(string? period) => Of(period) switch
    {
        null or 12 => null,
        11 => "12月",
        { } month => string.Create(CultureInfo.InvariantCulture, $"{month + 1}—12月"),
    };

    /// <summary>How many months are left; null in December.</summary>
    public static int? CountLeft(string? period) => Of(period) is < 12 and var month ? 12 - month : null;

    /// <summary>2024年6月 for 2024-06.</summary>
    public static string? Month(string? period) => Parse(period)?.ToString("yyyy年M月", CultureInfo.InvariantCulture);

    private static int? Of(string? period) => Parse(period)?.Month;

    private static DateOnly? Parse(string? period) =>
        DateOnly.TryParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
