using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>填报数 (also 上报数): figures that somebody stated, to be recomputed.</summary>
internal sealed class StatedFigureTable : IInputTable
{
    private const string CountUnit = "个";

    private static readonly Dictionary<string, string> _units = new()
    {
        ["元"] = "元",
        ["万元"] = "万元",
        ["亿元"] = "亿元",
        ["万"] = "万元",
        ["%"] = "%",
        ["％"] = "%",
        ["百分比"] = "%",
        ["个"] = CountUnit,
        ["项"] = CountUnit,
    };

    public string Name => "填报数";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        CommonColumns.Month,
        new("口径", Required: true) { Synonyms = ["统计口径"] },
        new("数据项", Required: true) { Synonyms = ["指标项"] },
        new("填报值", Required: true) { IsAmount = true, Synonyms = ["填报数", "上报数", "上报值"] },
        new("填报单位") { Synonyms = ["上报单位"] },
        new("报告名称"),
        new("计量单位"),
        new("分母"),
    ];

    public IReadOnlyList<string> LabelColumns => ["口径"];

    public void Read(RowReader row, IFactSink facts)
    {
        var month = row.Month("截止月份", required: true);
        var scope = row.Text("口径", required: true);
        if (scope is not null && BudgetScope.Parse(scope, out var problem) is null) row.Refuse("口径", problem!, BudgetScope.Expected);
        var item = row.Choice("数据项", StatedItems.ByName, required: true);
        var denominator = row.Choice("分母", StatedItems.Amounts);
        // A blank or masked value states nothing.
        if (row.Told("填报值") is null) return;

        var value = row.Measured("填报值");
        if (value is null) row.Refuse("填报值", "不是数字", "数字，如 811.72，可以带单位，如 27%、811.72万元");
        if (row.IsRefused) return;

        var unit = Unit(row, item!.Value, value!.Value);
        if (row.IsRefused) return;

        facts.Add(new StatedFigure(
            facts.Batch, month!.Value, scope!, item.Value, value.Value.Value, unit, denominator, row.Text("填报单位"), row.Text("报告名称"), row.Source));
    }

    /// <summary>The cell's own unit, else the column's, else what the item is usually told in; two that differ are a slip.</summary>
    private static string Unit(RowReader row, StatedItem item, (decimal Value, string Unit) value)
    {
        var inCell = value.Unit.Length == 0 ? null : _units.GetValueOrDefault(value.Unit, value.Unit);
        var inColumn = row.Told("计量单位") is { } told ? _units.GetValueOrDefault(told, told) : null;
        if (inCell is not null && inColumn is not null && inCell != inColumn) row.Refuse("计量单位", $"与填报值所带的单位“{value.Unit}”不一致", inCell);

        var (usual, possible) = item.Measure() switch
        {
            StatedMeasure.Percent => ("%", new[] { "%" }),
            StatedMeasure.Count => (CountUnit, [CountUnit]),
            _ => (row.UnitOf("填报值"), ["元", "万元", "亿元"]),
        };
        var unit = inCell ?? inColumn;
        if (unit is not null && !possible.Contains(unit)) row.Refuse("计量单位", $"{item.Name()}不用“{unit}”计量", string.Join("、", possible), unit);
        if (unit is null && usual == "%" && value.Value is > 0 and <= 1) row.Refuse("填报值", "看不出是百分之几还是几成", $"写明百分号，如 {value.Value * 100:0.##}%");
        return unit ?? usual;
    }
}
