namespace MonitorWorker.Replies;

/// <summary>Reads the cells of a workbook that came with a reply; this room knows no file format.</summary>
public interface IFormCells
{
    /// <returns>Rows of all sheets in order, each with the text of its cells, dates as yyyy-MM-dd; empty where the file is no workbook, is damaged or too large. Never throws for what stands in a file.</returns>
    IReadOnlyList<IReadOnlyList<string?>> Rows(IncomingFile file);
}
