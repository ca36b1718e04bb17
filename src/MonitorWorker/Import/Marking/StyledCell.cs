namespace MonitorWorker.Import.Marking;

/// <summary>How a cell of the program's own workbooks looks.</summary>
internal enum CellLook
{
    /// <summary>Large; it does not set the width of its column.</summary>
    Title,

    /// <summary>A sentence under the title; it does not set the width of its column.</summary>
    Note,

    /// <summary>Name of a column.</summary>
    Heading,

    /// <summary>Text to be read; a code stays one.</summary>
    Words,

    /// <summary>An amount to be read.</summary>
    Amount,

    /// <summary>To be filled in: yellow.</summary>
    ToFill,
}

/// <summary>A cell with a look of its own.</summary>
/// <param name="Value">string, double or null.</param>
internal sealed record StyledCell(object? Value, CellLook Look);

/// <summary>One sheet of the program's own: rows from the first on, without gaps.</summary>
internal sealed record StyledSheet(string Name, IReadOnlyList<IReadOnlyList<StyledCell>> Rows);
