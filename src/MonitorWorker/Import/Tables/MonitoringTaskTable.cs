using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Import.Tables;

/// <summary>监控任务: which month's figures are asked for by which document, until when, and of whom.</summary>
internal sealed class MonitoringTaskTable : IInputTable
{
    private const string Everybody = "全部";
    private static readonly char[] _separators = [';', '；', '、', ',', '，'];

    public string Name => "监控任务";

    public IReadOnlyList<ColumnSpec> Columns { get; } =
    [
        new("文号", Required: true) { Synonyms = ["发文字号", "通知文号"] },
        CommonColumns.Month,
        new("报送截止日期", Required: true) { Synonyms = ["报送截止时间", "报送期限"] },
        new("任务名称") { Synonyms = ["监控任务", "监控任务名称"] },
        new("填报单位") { Synonyms = ["报送单位"] },
    ];

    public IReadOnlyList<string> LabelColumns => ["文号"];

    public void Read(RowReader row, IFactSink facts)
    {
        var number = row.Text("文号", required: true);
        var month = row.Month("截止月份", required: true);
        var deadline = row.Text("报送截止日期", required: true) is null ? null : row.Day("报送截止日期");
        if (month is { } asked && deadline is { } until && asked > YearMonth.Of(until))
            row.Refuse("截止月份", FormattableString.Invariant($"在报送截止日期{until:yyyy-MM-dd}之后，那时还没有这个月的数"), $"{YearMonth.Of(until)}或更早的月份，或改正报送截止日期");
        var entities = Entities(row.Code("填报单位"));
        foreach (var spoiled in entities.Where(DateText.IsSpoiledCode))
            row.Refuse("填报单位", "编码已经失真", "把该列设为“文本”格式后重新填写编码", spoiled);
        if (row.IsRefused) return;

        facts.Add(new MonitoringTask(facts.Batch, number!, row.Text("任务名称"), month!.Value, deadline!.Value, entities, row.Source));
    }

    private static string[] Entities(string? text) => CellText.MeansNothing(text) || text == Everybody
        ? []
        : text!.Split(_separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
