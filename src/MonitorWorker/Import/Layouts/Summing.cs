using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Import.Layouts;

/// <summary>
/// Adds up the rows of an export that has many for one project, and gives one row for each: the sum, or for dated
/// payments what had been spent by the end of each month. A row that cannot be read is refused and not added.
/// </summary>
internal sealed class Summing
{
    private const string Month = "截止月份";
    private readonly TableHeader _header;
    private readonly TableMap _map;
    private readonly string[] _amounts;
    private readonly string[] _carried;
    private readonly Dictionary<string, Group> _groups = [];
    private readonly SortedSet<YearMonth> _months = [];

    public Summing(TableHeader header)
    {
        _header = header;
        _map = header.Map!;
        var specs = header.Table.Columns.Where(column => header.Has(column.Name)).ToList();
        _amounts = [.. specs.Where(column => column.IsAmount).Select(column => column.Name)];
        _carried = [.. specs.Where(column => !column.IsAmount).Select(column => column.Name)];
    }

    public void Add(RowReader row)
    {
        var month = Day(row);
        var amounts = _amounts.Select(column => row.Amount(column)).ToArray();
        var texts = _carried.Select(column => row.Text(column)).ToArray();
        foreach (var column in _map.SumBy.Where(column => _header.Table.Columns.Any(spec => spec.Name == column && spec.Required))) row.Text(column, required: true);
        if (row.IsRefused) return;

        if (month is { } told) _months.Add(told);
        var key = string.Join('\u001F', _map.SumBy.Select(column => row.Text(column) ?? ""));
        if (!_groups.TryGetValue(key, out var group)) _groups[key] = group = new Group(row.Source.Row, texts);
        for (var index = 0; index < amounts.Length; index++)
        {
            if (amounts[index] is { } amount) group.Add(month, index, amount);
        }
    }

    /// <summary>The summed rows, each standing where the first of its parts stands, with its amounts in yuan.</summary>
    public (TableHeader Header, IEnumerable<SourceRow> Rows) Result()
    {
        var names = _carried.Concat(_amounts).Concat(_map.MonthEnd is null ? [] : [Month]).ToList();
        var columns = names.Select((name, index) => (name, Cell: new HeaderCell(index, name, name, name, _amounts.Contains(name) ? "元" : null, default)))
            .ToDictionary(pair => pair.name, pair => pair.Cell);
        return (new TableHeader(_header.Table, columns, [], _header.Period, _header.PeriodPlace, AmountUnit.Named("元")) { IsMonthly = _header.IsMonthly }, Rows());
    }

    private IEnumerable<SourceRow> Rows()
    {
        foreach (var group in _groups.Values)
        {
            if (_map.MonthEnd is null)
            {
                yield return new SourceRow(group.Row, [.. group.Texts, .. Enumerable.Range(0, _amounts.Length).Select(index => Yuan(group.Sum(index, null)))]);
                continue;
            }

            // Payments are cumulative within a year; a project counts from its first month on.
            foreach (var month in _months.Where(month => group.Began(month)))
                yield return new SourceRow(group.Row, [.. group.Texts, .. Enumerable.Range(0, _amounts.Length).Select(index => Yuan(group.Sum(index, month))), month.ToString()]);
        }

        static object? Yuan(Money? money) => money?.ToString();
    }

    private YearMonth? Day(RowReader row)
    {
        if (_map.MonthEnd is not { } date) return null;
        var raw = _header.Cell(row.Row, date);
        if (CellText.Of(raw) is { } text && DateText.TryDay(raw, text, out var day)) return YearMonth.Of(day);
        row.Refuse(date, "不是日期", "如 2024-08-31、20240831 或 2024年8月31日", CellText.Of(raw));
        return null;
    }

    private sealed class Group(int row, string?[] texts)
    {
        private readonly Dictionary<(YearMonth? Month, int Amount), Money> _sums = [];

        public int Row { get; } = row;

        public string?[] Texts { get; } = texts;

        /// <summary>True where something was told of this year by the end of the month.</summary>
        public bool Began(YearMonth month) => _sums.Keys.Any(key => key.Month is { } told && told.Year == month.Year && told <= month);

        public void Add(YearMonth? month, int amount, Money money) => _sums[(month, amount)] = _sums.GetValueOrDefault((month, amount)) + money;

        /// <summary>All of it, or what came from January to a month; null where nothing was told.</summary>
        public Money? Sum(int amount, YearMonth? month)
        {
            var parts = _sums
                .Where(sum => sum.Key.Amount == amount && (month is null || (sum.Key.Month is { } told && told.Year == month.Value.Year && told <= month.Value)))
                .Select(sum => sum.Value.Fen)
                .ToList();
            return parts.Count == 0 ? null : new Money(parts.Sum());
        }
    }
}
