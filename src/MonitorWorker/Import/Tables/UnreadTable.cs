namespace MonitorWorker.Import.Tables;

/// <summary>A table of the contract that is recognised and named, and left as it is.</summary>
internal sealed class UnreadTable(string name, string[] required, string[] oneOf) : IInputTable
{
    public string Name { get; } = name;

    public IReadOnlyList<ColumnSpec> Columns { get; } =
        [.. required.Select(column => new ColumnSpec(column, Required: true)), .. oneOf.Select(column => new ColumnSpec(column) { IsAmount = true })];

    public IReadOnlyList<string[]> OneOf { get; } = oneOf.Length == 0 ? [] : [oneOf];

    public bool IsRead => false;

    public void Read(RowReader row, ImportedFacts facts)
    {
    }
}
