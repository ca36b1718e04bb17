namespace MonitorWorker.Notifications;

/// <summary>What an administrator is told of a source: that it began to fail, or that it works again. Holds no secret.</summary>
/// <param name="Works">False where it began to fail.</param>
/// <param name="Since">When it began to fail; in the office's zone.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="Cure">What to look at; null where it works again.</param>
/// <param name="Detail">The database's own words; null where it said nothing.</param>
/// <param name="LastGoodAt">When it was last read before; in the office's zone; null if never.</param>
public sealed record SourceNotice(
    string Name, bool Works, DateTimeOffset Since, string? Reason, string? Cure, string? Detail, DateTimeOffset? LastGoodAt);
