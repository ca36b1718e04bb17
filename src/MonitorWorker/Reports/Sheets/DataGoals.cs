using MonitorWorker.Performance;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>绩效指标: every indicator with its target and what was reached.</summary>
internal static class DataGoals
{
    private static readonly SheetColumn[] _columns =
    [
        new("单位编码", 12), new("单位名称", 26), new("责任股室", 20), new("项目编码", 14), new("项目名称", 40), new("一级指标", 16), new("二级指标", 16), new("三级指标", 30), new("指标性质", 10), new("年度指标值", 18),
        new("完成值", 18), new("截止月份", 10), new("达成进度（%）", 14), new("达成进度（按序时，%）", 22), new("绩效灯", 14), new("权重", 8), new("最近报送月份", 13), new("最近报送的完成值", 18), new("无法判断的原因", 40),
        new("来源文件", 34), new("工作表", 14), new("行", 7),
    ];

    public static void Write(WorkbookStream workbook, ReportBook book, string? entityCode)
    {
        workbook.Begin("绩效指标", _columns);
        foreach (var judged in book.Now.Goals.Where(judged => entityCode is null || judged.Goals.Key.EntityCode == entityCode))
        {
            foreach (var indicator in judged.Goals.Indicators) Write(workbook, judged, indicator);
        }
    }

    private static void Write(WorkbookStream workbook, JudgedGoals judged, IndicatorAttainment indicator)
    {
        var (goals, row) = (judged.Goals, indicator.Indicator);
        var sign = GoalWords.Sign(row.Operator);
        var source = indicator.Reading?.Source ?? row.Source;
        workbook.Add(
            goals.Key.EntityCode, goals.EntityName, goals.Section, goals.Key.ProjectCode, goals.ProjectName, row.Level1, row.Level2, row.Name, sign.Length == 0 ? "定性" : sign, GoalWords.Promised(row),
            GoalWords.Value(indicator), indicator.DueMonth?.ToString(), FormFigures.Percent(indicator.Attainment), FormFigures.TwoDecimals(indicator.AgainstSchedule),
            FormFigures.Light(judged.Limits.LightOf(indicator), !indicator.Missing), DataWorkbook.Plain(row.Weight), indicator.LastKnown?.Month.ToString(), indicator.LastKnown?.ValueText, indicator.CannotJudge,
            source.File, source.Sheet, source.Row);
    }
}
