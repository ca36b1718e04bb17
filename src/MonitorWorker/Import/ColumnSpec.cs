namespace MonitorWorker.Import;

/// <summary>One column of an input table.</summary>
/// <param name="Name">The contract's name.</param>
/// <param name="Required">A header without it is not this table's header.</param>
public sealed record ColumnSpec(string Name, bool Required = false)
{
    /// <summary>Other names under which offices have it.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>An amount, whose header may carry a unit in brackets.</summary>
    public bool IsAmount { get; init; }

    /// <summary>Words that a blank workbook offers in a list; none where anything may be written.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True where the words offered are only the usual ones.</summary>
    public bool IsOpen { get; init; }
}
