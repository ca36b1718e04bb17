using System.Globalization;

namespace MonitorWorker.Import.Marking;

/// <summary>
/// Makes the copy of a file in which the clerk sees what to correct: the same cells in the same places, the wrong ones filled and
/// commented, so that the corrected copy can be dropped again. A workbook of the newer kind keeps all it holds; anything else
/// becomes a plain workbook with the same rows.
/// </summary>
/// <param name="read">Reads an original that is no .xlsx into its sheets.</param>
public sealed class MarkedCopy(Func<Stream, IEnumerable<SourceSheet>> read)
{
    /// <summary>Bytes. A copy of a larger one would not pass through the mail.</summary>
    public const long LargestOriginal = 20L << 20;

    /// <summary>Rows of all sheets together.</summary>
    public const int MostRows = 100_000;

    /// <summary>More are a fault of the whole file, and nobody corrects them one by one.</summary>
    public const int MostMarks = 500;

    private const string Suffix = "-待更正";

    /// <summary>Never throws for what a file holds: without a copy the result says why.</summary>
    /// <param name="original">Open, and can be sought: it is read from its beginning, twice where it is no .xlsx.</param>
    public MarkedCopyResult Make(Stream original, string fileName, IReadOnlyList<CellMark> marks)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(marks);
        var name = NameOf(fileName);
        try
        {
            return new MarkedCopyResult(name, Copy(original, marks), null);
        }
        catch (CannotMarkException e)
        {
            return new MarkedCopyResult(name, null, e.Message);
        }
        catch (UnreadableFileException e)
        {
            return new MarkedCopyResult(name, null, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a library throws at bytes from outside, the receipt must still leave.
            return new MarkedCopyResult(name, null, "原文件内部结构不完好，无法标注");
        }
    }

    /// <summary>原名-待更正.xlsx; the copy of a copy keeps its name.</summary>
    internal static string NameOf(string fileName)
    {
        var stem = Path.GetFileNameWithoutExtension(fileName.Replace('\\', '/').Split('/')[^1]);
        return (stem.EndsWith(Suffix, StringComparison.Ordinal) ? stem : stem + Suffix) + ".xlsx";
    }

    private byte[] Copy(Stream original, IReadOnlyList<CellMark> marks)
    {
        original.Position = 0;
        if (original.Length > LargestOriginal)
            throw new CannotMarkException(string.Create(CultureInfo.InvariantCulture, $"原文件超过{LargestOriginal >> 20}MB"));

        var copy = new MemoryStream();
        original.CopyTo(copy);
        if (PackageCheck.IsPlainWorkbook(copy)) return WorkbookMarker.Mark(copy, marks);

        original.Position = 0;
        var (plain, names) = PlainWorkbook.Write(read(original));
        return WorkbookMarker.Mark(plain, [.. marks.Where(mark => names.ContainsKey(mark.Sheet)).Select(mark => mark with { Sheet = names[mark.Sheet] })]);
    }
}
