using System.Globalization;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Performance;
using MonitorWorker.Rules;

namespace MonitorWorker.Notifications;

/// <summary>Freezes a position or a statement and what was found about it, so that a mail written later says what the check saw.</summary>
/// <param name="years">Until when in a year catching up is asked for.</param>
public sealed class Snapshots(TimeZoneInfo zone, FiscalYearDays years)
{
    public LineSnapshot Of(JudgedPosition judged, string reason, Finding? finding, Level level, Level? previous, string? number)
    {
        var (position, remedy) = (judged.Position, Remedy.Of(judged.Position, judged.Lag));
        var method = Forecast.Fitting(position, ForecastMethod.StraightLine);
        return new LineSnapshot
        {
            Rule = finding?.Rule ?? "",
            Level = level.Code(),
            PreviousLevel = previous?.Code(),
            Reason = reason,
            Withdrawn = finding?.Subject is FormerSubject { IsJudgedOtherwise: false },
            Number = number,
            FiscalYear = position.Key.FiscalYear,
            ProjectCode = position.Key.ProjectCode,
            ProjectName = position.ProjectName,
            EntityName = position.EntityName,
            Section = position.Section,
            Category = position.Category.Name(),
            Fund = position.Fund.Length == 0 ? null : position.Fund,
            Procurement = position.Procurement,
            Period = position.Period?.ToString(),
            JudgedDay = position.JudgedDay,
            Original = position.Original.Fen,
            Adjusted = position.Adjusted.Fen,
            Revised = position.Revised.Fen,
            Executed = position.Executed?.Fen,
            Rate = Rounding.Percent(position.Rate),
            Schedule = position.Schedule.Code(),
            Scheduled = Rounding.Percent(position.Scheduled),
            ScheduledAmount = position.DueFen is { } due ? Money.Round(due).Fen : null,
            Gap = Rounding.Percent(position.Gap),
            Pace = position.Pace is { } pace ? Rounding.TwoDecimals(pace) : null,
            CatchUp = remedy.CatchUp?.Fen,
            ToClear = remedy.ToClear?.Fen,
            ToLower = remedy.ToLower?.Fen,
            RequiredPerMonth = Outlook.RequiredPerMonth(position)?.Fen,
            SpentPerMonth = Outlook.SpentPerMonth(position)?.Fen,
            ForecastOutturn = Forecast.Outturn(position, method) is { } outturn ? Money.Round(outturn).Fen : null,
            ForecastBy = method.Name(),
            StatedOutturn = position.StatedOutturn?.Fen,
            LastKnownPeriod = position.LastKnown?.Month.ToString(),
            LastKnownExecuted = position.LastKnown?.Cumulative.Fen,
            Message = finding?.Message ?? "",
            RuleText = finding?.RuleText,
            RuleSet = judged.Rules.Name,
            SourceFile = position.Source.File,
            SourceSheet = position.Source.Sheet,
            SourceRow = position.Source.Row,
            ImportedAt = Local(position.Source.ImportedAt),
            ClosedOn = years.IsClosed(position.Key.FiscalYear, position.AsOf) ? years.LastPayment(position.Key.FiscalYear) : null,
        };
    }

    public StatementSnapshot Of(StatementVerdict verdict, RuleSet rules, string reason, Level level, Level? previous, string? number)
    {
        var compared = verdict.Compared;
        var source = verdict.Finding.Source;
        return new StatementSnapshot
        {
            Rule = verdict.Finding.Rule,
            Level = level.Code(),
            PreviousLevel = previous?.Code(),
            Reason = reason,
            Number = number,
            Report = compared.Report,
            ReportingUnit = compared.ReportingUnit,
            Period = compared.Month.ToString(),
            JudgedDay = compared.Month.LastDay,
            Scope = compared.Scope,
            Item = compared.Item,
            Denominator = compared.Denominator,
            Stated = compared.Stated,
            Recomputed = compared.Recomputed,
            Difference = compared.Difference,
            Parts = compared.Parts,
            Message = verdict.Finding.Message,
            RuleText = verdict.Finding.RuleText,
            RuleSet = rules.Name,
            SourceFile = source.File,
            SourceSheet = source.Sheet,
            SourceRow = source.Row,
            ImportedAt = Local(source.ImportedAt),
        };
    }

    /// <param name="asOf">Day of the check: the judged day where nothing was reported.</param>
    public IndicatorSnapshot Of(GoalVerdict verdict, JudgedGoals judged, DateOnly asOf, string reason, Level level, Level? previous, string? number)
    {
        var (goals, about, source) = (judged.Goals, verdict.Indicator, verdict.Finding.Source);
        var bySchedule = about is { Measure: IndicatorMeasure.Schedule };
        return new IndicatorSnapshot
        {
            Rule = verdict.Finding.Rule,
            Level = level.Code(),
            PreviousLevel = previous?.Code(),
            Reason = reason,
            Number = number,
            FiscalYear = goals.Key.FiscalYear,
            ProjectCode = goals.Key.ProjectCode,
            ProjectName = goals.ProjectName,
            EntityName = goals.EntityName,
            Section = goals.Section,
            Indicator = about?.Indicator.Name ?? "项目绩效目标总体",
            Level1 = about?.Indicator.Level1,
            Level2 = about?.Indicator.Level2,
            Operator = about is null ? null : GoalWords.Sign(about.Indicator.Operator),
            Target = about is null ? null : GoalWords.Promised(about.Indicator),
            Value = about is null ? null : GoalWords.Value(about),
            Period = goals.Month?.ToString(),
            JudgedDay = goals.Month?.LastDay ?? asOf,
            AgainstSchedule = bySchedule && about!.AgainstSchedule is { } due ? Rounding.TwoDecimals(due) : null,
            Attainment = Rounding.Percent(about is null ? goals.Attainment : about.Attainment),
            Scheduled = bySchedule ? Rounding.Percent(about!.DueShare) : null,
            Message = verdict.Finding.Message,
            RuleText = verdict.Finding.RuleText,
            RuleSet = judged.Rules.Name,
            SourceFile = source.File,
            SourceSheet = source.Sheet,
            SourceRow = source.Row,
            ImportedAt = Local(source.ImportedAt),
        };
    }

    private string Local(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy'年'M'月'd'日' HH:mm", CultureInfo.InvariantCulture);

}
