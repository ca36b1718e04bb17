using MonitorWorker.Import.Tables;

namespace MonitorWorker.Import.Layouts;

/// <summary>A header row that was recognised: the tables that are read under it.</summary>
/// <param name="Row">The (lower) header row.</param>
/// <param name="Map">The column map that recognised it; null for the contract's own tables.</param>
/// <param name="Unused">Headers that nothing is read from.</param>
/// <param name="Doubtful">Those among them that name one month of something that is read only as a sum since January.</param>
internal sealed record FoundHeader(
    int Row, ColumnMap? Map, IReadOnlyList<TableHeader> Tables, IReadOnlyList<string> Unused, IReadOnlyList<HeaderCell> Doubtful)
{
    public int Found => Tables.Sum(table => table.Found);

    /// <summary>How many columns say their unit or period.</summary>
    public int Told => Tables.Sum(table => table.Columns.Values.Count(cell => cell.Unit is not null || !cell.Period.IsNothing));
}

/// <summary>Recognises header rows: the office's column maps first, then every contract table whose required columns are all there.</summary>
internal sealed class HeaderFinder(TableCatalog catalog, AmountUnit defaultUnit)
{
    private const string Month = "截止月份";
    private const string Year = "预算年度";

    /// <summary>Null for a row that is no header.</summary>
    public FoundHeader? Find(HeaderRow row, SheetContext context)
    {
        if (row.Cells.Count < 2) return null;
        var (byMap, byName) = (catalog.Maps.Select(map => Find(row, map, context)).OfType<FoundHeader>().MaxBy(found => found.Found), FindTables(row, context));
        // A map must not hide what stands beside the columns that it knows.
        return byMap is null || byName?.Found > byMap.Found ? byName : byMap;
    }

    /// <summary>The table that a row nearly names, with the columns it lacks: for a message that helps.</summary>
    public (IInputTable Table, string[] Missing)? NearMiss(HeaderRow row, SheetContext context)
    {
        var bounds = catalog.Tables.Select(table => Bind(row, table)).ToList();
        var period = Latest(Cells(bounds)).Or(context.Period);
        var nearest = bounds
            .Select(bound => (bound.Table, Missing: Missing(bound, period), Found: bound.Columns.Count))
            .Where(candidate => candidate.Found >= 2 && candidate.Missing.Length > 0)
            .OrderByDescending(candidate => candidate.Found)
            .ThenBy(candidate => candidate.Missing.Length)
            .FirstOrDefault();
        return nearest.Table is null ? null : (nearest.Table, nearest.Missing);
    }

    private FoundHeader? FindTables(HeaderRow row, SheetContext context)
    {
        var bounds = catalog.Tables.Select(table => Bind(row, table)).ToList();
        var latest = Latest(Cells(bounds));
        var tables = bounds
            .Where(bound => Missing(bound, latest.Or(context.Period)).Length == 0)
            .SelectMany(bound => Spread(bound, latest, context))
            .ToList();
        return tables.Count == 0 ? null : Found(row, null, tables);
    }

    private FoundHeader Found(HeaderRow row, ColumnMap? map, List<TableHeader> tables)
    {
        var isMonthly = tables.Exists(table => table.Table.IsMonthly);
        foreach (var table in tables) table.IsMonthly = isMonthly;
        var used = tables.SelectMany(table => table.Columns.Values.Select(cell => cell.Index)).ToHashSet();
        var unused = row.Cells.Where(cell => !used.Contains(cell.Index)).ToList();
        return new FoundHeader(row.Number, map, tables, [.. unused.Select(cell => cell.Raw)], [.. unused.Where(IsDoubtful)]);
    }

    private Bound Bind(HeaderRow row, IInputTable table)
    {
        var columns = new Dictionary<string, List<HeaderCell>>();
        foreach (var cell in row.Cells)
        {
            // The office's own name may hold a month; then it is the column's and no period.
            var (column, found) = catalog.ColumnNamed(table, cell.Whole) is { } whole ? (whole, cell with { Period = default }) : (catalog.ColumnNamed(table, cell.Name), cell);
            if (column is null || (cell.Unit is not null && !column.IsAmount)) continue;
            if (!columns.TryGetValue(column.Name, out var same)) columns[column.Name] = same = [];
            if (same.Count == 0 || (!found.Period.IsNothing && same.TrueForAll(other => other.Period != found.Period && !other.Period.IsNothing))) same.Add(found);
        }

        return new Bound(table, columns);
    }

    /// <summary>The latest period that any column names holds for those that name none: a revised budget beside 1-8月执行数 is that of August.</summary>
    private static ToldPeriod Latest(IEnumerable<HeaderCell> cells) =>
        cells.Select(cell => cell.Period).Where(period => period.Month is not null).OrderBy(period => period.Month).LastOrDefault();

