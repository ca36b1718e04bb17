using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>执行: cumulative spending by the end of a month. A blank figure is not reported, which is not zero.</summary>
internal sealed class ExecutionTable : IInputTable
{
    public string Name => "执行";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        CommonColumns.Project,
        CommonColumns.Month,
        new("累计执行数", Required: true) { IsAmount = true, Synonyms = ["累计支出", "累计支出数", "支出数", "执行数", "预算执行数", "实际支出数", "累计执行金额", "累计支出金额"] },
        CommonColumns.FiscalYear,
        CommonColumns.Entity,
        CommonColumns.Fund,
        new("项目名称"),
    ];

    public bool IsMonthly => true;

    public void Read(RowReader row, IFactSink facts)
    {
        var project = row.Code("项目编码", required: true);
        var entity = row.Code("单位编码");
        var fund = row.Text("资金来源");
        var month = row.Month("截止月份", required: true);
        var cumulative = row.Amount("累计执行数");
        var year = row.YearAgreeingWith(month?.LastDay);
        if (row.IsRefused || cumulative is null) return;

        if (row.FirstPlaceOf((entity, project!, fund), month!.Value, cumulative.Value) is { } twin)
        {
            row.Refuse("累计执行数", $"与{twin}是同一项目同一月份", "每个项目每月一行");
            return;
        }

        facts.Add(new Execution(facts.Batch, year!.Value, entity, project!, fund, month.Value, cumulative.Value, row.Source));
    }
}
