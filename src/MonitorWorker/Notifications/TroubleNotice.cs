namespace MonitorWorker.Notifications;

/// <summary>What an administrator is told of a trouble of the program's own: that it began, or that it is over. Holds no secret.</summary>
/// <param name="Kind">One of <see cref="TroubleKind"/>.</param>
/// <param name="Over">False where it began.</param>
/// <param name="Since">When it began; in the office's zone.</param>
/// <param name="Until">When it was over; in the office's zone; null where it began.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="Cure">What to look at; null where there is nothing to do.</param>
/// <param name="Detail">The other side's own words; null where it said nothing.</param>
/// <param name="LastGoodAt">When a source was last read before; in the office's zone; null if never, and for other kinds.</param>
public sealed record TroubleNotice(
    string Kind, string Name, bool Over, DateTimeOffset Since, DateTimeOffset? Until, string? Reason, string? Cure, string? Detail, DateTimeOffset? LastGoodAt)
{
    /// <summary>It is over since somebody took back what began it, such as a change of the configuration.</summary>
    public bool IsTakenBack { get; init; }
}
