using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>Figures that somebody stated beside what the data give: for an annex, since none of them is the report's own.</summary>
internal sealed class CheckedView
{
    private readonly IReadOnlyList<StatementVerdict> _all;

    public CheckedView(ReportSubject subject)
    {
        _all = subject.Statements;
        Wrong = Where(Outcome.Breached);
        Unknown = Where(Outcome.Unknown);
    }

    /// <summary>Number of figures and sums that were checked; null where nothing was stated.</summary>
    public string? Count => Print.CountIfAny(_all.Count);

    /// <summary>Names of the reports and files in which they stand.</summary>
    public IReadOnlyList<string> Reports => [.. _all.Select(verdict => Print.Name(verdict.Compared.Report)).OfType<string>().Distinct()];

    /// <summary>Those that differ.</summary>
    public IReadOnlyList<CheckedFigureView> Wrong { get; }

    public string? WrongCount => Print.CountIfAny(Wrong.Count);

    /// <summary>Those that agree; null where none does.</summary>
    public string? AgreeingCount => Print.CountIfAny(_all.Count(verdict => verdict.Finding.Outcome == Outcome.Clear));

    /// <summary>Those that cannot be recomputed.</summary>
    public IReadOnlyList<CheckedFigureView> Unknown { get; }

    private List<CheckedFigureView> Where(Outcome outcome) => [.. _all.Where(verdict => verdict.Finding.Outcome == outcome).Select(verdict => new CheckedFigureView(verdict))];
}

/// <summary>One stated figure or sum, in the unit in which it was stated.</summary>
internal sealed class CheckedFigureView(StatementVerdict verdict)
{
    private readonly StatedComparison _compared = verdict.Compared;

    /// <summary>填报数不符 or 合计对不上.</summary>
    public string? RuleWord => RuleWords.Of(verdict.Finding.Rule);

    /// <summary>The report or file in which it stands.</summary>
    public string? Report => Print.Name(_compared.Report);

    /// <summary>口径</summary>
    public string? Scope => Print.Name(_compared.Scope);

    /// <summary>数据项</summary>
    public string? Item => Print.Name(_compared.Item, 40);

    /// <summary>分母; null for the usual one.</summary>
    public string? Denominator => _compared.Denominator;

    public string? Stated => Print.Stated(_compared.Stated);

    /// <summary>Null where data are missing.</summary>
    public string? Recomputed => Print.Stated(_compared.Recomputed);

    /// <summary>Stated less recomputed.</summary>
    /// <remarks>Of two percentages the difference is percentage points.</remarks>
    public string? Difference => Print.Stated(_compared.Difference) is { } difference && difference.EndsWith('%') ? difference[..^1] + "个百分点" : Print.Stated(_compared.Difference);

    /// <summary>Of a sum, its parts as they were added; null of a single figure.</summary>
    public string? Parts => _compared.Parts is { } parts ? Print.Stated(parts) : null;

    /// <summary>The finding in one sentence.</summary>
    public string? Message => Print.Name(verdict.Finding.Message, 400);

    public string? File => Print.Name(verdict.Finding.Source.File);

    public string? Sheet => Print.Name(verdict.Finding.Source.Sheet, 40);

    public string Row => Print.Count(verdict.Finding.Source.Row);
}
