namespace MonitorWorker.Storage.Rows;

/// <summary>交接: from a day on one person stands in the place of another, in all or a part of what the address book says of the other.</summary>
internal sealed class PersonHandoverRow
{
    public long Id { get; set; }

    /// <summary>Lower case.</summary>
    public required string FromAddress { get; set; }

    /// <summary>Lower case.</summary>
    public required string ToAddress { get; set; }

    public required string ToName { get; set; }

    /// <summary>Only what is of this entity; null is all.</summary>
    public string? EntityCode { get; set; }

    /// <summary>Only what is of this section; null is all.</summary>
    public string? Section { get; set; }

    /// <summary>First day of the successor.</summary>
    public DateOnly Day { get; set; }

    public required string By { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>When successor and predecessor were told; null while they were not.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}
