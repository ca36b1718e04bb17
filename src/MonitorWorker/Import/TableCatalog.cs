using MonitorWorker.Import.Tables;

namespace MonitorWorker.Import;

/// <summary>All tables that can be recognised, with the office's own column names added to the shipped ones.</summary>
public sealed class TableCatalog
{
    private readonly Dictionary<(IInputTable Table, string Name), ColumnSpec> _columns = [];

    /// <param name="synonyms">Contract's column name → names that the office's files use.</param>
    public TableCatalog(IReadOnlyDictionary<string, IReadOnlyList<string>>? synonyms = null)
    {
        foreach (var table in Tables)
        {
            foreach (var column in table.Columns)
            {
                var own = synonyms?.GetValueOrDefault(column.Name) ?? [];
                foreach (var name in column.Synonyms.Concat(own).Prepend(column.Name))
                    _columns.TryAdd((table, CellText.Header(name)), column);
            }
        }
    }

    /// <summary>The feature list of the import: a new table is a new class here.</summary>
    public IReadOnlyList<IInputTable> Tables { get; } =
    [
        new BudgetTable(),
        new AdjustmentTable(),
        new ExecutionTable(),
        new StatedOutturnTable(),
        new ContactTable(),
        new SpendingPlanTable(),
        new IndicatorTable(),
        new IndicatorReadingTable(),
        new StatedFigureTable(),
    ];

    internal ColumnSpec? ColumnNamed(IInputTable table, string header) => _columns.GetValueOrDefault((table, header));
}
