using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Performance;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>问题: what was found, as which alert it is told, and what people said of it.</summary>
internal static class DataFindings
{
    private static readonly SheetColumn[] _columns =
    [
        new("等级", 14), new("规则", 18), new("规则标识", 22), new("单位编码", 12), new("项目编码", 14), new("项目名称", 40), new("资金来源", 18), new("绩效指标", 26), new("判断", 70), new("规则条文", 60), new("适用例外（口径）", 24),
        new("数据", 50), new("预警编号", 15), new("状态", 10), new("自", 12), new("偏差原因", 40), new("整改措施", 40), new("预计完成日期", 13), new("承诺执行率（%）", 16), new("答复人", 14), new("答复时间", 20),
        new("受理人", 14), new("静默或豁免至", 13), new("最近通知时间", 20), new("来源文件", 34), new("工作表", 14), new("行", 7), new("预警标识", 44),
    ];

    public static void Write(WorkbookStream workbook, ReportBook book, string? entityCode)
    {
        var alerts = book.Alerts.DistinctBy(alert => alert.Key).ToDictionary(alert => alert.Key);
        var names = book.Now.Positions.Select(judged => judged.Position).DistinctBy(position => (position.Key.EntityCode, position.Key.ProjectCode))
            .ToDictionary(position => (position.Key.EntityCode, position.Key.ProjectCode), position => position.ProjectName);
        workbook.Begin("问题", _columns);
        foreach (var (entity, finding) in Findings(book.Now).Where(pair => entityCode is null || pair.Entity == entityCode).OrderByDescending(pair => pair.Finding.Level))
        {
            var key = AlertKey.For(finding.Rule, finding.Subject);
            var alert = alerts.GetValueOrDefault(key);
            var answer = alert?.Answer;
            workbook.Add(
                FormFigures.Light(finding.Level, finding.Rule != "missing-data"), RuleWords.Of(finding.Rule), finding.Rule, entity, finding.Subject.ProjectCode,
                finding.Subject.ProjectCode is { } project ? names.GetValueOrDefault((entity ?? "", project)) : null,
                (finding.Subject as LineKey)?.Fund, (finding.Subject as GoalKey)?.Indicator, finding.Message, finding.RuleText, finding.Exception, Values(finding),
                alert?.Number, alert is null ? null : StateOf(alert.State), alert?.Since,
                answer?.Cause, answer?.Measure, answer?.DueDate, answer?.PromisedRate, answer?.By, answer is null ? null : DataLines.Local(answer.At, book),
                alert?.Acknowledged?.Author, alert?.SilencedUntil, alert?.LastTold is { } told ? DataLines.Local(told, book) : null,
                finding.Source.File, finding.Source.Sheet, finding.Source.Row, key);
        }
    }

    private static IEnumerable<(string? Entity, Finding Finding)> Findings(Judgement now) => now.Positions
        .SelectMany(judged => judged.Breaches.Select(breach => ((string?)judged.Position.Key.EntityCode, breach)))
        .Concat(now.Goals.SelectMany(goals => goals.Breaches.Select(verdict => ((string?)goals.Goals.Key.EntityCode, verdict.Finding))))
        .Concat(now.Statements.Where(verdict => verdict.Finding.Outcome == Outcome.Breached).Select(verdict => (verdict.EntityCode, verdict.Finding)));

    /// <summary>The figures that the rule looked at, under their names in JSON; null stands as not known.</summary>
    private static string Values(Finding finding) => string.Join("；", finding.Values.Select(pair => $"{pair.Key}={pair.Value ?? FormFigures.None}"));

    private static string StateOf(AlertState state) => state switch
    {
        AlertState.Pending => "持续观察",
        AlertState.Firing => "未解除",
        AlertState.Ended => "年度终结",
        _ => "已解除",
    };
}
