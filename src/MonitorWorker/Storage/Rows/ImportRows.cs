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
}

/// <summary>A refused row or an unread file, kept so that nothing is lost.</summary>
internal sealed class RowProblemRow
{
    public long Id { get; set; }

    public long BatchId { get; set; }

    public required string Sheet { get; set; }

    public int Row { get; set; }

    public string? Column { get; set; }

    public string? Value { get; set; }

    public required string Reason { get; set; }

    public required string Expected { get; set; }
}
