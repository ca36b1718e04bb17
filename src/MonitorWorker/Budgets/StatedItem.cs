namespace MonitorWorker.Budgets;

/// <summary>数据项: which figure of the budget a statement speaks of.</summary>
public enum StatedItem
{
    /// <summary>年初预算数</summary>
    Original,

    /// <summary>调整数</summary>
    Adjusted,

    /// <summary>调整后预算数</summary>
    Revised,

    /// <summary>累计执行数</summary>
    Executed,

    /// <summary>执行率</summary>
    Rate,

    /// <summary>全年预计执行数</summary>
    Outturn,

    /// <summary>全年预计执行率</summary>
    OutturnRate,

    /// <summary>项目个数: budget projects that have money by then.</summary>
    Projects,

    /// <summary>追加项目个数: projects without an original budget whose money came in the year.</summary>
    AddedProjects,
}

/// <summary>How a figure is measured.</summary>
public enum StatedMeasure
{
    /// <summary>Money, in fen.</summary>
    Amount,

    /// <summary>A rate, in percent.</summary>
    Percent,

    /// <summary>A number of projects.</summary>
    Count,
}

/// <summary>The field's words for the items, and how each is measured.</summary>
public static class StatedItems
{
    private static readonly Dictionary<StatedItem, string> _names = new()
    {
        [StatedItem.Original] = "年初预算数",
        [StatedItem.Adjusted] = "调整数",
        [StatedItem.Revised] = "调整后预算数",
        [StatedItem.Executed] = "累计执行数",
        [StatedItem.Rate] = "执行率",
        [StatedItem.Outturn] = "全年预计执行数",
        [StatedItem.OutturnRate] = "全年预计执行率",
        [StatedItem.Projects] = "项目个数",
        [StatedItem.AddedProjects] = "追加项目个数",
    };

    /// <summary>Word → item, for the 数据项 column.</summary>
    public static IReadOnlyDictionary<string, StatedItem> ByName { get; } = _names.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Word → item, for the 分母 column: the amounts.</summary>
    public static IReadOnlyDictionary<string, StatedItem> Amounts { get; } =
        ByName.Where(pair => pair.Value.Measure() == StatedMeasure.Amount).ToDictionary();

    public static string Name(this StatedItem item) => _names[item];

    public static StatedMeasure Measure(this StatedItem item) => item switch
    {
        StatedItem.Rate or StatedItem.OutturnRate => StatedMeasure.Percent,
        StatedItem.Projects or StatedItem.AddedProjects => StatedMeasure.Count,
        _ => StatedMeasure.Amount,
    };
}
