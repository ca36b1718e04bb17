using System.Globalization;

namespace MonitorWorker.Notifications;

/// <summary>
/// Figures as people read them: 万元, percent, true minus sign. The format is explicit, so that the machine's culture
/// cannot change an amount.
/// </summary>
internal static class Figures
{
    private const decimal FenPerWan = 1_000_000m;

    private static readonly NumberFormatInfo Format = new() { NegativeSign = "−" };

    /// <summary>万元 with two decimals; more only where two would print an amount as nothing.</summary>
    public static string? Amount(long? fen) => fen is { } value ? Wan(decimal.Round(value / FenPerWan, 2, MidpointRounding.AwayFromZero), value, "#,##0.00") : null;

    /// <summary>万元 with two to four decimals: 750 yuan a month are 0.075, not 0.08.</summary>
    public static string? Precise(long? fen) => fen is { } value ? Wan(decimal.Round(value / FenPerWan, 4, MidpointRounding.AwayFromZero), value, "#,##0.00##") : null;

    /// <summary>Money that must yet be spent, up to the next whole yuan: the printed amount has to be enough.</summary>
    public static string? ToSpend(long? fen) => fen is { } value ? Wan(decimal.Ceiling(value / 100m) / 10_000m, value, "#,##0.00##") : null;

    /// <summary>Money that may be spent, down to the whole yuan: the printed amount must not be too much.</summary>
    public static string? Within(long? fen) => fen is { } value ? Wan(decimal.Floor(value / 100m) / 10_000m, value, "#,##0.00##") : null;

    /// <summary>Percent or points of a snapshot ("-36.67") with a true minus; null where it is not a number.</summary>
    public static string? Percent(string? value) => Number(value)?.ToString("#,##0.00", Format);

    public static string? Signed(string? value) => Number(value)?.ToString("+#,##0.00;−#,##0.00;0.00", Format);

    public static string? Share(long? part, long? whole) =>
        part is { } some && whole is > 0 ? decimal.Round(some * 100m / whole.Value, 2, MidpointRounding.AwayFromZero).ToString("#,##0.00", Format) : null;

    public static string? Multiple(long? needed, long? soFar) =>
        needed is > 0 && soFar is > 0 ? decimal.Round((decimal)needed.Value / soFar.Value, 2, MidpointRounding.AwayFromZero).ToString("#,##0.00", Format) : null;

    public static decimal? Number(string? value) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Count(int count) => count.ToString("#,##0", Format);

    private static string Wan(decimal rounded, long fen, string format) =>
        rounded == 0 && fen != 0 ? (fen / FenPerWan).ToString("0.00####", Format) : rounded.ToString(format, Format);
}
