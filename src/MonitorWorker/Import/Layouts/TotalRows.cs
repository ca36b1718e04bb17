using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Import.Layouts;

/// <summary>
/// Checks the total rows under one header against their parts, column by column. A total may stand below its parts or
/// above them; of which it is tells where the first part stands. A column with a part that is no number is not checked.
/// </summary>
internal sealed class TotalRows(IReadOnlyList<AmountColumn> columns)
{
    private static readonly HashSet<string> _subtotals = ["小计", "本页小计", "分类小计"];
    private static readonly HashSet<string> _grandTotals = ["合计", "总计", "共计", "合计数", "总合计", "本页合计"];
    private static readonly HashSet<string> _ofWhich = ["其中", "其中:", "其中："];
    private const int UsualPlaces = 2;
    private readonly Sums[] _group = [.. columns.Select(_ => new Sums())];
    private readonly Sums[] _all = [.. columns.Select(_ => new Sums())];
    private TotalRow? _openGroup;
    private TotalRow? _openAll;

    /// <summary>The word that makes a row a total; only a whole cell that says so does, since a project may be called 合计工程.</summary>
    public static string? WordOf(string? cell) =>
        cell?.Replace(" ", "", StringComparison.Ordinal) is { } word && (_subtotals.Contains(word) || _grandTotals.Contains(word) || _ofWhich.Contains(word)) ? word : null;

    public void AddPart(SourceRow row)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var raw = columns[index].Of(row);
            var (amount, places) = (CellNumber.Read(raw), Places(raw));
            _group[index].Add(amount, places);
            _all[index].Add(amount, places);
        }
    }

    /// <summary>Takes a total row; gives those totals that can be judged now.</summary>
    public IEnumerable<JudgedTotal> AddTotal(SourceRow row, string word)
    {
        if (_ofWhich.Contains(word)) return [];
        var total = new TotalRow(row, word);
        if (_subtotals.Contains(word)) return Close(total, _group, ref _openGroup);

        var wrong = _openGroup is { } open ? [.. Judge(open, _group)] : new List<JudgedTotal>();
        _openGroup = null;
        wrong.AddRange(Close(total, _all, ref _openAll));
        Clear(_group);
        return wrong;
    }

    /// <summary>Judges the totals that stand above their parts.</summary>
    public IEnumerable<JudgedTotal> End() =>
        [.. _openGroup is { } group ? Judge(group, _group) : [], .. _openAll is { } all ? Judge(all, _all) : []];

    private List<JudgedTotal> Close(TotalRow total, Sums[] sums, ref TotalRow? open)
    {
        if (open is not null)
        {
            // Totals stand above their parts here: this one begins the next group.
            var judged = Judge(open, sums);
            Clear(sums);
            open = total;
            return judged;
        }

        if (sums.All(sum => sum.Rows == 0))
        {
            open = total;
            return [];
        }

        var wrong = Judge(total, sums);
        Clear(sums);
        return wrong;
    }

    private List<JudgedTotal> Judge(TotalRow total, Sums[] sums)
    {
        var judged = new List<JudgedTotal>();
        for (var index = 0; index < columns.Count; index++)
        {
            var (sum, column) = (sums[index], columns[index]);
            if (sum.IsUnknown || sum.Parts == 0 || CellNumber.Read(column.Of(total.Row)) is not { Value: { } stated }) continue;
            var places = Math.Max(sum.Places, Places(column.Of(total.Row)));
            var half = 0.5m;
            for (var place = 0; place < places; place++) half /= 10;
            judged.Add(new JudgedTotal(total.Row.Number, total.Word, column, stated, sum.Value, sum.Parts, Math.Abs(stated - sum.Value) <= half * (sum.Parts + 1)));
        }

        return judged;
    }

    private static void Clear(Sums[] sums)
    {
        foreach (var sum in sums) sum.Clear();
    }

    /// <summary>Text shows how far it was rounded; a spreadsheet's number is what was typed, and amounts have two places.</summary>
    private static int Places(object? raw)
    {
        int written = CellNumber.Read(raw).Value?.Scale ?? 0;
        return raw is double ? Math.Max(written, UsualPlaces) : written;
    }

    private sealed record TotalRow(SourceRow Row, string Word);

    private sealed class Sums
    {
        public int Rows { get; private set; }

        public int Parts { get; private set; }

        public decimal Value { get; private set; }

        public int Places { get; private set; }

        public bool IsUnknown { get; private set; }

        public void Add(CellNumber amount, int places)
        {
            Rows++;
            if (amount.IsUnreadable) IsUnknown = true;
            if (amount.Value is not { } value || Math.Abs(value) > 1e15m) return;
            Parts++;
            Value += value;
            Places = Math.Max(Places, places);
        }

        public void Clear() => (Rows, Parts, Value, Places, IsUnknown) = (0, 0, 0, 0, false);
    }
}

/// <summary>A column of amounts under a header.</summary>
/// <param name="Index">From 0.</param>
internal sealed record AmountColumn(string Header, int Index, AmountUnit Unit)
{
    public object? Of(SourceRow row) => Index < row.Cells.Count ? row.Cells[Index] : null;
}

/// <summary>A total beside the sum of its parts, in the unit of its column.</summary>
internal sealed record JudgedTotal(int Row, string Word, AmountColumn Column, decimal Stated, decimal Computed, int Parts, bool Agrees)
{
    public SheetTotal ToFact(long batch, ToldPeriod period, SourceRef source) => new(
        batch,
        period.Year,
        period is { Year: { } year, Month: { } month } ? new YearMonth(year, month) : null,
        Column.Header,
        Word,
        Column.Unit.ToMoney(Stated),
        Column.Unit.ToMoney(Computed),
        Column.Unit.Name,
        Parts,
        Agrees,
        source);
}
