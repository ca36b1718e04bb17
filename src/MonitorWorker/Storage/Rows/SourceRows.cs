namespace MonitorWorker.Storage.Rows;

/// <summary>How a source stands: whether it fails, since when, and what has been told of it.</summary>
internal sealed class SourceStateRow
{
    public long Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Counts how often it began to fail.</summary>
    public int Episode { get; set; }

    /// <summary>Null while it works.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>What the latest failure was; kept when it works again.</summary>
    public string? LastError { get; set; }

    public DateTimeOffset? LastGoodAt { get; set; }

    /// <summary>When the administrators were last told of a change.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}
