using MonitorWorker.Import;
using MonitorWorker.Import.Formats;
using MonitorWorker.Replies;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>Reads forms that come with replies as files of the inbox are read, with limits for a page or two.</summary>
internal sealed class FormCells : IFormCells
{
    private static readonly ReadLimits _limits = new()
    {
        InflatedBytes = 32 << 20,
        HeldBytes = 4 << 20,
        HeldCells = 100_000,
        SharedText = 4 << 20,
        RowsPerSheet = 2_000,
        CellsPerSheet = 100_000,
        Columns = 100,
        Sheets = 10,
        Entries = 200,
        MergedRanges = 2_000,
    };

    public IReadOnlyList<IReadOnlyList<string?>> Rows(IncomingFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var content = new MemoryStream(file.Bytes, writable: false);
            return [.. FormatCatalog.Open(content, file.Name, _limits).SelectMany(sheet => sheet.Rows.Select(row => (IReadOnlyList<string?>)[.. row.Cells.Select(CellText.Of)]).ToList())];
        }
        catch (UnreadableFileException)
        {
            // What is no form is a file that somebody sent along; it is kept with the mail.
            return [];
        }
    }
}