    private static IEnumerable<HeaderCell> Cells(IEnumerable<Bound> bounds) => bounds.SelectMany(bound => bound.Columns.Values).SelectMany(cells => cells);

    /// <summary>One reading for each period that the headers name, so that 1-7月执行数 beside 1-8月执行数 are two months.</summary>
    private IEnumerable<TableHeader> Spread(Bound bound, ToldPeriod latest, SheetContext context)
    {
        var periods = bound.Columns.Values.SelectMany(cells => cells).Select(cell => cell.Period).Where(period => period.Month is not null).Distinct().DefaultIfEmpty();
        foreach (var period in periods)
        {
            var columns = bound.Columns
                .Select(column => (column.Key, Cell: column.Value.Find(cell => cell.Period == period) ?? column.Value.Find(cell => cell.Period.IsNothing)))
                .Where(column => column.Cell is not null)
                .ToDictionary(column => column.Key, column => column.Cell!);
            var told = period.Month is null ? latest : period;
            yield return new TableHeader(
                bound.Table, columns, [], told.Or(context.Period), told.Month is null ? context.PeriodPlace : TableHeader.OfColumn, context.Unit ?? defaultUnit);
        }
    }

    private bool IsDoubtful(HeaderCell cell) =>
        PeriodText.OneMonth(cell.Whole) is { } rest && catalog.Tables.Any(table => catalog.ColumnNamed(table, rest) is { IsAmount: true });

    private static string[] Missing(Bound bound, ToldPeriod period)
    {
        var missing = bound.Table.Columns
            .Where(column => column.Required && !Has(column.Name))
            .Select(column => column.Name)
            .Concat(bound.Table.OneOf.Where(group => !Array.Exists(group, Has)).Select(group => string.Join("或", group)));
        return [.. missing];

        bool Has(string column) => bound.Columns.ContainsKey(column) || column switch
        {
            Year => period.Year is not null,
            Month => period.Month is not null && (period.Year is not null || bound.Columns.ContainsKey(Year)),
            _ => false,
        };
    }

    private FoundHeader? Find(HeaderRow row, ColumnMap map, SheetContext context)
    {
        if (map.Title is { } title && !context.Says(title)) return null;
        var form = new Dictionary<string, int>();
        foreach (var cell in row.Cells)
        {
            form.TryAdd(cell.Whole, cell.Index);
            form.TryAdd(cell.Name, cell.Index);
        }

        var latest = Latest(row.Cells);
        var tables = map.Tables.Select(table => Bind(row, table, form, latest, context)).OfType<TableHeader>().ToList();
        // Without a title the headers alone tell the form: all of them, or it is another one.
        return tables.Count == 0 || (map.Title is null && tables.Count < map.Tables.Count) ? null : Found(row, map, tables);
    }

    private TableHeader? Bind(HeaderRow row, TableMap map, Dictionary<string, int> form, ToldPeriod latest, SheetContext context)
    {
        var columns = new Dictionary<string, HeaderCell>();
        foreach (var (column, headers) in map.Columns)
        {
            var cell = headers.Select(CellText.Header).Select(name => row.Cells.FirstOrDefault(cell => cell.Name == name || cell.Whole == name)).FirstOrDefault(cell => cell is not null);
            if (cell is not null) columns[column] = cell;
            else if (!map.Optional.Contains(column)) return null;
        }

        if (columns.Count == 0 || map.OtherHeaders.Any(header => !form.ContainsKey(CellText.Header(header)))) return null;
        var told = Latest(columns.Values) is { Month: not null } own ? own : latest;
        var all = told.Or(context.Period);
        var values = new Dictionary<string, string>();
        foreach (var (column, value) in map.Values)
        {
            if (Fill(value, all, context) is { } filled) values[column] = filled;
        }

        return new TableHeader(map.Table, columns, values, all, told.Month is null ? context.PeriodPlace : TableHeader.OfColumn, UnitOf(row, columns) ?? context.Unit ?? defaultUnit, map, form);
    }

    /// <summary>Forms write the unit into a label beside the headers: 项目资金（万元）.</summary>
    private static AmountUnit? UnitOf(HeaderRow row, Dictionary<string, HeaderCell> columns) =>
        row.Cells.Except(columns.Values).Select(cell => cell.Unit).OfType<string>().Distinct().ToList() is [var unit] ? AmountUnit.Named(unit) : null;

    /// <summary>Null where what stands in braces is not told.</summary>
    private static string? Fill(string value, ToldPeriod period, SheetContext context)
    {
        if (!value.StartsWith('{') || !value.EndsWith('}')) return value;
        return value[1..^1] switch
        {
            "year" => period.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "month" => period is { Year: { } year, Month: { } month } ? $"{year:0000}-{month:00}" : null,
            var labels => labels.Split('|').Select(context.Beside).FirstOrDefault(text => text is not null),
        };
    }

    private sealed record Bound(IInputTable Table, Dictionary<string, List<HeaderCell>> Columns);
}
