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
        new UnreadTable("用款计划", ["项目编码", "截止月份"], ["计划累计数", "计划累计比例"]),
        new UnreadTable("绩效指标", ["项目编码", "三级指标", "指标性质", "年度指标值"], []),
        new UnreadTable("指标完成", ["项目编码", "三级指标", "截止月份", "完成值"], []),
        new UnreadTable("填报数", ["截止月份", "口径", "数据项", "填报值"], []),
    ];

    internal ColumnSpec? ColumnNamed(IInputTable table, string header) => _columns.GetValueOrDefault((table, header));
}
