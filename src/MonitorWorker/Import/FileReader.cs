using MonitorWorker.Budgets;
using MonitorWorker.Import.Formats;

namespace MonitorWorker.Import;

/// <summary>
/// Reads one file into facts. A table is known by its header row, wherever it stands; rows before the first header are
/// titles; several tables may follow each other in one sheet.
/// </summary>
public sealed class FileReader(TableCatalog catalog, AmountUnit defaultUnit)
{
    private static readonly HashSet<string> _totals = ["合计", "小计", "总计", "其中", "其中:", "其中：", "本页小计"];

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
        var reading = new Reading(fileName, importedAt, facts, progress);
        try
        {
            foreach (var sheet in sheets) ReadSheet(sheet, reading);
        }
        catch (UnreadableFileException e)
        {
            unreadable = true;
            reading.Problems.Add(new RowProblem("", 0, null, fileName, e.Message, e.Expected));
        }

        if (reading.Problems.Count == 0 && !reading.Tables.Exists(table => table.Table is not null))
        {
            reading.Problems.Add(new RowProblem(
                "", 0, null, fileName, "没有找到能识别的表头", "表头行含以下某一张表的必填列：" + string.Join("、", catalog.Tables.Select(table => table.Name))));
        }

        return new FileReading(fileName, reading.Tables, reading.Problems, facts as ImportedFacts ?? new ImportedFacts(facts.Batch)) { IsUnreadable = unreadable };
    }

    /// <summary>Nothing is opened before the first sheet is asked for, so that what is wrong with a file is told like its rows.</summary>
    private static IEnumerable<SourceSheet> Sheets(Stream content, string fileName)
    {
        foreach (var sheet in FormatCatalog.Open(content, fileName, ReadLimits.Default)) yield return sheet;
    }

    private void ReadSheet(SourceSheet sheet, Reading reading)
    {
        Section? section = null;
        var nonEmpty = 0;
        (SourceRow Row, Tables.IInputTable Table, string[] Missing)? nearMiss = null;
        foreach (var row in sheet.Rows)
        {
            reading.CountRow();
            if (row.Cells.All(cell => CellText.Of(cell) is null)) continue;

            nonEmpty++;
            if (Header.Match(row, catalog) is { } header)
            {
                if (section is not null) reading.Tables.Add(section.Result(sheet.Name));
                section = new Section(header);
            }
            else if (section is null)
            {
                if (nearMiss is null && Header.NearMiss(row, catalog) is { } near) nearMiss = (row, near.Table, near.Missing);
            }
            else
            {
                ReadRow(section, row, sheet.Name, reading);
            }
        }

        if (section is not null)
        {
            reading.Tables.Add(section.Result(sheet.Name));
        }
        else if (nearMiss is { } near)
        {
            reading.Tables.Add(new TableReading(null, sheet.Name, nonEmpty, 0, 0));
            reading.Problems.Add(new RowProblem(
                sheet.Name,
                near.Row.Number,
                string.Join("、", near.Missing),
                null,
                $"像是“{near.Table.Name}”表的表头，但缺少列",
                $"“{near.Table.Name}”表的必填列：" + string.Join("、", near.Table.Columns.Where(column => column.Required).Select(column => column.Name))));
        }
        else if (nonEmpty > 0)
        {
            reading.Tables.Add(new TableReading(null, sheet.Name, nonEmpty, 0, 0) { Note = "没有能识别的表头" });
        }
    }

    private void ReadRow(Section section, SourceRow row, string sheet, Reading reading)
    {
        var table = section.Header.Table;
        if (IsTotal(section.Header, row)) return;

        section.Rows++;
        var source = new SourceRef(reading.File, sheet, row.Number, reading.ImportedAt);
        var reader = new RowReader(section.Header, row, source, defaultUnit, reading.Twins);
        table.Read(reader, reading.Facts);
        if (reader.IsRefused) section.Refused++;
        else section.Accepted++;
        reading.Problems.AddRange(reader.Problems);
    }

    /// <summary>Only a whole cell that says so makes a total: a project may be called 合计工程.</summary>
    private static bool IsTotal(Header header, SourceRow row) =>
        header.Table.LabelColumns.Any(column => Says(column, header, row))
        || (CellText.Of(row.Cells.Count > 0 ? row.Cells[0] : null) is { } first && _totals.Contains(first.Replace(" ", "", StringComparison.Ordinal)));

    private static bool Says(string column, Header header, SourceRow row) =>
        header.Columns.TryGetValue(column, out var index)
        && index < row.Cells.Count
        && CellText.Of(row.Cells[index]) is { } text
        && _totals.Contains(text.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>The rows under one header.</summary>
    private sealed class Section(Header header)
    {
        public Header Header { get; } = header;

        public int Rows { get; set; }

        public int Accepted { get; set; }

        public int Refused { get; set; }

        public TableReading Result(string sheet) => new(Header.Table.Name, sheet, Rows, Accepted, Refused);
    }

    private sealed class Reading(string file, DateTimeOffset importedAt, IFactSink facts, IProgress<long>? progress)
    {
        private long _rows;

        public string File { get; } = file;

        public DateTimeOffset ImportedAt { get; } = importedAt;

        public IFactSink Facts { get; } = facts;

        public Twins Twins { get; } = new();

        public List<TableReading> Tables { get; } = [];

        public List<RowProblem> Problems { get; } = [];

        public void CountRow()
        {
            if (++_rows % 10_000 == 0) progress?.Report(_rows);
        }
    }
}
