namespace MonitorWorker.Import.Formats;

/// <summary>
/// Every cell of a merged block says what its first cell says, as people read it. Blocks are met in the order of their
/// first rows, so that a row looks only at those that reach it.
/// </summary>
internal sealed class MergedCells
{
    private readonly List<Range> _ranges = [];
    private readonly List<(Range Range, object Value)> _open = [];
    private readonly ReadLimits _limits;
    private int _next;
    private bool _sorted;

    public MergedCells(ReadLimits limits) => _limits = limits;

    /// <param name="fromRow">From 1.</param>
    /// <param name="fromColumn">From 0.</param>
    public void Add(int fromRow, int fromColumn, int toRow, int toColumn)
    {
        if (fromColumn >= _limits.Columns || (fromRow == toRow && fromColumn == toColumn)) return;
        if (_ranges.Count >= _limits.MergedRanges) throw Refusal.TooBig($"一张表的合并单元格超过{_limits.MergedRanges}处");
        _ranges.Add(new Range(fromRow, fromColumn, toRow, Math.Min(toColumn, _limits.Columns - 1)));
    }

    /// <summary>Rows in ascending order.</summary>
    public object?[] Fill(int row, object?[] cells)
    {
        if (_ranges.Count == 0) return cells;
        Open(row, cells);
        foreach (var (range, value) in _open)
        {
            if (range.ToColumn >= cells.Length) Array.Resize(ref cells, range.ToColumn + 1);
            for (var column = range.FromColumn; column <= range.ToColumn; column++) cells[column] ??= value;
        }

        return cells;
    }

    private void Open(int row, object?[] cells)
    {
        if (!_sorted) _ranges.Sort((one, other) => one.FromRow.CompareTo(other.FromRow));
        _sorted = true;
        _open.RemoveAll(open => open.Range.ToRow < row);
        for (; _next < _ranges.Count && _ranges[_next].FromRow <= row; _next++)
        {
            var range = _ranges[_next];
            if (range.FromRow == row && range.FromColumn < cells.Length && cells[range.FromColumn] is { } value) _open.Add((range, value));
        }

        // Blocks side by side need a column each: more of them lie on top of each other, which no program writes.
        if (_open.Count > _limits.Columns) throw Refusal.Damaged();
    }

    private readonly record struct Range(int FromRow, int FromColumn, int ToRow, int ToColumn);
}
