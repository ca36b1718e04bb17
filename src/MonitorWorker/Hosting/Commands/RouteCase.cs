using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Hosting.Commands;

/// <summary>One row of a routing test: a finding, and who must be told of it. Null is not said or not asked.</summary>
/// <param name="Row">From 1.</param>
/// <param name="Day">Null is the day that a check would judge.</param>
/// <param name="Yuan">Revised budget of a line that the row describes itself.</param>
/// <param name="To">Addresses, no more and no less.</param>
internal sealed record RouteCase(
    int Row,
    DateOnly? Day,
    string Rule,
    Level Level,
    string? Project,
    string? Entity,
    string? Category,
    string? Section,
    string? Fund,
    decimal? Yuan,
    IReadOnlyList<string>? To,
    Timing? Timing,
    string? Route)
{
    /// <summary>False where the row only asks who would be told.</summary>
    public bool Expects => To is not null || Timing is not null || Route is not null;

    /// <summary>A row that describes its line needs no budget.</summary>
    public bool DescribesItsLine => Category is not null;
}

/// <summary>What came of one row.</summary>
/// <param name="Difference">The first thing that is not as expected: column, expected, actual; null where all is.</param>
internal sealed record RouteCaseResult(RouteCase Case, Routed Routed, (string Column, string Expected, string Actual)? Difference);

/// <summary>What came of one file.</summary>
/// <param name="Problem">Why nothing of it could be tested; null where it was.</param>
/// <param name="Problems">Rows that could not be understood, in words.</param>
internal sealed record RouteCaseFile(string File, IReadOnlyList<RouteCaseResult> Results, IReadOnlyList<string> Problems, string? Problem = null)
{
    public bool Passed => Problem is null && Problems.Count == 0 && Results.All(result => result.Difference is null);
}
