using System.Collections.Concurrent;
using MonitorWorker.Import.Layouts;
using MonitorWorker.Import.Tables;

namespace MonitorWorker.Import;

/// <summary>All tables that can be recognised, with the office's own column names added to the shipped ones.</summary>
public sealed class TableCatalog
{
    private const int MostRemembered = 20_000;
    private readonly Dictionary<(IInputTable Table, string Name), ColumnSpec> _columns = [];
    private readonly HashSet<string> _names;
    private readonly ConcurrentDictionary<string, bool> _mayBeName = new();

    /// <param name="synonyms">Contract's column name → names that the office's files use.</param>
    /// <param name="maps">Forms that are none of the contract's tables.</param>
    public TableCatalog(IReadOnlyDictionary<string, IReadOnlyList<string>>? synonyms = null, IReadOnlyList<ColumnMap>? maps = null)
    {
        Maps = maps ?? [];
        foreach (var table in Tables)
        {
            foreach (var column in table.Columns)
            {
                var own = synonyms?.GetValueOrDefault(column.Name) ?? [];
                foreach (var name in column.Synonyms.Concat(own).Prepend(column.Name))
                    _columns.TryAdd((table, CellText.Header(name)), column);
            }
        }

        _names = [.. _columns.Keys.Select(key => key.Name), .. Maps.SelectMany(map => map.Tables).SelectMany(table => table.Columns.Values.SelectMany(names => names)).Select(CellText.Header)];
    }

    /// <summary>The feature list of the import: a new table is a new class here.</summary>
    public IReadOnlyList<IInputTable> Tables { get; } =
    [
        new BudgetTable(),
        new AdjustmentTable(),
        new RevisedBudgetTable(),
        new ExecutionTable(),
        new StatedOutturnTable(),
        new ContactTable(),
        new SpendingPlanTable(),
        new IndicatorTable(),
        new IndicatorReadingTable(),
        new StatedFigureTable(),
        new MonitoringTaskTable(),
    ];

    /// <summary>Forms of the office, by their column maps.</summary>
    public IReadOnlyList<ColumnMap> Maps { get; }

    /// <summary>The contract's table of a name; null where there is none.</summary>
    public IInputTable? TableNamed(string name) => Tables.FirstOrDefault(table => table.Name == name);

    /// <summary>True for a cell that says what some column is called. It is asked of every cell of every file, so it remembers.</summary>
    internal bool MayBeName(string cell)
    {
        // Codes, dates and figures have no Chinese character; every header row has several cells that do.
        var isWord = false;
        foreach (var character in cell) isWord |= character >= '\u2E80';
        if (!isWord) return false;
        if (_mayBeName.TryGetValue(cell, out var known)) return known;

        known = HeaderCell.Parse(cell, 0) is { } parsed && (_names.Contains(parsed.Name) || _names.Contains(parsed.Whole));
        if (_mayBeName.Count < MostRemembered) _mayBeName.TryAdd(cell, known);
        return known;
    }

    internal ColumnSpec? ColumnNamed(IInputTable table, string header) => _columns.GetValueOrDefault((table, header));
}
