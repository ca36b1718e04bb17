namespace MonitorWorker.Import.Layouts;

/// <summary>A row, or two rows of which one groups the other, seen as a header.</summary>
/// <param name="Number">The lower row, from 1.</param>
internal sealed record HeaderRow(int Number, IReadOnlyList<HeaderCell> Cells)
{
    public static HeaderRow Of(SourceRow row) => new(row.Number, [.. row.Cells.Select((cell, index) => Parse(cell, index)).OfType<HeaderCell>()]);

    /// <summary>Names stand in the lower row, or in the upper one where the lower is blank; units and periods of a group hold for all under it.</summary>
    public static HeaderRow Of(SourceRow upper, SourceRow lower)
    {
        var cells = new List<HeaderCell>();
        HeaderCell? group = null;
        for (var index = 0; index < Math.Max(upper.Cells.Count, lower.Cells.Count); index++)
        {
            var above = index < upper.Cells.Count ? Parse(upper.Cells[index], index) : null;
            var below = index < lower.Cells.Count ? Parse(lower.Cells[index], index) : null;
            // A group's name stands over its first column only, unless the cells are merged.
            if (above is not null) group = above;
            if (below is not null) cells.Add(group is null || below.Whole == above?.Whole ? below : below.Under(group));
            else if (above is not null) cells.Add(above);
        }

        return new HeaderRow(lower.Number, cells);
    }

    private static HeaderCell? Parse(object? cell, int index) => cell is string text ? HeaderCell.Parse(text, index) : null;
}
