using MonitorWorker.Rules;

namespace MonitorWorker.Scenarios;

/// <summary>What must come out for one line, or for all that was stated, on one day. Null is not asked.</summary>
/// <param name="Row">From 1.</param>
/// <param name="ProjectCode">Null speaks of statements and totals, which belong to no project.</param>
/// <param name="Findings">All that is found about it, no more and no less; empty is nothing.</param>
/// <param name="Alerts">All that becomes of its alerts on that day; empty is nothing.</param>
public sealed record Expectation(
    int Row,
    DateOnly Day,
    string? ProjectCode,
    string? EntityCode,
    string? Fund,
    ExpectedLight? Light,
    ExpectedLight? GoalLight,
    IReadOnlyList<ExpectedItem>? Findings,
    IReadOnlyList<ExpectedItem>? Alerts)
{
    /// <summary>True where it asks for nothing at all.</summary>
    public bool IsEmpty => Light is null && GoalLight is null && Findings is null && Alerts is null;
}

/// <summary>A colour, or none where there is nothing to be coloured.</summary>
public readonly record struct ExpectedLight(Level? Level)
{
    public override string ToString() => Level is { } level ? ScenarioWords.Of(level) : ScenarioWords.None;
}

/// <summary>One finding or one change of an alert: <c>execution-lag:red</c>, <c>target-lag:opened:培训人数</c>.</summary>
/// <param name="What">Level or transition by its code.</param>
/// <param name="Name">三级指标, 数据项 or 合计; null is any where it is expected, and none where it came out.</param>
public sealed record ExpectedItem(string Rule, string What, string? Name)
{
    public override string ToString() => $"{Rule}:{What}" + (Name is null ? "" : $":{Name}");
}
