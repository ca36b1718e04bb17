using System.Text.RegularExpressions;
using MonitorWorker.Import.Tables;

namespace MonitorWorker.Import.Layouts;

/// <summary>How one of the contract's tables is found in the rows under a header: which column stands where, in which unit, and what holds for all rows.</summary>
internal sealed class TableHeader
{
    /// <summary>As <see cref="PeriodPlace"/>: the header itself names the period.</summary>
    public const string OfColumn = "列名";

    private readonly Dictionary<string, HeaderCell> _columns;
    private readonly Dictionary<string, string> _values;
    private readonly Dictionary<string, AmountUnit> _units = [];
    private readonly Dictionary<string, int> _form = [];
    private readonly AmountUnit _usualUnit;

    public TableHeader(
        IInputTable table,
        Dictionary<string, HeaderCell> columns,
        Dictionary<string, string> values,
        ToldPeriod period,
        string periodPlace,
        AmountUnit usualUnit,
        TableMap? map = null,
        IReadOnlyDictionary<string, int>? form = null)
    {
        Table = table;
        _columns = columns;
        _values = values;
        _usualUnit = usualUnit;
        Period = period;
        PeriodPlace = periodPlace;
        Map = map;
        foreach (var (name, cell) in columns)
        {
            if (cell.Unit is { } unit) _units[name] = AmountUnit.Named(unit);
        }

        foreach (var (name, index) in form ?? new Dictionary<string, int>()) _form[name] = index;
    }

    public IInputTable Table { get; }

    public TableMap? Map { get; }

    /// <summary>What the header, the title or the names say; a row's own columns come first.</summary>
    public ToldPeriod Period { get; }

    public string PeriodPlace { get; }

    public bool PeriodIsOfColumn => PeriodPlace == OfColumn;

    /// <summary>True where the same rows also tell cumulative execution, so that everything in them is as of a month.</summary>
    public bool IsMonthly { get; set; }

    public IReadOnlyDictionary<string, HeaderCell> Columns => _columns;

    public int Found => _columns.Count;

    public bool Has(string column) => _columns.ContainsKey(column) || _values.ContainsKey(column) || Map?.Extracts.ContainsKey(column) == true;

    public int? IndexOf(string column) => _columns.TryGetValue(column, out var cell) ? cell.Index : null;

    /// <summary>Column from 1 in which a person has to look; null where the value comes from elsewhere.</summary>
    public int? NumberOf(string column) =>
        IndexOf(column) is { } index ? index + 1
        : _form.TryGetValue(CellText.Header(Map?.Extracts.GetValueOrDefault(column)?.From ?? column), out var from) ? from + 1
        : null;

    public AmountUnit UnitOf(string column) => _units.GetValueOrDefault(column, _usualUnit);

    public object? Raw(SourceRow row, string column)
    {
        if (Map is not null && Map.Extracts.TryGetValue(column, out var extract))
            return Of(row, extract.From) is not { } text ? null : extract.Pattern.Match(text) is { Success: true } match ? match.Groups[1].Value : extract.Otherwise;
        if (_columns.TryGetValue(column, out var cell)) return cell.Index < row.Cells.Count ? row.Cells[cell.Index] : null;
        return _values.GetValueOrDefault(column);
    }

    /// <summary>A row that the map speaks of.</summary>
    public bool Wants(SourceRow row) => Map is null || Map.Where.All(condition => condition.Key == "*"
        ? row.Cells.Any(cell => CellText.Of(cell) is { } text && condition.Value.IsMatch(text))
        : condition.Value.IsMatch(Of(row, condition.Key) ?? ""));

    public bool IsPaidBack(SourceRow row) => Map is not null && Map.Negative.Any(condition => Of(row, condition.Key) is { } text && condition.Value.IsMatch(text));

    /// <summary>The cell whose amount is to be taken off a column's; null where nothing is.</summary>
    public object? Subtracted(SourceRow row, string column) =>
        Map is not null && Map.Subtract.TryGetValue(column, out var header) && _form.TryGetValue(CellText.Header(header), out var index) && index < row.Cells.Count
            ? row.Cells[index]
            : null;

    public object? Cell(SourceRow row, string header) =>
        _form.TryGetValue(CellText.Header(header), out var index) && index < row.Cells.Count ? row.Cells[index] : null;

    /// <summary>How the rows are read, in words.</summary>
    public IReadOnlyList<string> Describe()
    {
        var lines = new List<string>();
        foreach (var (name, cell) in _columns.OrderBy(column => column.Value.Index))
        {
            var unit = Table.Columns.FirstOrDefault(column => column.Name == name)?.IsAmount == true ? $"，单位{UnitOf(name).Name}" : "";
            lines.Add($"{name} ← {Formats.CellAddress.ColumnName(cell.Index)}列“{Regex.Replace(cell.Raw, @"\s+", "")}”{unit}");
        }

        foreach (var (name, extract) in Map?.Extracts ?? new Dictionary<string, Extract>()) lines.Add($"{name} ← “{extract.From}”中的一部分");
        foreach (var (name, value) in _values.OrderBy(value => value.Key, StringComparer.Ordinal)) lines.Add($"{name} = {value}");
        if (Needs("截止月份") && Period.Month is { } month) lines.Add($"截止月份 = {(Period.Year is { } year ? $"{year}年" : "")}{month}月（取自{PeriodPlace}）");
        if (Needs("预算年度") && Period.Year is { } only) lines.Add($"预算年度 = {only}（取自{PeriodPlace}）");
        return lines;

        bool Needs(string column) => !Has(column) && Table.Columns.Any(spec => spec.Name == column);
    }

    private string? Of(SourceRow row, string header) => CellText.Of(Cell(row, header));
}
