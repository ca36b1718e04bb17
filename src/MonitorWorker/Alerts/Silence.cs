using MonitorWorker.Rules;

namespace MonitorWorker.Alerts;

/// <summary>
/// Something that is not told for a while, by a person's word: an overlay, never a state of the alert. It has an end and stands in every digest
/// until then, so that none is forgotten.
/// </summary>
/// <param name="Id">As <c>silence list</c> shows it.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Until">Last day on which it holds.</param>
public sealed record Silence(long Id, SilenceKind Kind, SilenceScope Scope, string Author, string Reason, DateOnly From, DateOnly Until)
{
    /// <summary>Where the author is told before it ends; null where no address is known.</summary>
    public string? AuthorAddress { get; init; }

    /// <summary>Of a waiver: the levels that its alerts had when it was given, by alert key; what is not among them is not waived.</summary>
    public IReadOnlyDictionary<string, Level> Baseline { get; init; } = new Dictionary<string, Level>();
}

/// <summary>What a silence matches; null matches all. One that matches everything is refused.</summary>
/// <param name="Entity">单位编码</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Level">Worst level that it covers.</param>
/// <param name="AlertKey">One alert.</param>
public sealed record SilenceScope(string? Project, string? Entity, string? Rule, Level? Level, string? AlertKey);
