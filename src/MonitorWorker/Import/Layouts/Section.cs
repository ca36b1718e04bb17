using MonitorWorker.Budgets;

namespace MonitorWorker.Import.Layouts;

/// <summary>The rows under one header, read as every table that the header names.</summary>
internal sealed class Section
{
    private readonly FoundHeader _header;
    private readonly FileRun _run;
    private readonly string _sheet;
    private readonly List<Part> _parts;
    private readonly int[] _labels;
    private readonly TotalRows _totals;
    private readonly List<UnitSlips> _slips;
    private bool _ended;
    private SourceRow? _lastPart;

    public Section(FoundHeader header, string sheet, FileRun run)
    {
        (_header, _sheet, _run) = (header, sheet, run);
        _parts = [.. header.Tables.Select(table => new Part(table))];
        _labels = [.. header.Tables.SelectMany(table => table.Table.LabelColumns.Select(table.IndexOf)).OfType<int>().Distinct()];
        var amounts = header.Tables
            .SelectMany(table => table.Table.Columns.Where(column => column.IsAmount).Select(column => (Cell: table.Columns.GetValueOrDefault(column.Name), Unit: table.UnitOf(column.Name), table.Map)))
            .Where(column => column.Cell is not null)
            .DistinctBy(column => column.Cell!.Index)
            .ToList();
        // 填报数 states figures of many kinds in one column, and a form that is read by some of its rows has other sums.
        var makesNoSum = header.Tables.Any(table => table.Table is Tables.StatedFigureTable || table.Map is { Where.Count: > 0 });
        _totals = new TotalRows(makesNoSum ? [] : [.. amounts.Select(column => new AmountColumn(column.Cell!.Raw, column.Cell.Index, column.Unit))]);
        _slips = makesNoSum ? [] : [.. amounts.Where(column => column.Map is not { SumBy.Count: > 0 }).Select(column => new UnitSlips(new AmountColumn(column.Cell!.Raw, column.Cell.Index, column.Unit)))];
        foreach (var cell in header.Doubtful)
            run.Remarks.Add(new RowRemark(sheet, header.Row, cell.Raw, null, $"列“{cell.Raw}”没有读入：看不出是当月数还是从1月起的累计数；累计数请写作“1-8月执行数”或“截至8月执行数”"));
    }

    /// <summary>True until a row has been read.</summary>
    public bool IsEmpty { get; private set; } = true;

    public FoundHeader Header => _header;

    public void Read(SourceRow row)
    {
        if (_ended) return;
        var first = FirstOf(row);
        if (_header.Map is not null && _header.Tables.Any(table => table.Map?.Until?.IsMatch(first ?? "") == true))
        {
            _ended = true;
            return;
        }

        IsEmpty = false;
        if ((TotalRows.WordOf(first) ?? LabelOf(row)) is { } word)
        {
            Tell(_totals.AddTotal(row, word));
            return;
        }

        _lastPart = row;
        _totals.AddPart(row);
        foreach (var slips in _slips) slips.Add(row);
        _run.Named.Add(CellText.Of(Cell(row, "单位编码")), CellText.Of(Cell(row, "项目编码")));
        List<RowProblem>? problems = null;
        foreach (var part in _parts)
        {
            if (!part.Header.Wants(row)) continue;
            part.Rows++;
            var reader = new RowReader(part.Header, row, Source(row.Number), _run.Twins);
            if (part.Summing is { } summing) summing.Add(reader);
            else part.Header.Table.Read(reader, _run.Facts);
            if (!reader.IsRefused)
            {
                part.Accepted++;
                continue;
            }

            part.Refused++;
            // What is wrong with a cell is said once, whatever it was read as.
            problems ??= [];
            problems.AddRange(reader.Problems.Where(problem => !problems.Contains(problem)));
        }

        if (problems is not null) _run.Problems.AddRange(problems);
    }

    /// <param name="isWhole">False where the file broke off among these rows.</param>
    public List<TableReading> End(bool isWhole = true)
    {
        if (isWhole) Tell(_totals.End());
        foreach (var slips in _slips) _run.Remarks.AddRange(slips.Find(_sheet));
        foreach (var summing in _parts.Select(part => part.Summing).OfType<Summing>()) Store(summing);
        return
        [
            .. _parts.Select(part => new TableReading(part.Header.Table.Name, _sheet, part.Rows, part.Accepted, part.Refused)
            {
                HeaderRow = _header.Row,
                Map = _header.Map?.Name,
                Layout = string.Join('\n', Layout(part)),
            }),
        ];
    }

    private static string? FirstOf(SourceRow row)
    {
        for (var index = 0; index < row.Cells.Count; index++)
        {
            if (CellText.Of(row.Cells[index]) is { } text) return text;
        }

        return null;
    }

    private string? LabelOf(SourceRow row)
    {
        foreach (var index in _labels)
        {
            if (index < row.Cells.Count && TotalRows.WordOf(CellText.Of(row.Cells[index])) is { } word) return word;
        }

        return null;
    }

    private IEnumerable<string> Layout(Part part) =>
        part.Header.Describe().Concat(part == _parts[0] && _header.Unused.Count > 0 ? ["没有读的列：" + string.Join("、", _header.Unused)] : []);

    private void Store(Summing summing)
    {
        var (header, rows) = summing.Result();
        foreach (var row in rows)
        {
            var reader = new RowReader(header, row, Source(row.Number), _run.Twins);
            header.Table.Read(reader, _run.Facts);
            _run.Problems.AddRange(reader.Problems);
        }
    }

    private void Tell(IEnumerable<JudgedTotal> totals)
    {
        var period = Period();
        foreach (var total in totals)
        {
            _run.Facts.Add(total.ToFact(_run.Facts.Batch, period, Source(total.Row)));
            if (total.Agrees) continue;
            var computed = total.Computed.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
            var stated = total.Stated.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
            _run.Remarks.Add(new RowRemark(_sheet, total.Row, total.Column.Header, stated, $"{total.Word}不等于各行之和：{total.Parts}行相加是{computed}{total.Column.Unit.Name}"));
        }
    }

    /// <summary>Of the header or a title, else of the rows themselves.</summary>
    private ToldPeriod Period()
    {
        var period = _header.Tables[0].Period;
        if (_lastPart is not { } row) return period;
        if (period.Month is null && Cell(row, "截止月份") is { } cell && CellText.Of(cell) is { } text && DateText.TryMonth(cell, text, out var month))
            period = new ToldPeriod(month.Year, month.Month);
        return period.Year is null && int.TryParse(CellText.Of(Cell(row, "预算年度"))?.TrimEnd('年', '度'), out var year) ? period with { Year = year } : period;
    }

    private object? Cell(SourceRow row, string column)
    {
        foreach (var table in _header.Tables)
        {
            if (table.Raw(row, column) is { } cell) return cell;
        }

        return null;
    }

    private SourceRef Source(int row) => new(_run.File, _sheet, row, _run.ImportedAt);

    private sealed class Part(TableHeader header)
    {
        public TableHeader Header { get; } = header;

        public Summing? Summing { get; } = header.Map is { SumBy.Count: > 0 } ? new Summing(header) : null;

        public int Rows { get; set; }

        public int Accepted { get; set; }

        public int Refused { get; set; }
    }
}
