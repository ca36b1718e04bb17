using MonitorWorker.Budgets;
using MonitorWorker.Performance;
using MonitorWorker.Rules;

namespace MonitorWorker.Hosting.Commands;

/// <summary>A project's goals in words and figures that a hand calculator repeats.</summary>
internal sealed class GoalExplanation(JudgedGoals judged, TimeZoneInfo zone)
{
    public void Write()
    {
        var goals = judged.Goals;
        ConsoleOutput.WriteLine($"{goals.Key.ProjectCode} {goals.ProjectName}的绩效目标，判断到{goals.Month?.ToString() ?? "（本年度还没有报送）"}");
        ConsoleOutput.WriteTable(
            ["", "绩效指标", "类别", ">权重", "年度指标值", "完成值", "占全年", "应完成", "相当于应完成的", "出处", "导入时间"],
            goals.Indicators.Select(indicator => new[]
            {
                judged.Limits.LightOf(indicator).Code(),
                indicator.Indicator.Name,
                string.Join(" › ", new[] { indicator.Indicator.Level1, indicator.Indicator.Level2 }.OfType<string>()),
                indicator.Indicator.Weight is { } weight ? FormattableString.Invariant($"{weight:0.##}") : "按平均",
                GoalWords.Target(indicator.Indicator),
                GoalWords.Value(indicator) ?? "未报送",
                Attained(indicator),
                indicator.Prorated && indicator.DueMonth is { } month ? $"{month.Month}/12" : "不按月折算",
                indicator is { Measure: IndicatorMeasure.Schedule, AgainstSchedule: { } due } ? $"{Rounding.TwoDecimals(due)}%" : "—",
                Place(indicator.Indicator.Source) + (indicator.Reading is { } reading ? $"；{Place(reading.Source)}" : ""),
                $"{TimeZoneInfo.ConvertTime((indicator.Reading?.Source ?? indicator.Indicator.Source).ImportedAt, zone):yyyy-MM-dd HH:mm}",
            }));
        if (goals.Attainment is { } attainment)
        {
            ConsoleOutput.WriteLine($"绩效目标完成 = 各指标占全年的比例（最多100%）按权重平均 = {Rounding.Percent(attainment)}%"
                + (goals.NotCounted > 0 ? $"（{goals.NotCounted}个指标没有数，未计入）" : ""));
        }

        if (goals.MoneyAhead is { } ahead) ConsoleOutput.WriteLine($"执行率 {Rounding.Percent(goals.Rate!.Value)}% − 绩效目标完成 {Rounding.Percent(goals.Attainment!.Value)}% = {Rounding.TwoDecimals(ahead)} 个百分点");
        ConsoleOutput.WriteLine(FormattableString.Invariant($"绩效灯：{judged.Light.Code()}（最差的指标；按月应完成的低于{judged.Limits.Yellow:0.##}%黄、低于{judged.Limits.Red:0.##}%红，达到{judged.Limits.Blue:0.##}%蓝）"));
        Explanation.WriteFindings(judged.Rules, judged.Verdicts.Select(verdict => verdict.Finding));
    }

    private static string Attained(IndicatorAttainment indicator) => indicator switch
    {
        { CannotJudge: { } reason } => reason,
        { Attainment: { } share, Reading.Value: { } value, Indicator.Target: > 0 } when indicator.AgainstSchedule is not null =>
            FormattableString.Invariant($"{value:0.####} ÷ {indicator.Indicator.Target:0.####} = {Rounding.Percent(share)}%"),
        { Attainment: { } share } => $"{Rounding.Percent(share)}%",
        _ => "—",
    };

    private static string Place(SourceRef source) => $"{source.File} {source.Sheet} 第{source.Row}行";
}
