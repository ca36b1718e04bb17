namespace MonitorWorker.Storage.Rows;

/// <summary>One file that was read. Its checksum is unique: the same content under any name changes nothing.</summary>
internal sealed class ImportBatchRow
{
    public long Id { get; set; }

    public required string File { get; set; }

    public required string Sha256 { get; set; }

    public DateTimeOffset ImportedAt { get; set; }

    public int Accepted { get; set; }

    public int Refused { get; set; }

    public ImportState State { get; set; }

    /// <summary>Why it is held, in the words of the receipt; null where it is not.</summary>
    public string? HeldReason { get; set; }
}

/// <summary>Whether an import counts.</summary>
public enum ImportState
{
    /// <summary>Its facts are in force.</summary>
    Imported,

    /// <summary>Something about it is doubtful; its facts wait for a person's word.</summary>
    Held,

    /// <summary>Taken back; its facts stay as history and count for nothing.</summary>
    Undone,
}

/// <summary>What the receipt of one import says, frozen with it; the mail is composed afterwards.</summary>
internal sealed class ReceiptRow
{
    public long Id { get; set; }

    public long BatchId { get; set; }

    /// <summary>JSON.</summary>
    public required string Content { get; set; }

    /// <summary>File name of the copy with its bad cells marked; null where there is none.</summary>
    public string? MarkedName { get; set; }

    public byte[]? Marked { get; set; }

    /// <summary>Null until its mails are in the outbox.</summary>
    public DateTimeOffset? ComposedAt { get; set; }
}

/// <summary>A refused row or an unread file, kept so that nothing is lost.</summary>
internal sealed class RowProblemRow
{
    /// <summary>
    /// <see cref="Reason"/> of a row that is no problem: it remembers that a row which was not taken over asked for a level of disclosure. Then <see cref="Value"/> is its project's code and
    /// <see cref="Expected"/> the level; nobody is shown it.
    /// </summary>
    public const string AskedLevel = "@disclosure";

    public long Id { get; set; }

    public long BatchId { get; set; }

    public required string Sheet { get; set; }

    public int Row { get; set; }

    public string? Column { get; set; }

    public string? Value { get; set; }

    public required string Reason { get; set; }

    public required string Expected { get; set; }
}
