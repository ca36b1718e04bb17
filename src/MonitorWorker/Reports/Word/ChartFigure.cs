using System.Globalization;

namespace MonitorWorker.Reports.Word;

/// <summary>Figures of charts, read from the text in which they are printed.</summary>
internal static class ChartFigure
{
    private const int Longest = 24;

    /// <param name="value">Null where none is known: “—” or nothing.</param>
    public static bool TryRead(string text, out decimal? value)
    {
        value = null;
        var number = text.Trim().TrimEnd('%', '％').Replace(",", "", StringComparison.Ordinal).Replace('−', '-').Trim();
        if (number is "" or "—" or "-" or "——") return true;
        if (number.Length > Longest || !decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure)) return false;
        value = figure;
        return true;
    }

    /// <summary>Null where none is known.</summary>
    public static decimal? Of(IReadOnlyList<TextSpan> cell) => TryRead(TextSpan.Plain(cell), out var value) ? value : null;

    public static bool IsPercent(IReadOnlyList<TextSpan> cell) => TextSpan.Plain(cell).TrimEnd() is [.., '%' or '％'];
}
