using MonitorWorker.Import.Formats;
using MonitorWorker.Import.Layouts;

namespace MonitorWorker.Import;

/// <summary>
/// Reads one file into facts. A table is known by its header row, wherever it stands; a form that is none of the
/// contract's tables is read by its column map.
/// </summary>
public sealed class FileReader(TableCatalog catalog, AmountUnit defaultUnit)
{
    /// <summary>Reads a whole file into memory.</summary>
    /// <param name="progress">Told the number of rows read so far, every ten thousand.</param>
    public FileReading Read(Stream content, string fileName, long batch, DateTimeOffset importedAt, IProgress<long>? progress = null) =>
        Read(content, fileName, new ImportedFacts(batch), importedAt, progress);

    /// <summary>
    /// Reads a whole file; each fact goes to the sink as soon as its row is read. A file that cannot be read is one problem
    /// with row 0, not an exception.
    /// </summary>
    public FileReading Read(Stream content, string fileName, IFactSink facts, DateTimeOffset importedAt, IProgress<long>? progress = null) =>
        Read(Sheets(content, fileName), fileName, facts, importedAt, progress);

    /// <summary>Reads sheets that come from anywhere; figures name <paramref name="fileName"/> as their file.</summary>
    public FileReading Read(IEnumerable<SourceSheet> sheets, string fileName, IFactSink facts, DateTimeOffset importedAt, IProgress<long>? progress = null)
    {
        var unreadable = false;
        var run = new FileRun(fileName, importedAt, facts, progress);
        var finder = new HeaderFinder(catalog, defaultUnit);
        try
        {
            foreach (var sheet in sheets) new SheetReader(catalog, finder, sheet, run).Read();
        }
        catch (UnreadableFileException e)
        {
            unreadable = true;
            run.Problems.Add(new RowProblem("", 0, null, fileName, e.Message, e.Expected));
        }

        if (run.Problems.Count == 0 && !run.Tables.Exists(table => table.Table is not null))
        {
            run.Problems.Add(new RowProblem(
                "", 0, null, fileName, "没有找到能识别的表头", "表头行含以下某一张表的必填列：" + string.Join("、", catalog.Tables.Select(table => table.Name))));
        }

        return new FileReading(fileName, run.Tables, run.Problems, facts as ImportedFacts ?? new ImportedFacts(facts.Batch)) { IsUnreadable = unreadable, Remarks = run.Remarks, Falls = run.Twins.Falls, Named = run.Named };
    }

    /// <summary>Nothing is opened before the first sheet is asked for, so that what is wrong with a file is told like its rows.</summary>
    private static IEnumerable<SourceSheet> Sheets(Stream content, string fileName)
    {
        foreach (var sheet in FormatCatalog.Open(content, fileName, ReadLimits.Default)) yield return sheet;
    }
}
