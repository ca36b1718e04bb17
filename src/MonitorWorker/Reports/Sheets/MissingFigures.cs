using MonitorWorker.Calendar;
using MonitorWorker.Performance;

namespace MonitorWorker.Reports.Sheets;

/// <summary>What an entity has not reported, of one project.</summary>
/// <param name="What">1—8月执行数, or the completed value of an indicator.</param>
/// <param name="Last">What was reported last, in words; null where nothing ever was.</param>
internal sealed record MissingFigure(string EntityCode, string EntityName, string ProjectCode, string Name, string? Section, string What, string? Last);

/// <summary>未报送数据, from execution to indicators.</summary>
internal static class MissingFigures
{
    /// <param name="entityCode">Null takes all entities.</param>
    public static IEnumerable<MissingFigure> Of(ReportBook book, string? entityCode)
    {
        foreach (var position in book.Now.Positions.Select(judged => judged.Position).Where(position => entityCode is null || position.Key.EntityCode == entityCode))
        {
            var months = FormFigures.Months(position.Period ?? FormFigures.LastMonth(book.Now.AsOf));
            var fund = book.Now.LinesOf(position.Key.EntityCode, position.Key.ProjectCode).Count > 1 ? $"（{SummedLines.FundOf(position)}）" : "";
            if (position is { Executed: null, HasMoney: true })
                yield return Missing($"{months}执行数{fund}", position.LastKnown is { } known ? $"{known.Month.Month}月底{FormFigures.Amount(known.Cumulative)}万元" : null);
            if (position is { StatedOutturn: null, HasMoney: true }) yield return Missing($"全年预计执行数{fund}", null);

            MissingFigure Missing(string what, string? last) => new(
                position.Key.EntityCode, FormModel.NameOf(position), position.Key.ProjectCode, position.ProjectName, position.Section, what, last);
        }

        foreach (var goals in book.Now.Goals.Select(judged => judged.Goals).Where(goals => entityCode is null || goals.Key.EntityCode == entityCode))
        {
            foreach (var indicator in goals.Indicators.Where(indicator => indicator.Missing)) yield return Missing(goals, indicator, indicator.DueMonth ?? FormFigures.LastMonth(book.Now.AsOf));
        }
    }

    private static MissingFigure Missing(ProjectGoals goals, IndicatorAttainment indicator, YearMonth month) => new(
        goals.Key.EntityCode, goals.EntityName ?? goals.Key.EntityCode, goals.Key.ProjectCode, goals.ProjectName, goals.Section, $"{FormFigures.Months(month)}绩效指标“{indicator.Indicator.Name}”的完成值",
        indicator.LastKnown is { } known ? $"{known.Month.Month}月{known.ValueText}" : null);
}
