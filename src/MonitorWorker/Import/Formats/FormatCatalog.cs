namespace MonitorWorker.Import.Formats;

/// <summary>The one way into a file of whatever format: told by its content, never by the ending of its name.</summary>
public static class FormatCatalog
{
    /// <summary>Endings of names under which tables come. They choose what to look at in a folder, never how it is read.</summary>
    public static IReadOnlyList<string> Endings { get; } =
        [".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".et", ".ett", ".xlsb", ".csv", ".txt", ".tsv", ".htm", ".html", ".mht", ".mhtml", ".xml", ".zip"];

    /// <summary>Sheets in order; each sheet's rows can be read once, before the next sheet is asked for, while the stream is open.</summary>
    /// <param name="content">Seekable.</param>
    /// <param name="fileName">For telling leftovers of office programs apart; no format is guessed from it.</param>
    /// <exception cref="UnreadableFileException">
    /// At once or while sheets and rows are read: not a table, damaged, protected by a password, or beyond the limits.
    /// </exception>
    public static IEnumerable<SourceSheet> Open(Stream content, string fileName, ReadLimits limits) =>
        Open(content, fileName, new Allowance(limits), archives: 0);

    /// <param name="archives">How many archives this content stands in.</param>
    internal static IEnumerable<SourceSheet> Open(Stream content, string fileName, Allowance allowance, int archives)
    {
        content.Position = 0;
        var reader = Damage.Told(() => FileKinds.ReaderOf(content, fileName, archives));
        content.Position = 0;
        return Sheets(reader, content, allowance);
    }

    private static IEnumerable<SourceSheet> Sheets(ITableReader reader, Stream content, Allowance allowance)
    {
        foreach (var sheet in Damage.Told(Damage.Told(() => reader.Read(content, allowance))))
        {
            allowance.Sheet();
            yield return sheet with { Rows = Rows(sheet.Rows, allowance) };
        }
    }

    private static IEnumerable<SourceRow> Rows(IEnumerable<SourceRow> rows, Allowance allowance)
    {
        var count = 0;
        var cells = 0L;
        foreach (var row in Damage.Told(rows))
        {
            allowance.Rows(++count, cells += row.Cells.Count);
            yield return row;
        }
    }
}
