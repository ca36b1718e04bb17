using System.Text.RegularExpressions;
using MonitorWorker.Import.Tables;

namespace MonitorWorker.Import;

/// <summary>A header row recognised as one table's: which column stands where, and in which unit.</summary>
internal sealed partial record Header(IInputTable Table, IReadOnlyDictionary<string, int> Columns, IReadOnlyDictionary<string, AmountUnit> Units)
{
    /// <summary>
    /// The table with the most matching columns among those whose required columns are all present; null for a row
    /// that is no header.
    /// </summary>
    public static Header? Match(SourceRow row, TableCatalog catalog)
    {
        var names = Names(row);
        return names.Count == 0
            ? null
            : catalog.Tables
                .Select(table => Match(names, table, catalog))
                .Where(header => header is not null)
                .MaxBy(header => header!.Columns.Count);
    }

    /// <summary>The table that a row nearly names, with the columns it lacks: for a message that helps.</summary>
    public static (IInputTable Table, string[] Missing)? NearMiss(SourceRow row, TableCatalog catalog)
    {
        var names = Names(row);
        var nearest = catalog.Tables
            .Select(table => (Table: table, Missing: Missing(names, table, catalog), Found: Find(names, table, catalog).Count))
            .Where(candidate => candidate.Found >= 2 && candidate.Missing.Length > 0)
            .OrderByDescending(candidate => candidate.Found)
            .ThenBy(candidate => candidate.Missing.Length)
            .FirstOrDefault();
        return nearest.Table is null ? null : (nearest.Table, nearest.Missing);
    }

    private static Header? Match(List<(string Name, string? Unit, int Index)> names, IInputTable table, TableCatalog catalog)
    {
        if (Missing(names, table, catalog).Length > 0) return null;

        var found = Find(names, table, catalog);
        return new Header(
            table,
            found.ToDictionary(pair => pair.Key, pair => pair.Value.Index),
            found.Where(pair => pair.Value.Unit is not null).ToDictionary(pair => pair.Key, pair => AmountUnit.Named(pair.Value.Unit!)));
    }

    private static string[] Missing(List<(string Name, string? Unit, int Index)> names, IInputTable table, TableCatalog catalog)
    {
        var found = Find(names, table, catalog);
        var missing = table.Columns.Where(column => column.Required && !found.ContainsKey(column.Name)).Select(column => column.Name).ToList();
        missing.AddRange(table.OneOf.Where(group => !Array.Exists(group, found.ContainsKey)).Select(group => string.Join("或", group)));
        return [.. missing];
    }

    private static Dictionary<string, (int Index, string? Unit)> Find(
        List<(string Name, string? Unit, int Index)> names, IInputTable table, TableCatalog catalog)
    {
        var found = new Dictionary<string, (int Index, string? Unit)>();
        foreach (var (name, unit, index) in names)
        {
            if (catalog.ColumnNamed(table, name) is { } column && (unit is null || column.IsAmount)) found.TryAdd(column.Name, (index, unit));
        }

        return found;
    }

    private static List<(string Name, string? Unit, int Index)> Names(SourceRow row)
    {
        var names = new List<(string Name, string? Unit, int Index)>();
        for (var index = 0; index < row.Cells.Count; index++)
        {
            if (row.Cells[index] is not string text) continue;
            var name = CellText.Header(text);
            if (name.Length is 0 or > 60) continue;
            var unit = UnitInBrackets().Match(name);
            names.Add(unit.Success ? (name[..unit.Index], unit.Groups[1].Value, index) : (name, null, index));
        }

        return names;
    }

    // Full-width brackets are half-width already: headers are compared in compatibility form.
    [GeneratedRegex(@"\((?:单位[:：])?(元|万元|亿元)\)$")]
    private static partial Regex UnitInBrackets();
}
