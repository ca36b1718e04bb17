using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>绩效指标: the targets of a project's year.</summary>
internal sealed class IndicatorTable : IInputTable
{
    private static readonly Dictionary<string, IndicatorOperator> _operators = new()
    {
        ["≥"] = IndicatorOperator.AtLeast,
        [">"] = IndicatorOperator.MoreThan,
        ["="] = IndicatorOperator.Equal,
        ["≤"] = IndicatorOperator.AtMost,
        ["<"] = IndicatorOperator.LessThan,
        ["定性"] = IndicatorOperator.Qualitative,
        [">="] = IndicatorOperator.AtLeast,
        ["=>"] = IndicatorOperator.AtLeast,
        ["＞＝"] = IndicatorOperator.AtLeast,
        ["＞="] = IndicatorOperator.AtLeast,
        ["≧"] = IndicatorOperator.AtLeast,
        ["大于等于"] = IndicatorOperator.AtLeast,
        ["大于或等于"] = IndicatorOperator.AtLeast,
        ["不低于"] = IndicatorOperator.AtLeast,
        ["不少于"] = IndicatorOperator.AtLeast,
        ["不小于"] = IndicatorOperator.AtLeast,
        ["＞"] = IndicatorOperator.MoreThan,
        ["大于"] = IndicatorOperator.MoreThan,
        ["高于"] = IndicatorOperator.MoreThan,
        ["＝"] = IndicatorOperator.Equal,
        ["等于"] = IndicatorOperator.Equal,
        ["<="] = IndicatorOperator.AtMost,
        ["=<"] = IndicatorOperator.AtMost,
        ["＜＝"] = IndicatorOperator.AtMost,
        ["＜="] = IndicatorOperator.AtMost,
        ["≦"] = IndicatorOperator.AtMost,
        ["小于等于"] = IndicatorOperator.AtMost,
        ["小于或等于"] = IndicatorOperator.AtMost,
        ["不高于"] = IndicatorOperator.AtMost,
        ["不超过"] = IndicatorOperator.AtMost,
        ["不大于"] = IndicatorOperator.AtMost,
        ["＜"] = IndicatorOperator.LessThan,
        ["小于"] = IndicatorOperator.LessThan,
        ["低于"] = IndicatorOperator.LessThan,
        ["定性指标"] = IndicatorOperator.Qualitative,
    };

    public string Name => "绩效指标";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        CommonColumns.Project,
        new("三级指标", Required: true) { Synonyms = ["三级指标名称", "指标名称"] },
        new("指标性质", Required: true) { Synonyms = ["指标方向", "运算符号"], Choices = ["≥", ">", "=", "≤", "<", "定性"] },
        new("年度指标值", Required: true) { Synonyms = ["年度目标值", "目标值", "指标值"] },
        CommonColumns.FiscalYear,
        CommonColumns.Entity,
        new("一级指标"),
        new("二级指标"),
        new("计量单位") { Synonyms = ["度量单位"] },
        new("权重") { Synonyms = ["指标权重", "分值"] },
        new("项目名称"),
    ];

    public void Read(RowReader row, IFactSink facts)
    {
        var project = row.Code("项目编码", required: true);
        var name = row.Text("三级指标", required: true);
        var target = row.Told("年度指标值");
        var written = row.Has("指标性质") ? null : _operators.Keys.Where(sign => target?.StartsWith(sign, StringComparison.Ordinal) == true).MaxBy(sign => sign.Length);
        if (written is not null) target = target![written.Length..].Trim();
        var sense = row.Has("指标性质") ? row.Choice("指标性质", _operators, required: true) : SenseOf(written, target);
        var year = row.Year("预算年度");
        var entity = row.Code("单位编码");
        var unit = row.Told("计量单位");
        var weight = row.Told("权重") is null ? null : row.Measured("权重");
        if (row.Told("权重") is not null && weight is not { Unit: "" or "%" or "分", Value: >= 0 })
            row.Refuse("权重", "不是权重", "不小于0的数字，如 10");
        if (row.IsRefused) return;

        facts.Add(new Indicator(
            facts.Batch,
            year,
            entity,
            project!,
            row.Text("一级指标"),
            row.Text("二级指标"),
            name!,
            sense!.Value,
            target,
            Number(written is null ? row.Measured("年度指标值") : RowReader.MeasuredIn(target), unit),
            unit,
            weight?.Value,
            row.Source));
    }

    /// <summary>Forms write sign, number and unit in one cell: ≥90%. Without a sign a number is to be met, and words are a quality.</summary>
    private static IndicatorOperator SenseOf(string? sign, string? target) =>
        sign is not null ? _operators[sign] : RowReader.MeasuredIn(target) is null ? IndicatorOperator.Qualitative : IndicatorOperator.Equal;

    /// <summary>A number in the row's own unit, or with a unit of its own where the row names none.</summary>
    private static decimal? Number((decimal Value, string Unit)? measured, string? unit) =>
        measured is (var value, var own) && (own.Length == 0 || unit is null || own == unit) ? value : null;
}
