namespace MonitorWorker.Import.Tables;

/// <summary>One of the contract's input tables: its columns, and what a row of it means.</summary>
public interface IInputTable
{
    /// <summary>The contract's name: 预算, 执行, …</summary>
    string Name { get; }

    IReadOnlyList<ColumnSpec> Columns { get; }

    /// <summary>Groups of columns of which one must be there (调整日期 or 截止月份).</summary>
    IReadOnlyList<string[]> OneOf => [];

    /// <summary>Columns whose cell makes a row a total when it says 合计 or 小计.</summary>
    IReadOnlyList<string> LabelColumns => ["项目编码", "项目名称"];

    /// <summary>True where every row says how things stand at the end of a month, and not what happened on a day.</summary>
    bool IsMonthly => false;

    /// <summary>Reads one row; problems are told through <paramref name="row"/>, and a row with one adds no fact.</summary>
    void Read(RowReader row, IFactSink facts);
}
