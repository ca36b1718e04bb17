using System.Globalization;
using System.Text;
using MonitorWorker.Budgets;
using MonitorWorker.Import;

namespace MonitorWorker.Tests.Corpus;

/// <summary>What was read of a file, in lines that a budget officer can check beside it; amounts in yuan.</summary>
internal static class ReadingText
{
    private static readonly string[] _signs = ["≥", ">", "=", "≤", "<", "定性"];

    public static string Of(FileReading reading)
    {
        var text = new StringBuilder();
        if (reading.IsUnreadable) text.AppendLine("这个文件读不完");
        foreach (var table in reading.Tables)
        {
            text.AppendLine(
                $"表 {table.Table ?? "无"}{Sheet(table.Sheet)}{(table.HeaderRow > 0 ? $" 表头第{table.HeaderRow}行" : "")}{(table.Map is null ? "" : $" 按“{table.Map}”")}"
                + $"：{table.Rows}行，读入{table.Accepted}，拒收{table.Refused}{(table.Note is null ? "" : $"；{table.Note}")}");
        }

        foreach (var fact in Facts(reading.Facts)) text.AppendLine(fact);
        foreach (var total in reading.Facts.SheetTotals)
        {
            text.AppendLine(
                $"{At(total.Source)}{total.Label} {Flat(total.Column)}{Period(total)}：表上{total.Stated}，{total.Parts}行相加{total.Computed}，{(total.Agrees ? "相符" : "不符")}");
        }

        foreach (var problem in reading.Problems)
            text.AppendLine($"拒收{(problem.ColumnNumber is { } column ? $"（第{column}列）" : "")} {Flat(problem.Describe())}");
        foreach (var remark in reading.Remarks) text.AppendLine("提示 " + Flat(remark.Describe()));
        foreach (var fall in reading.Falls) text.AppendLine($"下降 {fall.ProjectCode} {fall.BeforePeriod} {fall.Before} → {fall.Period} {fall.After}");
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Every fact in one line, in the order of the tables.</summary>
    public static IEnumerable<string> Facts(ImportedFacts facts) =>
    [
        .. facts.Lines.Select(fact => Line(
            fact.Source, "预算", Line(fact.EntityCode, fact.EntityName), fact.ProjectCode, fact.ProjectName, $"{fact.FiscalYear}年", SpendingCategories.ByName.First(pair => pair.Value == fact.Category).Key, fact.Fund, fact.Section, fact.Original,
            fact.StartMonth is null && fact.EndMonth is null ? null : $"{fact.StartMonth}—{fact.EndMonth}月",
            fact.Schedule == ScheduleKind.Month ? null : fact.Schedule, fact.MilestoneDate, fact.Procurement ? "政府采购" : null)),
        .. facts.Adjustments.Select(fact => Line(
            fact.Source, "调整", fact.EntityCode, fact.ProjectCode, $"{fact.FiscalYear}年", fact.Fund, fact.Date, fact.KnownByMonth ? "只知月份" : null, fact.IsCumulative ? "累计" : null,
            fact.Amount, fact.DocumentNumber)),
        .. facts.Executions.Select(fact => Line(fact.Source, "执行", fact.EntityCode, fact.ProjectCode, $"{fact.FiscalYear}年", fact.Fund, $"截至{fact.Month}", fact.Cumulative)),
        .. facts.StatedOutturns.Select(fact => Line(fact.Source, "全年预计", fact.EntityCode, fact.ProjectCode, fact.Fund, $"截至{fact.Month}", fact.Outturn)),
        .. facts.PlanPoints.Select(fact => Line(
            fact.Source, "用款计划", fact.EntityCode, fact.ProjectCode, $"{fact.FiscalYear}年", fact.Fund, $"截至{fact.Month}", fact.CumulativeAmount,
            fact.CumulativePercent is { } share ? Number(share) + "%" : null)),
        .. facts.Indicators.Select(fact => Line(
            fact.Source, "绩效指标", fact.EntityCode, fact.ProjectCode, fact.FiscalYear is { } year ? $"{year}年" : null, fact.Level1, fact.Level2, fact.Name, _signs[(int)fact.Operator], fact.TargetText,
            fact.Target is { } target ? $"（{Number(target)}）" : "（文字）", fact.Unit, fact.Weight is { } weight ? $"权重{Number(weight)}" : null)),
        .. facts.IndicatorReadings.Select(fact => Line(
            fact.Source, "指标完成", fact.EntityCode, fact.ProjectCode, fact.Name, $"截至{fact.Month}", fact.ValueText, fact.Value is { } value ? $"（{Number(value)}）" : "（文字）")),
        .. facts.StatedFigures.Select(fact => Line(
            fact.Source, "填报数", fact.ReportingUnit, fact.Report, $"截至{fact.Month}", fact.Scope, fact.Item.Name(), fact.Written, fact.Denominator is { } whole ? $"分母{whole.Name()}" : null)),
        .. facts.Contacts.Select(fact => Line(fact.Source!, "通讯录", fact.Name, string.Join(';', fact.Addresses), fact.Role.Name(), fact.EntityCode, fact.Section, fact.ProjectCode, fact.From, fact.Until)),
    ];

    private static string Line(SourceRef source, params object?[] parts) => At(source) + Line(parts);

    private static string Line(params object?[] parts) => string.Join(' ', parts.Select(part => part switch
    {
        null or "" => null,
        Money money => money + "元",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Flat(part.ToString()!),
    }).OfType<string>().Where(part => part.Length > 0));

    private static string At(SourceRef source) => $"{(source.Sheet.Length == 0 ? "" : source.Sheet + " ")}第{source.Row}行 ";

    private static string Sheet(string name) => name.Length == 0 ? "" : $" 工作表“{name}”";

    private static string Period(SheetTotal total) => total.Month is { } month ? $" {month}" : total.FiscalYear is { } year ? $" {year}年" : "";

    private static string Number(decimal number) => number.ToString("0.########", CultureInfo.InvariantCulture);

    private static string Flat(string text) => text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "⏎", StringComparison.Ordinal);
}
