using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Tables;

/// <summary>预算: the lines of the approved budget.</summary>
internal sealed class BudgetTable : IInputTable
{
    private static readonly Dictionary<string, ScheduleKind> _schedules = new()
    {
        ["按月"] = ScheduleKind.Month,
        ["按日"] = ScheduleKind.Day,
        ["用款计划"] = ScheduleKind.Plan,
        ["节点"] = ScheduleKind.Milestone,
    };

    private static readonly Dictionary<string, bool> _yesNo = new()
    {
        ["是"] = true,
        ["√"] = true,
        ["Y"] = true,
        ["TRUE"] = true,
        ["1"] = true,
        ["否"] = false,
        ["N"] = false,
        ["FALSE"] = false,
        ["0"] = false,
    };

    public string Name => "预算";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        CommonColumns.FiscalYear with { Required = true },
        CommonColumns.Project,
        new("项目名称", Required: true) { Synonyms = ["支出项目名称", "项目"] },
        new("支出类别", Required: true) { Synonyms = ["项目类别", "支出分类"], Choices = [.. Enum.GetValues<SpendingCategory>().Select(category => category.Name())] },
        CommonColumns.Original with { Required = true },
        CommonColumns.Entity,
        new("单位名称") { Synonyms = ["预算单位", "预算单位名称"] },
        new("责任股室") { Synonyms = ["责任科室", "业务股室", "处室名称"] },
        CommonColumns.Fund,
        new("开始月份"),
        new("结束月份"),
        new("进度口径") { Choices = [.. _schedules.Keys] },
        new("节点日期"),
        new("政府采购") { Synonyms = ["是否政府采购"], Choices = ["是", "否"] },
        new("外发级别") { Synonyms = ["保密要求"], Choices = [.. Disclosures.ByName.Keys] },
        new("原项目编码") { Synonyms = ["上年项目编码"] },
    ];

    public void Read(RowReader row, IFactSink facts)
    {
        var year = row.Year("预算年度", required: true);
        var project = row.Code("项目编码", required: true);
        var name = row.Text("项目名称", required: true);
        var category = row.Choice("支出类别", SpendingCategories.ByName, required: true);
        // Blank is zero where the money came as an adjustment; what is kept back (20xx) is not.
        var original = row.Amount("年初预算数", required: row.IsUnfilled("年初预算数"));
        var entity = row.Code("单位编码");
        var start = row.MonthNumber("开始月份", year);
        var end = row.MonthNumber("结束月份", year);
        if (start > end) row.Refuse("结束月份", "结束月份早于开始月份", $"{start}至12之间的月份");
        var schedule = row.Choice("进度口径", _schedules) ?? ScheduleKind.Month;
        var milestone = row.Day("节点日期");
        var procurement = row.Choice("政府采购", _yesNo) ?? false;
        var disclosure = row.Choice("外发级别", Disclosures.ByName) ?? Disclosure.Full;
        var former = row.Code("原项目编码");
        if (row.IsRefused) return;

        facts.Add(new BudgetLine(
            facts.Batch,
            year!.Value,
            entity ?? "",
            row.Text("单位名称"),
            project!,
            name!,
            category!.Value,
            row.Text("资金来源") ?? "",
            row.Text("责任股室"),
            original ?? Money.Zero,
            start,
            end,
            schedule,
            milestone,
            procurement,
            row.Source)
        {
            Disclosure = disclosure,
            FormerProjectCode = former == project ? null : former,
        });
    }
}
