using System.Globalization;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>A performance indicator in a digest, ready to print; sources are spelt like a line's, so that one partial prints both.</summary>
internal sealed class IndicatorView(IndicatorSnapshot indicator, MailWords words)
{
    public string Rule { get; } = indicator.Rule;

    public string? RuleWord { get; } = words.Rule(indicator.Rule);

    public string Reason { get; } = indicator.Reason;

    public string Level { get; } = LevelWords.Of(indicator.Level, indicator.Rule).Code;

    public string Symbol { get; } = LevelWords.Of(indicator.Level, indicator.Rule).Symbol;

    public string LevelWord { get; } = words.Level(LevelWords.Of(indicator.Level, indicator.Rule));

    public string? PreviousWord { get; } = indicator.PreviousLevel is { } level ? words.Level(LevelWords.Of(level, indicator.Rule)) : null;

    /// <summary>Why it is told now; null where the reason says it all.</summary>
    public DetailsView? Details { get; } = DetailsView.Of(indicator.Details, indicator.Rule, words);

    /// <summary>An alert ends with it.</summary>
    public bool IsOver { get; } = indicator.IsOver;

    public string? Number { get; } = Plain.Line(indicator.Number, 40);

    public string FiscalYear { get; } = indicator.FiscalYear.ToString(CultureInfo.InvariantCulture);

    public string? ProjectCode { get; } = Plain.Line(indicator.ProjectCode, 60);

    public string? ProjectName { get; } = Plain.Line(indicator.ProjectName, 60) ?? Plain.Line(indicator.ProjectCode, 60);

    public string? Place { get; } = Joined(indicator.EntityName, indicator.Section);

    public string? Name { get; } = indicator.Rule == "goal-money-gap" ? words.Word(indicator.Indicator) : Plain.Line(indicator.Indicator, 80);

    /// <summary>产出指标 · 数量指标.</summary>
    public string? Kind { get; } = Joined(indicator.Level1, indicator.Level2);

    public string? Operator { get; } = Plain.Line(indicator.Operator, 10);

    public string? Target { get; } = Plain.Line(indicator.Target, 80);

    public string? Value { get; } = Plain.Line(indicator.Value, 80);

    public string? Month { get; } = words.Months.Month(indicator.Period);

    public string? JudgedDay { get; } = words.Months.Day(indicator.JudgedDay);

    public string? AgainstSchedule { get; } = Figures.Percent(indicator.AgainstSchedule);

    public string? Attainment { get; } = Figures.Percent(indicator.Attainment);

    public string? Scheduled { get; } = Figures.Percent(indicator.Scheduled);

    public string? Message { get; } = words.Finding(indicator.Rule, Plain.Line(indicator.Message));

    public string? RuleSet { get; } = Plain.Line(indicator.RuleSet, 80);

    public string? SourceFile { get; } = Plain.Line(indicator.SourceFile, 120);

    public string? SourceSheet { get; } = Plain.Line(indicator.SourceSheet, 60);

    public string? SourceRow { get; } = indicator.SourceRow > 0 ? indicator.SourceRow.ToString(CultureInfo.InvariantCulture) : null;

    public string? ImportedAt { get; } = words.Months.Minute(Plain.Line(indicator.ImportedAt, 60));

    private static string? Joined(params string?[] parts) => Plain.Line(string.Join(" · ", parts.Where(part => !string.IsNullOrWhiteSpace(part))), 120);
}
