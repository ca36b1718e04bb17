using System.Globalization;

namespace MonitorWorker.Notifications;

/// <summary>
/// Figures as people read them: amounts in the unit of the mail's language, percent, true minus sign. The format is explicit, so that the machine's culture
/// cannot change an amount.
/// </summary>
internal sealed class Figures
{
    private static readonly NumberFormatInfo Format = new() { NegativeSign = "−" };

    private readonly decimal _fenPerUnit;
    private readonly int _places;
    private readonly (string Usual, string Precise, string Least) _formats;

    /// <param name="places">Usual number of decimals.</param>
    private Figures(decimal fenPerUnit, int places, string usual, string precise, string least) =>
        (_fenPerUnit, _places, _formats) = (fenPerUnit, places, (usual, precise, least));

    /// <summary>Chinese: 万元 with two decimals.</summary>
    public static Figures Wan { get; } = new(1_000_000m, 2, "#,##0.00", "#,##0.00##", "0.00####");

    /// <summary>The same in official documents, which put nothing between thousands.</summary>
    public static Figures Document { get; } = new(1_000_000m, 2, "0.00", "0.00##", "0.00####");

    /// <summary>English knows no ten thousands: whole yuan.</summary>
    public static Figures Yuan { get; } = new(100m, 0, "#,##0", "#,##0.00", "0.00");

    /// <summary>With the usual number of decimals, half up; more only where they would print an amount as nothing.</summary>
    public string? Amount(long? fen) => fen is { } value ? Print(decimal.Round(value / _fenPerUnit, _places, MidpointRounding.AwayFromZero), value) : null;

    /// <summary>With up to two decimals more where it needs them: 750 yuan a month are 0.075, not 0.08.</summary>
    public string? Precise(long? fen) => fen is { } value ? Print(decimal.Round(value / _fenPerUnit, _places + 2, MidpointRounding.AwayFromZero), value) : null;

    /// <summary>Money that must yet be spent, up to the next whole yuan: the printed amount has to be enough.</summary>
    public string? ToSpend(long? fen) => fen is { } value ? Print(decimal.Ceiling(value / 100m) * 100 / _fenPerUnit, value) : null;

    /// <summary>Money that may be spent, down to the whole yuan: the printed amount must not be too much.</summary>
    public string? Within(long? fen) => fen is { } value ? Print(decimal.Floor(value / 100m) * 100 / _fenPerUnit, value) : null;

    /// <summary>An amount that stands in a text, in yuan ("7333.34"), as <see cref="Precise"/>; null where it is none.</summary>
    public string? Amount(string? yuan) => Number(yuan) is { } value ? Precise((long)decimal.Round(value * 100, MidpointRounding.AwayFromZero)) : null;

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

    private string Print(decimal rounded, long fen)
    {
        if (rounded == 0 && fen != 0) return (fen / _fenPerUnit).ToString(_formats.Least, Format);

        return rounded.ToString(rounded == decimal.Round(rounded, _places) ? _formats.Usual : _formats.Precise, Format);
    }
}
