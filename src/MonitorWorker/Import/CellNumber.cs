using System.Globalization;
using MonitorWorker.Import.Formats;

namespace MonitorWorker.Import;

/// <summary>A cell seen as a number: one, nothing, or something that is neither.</summary>
internal readonly record struct CellNumber(decimal? Value, bool IsUnreadable)
{
    /// <summary>Blank, dashes and unfilled places of a form are nothing, which is never zero.</summary>
    public static CellNumber Read(object? raw)
    {
        if (raw is CellMarks.NotComputed || CellMarks.IsError(raw)) return new CellNumber(null, true);
        var text = CellText.Of(raw);
        if (CellText.MeansNothing(text) || Unfilled.Is(text!)) return default;
        return TryParse(raw, text!, out var number) ? new CellNumber(number, false) : new CellNumber(null, true);
    }

    public static bool TryParse(object? raw, string text, out decimal number)
    {
        if (raw is double value)
        {
            number = 0;
            // Spreadsheets hold binary floating point: fifteen digits are all that a person ever typed.
            return Math.Abs(value) < 1e20 && decimal.TryParse(
                value.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        }

        var plain = text.Replace("，", ",", StringComparison.Ordinal).Replace("￥", "", StringComparison.Ordinal).Replace("¥", "", StringComparison.Ordinal);
        return decimal.TryParse(
            plain, NumberStyles.Number & ~NumberStyles.AllowTrailingSign, CultureInfo.InvariantCulture, out number) && Thousands.AreWellFormed(plain);
    }
}
