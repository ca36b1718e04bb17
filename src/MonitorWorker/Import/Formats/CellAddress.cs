using System.Globalization;

namespace MonitorWorker.Import.Formats;

/// <summary>Cells as the spreadsheet program names them: A1.</summary>
internal static class CellAddress
{
    public const int LastRow = 1_048_576;

    public const int LastColumn = 16_384;

    /// <param name="row">From 1.</param>
    /// <param name="column">From 0.</param>
    public static string Of(int row, int column) => ColumnName(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <param name="column">From 0.</param>
    public static string ColumnName(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters;
    }

    /// <summary>Row from 1, column from 0; false for what is no address inside a worksheet.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int row, out int column)
    {
        (row, column) = (0, 0);
        var letters = 0;
        for (; letters < text.Length && char.IsAsciiLetter(text[letters]); letters++)
        {
            column = (column * 26) + (text[letters] & 0x1F);
            if (column > LastColumn) return false;
        }

        column--;
        return letters > 0
            && int.TryParse(text[letters..], NumberStyles.None, CultureInfo.InvariantCulture, out row)
            && row is >= 1 and <= LastRow;
    }

    /// <summary>A1:C3, or one cell.</summary>
    public static bool TryParseRange(string text, out (int Row, int Column) from, out (int Row, int Column) to)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        (from, to) = (default, default);
        if (!TryParse(colon < 0 ? text : text.AsSpan(0, colon), out from.Row, out from.Column)) return false;
        to = from;
        return colon < 0 || (TryParse(text.AsSpan(colon + 1), out to.Row, out to.Column) && to.Row >= from.Row && to.Column >= from.Column);
    }
}
