using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>
/// Everything behind a report as plain tables: positions, findings, goals, answers, stated figures, sources. One line each, no merged cell and no formula, so that it can be
/// sorted, filtered and read by a program; amounts are yuan. It is written line by line into the file.
/// </summary>
public static class DataWorkbook
{
    /// <param name="entityCode">Null takes all entities. Of one entity, nothing stands in it that is not its own.</param>
    public static void Write(Stream file, ReportBook book, string? entityCode)
    {
        ArgumentNullException.ThrowIfNull(book);
        using var workbook = new WorkbookStream(file);
        WriteNotes(workbook, book, entityCode);
        DataLines.Write(workbook, book, entityCode);
        DataFindings.Write(workbook, book, entityCode);
        DataGoals.Write(workbook, book, entityCode);
        WriteStatements(workbook, book, entityCode);
        WriteFunds(workbook, book, entityCode);
        DataSources.Write(workbook, book, entityCode);
        WriteMissing(workbook, book, entityCode);
    }

    private static void WriteNotes(WorkbookStream workbook, ReportBook book, string? entityCode)
    {
        workbook.Begin("说明", [new("项目", 24), new("内容", 110)]);
        var name = entityCode is null ? "全部单位" : book.Now.Positions.Select(judged => judged.Position).FirstOrDefault(position => position.Key.EntityCode == entityCode) is { } own ? FormModel.NameOf(own) : entityCode;
        workbook.Add("内容", "监控报告所用的全部数据，一行一条，可以筛选、核对");
        workbook.Add("制表单位", book.OfficeName);
        workbook.Add("范围", name);
        workbook.Add("预算年度", book.Now.FiscalYear);
        workbook.Add("数据日期", book.Now.AsOf);
        if (book.Withheld.Where(entity => entityCode is null || entity.Key == entityCode).Sum(entity => entity.Value) is > 0 and var withheld) workbook.Add("不外发", $"另有{withheld}个项目按规定不外发，未计入");
        workbook.Add("制表时间", book.MadeAt.DateTime);
        workbook.Add("程序版本", book.Version);
        foreach (var rules in book.Now.Rules.Sets)
        {
            workbook.Add("规则集", $"{rules.Name}{(rules.Basis is { } basis ? $"，依据{basis}" : "")}{(rules.Scope is { } scope ? $"，适用于{scope}" : "")}，自{FormFigures.Day(rules.EffectiveFrom)}起");
            workbook.Add("规则集校验值（SHA-256）", rules.Hash);
        }

        workbook.Add("金额", "单位为元，精确到分");
        workbook.Add("执行率", "累计执行数÷调整后预算数，以%表示，四舍五入保留两位小数");
        workbook.Add("差额", "执行率减序时进度，以百分点表示");
        workbook.Add("进度比", "执行率÷序时进度×100");
        workbook.Add("空格", "没有报送，或者无法判断；不是零");
        workbook.Add("执行情况", "各单位按自己最近报送的月份判断；截止月份、判断日期见各行");
        workbook.Add("问题", "只列当前存在的问题；预警编号为空的尚未达到通知条件");
        workbook.Add("资金来源汇总", "执行数、执行率和序时进度只含已报送且能判断的项目，其预算见“其中：已报送”列");
    }

    private static void WriteStatements(WorkbookStream workbook, ReportBook book, string? entityCode)
    {
        workbook.Begin(
            "填报数核对",
            [
                new("单位编码", 12), new("填报单位", 26), new("报告名称", 34), new("截止月份", 10), new("口径", 40), new("数据项", 16), new("分母", 14), new("填报值", 18), new("重新计算", 18),
                new("差额（填报减重新计算）", 24), new("分项之和", 40), new("结论", 12), new("说明", 60), new("来源文件", 30), new("工作表", 14), new("行", 7),
            ]);
        foreach (var verdict in book.Now.Statements.Where(verdict => entityCode is null || verdict.EntityCode == entityCode))
        {
            var (compared, finding) = (verdict.Compared, verdict.Finding);
            var outcome = finding.Outcome switch { Outcome.Breached => "不符", Outcome.Clear => "相符", _ => "无法复核" };
            workbook.Add(
                verdict.EntityCode, compared.ReportingUnit, compared.Report, finding.Subject is SheetTotalKey { Month: null } ? null : compared.Month.ToString(), compared.Scope, compared.Item, compared.Denominator, compared.Stated, compared.Recomputed,
                compared.Difference, compared.Parts, outcome, finding.Message, finding.Source.File, finding.Source.Sheet, finding.Source.Row);
        }
    }

    private static void WriteFunds(WorkbookStream workbook, ReportBook book, string? entityCode)
    {
        workbook.Begin(
            "资金来源汇总",
            [
                new("资金来源", 24), new("项目数", 9), new("调整后预算数（元）", 20), new("其中：已报送（元）", 20), new("已报送项目数", 13), new("累计执行数（元）", 20), new("执行率（%）", 12),
                new("序时进度（%）", 13), new("差额（百分点）", 15), new("监控灯", 14), new("红", 6), new("黄", 6), new("蓝", 6), new("灰", 6), new("绿", 6),
            ]);
        IReadOnlyList<JudgedPosition> lines = entityCode is null ? book.Now.Positions : [.. book.Now.Positions.Where(judged => judged.Position.Key.EntityCode == entityCode)];
        var sums = entityCode is null ? book.Now.Rollups : Rollup.Of(lines, book.Now.Rules.General.Lag.Standard);
        foreach (var sum in sums.Where(sum => sum.By is "fund" or "total").OrderBy(sum => sum.By == "total"))
        {
            workbook.Add(
                sum.By == "total" ? "合计" : sum.Name ?? "（未填）", sum.Lines, Yuan(sum.Revised), Yuan(sum.JudgedRevised), sum.JudgedLines, Yuan(sum.Executed), FormFigures.Percent(sum.Rate),
                FormFigures.Percent(sum.Scheduled), FormFigures.Percent(sum.Gap), FormFigures.Light(sum.Light, sum.JudgedLines > 0),
                sum.Lights.GetValueOrDefault(Level.Red), sum.Lights.GetValueOrDefault(Level.Yellow), sum.Lights.GetValueOrDefault(Level.Blue), sum.Lights.GetValueOrDefault(Level.Grey), sum.Lights.GetValueOrDefault(Level.Green));
        }
    }

    private static void WriteMissing(WorkbookStream workbook, ReportBook book, string? entityCode)
    {
        workbook.Begin("未报送", [new("单位编码", 12), new("单位名称", 26), new("责任股室", 20), new("项目编码", 14), new("项目名称", 40), new("未报送的数据", 44), new("最近一次报送", 30)]);
        foreach (var one in MissingFigures.Of(book, entityCode)) workbook.Add(one.EntityCode, one.EntityName, one.Section, one.ProjectCode, one.Name, one.What, one.Last);
    }

    internal static decimal Yuan(Money amount) => amount.Fen / 100m;

    internal static decimal? Yuan(Money? amount) => amount is { } known ? Yuan(known) : null;

    /// <summary>A number that is not rounded to two places by the cell, e.g. a weight.</summary>
    internal static string? Plain(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);
}
