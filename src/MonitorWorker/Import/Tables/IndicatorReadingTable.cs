using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>指标完成: what an indicator had reached by the end of a month. A blank value is not reported, which is not zero.</summary>
internal sealed class IndicatorReadingTable : IInputTable
{
    public string Name => "指标完成";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        CommonColumns.Project,
        new("三级指标", Required: true) { Synonyms = ["三级指标名称", "指标名称"] },
        CommonColumns.Month,
        new("完成值", Required: true) { Synonyms = ["实际完成值", "完成情况", "实际完成情况", "执行情况"] },
        CommonColumns.Entity,
        new("项目名称"),
    ];

    public void Read(RowReader row, IFactSink facts)
    {
        var project = row.Code("项目编码", required: true);
        var name = row.Text("三级指标", required: true);
        var month = row.Month("截止月份", required: true);
        var entity = row.Code("单位编码");
        if (row.IsRefused || row.Told("完成值") is not { } text) return;

        facts.Add(new IndicatorReading(
            facts.Batch, entity, project!, name!, month!.Value, text, row.Measured("完成值")?.Value, row.Source));
    }
}
