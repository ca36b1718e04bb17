namespace MonitorWorker.Notifications;

/// <summary>A silence in force as a digest lists it.</summary>
/// <param name="IsWaiver">What is known is accepted as it is; what gets worse is told.</param>
/// <param name="Covers">What it keeps from being told, in words.</param>
/// <param name="Until">Last day on which it holds.</param>
/// <param name="EndsSoon">Within three working days.</param>
public sealed record SilenceSnapshot(long Id, bool IsWaiver, string Covers, string Author, string Reason, DateOnly From, DateOnly Until, bool EndsSoon)
{
    /// <summary>The same apart, so that it can be said in another language; null where it was frozen before that was kept.</summary>
    public SilenceCover? Cover { get; init; }
}

/// <summary>What a silence keeps from being told.</summary>
/// <param name="Names">Number of an alert, names of entity and project.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="UpTo">Worst level that is covered: red, yellow …</param>
public sealed record SilenceCover(IReadOnlyList<string> Names, string? Rule, string? UpTo);
