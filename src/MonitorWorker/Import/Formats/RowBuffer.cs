namespace MonitorWorker.Import.Formats;

/// <summary>Collects the cells of one row, as wide as the last one with something in it.</summary>
internal sealed class RowBuffer(Allowance allowance)
{
    private readonly object?[] _cells = new object?[allowance.Limits.Columns];
    private int _width;

    /// <param name="column">From 0.</param>
    public void Set(int row, int column, object? value)
    {
        if (value is null or "") return;
        allowance.Column(row, column);
        if (value is string text)
        {
            allowance.Text(text.Length, row);
            value = LostText.MarkedInside(text);
        }

        _cells[column] = value;
        if (column >= _width) _width = column + 1;
    }

    public object?[] Take()
    {
        if (_width == 0) return [];
        var cells = _cells.AsSpan(0, _width).ToArray();
        _cells.AsSpan(0, _width).Clear();
        _width = 0;
        return cells;
    }
}
