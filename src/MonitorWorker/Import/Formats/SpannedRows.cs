namespace MonitorWorker.Import.Formats;

/// <summary>Lays cells into rows where one cell may cover several columns and rows; each place that it covers says what it says.</summary>
internal sealed class SpannedRows(Allowance allowance)
{
    private readonly RowBuffer _buffer = new(allowance);
    private readonly Dictionary<int, (int LastRow, object? Value)> _covered = [];
    private int _row;

    /// <param name="row">From 1, ascending.</param>
    public void Begin(int row)
    {
        _row = row;
        foreach (var (column, cover) in _covered)
        {
            if (cover.LastRow < row) _covered.Remove(column);
            else _buffer.Set(row, column, cover.Value);
        }
    }

    /// <summary>The first column from here that no cell of an earlier row covers.</summary>
    public int Free(int column)
    {
        while (_covered.ContainsKey(column)) column++;
        return column;
    }

    /// <param name="across">Columns, at least one.</param>
    /// <param name="down">Rows, at least one.</param>
    public void Place(int column, object? value, int across, int down)
    {
        var last = Math.Min((long)column + across, Math.Max(column + 1, allowance.Limits.Columns));
        for (var place = column; place < last; place++)
        {
            _buffer.Set(_row, place, value);
            if (down > 1 && place < allowance.Limits.Columns) _covered[place] = (_row + down - 1, value);
        }
    }

    public object?[] Take() => _buffer.Take();
}
