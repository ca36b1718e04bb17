namespace MonitorWorker.Import;

/// <summary>Turns one kind of file into sheets of raw cells. Knows formats, not tables: a new format is a new reader.</summary>
public interface ITableReader
{
    /// <summary>Decided by the first bytes, not by the ending.</summary>
    bool Reads(ReadOnlySpan<byte> firstBytes);

    /// <summary>Sheets in order; the stream must stay open while they are read.</summary>
    /// <exception cref="UnreadableFileException">The file is damaged, protected, or not what it seemed.</exception>
    IEnumerable<SourceSheet> Read(Stream stream);
}
