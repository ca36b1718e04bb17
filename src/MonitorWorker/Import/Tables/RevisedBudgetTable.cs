using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>
/// 调整后预算 in monthly sheets: the budget as revised up to a month, or what was added (追加数) and taken away (追减数)
/// since January. Where a row tells both, they must agree.
/// </summary>
internal sealed class RevisedBudgetTable : IInputTable
{
    public string Name => "调整后预算";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        CommonColumns.Project,
        CommonColumns.Month,
        CommonColumns.Original,
        new("调整后预算数") { IsAmount = true, Synonyms = ["调整预算数", "调整后预算", "调整后预算金额", "调整后的预算数"] },
        new("追加数") { IsAmount = true, Synonyms = ["追加金额", "追加预算数"] },
        new("追减数") { IsAmount = true, Synonyms = ["追减金额", "追减预算数", "调减数"] },
        CommonColumns.FiscalYear,
        CommonColumns.Entity,
        CommonColumns.Fund,
        new("项目名称"),
    ];

    // The original budget alone says nothing of a revision, and a revised one says nothing without it.
    public IReadOnlyList<string[]> OneOf { get; } = [["追加数", "追减数", "调整后预算数"], ["追加数", "追减数", "年初预算数"]];

    public void Read(RowReader row, IFactSink facts)
    {
        var project = row.Code("项目编码", required: true);
        var entity = row.Code("单位编码");
        var month = row.Month("截止月份", required: true);
        var original = row.Amount("年初预算数");
        var revised = row.Amount("调整后预算数");
        var added = row.Amount("追加数");
        var taken = row.Amount("追减数");
        var year = row.YearAgreeingWith(month?.LastDay);
        if (row.IsRefused) return;

        Money? told = added is null && taken is null ? null : new Money((added?.Fen ?? 0) - Math.Abs(taken?.Fen ?? 0));
        Money? difference = revised is { } after && original is { } before ? after - before : null;
        if (told is { } sum && difference is { } other && Math.Abs((sum - other).Fen) > Rounding(row))
        {
            row.Refuse("调整后预算数", "不等于年初预算数加追加数减追减数", $"{original + sum}元，或改正追加数、追减数");
            return;
        }

        if ((told ?? difference) is not { } amount) return;
        facts.Add(new Adjustment(facts.Batch, year!.Value, entity, project!, row.Text("资金来源"), month!.Value.LastDay, true, amount, null, row.Source) { IsCumulative = true });
    }

    /// <summary>Four figures, each rounded to the second place of its unit.</summary>
    private static long Rounding(RowReader row) => AmountUnit.Named(row.UnitOf("调整后预算数")).ToMoney(0.02m).Fen;
}
