namespace MonitorWorker.Import.Formats;

/// <summary>
/// Turns one kind of file into sheets of raw cells. Knows formats, not tables: a new format is a new reader and a line
/// in <see cref="FileKinds"/>. Hidden rows and sheets are read like others: people hide what is in their way, and what
/// they hide still counts. Rows without any value are passed over; a row's number stays the spreadsheet's own.
/// </summary>
internal interface ITableReader
{
    /// <summary>Sheets in order. A sheet's rows can be read once, before the next sheet is asked for, while the stream is open.</summary>
    /// <param name="content">Seekable, at its start.</param>
    /// <exception cref="UnreadableFileException">The file is damaged, protected, or asks for too much.</exception>
    IEnumerable<SourceSheet> Read(Stream content, Allowance allowance);
}
