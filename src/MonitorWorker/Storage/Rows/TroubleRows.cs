namespace MonitorWorker.Storage.Rows;

/// <summary>How something stands that the service needs (a source, a file, the mail, a schedule): whether it fails, since when, and what has been told of it.</summary>
internal sealed class TroubleRow
{
    public long Id { get; set; }

    /// <summary>source, file, template, mail, schedule, disk, calendar.</summary>
    public string Kind { get; set; } = "source";

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
