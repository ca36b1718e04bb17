using System.Globalization;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>A stated figure in a digest, ready to print; sources are spelt like a line's, so that one partial prints both.</summary>
internal sealed class StatementView(StatementSnapshot statement, MailWords words)
{
    public string Rule { get; } = statement.Rule;

    public string Reason { get; } = statement.Reason;

    public string Level { get; } = LevelWords.Of(statement.Level).Code;

    public string Symbol { get; } = LevelWords.Of(statement.Level).Symbol;

    public string LevelWord { get; } = words.Level(LevelWords.Of(statement.Level));

    public string? PreviousWord { get; } = statement.PreviousLevel is { } level ? words.Level(LevelWords.Of(level)) : null;

    /// <summary>Why it is told now; null where the reason says it all.</summary>
    public DetailsView? Details { get; } = DetailsView.Of(statement.Details, statement.Rule, words);

    public string? Number { get; } = Plain.Line(statement.Number, 40);

    public string? Report { get; } = Plain.Line(statement.Report, 60);

    public string? ReportingUnit { get; } = Plain.Line(statement.ReportingUnit, 60);

    public string? Month { get; } = words.Months.Month(statement.Period);

    public string? Scope { get; } = Plain.Line(statement.Scope, 120);

    public string? Item { get; } = words.Word(Plain.Line(statement.Item, 40));

    public string? Denominator { get; } = words.Word(Plain.Line(statement.Denominator, 40));

    public string? Stated { get; } = Printed(statement.Stated, words);

    public string? Recomputed { get; } = Printed(statement.Recomputed, words);

    public string? Difference { get; } = Printed(statement.Difference, words);

    /// <summary>Of a total, the parts as they were added; null of a single figure.</summary>
    public string? Parts { get; } = words.Stated(Plain.Line(statement.Parts));

    public string? RuleSet { get; } = Plain.Line(statement.RuleSet, 80);

    public string? SourceFile { get; } = Plain.Line(statement.SourceFile, 120);

    public string? SourceSheet { get; } = Plain.Line(statement.SourceSheet, 60);

    public string? SourceRow { get; } = statement.SourceRow > 0 ? statement.SourceRow.ToString(CultureInfo.InvariantCulture) : null;

    public string? ImportedAt { get; } = words.Months.Minute(Plain.Line(statement.ImportedAt, 60));

    private static string? Printed(string? figure, MailWords words) => words.Stated(Plain.Line(figure, 60));
}
