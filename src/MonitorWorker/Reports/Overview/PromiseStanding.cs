using Fractions;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Overview;

/// <summary>What became of a promise (整改承诺).</summary>
public enum PromiseState
{
    /// <summary>Its day is still to come.</summary>
    Pending,

    /// <summary>The alert is over, or the promised rate was reached with the figures of its month.</summary>
    Kept,

    /// <summary>The promised rate is reached now, and was not with the figures of its month.</summary>
    Late,

    /// <summary>Its day has passed, and the figures of that day or a later one say otherwise.</summary>
    Broken,

    /// <summary>Its day has passed, and no figure of that day has come in yet: no data is neither good news nor bad.</summary>
    Unverified,
}

/// <summary>An answer that names a day, beside what the figures say.</summary>
/// <param name="Line">The budget line that the alert is about; null of goals and statements, and where it is judged no more.</param>
public sealed record PromiseStanding(ReportAlert Alert, Answer Answer, DateOnly Due, JudgedPosition? Line, PromiseState State)
{
    /// <summary>Of all alerts, by the day that was promised.</summary>
    public static IReadOnlyList<PromiseStanding> Of(ReportBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var months = new Dictionary<YearMonth, Dictionary<LineKey, BudgetPosition>>();
        return
        [
            .. book.Alerts
                .Where(alert => alert.Answer?.DueDate is not null)
                .Select(alert => Of(alert, alert.Answer!, alert.Answer!.DueDate!.Value, AlertLines.Of(book.Now, alert), book.Now.AsOf, RateIn))
                .OrderBy(promise => promise.Due)
                .ThenBy(promise => promise.Alert.Number, StringComparer.Ordinal),
        ];

        Fraction? RateIn(LineKey line, DateOnly due)
        {
            var month = YearMonth.Of(due);
            if (!months.TryGetValue(month, out var then)) months[month] = then = PositionBook.OfMonth(book.Facts, month).Positions.DistinctBy(position => position.Key).ToDictionary(position => position.Key);
            return then.GetValueOrDefault(line)?.Rate;
        }
    }

    /// <param name="rateIn">执行率 at the end of the month of a day; null where that is not known.</param>
    private static PromiseStanding Of(ReportAlert alert, Answer answer, DateOnly due, JudgedPosition? line, DateOnly asOf, Func<LineKey, DateOnly, Fraction?> rateIn)
    {
        var isReached = answer.PromisedRate is { } promised && line?.Position.Rate is { } rate && rate * 100 >= promised;
        var wasLate = isReached && due < asOf && line!.Position.JudgedDay > due && rateIn(line.Position.Key, due) is { } then && then * 100 < answer.PromisedRate!.Value;
        var state = wasLate ? PromiseState.Late
            : isReached || alert.State == AlertState.Resolved ? PromiseState.Kept
            : due >= asOf ? PromiseState.Pending
            : line is null || (line.Position.Executed is not null && line.Position.JudgedDay >= due) ? PromiseState.Broken
            : PromiseState.Unverified;
        return new PromiseStanding(alert, answer, due, line, state);
    }
}

/// <summary>The budget line of an alert.</summary>
internal static class AlertLines
{
    /// <returns>Null of goals and statements, and where no line has that key any more.</returns>
    public static JudgedPosition? Of(Judgement judgement, ReportAlert alert) => alert is { EntityCode: { } entity, ProjectCode: { } project }
        ? judgement.LinesOf(entity, project).FirstOrDefault(line => AlertKey.For(alert.Rule, line.Position.Key) == alert.Key)
        : null;

    /// <returns>项目名称, its code where there is no such project any more; null of stated figures.</returns>
    public static string? NameOf(Judgement judgement, ReportAlert alert) => First(judgement, alert)?.Position.ProjectName ?? alert.ProjectCode;

    /// <returns>Null where it is of no one entity.</returns>
    public static string? EntityOf(Judgement judgement, ReportAlert alert) => First(judgement, alert)?.Position.EntityName ?? alert.EntityCode;

    private static JudgedPosition? First(Judgement judgement, ReportAlert alert) =>
        alert is { EntityCode: { } entity, ProjectCode: { } project } && judgement.LinesOf(entity, project) is [var first, ..] ? first : null;
}
