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

    /// <summary>
    /// Of a waiver: the levels that all open alerts of its project, entity or rule had when it was given, by alert key. Those beyond the scope's level are not
    /// waived, but known: they are not what makes it end.
    /// </summary>
    public IReadOnlyDictionary<string, Level> Baseline { get; init; } = new Dictionary<string, Level>();

    /// <summary>So many working days before its end people are told that it ends.</summary>
    public const int EndsSoon = 3;

    /// <summary>It speaks of the budget year in which it was given, and of those before: a new year's alerts are new.</summary>
    private bool IsOfYear(string alertKey) => new FormerSubject(alertKey).FiscalYear <= From.Year;

    public bool Holds(DateOnly day) => From <= day && day <= Until;

    /// <summary>True where nobody is to be told of an alert at a level.</summary>
    public bool Covers(string alertKey, Level level) =>
        Scope.Matches(alertKey)
        && IsOfYear(alertKey)
        && Scope.Reaches(level)
        && (Kind == SilenceKind.Silence || (Baseline.TryGetValue(alertKey, out var given) && level <= given && Scope.Reaches(given)));

    /// <summary>True where an alert ends a waiver before its time: worse than when it was waived, or new. What is only missing breaks nothing.</summary>
    public bool IsBrokenBy(string alertKey, Level level) =>
        Kind == SilenceKind.Waiver && level >= Level.Yellow && Scope.Matches(alertKey) && IsOfYear(alertKey) && level > Baseline.GetValueOrDefault(alertKey, Level.Green);
}

/// <summary>What a silence matches; null matches all. One that matches everything is refused.</summary>
/// <param name="Entity">单位编码</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Level">Worst level that it covers.</param>
/// <param name="AlertKey">One alert.</param>
public sealed record SilenceScope(string? Project, string? Entity, string? Rule, Level? Level, string? AlertKey)
{
    /// <summary>True where nothing is named: such a silence would be the end of all warnings.</summary>
    public bool IsEverything => Project is null && Entity is null && Rule is null && Level is null && AlertKey is null;

    /// <summary>True of a level that is not beyond its own.</summary>
    public bool Reaches(Level level) => Level is null || level <= Level;

    /// <summary>By the alert's key alone, whatever its level.</summary>
    public bool Matches(string alertKey)
    {
        if (AlertKey is not null && AlertKey != alertKey) return false;
        if (Project is null && Entity is null && Rule is null) return true;
        var subject = new FormerSubject(alertKey);
        return (Rule is null || Rule == subject.Rule)
            && (Project is null || Project == subject.Line?.Project)
            && (Entity is null || Entity == subject.Line?.Entity);
    }
}
