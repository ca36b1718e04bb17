using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>全年预计: what the unit expects to spend in the whole year.</summary>
internal sealed class StatedOutturnTable : IInputTable
{
    public string Name => "全年预计";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        CommonColumns.Project,
        CommonColumns.Month,
        new("全年预计执行数", Required: true) { IsAmount = true, Synonyms = ["全年预计数", "预计全年执行数"] },
        CommonColumns.Entity,
        CommonColumns.Fund,
        new("完成可能性") { Synonyms = ["完成目标可能性"], Choices = [.. Enum.GetValues<AttainmentLikelihood>().Select(likelihood => likelihood.Name())] },
        new("项目名称"),
    ];

    public void Read(RowReader row, IFactSink facts)
    {
        var project = row.Code("项目编码", required: true);
        var entity = row.Code("单位编码");
        var month = row.Month("截止月份", required: true);
        var outturn = row.Amount("全年预计执行数");
        var likelihood = row.Choice("完成可能性", AttainmentLikelihoods.ByName);
        if (row.IsRefused || outturn is null) return;

        facts.Add(new StatedOutturn(facts.Batch, entity, project!, row.Text("资金来源"), month!.Value, outturn.Value, row.Source) { Likelihood = likelihood });
    }
}
