using System.Globalization;

namespace MonitorWorker.Notifications.Views;

/// <summary>A stated figure in a digest, ready to print; sources are spelt like a line's, so that one partial prints both.</summary>
internal sealed class StatementView(StatementSnapshot statement)
{
    public string Rule { get; } = statement.Rule;

    public string Reason { get; } = statement.Reason;

    public string Level { get; } = LevelWords.Of(statement.Level).Code;

    public string Symbol { get; } = LevelWords.Of(statement.Level).Symbol;

    public string LevelWord { get; } = LevelWords.Of(statement.Level).Word;

    public string? PreviousWord { get; } = statement.PreviousLevel is { } level ? LevelWords.Of(level).Word : null;

    /// <summary>Why it is told now; null where the reason says it all.</summary>
    public DetailsView? Details { get; } = DetailsView.Of(statement.Details, statement.Rule);

    public string? Number { get; } = Plain.Line(statement.Number, 40);

    public string? Report { get; } = Plain.Line(statement.Report, 60);

    public string? ReportingUnit { get; } = Plain.Line(statement.ReportingUnit, 60);

    public string? Month { get; } = Months.Month(statement.Period);

    public string? Scope { get; } = Plain.Line(statement.Scope, 120);

    public string? Item { get; } = Plain.Line(statement.Item, 40);

    public string? Denominator { get; } = Plain.Line(statement.Denominator, 40);

    public string? Stated { get; } = Printed(statement.Stated);

    public string? Recomputed { get; } = Printed(statement.Recomputed);

    public string? Difference { get; } = Printed(statement.Difference);

    /// <summary>Of a total, the parts as they were added; null of a single figure.</summary>
    public string? Parts { get; } = Plain.Line(statement.Parts)?.Replace('-', '−');

    public string? RuleSet { get; } = Plain.Line(statement.RuleSet, 80);

    public string? SourceFile { get; } = Plain.Line(statement.SourceFile, 120);

    public string? SourceSheet { get; } = Plain.Line(statement.SourceSheet, 60);

    public string? SourceRow { get; } = statement.SourceRow > 0 ? statement.SourceRow.ToString(CultureInfo.InvariantCulture) : null;

    public string? ImportedAt { get; } = Plain.Line(statement.ImportedAt, 60);

    private static string? Printed(string? figure) => Plain.Line(figure, 60)?.Replace('-', '−');
}
