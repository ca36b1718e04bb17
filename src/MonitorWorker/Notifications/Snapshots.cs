using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Notifications;

/// <summary>Freezes a position or a statement and what was found about it, so that a mail written later says what the check saw.</summary>
public sealed class Snapshots(TimeZoneInfo zone)
{
    public LineSnapshot Of(JudgedPosition judged, string reason, Finding? finding, Level level, Level? previous, string? number)
    {
        var (position, remedy) = (judged.Position, Remedy.Of(judged.Position, judged.Lag));
        return new LineSnapshot
        {
            Rule = finding?.Rule ?? "",
            Level = level.Code(),
            PreviousLevel = previous?.Code(),
            Reason = reason,
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
            Rate = Percent(position.Rate),
            Schedule = position.Schedule.Code(),
            Scheduled = Percent(position.Scheduled),
            ScheduledAmount = position.DueFen is { } due ? Money.Round(due).Fen : null,
            Gap = Percent(position.Gap),
            Pace = position.Pace is { } pace ? Rounding.TwoDecimals(pace) : null,
            CatchUp = remedy.CatchUp?.Fen,
            ToClear = remedy.ToClear?.Fen,
            ToLower = remedy.ToLower?.Fen,
            RequiredPerMonth = Outlook.RequiredPerMonth(position)?.Fen,
            SpentPerMonth = Outlook.SpentPerMonth(position)?.Fen,
            StraightLineOutturn = Outlook.StraightLineOutturn(position)?.Fen,
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

    private string Local(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy'年'M'月'd'日' HH:mm", CultureInfo.InvariantCulture);

    private static string? Percent(Fractions.Fraction? share) => share is { } value ? Rounding.Percent(value) : null;
}
