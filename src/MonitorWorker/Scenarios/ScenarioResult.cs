using MonitorWorker.Import;

namespace MonitorWorker.Scenarios;

/// <summary>How a scenario went.</summary>
/// <param name="Problems">Why it was not run or cannot be trusted; then nothing was compared.</param>
/// <param name="Differences">In the order of the expectations; empty where all is as expected.</param>
public sealed record ScenarioResult(Scenario Scenario, IReadOnlyList<RowProblem> Problems, IReadOnlyList<Difference> Differences)
{
    public bool Passed => Problems.Count == 0 && Differences.Count == 0;
}

/// <summary>An expectation that did not come out.</summary>
/// <param name="Column">灯, 绩效灯, 发现 or 预警.</param>
/// <param name="Arithmetic">The figures and the findings' own sentences.</param>
public sealed record Difference(Expectation Expectation, string Column, string Expected, string Actual, IReadOnlyList<string> Arithmetic);
