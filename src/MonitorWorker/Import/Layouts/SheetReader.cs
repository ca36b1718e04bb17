using MonitorWorker.Import.Tables;

namespace MonitorWorker.Import.Layouts;

/// <summary>
/// Reads one sheet: rows before a header are titles; a header may take two rows; several tables may follow each other.
/// </summary>
internal sealed class SheetReader(TableCatalog catalog, HeaderFinder finder, SourceSheet sheet, FileRun run)
{
    private readonly SheetContext _context = new(run.File, sheet.Name);
    private int _rows;
    private Section? _section;
    private SourceRow? _previous;
    private (HeaderRow Row, IInputTable Table, string[] Missing)? _nearMiss;

    public void Read()
    {
        try
        {
            foreach (var row in sheet.Rows)
            {
                run.CountRow();
                if (!IsBlank(row)) Read(row);
            }
        }
        catch (UnreadableFileException)
        {
            // What stands before the damage was read and is counted; its totals may have lost parts and are not judged.
            if (_section is not null) run.Tables.AddRange(_section.End(isWhole: false));
            throw;
        }

        if (_section is not null) run.Tables.AddRange(_section.End());
        else if (_rows > 0) NothingRead();
    }

    private void Read(SourceRow row)
    {
        _rows++;
        if (MayBeHeader(row) && TryHeader(row))
        {
            _previous = row;
            return;
        }

        if (_section is null || SheetContext.IsTitle(row)) _context.Learn(row);
        else _section.Read(row);
        _previous = _section is null ? row : null;
    }

    private bool TryHeader(SourceRow row)
    {
        var single = HeaderRow.Of(row);
        var found = finder.Find(single, _context);
        // A group of headers may stand above; below a header that holds, its second row adds to it.
        if (_previous is { } above && (_section is null || _section.IsEmpty))
        {
            var double_ = finder.Find(HeaderRow.Of(above, row), _context);
            if (double_ is not null && IsBetter(double_, found) && IsBetter(double_, _section?.Header)) found = double_;
        }

        if (found is null)
        {
            if (_section is null && _nearMiss is null && finder.NearMiss(single, _context) is { } near) _nearMiss = (single, near.Table, near.Missing);
            return false;
        }

        // A header directly under another one completes it.
        if (_section is { IsEmpty: false } || (_section is not null && _previous is null)) run.Tables.AddRange(_section.End());
        _section = new Section(found, sheet.Name, run);
        return true;
    }

    private static bool IsBetter(FoundHeader one, FoundHeader? other) =>
        other is null || one.Found > other.Found || (one.Found == other.Found && one.Told > other.Told);

    private void NothingRead()
    {
        if (_nearMiss is not { } near)
        {
            run.Tables.Add(new TableReading(null, sheet.Name, _rows, 0, 0) { Note = "没有能识别的表头" });
            return;
        }

        run.Tables.Add(new TableReading(null, sheet.Name, _rows, 0, 0));
        run.Problems.Add(new RowProblem(
            sheet.Name,
            near.Row.Number,
            string.Join("、", near.Missing),
            null,
            $"像是“{near.Table.Name}”表的表头，但缺少列",
            $"“{near.Table.Name}”表的必填列：" + string.Join("、", near.Table.Columns.Where(column => column.Required).Select(column => column.Name))));
    }

    /// <summary>Two names that some header has: asked of every row, so it must be quick.</summary>
    private bool MayBeHeader(SourceRow row)
    {
        var words = 0;
        for (var index = 0; index < row.Cells.Count; index++)
        {
            if (row.Cells[index] is string text && catalog.MayBeName(text) && ++words == 2) return true;
        }

        // The second row of a header may name a single column.
        return words > 0 && _previous is not null;
    }

    private static bool IsBlank(SourceRow row)
    {
        for (var index = 0; index < row.Cells.Count; index++)
        {
            if (CellText.Of(row.Cells[index]) is not null) return false;
        }

        return true;
    }
}
