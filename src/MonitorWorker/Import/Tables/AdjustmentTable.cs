using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>预算调整: money added or taken away in the year, dated, or known by a month.</summary>
internal sealed class AdjustmentTable : IInputTable
{
    public string Name => "预算调整";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        CommonColumns.Project,
        new("调整日期") { Synonyms = ["下达日期"] },
        CommonColumns.Month with { Required = false },
        new("调整金额", Required: true) { IsAmount = true, Synonyms = ["调整数", "追加（减）金额"] },
        CommonColumns.FiscalYear,
        CommonColumns.Entity,
        CommonColumns.Fund,
        new("文号") { Synonyms = ["指标文号"] },
        new("说明") { Synonyms = ["备注", "摘要"] },
    ];

    public IReadOnlyList<string[]> OneOf { get; } = [["调整日期", "截止月份"]];

    public void Read(RowReader row, IFactSink facts)
    {
        var project = row.Code("项目编码", required: true);
        var entity = row.Code("单位编码");
        var day = row.Day("调整日期");
        var month = row.Month("截止月份");
        var amount = row.Amount("调整金额", required: true);
        if (day is null && month is null && !row.IsRefused)
            row.Refuse("调整日期", "调整日期和截止月份都没有填", "如 2024-05-20 的日期，或如 2024-08 的月份");
        var date = day ?? month?.LastDay;
        var year = row.YearAgreeingWith(date);
        if (row.IsRefused) return;

        facts.Add(new Adjustment(
            facts.Batch, year!.Value, entity, project!, row.Text("资金来源"), date!.Value, day is null, amount!.Value, row.Text("文号"), row.Source)
        {
            // Beside cumulative execution an undated amount is cumulative as well: next month's sheet has it again.
            IsCumulative = day is null && row.IsMonthly,
        });
    }
}
