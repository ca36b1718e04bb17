namespace MonitorWorker.Storage.Rows;

/// <summary>A mail that came in, kept as it came, with what it was taken for.</summary>
internal sealed class IncomingRow
{
    public long Id { get; set; }

    /// <summary>Message-ID, or a checksum where there is none: the same mail is never taken in twice.</summary>
    public required string Identity { get; set; }

    public required string Mailbox { get; set; }

    public long? Validity { get; set; }

    public required string Uid { get; set; }

    public DateTimeOffset At { get; set; }

    public string? FromAddress { get; set; }

    public string? FromName { get; set; }

    public required string Subject { get; set; }

    /// <summary>What became of it, one word of <see cref="IncomingOutcome"/>.</summary>
    public required string Outcome { get; set; }

    /// <summary>Why, for people.</summary>
    public required string Detail { get; set; }

    /// <summary>JSON list of the numbers of the alerts that it speaks of; null where it speaks of none.</summary>
    public string? Alerts { get; set; }

    public long Size { get; set; }

    /// <summary>The bytes as they came.</summary>
    public required byte[] Raw { get; set; }

    /// <summary>The mail that answered it; null where none did.</summary>
    public long? ReceiptOutboxId { get; set; }
}

/// <summary>How far a mailbox has been read, and how it does.</summary>
internal sealed class MailboxRow
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public long? Validity { get; set; }

    public long? LastUid { get; set; }

    public DateTimeOffset? LastGoodAt { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    public string? LastError { get; set; }
}

/// <summary>An address at which mails do not arrive.</summary>
internal sealed class AddressMarkRow
{
    public long Id { get; set; }

    /// <summary>Lower case.</summary>
    public required string Address { get; set; }

    public DateTimeOffset Since { get; set; }

    public DateTimeOffset LastAt { get; set; }

    public string? Status { get; set; }

    public required string Detail { get; set; }

    /// <summary>When it was found to work again, or a person said so.</summary>
    public DateTimeOffset? LiftedAt { get; set; }

    public string? LiftedBecause { get; set; }
}

/// <summary>Somebody has handed an alert over to somebody else (转办).</summary>
internal sealed class HandoverRow
{
    public long Id { get; set; }

    public long AlertId { get; set; }

    public AlertRow? Alert { get; set; }

    public int Episode { get; set; }

    public required string FromName { get; set; }

    public required string FromAddress { get; set; }

    public required string ToName { get; set; }

    public required string ToAddress { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>When the new person first replied: from then on the old one is no longer copied.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
}

/// <summary>Somebody says that the figures of an alert are wrong (数据有误).</summary>
internal sealed class DisputeRow
{
    public long Id { get; set; }

    public long AlertId { get; set; }

    public AlertRow? Alert { get; set; }

    public int Episode { get; set; }

    public required string By { get; set; }

    public required string ByAddress { get; set; }

    /// <summary>What was written: the right figure and where it stands.</summary>
    public required string Says { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Last day on which reminders wait for the check.</summary>
    public DateOnly Until { get; set; }
}

/// <summary>Somebody has read a mail and said so (阅).</summary>
internal sealed class ReadMarkRow
{
    public long Id { get; set; }

    /// <summary>The mail that was read.</summary>
    public long? OutboxId { get; set; }

    /// <summary>The alert that it was about; null where it was about several.</summary>
    public long? AlertId { get; set; }

    public required string By { get; set; }

    public required string ByAddress { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>What a reader wants to see in digests.</summary>
internal sealed class ReaderChoiceRow
{
    public long Id { get; set; }

    /// <summary>Lower case.</summary>
    public required string Address { get; set; }

    public bool OnlyRed { get; set; }

    public DateTimeOffset At { get; set; }
}
