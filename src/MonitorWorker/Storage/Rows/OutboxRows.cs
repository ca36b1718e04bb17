namespace MonitorWorker.Storage.Rows;

/// <summary>Where a mail is on its way.</summary>
public enum OutboxState
{
    /// <summary>Composed, not tried yet.</summary>
    Queued,

    /// <summary>Claimed by a sender until its lease ends.</summary>
    Sending,

    /// <summary>Accepted by the server, or on disk.</summary>
    Sent,

    /// <summary>Will be tried again.</summary>
    Deferred,

    /// <summary>Refused for good, or given up; an administrator is to know.</summary>
    Dead,
}

/// <summary>A finished message: bytes and Message-ID made once and never changed.</summary>
internal sealed class OutboxRow
{
    public long Id { get; set; }

    public required string Recipient { get; set; }

    public required string Subject { get; set; }

    public required string Kind { get; set; }

    public required string MessageId { get; set; }

    public required byte[] Mime { get; set; }

    /// <summary>Address of the person whom a rehearsal kept it from; null where it went to whom it was for.</summary>
    public string? MeantFor { get; set; }

    public OutboxState State { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? NextAttempt { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public string? LastError { get; set; }

    /// <summary>When a delivery report said that it did not arrive although the server had taken it; null where none did.</summary>
    public DateTimeOffset? BouncedAt { get; set; }

    /// <summary>What that report said.</summary>
    public string? BounceDetail { get; set; }

    /// <summary>When an administrator was told that it will not arrive; null while nobody was.</summary>
    public DateTimeOffset? UndeliveredToldAt { get; set; }
}

/// <summary>One try to hand a message over.</summary>
internal sealed class DeliveryAttemptRow
{
    public long Id { get; set; }

    public long OutboxId { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Outcome { get; set; }

    public required string Detail { get; set; }
}

/// <summary>One due time of one schedule, claimed once: a run is never doubled, and a missed one is known.</summary>
internal sealed class ScheduleRunRow
{
    public long Id { get; set; }

    public required string Schedule { get; set; }

    public DateTimeOffset Due { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>first-sight, running, done, failed, skipped.</summary>
    public required string Outcome { get; set; }

    public string? Detail { get; set; }
}
