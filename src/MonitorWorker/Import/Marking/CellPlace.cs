using System.Globalization;

namespace MonitorWorker.Import.Marking;

/// <summary>Where a cell stands, both from 1, and as spreadsheet programs write it (B12).</summary>
internal readonly record struct CellPlace(int Row, int Column)
{
    public const int LastRow = 1_048_576;
    public const int LastColumn = 16_384;

    public bool Exists => Row is >= 1 and <= LastRow && Column is >= 1 and <= LastColumn;

    /// <summary>Null for what is no address of one cell.</summary>
    public static CellPlace? Parse(string? text)
    {
        if (text is null) return null;
        var column = 0;
        var index = 0;
        for (; index < text.Length && char.IsAsciiLetterUpper(text[index]) && column <= LastColumn; index++) column = column * 26 + text[index] - 'A' + 1;
        return int.TryParse(text.AsSpan(index), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && new CellPlace(row, column) is { Exists: true } place
            ? place
            : null;
    }

    public override string ToString()
    {
        var letters = "";
        for (var rest = Column; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters + Row.ToString(CultureInfo.InvariantCulture);
    }
}
