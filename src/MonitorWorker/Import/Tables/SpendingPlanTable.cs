using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>用款计划: what the unit plans to have spent by the end of each month, as an amount or as a share of its budget.</summary>
internal sealed class SpendingPlanTable : IInputTable
{
    public string Name => "用款计划";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        CommonColumns.Project,
        CommonColumns.Month,
        new("计划累计数") { IsAmount = true, Synonyms = ["累计计划数", "计划累计支出数"] },
        new("计划累计比例") { Synonyms = ["累计计划比例", "计划累计比例(%)", "计划累计进度"] },
        CommonColumns.FiscalYear,
        CommonColumns.Entity,
        CommonColumns.Fund,
        new("项目名称"),
    ];

    public IReadOnlyList<string[]> OneOf { get; } = [["计划累计数", "计划累计比例"]];

    public void Read(RowReader row, IFactSink facts)
    {
        var project = row.Code("项目编码", required: true);
        var entity = row.Code("单位编码");
        var month = row.Month("截止月份", required: true);
        var amount = row.Told("计划累计数") is null ? null : row.Amount("计划累计数");
        var percent = row.Percent("计划累计比例");
        var year = row.YearAgreeingWith(month?.LastDay);
        // A month without a plan says nothing, which is not a plan of nothing.
        if (row.IsRefused || (amount is null && percent is null)) return;

        facts.Add(new SpendingPlanPoint(
            facts.Batch, year!.Value, entity, project!, row.Text("资金来源"), month!.Value, amount, percent, row.Source));
    }
}
