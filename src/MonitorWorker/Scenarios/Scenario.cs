using MonitorWorker.Import;

namespace MonitorWorker.Scenarios;

/// <summary>One scenario of a file: an office in a few rows, and what the rules must say of it on which day.</summary>
/// <param name="Row">Row of its 场景, from 1.</param>
/// <param name="RuleSet">规则集; null leaves it to the configuration and the day.</param>
/// <param name="Tables">The rows of its input tables, as any file of the office has them.</param>
/// <param name="Problems">What was not understood; a scenario with a problem is not run.</param>
public sealed record Scenario(
    string Name,
    string Sheet,
    int Row,
    string? RuleSet,
    IReadOnlyList<SourceRow> Tables,
    IReadOnlyList<Expectation> Expectations,
    IReadOnlyList<RowProblem> Problems);
