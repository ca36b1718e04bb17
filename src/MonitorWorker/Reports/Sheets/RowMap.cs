using MonitorWorker.Import.Marking;

namespace MonitorWorker.Reports.Sheets;

/// <summary>Where the rows of a template's sheet stand once its repeated rows have grown. Rows count from 1.</summary>
internal sealed class RowMap
{
    private readonly (int Row, int Count)[] _repeated;

    /// <param name="repeated">Template rows that are repeated, each with the number of rows that it becomes, at least one.</param>
    public RowMap(IEnumerable<(int Row, int Count)> repeated) => _repeated = [.. repeated.OrderBy(pair => pair.Row)];

    /// <summary>Nothing is repeated.</summary>
    public static RowMap Unchanged { get; } = new([]);

    /// <summary>True of a row that names a list, however many rows it becomes.</summary>
    public bool IsRepeated(int row) => Array.Exists(_repeated, pair => pair.Row == row);

    /// <summary>How many rows a template row becomes.</summary>
    public int CountOf(int row) => Array.Find(_repeated, pair => pair.Row == row) is { Count: > 0 } pair ? pair.Count : 1;

    /// <summary>The first row that a template row becomes. What would lie beyond the end of a sheet is its last row.</summary>
    public int First(int row) => (int)Math.Min(CellPlace.LastRow, row + _repeated.TakeWhile(pair => pair.Row < row).Sum(pair => pair.Count - 1L));

    /// <summary>The last row that a template row becomes.</summary>
    public int Last(int row) => Math.Min(CellPlace.LastRow, First(row) + CountOf(row) - 1);
}
