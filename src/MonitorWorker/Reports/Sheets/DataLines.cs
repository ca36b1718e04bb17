using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>执行情况: every figure of every line, and the row that it came from.</summary>
internal static class DataLines
{
    private static readonly SheetColumn[] _columns =
    [
        new("单位编码", 12), new("单位名称", 26), new("责任股室", 20), new("项目编码", 14), new("项目名称", 40), new("支出类别", 12), new("资金来源", 18), new("政府采购", 10), new("截止月份", 10), new("判断日期", 12),
        new("年初预算数（元）", 18), new("预算调整（元）", 18), new("调整后预算数（元）", 19), new("累计执行数（元）", 18), new("执行率（%）", 12), new("进度口径", 10), new("序时进度（%）", 13),
        new("差额（百分点）", 15), new("进度比", 10), new("按平均进度测算全年（元）", 24), new("全年预计执行数（元）", 21), new("赶上序时进度还需（元）", 23), new("解除预警还需（元）", 20), new("降一级还需（元）", 18),
        new("此后平均每月须执行（元）", 24), new("监控灯", 14), new("绩效达成进度（%）", 18), new("绩效灯", 14), new("无法判断的原因", 40), new("最近报送月份", 13), new("最近报送执行数（元）", 21),
        new("规则集", 16), new("来源文件", 34), new("工作表", 14), new("行", 7), new("导入时间", 20),
    ];

    public static void Write(WorkbookStream workbook, ReportBook book, string? entityCode)
    {
        var goals = book.Now.Goals.ToDictionary(judged => (judged.Goals.Key.EntityCode, judged.Goals.Key.ProjectCode));
        workbook.Begin("执行情况", _columns);
        foreach (var judged in book.Now.Positions.Where(judged => entityCode is null || judged.Position.Key.EntityCode == entityCode))
        {
            var position = judged.Position;
            var remedy = Remedy.Of(position, judged.Lag);
            var goal = goals.GetValueOrDefault((position.Key.EntityCode, position.Key.ProjectCode));
            var isKnown = !position.HasTwoOriginals;
            workbook.Add(
                position.Key.EntityCode, position.EntityName, position.Section, position.Key.ProjectCode, position.ProjectName, position.Category.Name(), position.Fund, position.Procurement ? "是" : "否",
                position.Period?.ToString(), position.JudgedDay,
                isKnown ? DataWorkbook.Yuan(position.Original) : null, DataWorkbook.Yuan(position.Adjusted), isKnown ? DataWorkbook.Yuan(position.Revised) : null, DataWorkbook.Yuan(position.Executed),
                FormFigures.Percent(position.Rate), position.Schedule.Name(), FormFigures.Percent(position.Scheduled), FormFigures.Percent(position.Gap), FormFigures.TwoDecimals(position.Pace),
                DataWorkbook.Yuan(Outlook.StraightLineOutturn(position)), DataWorkbook.Yuan(position.StatedOutturn),
                DataWorkbook.Yuan(remedy.CatchUp), DataWorkbook.Yuan(remedy.ToClear), DataWorkbook.Yuan(remedy.ToLower), DataWorkbook.Yuan(Outlook.RequiredPerMonth(position)),
                FormFigures.Light(judged), FormFigures.Percent(goal?.Goals.Attainment), goal is null ? null : FormFigures.Light(goal.Light), position.CannotJudge,
                position.LastKnown?.Month.ToString(), DataWorkbook.Yuan(position.LastKnown?.Cumulative),
                judged.Rules.Name, position.Source.File, position.Source.Sheet, position.Source.Row, Local(position.Source.ImportedAt, book));
        }
    }

    /// <summary>In the office's zone, which is that of the report's own time.</summary>
    internal static DateTime Local(DateTimeOffset time, ReportBook book) => time.ToOffset(book.MadeAt.Offset).DateTime;
}
