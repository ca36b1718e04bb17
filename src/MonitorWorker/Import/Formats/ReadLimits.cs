namespace MonitorWorker.Import.Formats;

/// <summary>
/// How much one file may ask of this machine. What is beyond is refused with a reason, never cut off silently. The
/// defaults let every workbook through that a spreadsheet program fills by hand or an office system exports.
/// </summary>
public sealed record ReadLimits
{
    public static ReadLimits Default { get; } = new();

    /// <summary>Bytes that all parts of all archives of a file unpack to. A full sheet of a million rows and ten columns is about 0.5 GiB.</summary>
    public long InflatedBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of a web page or a mail archive, which are held in memory as a whole; they take up to eight times as much.</summary>
    public int HeldBytes { get; init; } = 64 << 20;

    /// <summary>Cells of all formats of a file that cannot be read row by row.</summary>
    public int HeldCells { get; init; } = 5_000_000;

    /// <summary>Characters of a workbook's shared text table, each text counted with sixteen more.</summary>
    public int SharedText { get; init; } = 64 << 20;

    /// <summary>Rows with something in them; a worksheet has no more than 1,048,576.</summary>
    public int RowsPerSheet { get; init; } = 1_100_000;

    /// <summary>Cells of a sheet up to the last one of each row, those filled by merging included.</summary>
    public long CellsPerSheet { get; init; } = 50_000_000;

    /// <summary>Columns with something in them. Formats allow 16,384; no table of an office comes near a thousand.</summary>
    public int Columns { get; init; } = 1_000;

    /// <summary>Characters in a cell; Excel's own limit.</summary>
    public int CellText { get; init; } = 32_767;

    /// <summary>Sheets of a file, all files of an archive together.</summary>
    public int Sheets { get; init; } = 200;

    /// <summary>Entries of an archive, folders included.</summary>
    public int Entries { get; init; } = 1_000;

    /// <summary>Merged ranges of a sheet.</summary>
    public int MergedRanges { get; init; } = 500_000;
}
