using System.Text.RegularExpressions;
using MonitorWorker.Import;
using MonitorWorker.Import.Layouts;
using MonitorWorker.Import.Tables;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>The column maps that were read, and what is wrong with those that were not.</summary>
internal sealed record ColumnMapReading(IReadOnlyList<ColumnMap> Maps, IReadOnlyList<ConfigProblem> Problems);

/// <summary>Reads the column maps of a folder, strictly: a misspelled column must not leave figures unread in silence.</summary>
internal sealed class ColumnMapReader
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly string[] _tableKeys = ["table", "columns", "values", "extract", "where", "negative", "subtract", "sumBy", "monthEnd", "until"];
    private readonly TableCatalog _catalog = new();
    private readonly List<ConfigProblem> _problems = [];

    /// <summary>All maps in the order of their file names; without the folder there are none.</summary>
    public static ColumnMapReading Read(string configFolder, string folder)
    {
        var reader = new ColumnMapReader();
        var maps = new List<ColumnMap>();
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        foreach (var path in files)
        {
            if (ConfigFile.Read(path, ConfigPlace.NameOf(configFolder, path), null, reader._problems) is { } tree && reader.Map(tree) is { } map) maps.Add(map);
        }

        return new ColumnMapReading(maps, reader._problems);
    }

    private ColumnMap? Map(ConfigSection tree)
    {
        var before = _problems.Count;
        Known(tree, "", ["name", "title", "description", "tables"]);
        var name = Text(tree, "name", "");
        if (name is null) Add(tree, "name", "is missing", "what receipts call the form");
        var title = tree.Keys.TryGetValue("title", out var told) ? Pattern(told, "title") : null;
        var tables = new List<TableMap>();
        if (tree.Keys.GetValueOrDefault("tables") is ConfigList { Items.Count: > 0 } list)
        {
            for (var index = 0; index < list.Items.Count; index++)
            {
                if (list.Items[index] is not ConfigSection section) Add(list.Items[index], $"tables[{index}]", "is not a section", "{ \"table\": …, \"columns\": … }");
                else if (Table(section, $"tables[{index}]") is { } table) tables.Add(table);
            }
        }
        else
        {
            Add(tree.Keys.GetValueOrDefault("tables") ?? tree, "tables", "names no table", "[ { \"table\": \"执行\", \"columns\": { … } } ]");
        }

        return _problems.Count > before ? null : new ColumnMap(name!, title, tables);
    }

    private TableMap? Table(ConfigSection section, string path)
    {
        var before = _problems.Count;
        Known(section, path, _tableKeys);
        var named = Text(section, "table", path);
        if (_catalog.TableNamed(named ?? "") is not { } table)
        {
            Add(section.Keys.GetValueOrDefault("table") ?? section, path + ".table", "is none of the input tables", string.Join("、", _catalog.Tables.Select(known => known.Name)));
            return null;
        }

        var columns = new Dictionary<string, IReadOnlyList<string>>();
        var optional = new HashSet<string>();
        foreach (var (key, value) in Texts(section, "columns", path))
        {
            var column = key.TrimEnd('?');
            if (!Column(table, column, section.Keys["columns"], $"{path}.columns.{key}")) continue;
            columns[column] = value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (key.EndsWith('?')) optional.Add(column);
        }

        if (columns.Count == 0) Add(section, path + ".columns", "names no column", "{ \"项目编码\": \"项目代码\" }");
        var map = new TableMap(
            table,
            columns,
            optional,
            OfColumns(table, section, "values", path),
            Extracts(table, section, path),
            Patterns(section, "where", path),
            Patterns(section, "negative", path),
            OfColumns(table, section, "subtract", path),
            SumBy(table, section, path),
            Text(section, "monthEnd", path),
            section.Keys.TryGetValue("until", out var until) ? Pattern(until, path + ".until") : null);
        if (map is { MonthEnd: not null, SumBy.Count: 0 }) Add(section.Keys["monthEnd"], path + ".monthEnd", "needs sumBy", "sumBy beside it: [\"单位编码\", \"项目编码\"]");
        if (_problems.Count == before) CheckRequired(map, section, path);
        return _problems.Count > before ? null : map;
    }

    /// <summary>Month and year may come from a title; every other required column must come from somewhere.</summary>
    private void CheckRequired(TableMap map, ConfigSection section, string path)
    {
        var missing = map.Table.Columns
            .Where(column => column.Required && column.Name is not ("截止月份" or "预算年度" or "指标性质"))
            .Select(column => column.Name)
            .Where(column => !map.Columns.ContainsKey(column) && !map.Values.ContainsKey(column) && !map.Extracts.ContainsKey(column))
            .ToList();
        if (missing.Count > 0) Add(section, path, $"says nothing of {string.Join("、", missing)}", $"each required column of {map.Table.Name} in columns, values or extract");
    }

    private Dictionary<string, string> OfColumns(IInputTable table, ConfigSection section, string key, string path) =>
        Texts(section, key, path).Where(pair => Column(table, pair.Key, section.Keys[key], $"{path}.{key}.{pair.Key}")).ToDictionary();

    private List<string> SumBy(IInputTable table, ConfigSection section, string path)
    {
        var columns = new List<string>();
        if (!section.Keys.TryGetValue("sumBy", out var node)) return columns;
        if (node is not ConfigList list)
        {
            Add(node, path + ".sumBy", "is not a list", "[\"单位编码\", \"项目编码\"]");
            return columns;
        }

        foreach (var item in list.Items)
        {
            if (item is ConfigScalar { Value: string column } && Column(table, column, item, path + ".sumBy")) columns.Add(column);
        }

        return columns;
    }

    private Dictionary<string, Extract> Extracts(IInputTable table, ConfigSection section, string path)
    {
        var extracts = new Dictionary<string, Extract>();
        if (!section.Keys.TryGetValue("extract", out var node)) return extracts;
        foreach (var (column, value) in (node as ConfigSection)?.Keys ?? [])
        {
            var key = $"{path}.extract.{column}";
            if (!Column(table, column, node, key)) continue;
            if (value is not ConfigSection part)
            {
                Add(value, key, "is not a section", "{ \"from\": \"辅助核算\", \"pattern\": \"…(…)…\" }");
                continue;
            }

            Known(part, key, ["from", "pattern", "otherwise"]);
            var pattern = part.Keys.TryGetValue("pattern", out var told) ? Pattern(told, key + ".pattern") : null;
            if (Text(part, "from", key) is not { } from || pattern is null) Add(part, key, "needs from and pattern", "{ \"from\": \"辅助核算\", \"pattern\": \"…(…)…\" }");
            else if (pattern.GetGroupNumbers().Length < 2) Add(part, key + ".pattern", "has no group", "brackets around the part that is wanted");
            else extracts[column] = new Extract(from, pattern, Text(part, "otherwise", key));
        }

        return extracts;
    }

    private Dictionary<string, Regex> Patterns(ConfigSection section, string key, string path)
    {
        var patterns = new Dictionary<string, Regex>();
        foreach (var (header, value) in (section.Keys.GetValueOrDefault(key) as ConfigSection)?.Keys ?? [])
        {
            if (Pattern(value, $"{path}.{key}.{header}") is { } pattern) patterns[header] = pattern;
        }

        return patterns;
    }

    private Regex? Pattern(ConfigNode node, string key)
    {
        if (node is ConfigScalar { Value: string { Length: > 0 } text })
        {
            try
            {
                return new Regex(text, RegexOptions.CultureInvariant, _patience);
            }
            catch (ArgumentException)
            {
                // Told below.
            }
        }

        Add(node, key, "is not a pattern", "a regular expression, e.g. ^年度资金总额");
        return null;
    }

    private Dictionary<string, string> Texts(ConfigSection section, string key, string path)
    {
        var texts = new Dictionary<string, string>();
        if (!section.Keys.TryGetValue(key, out var node)) return texts;
        if (node is not ConfigSection pairs)
        {
            Add(node, $"{path}.{key}", "is not a section", "{ … }");
            return texts;
        }

        foreach (var (name, value) in pairs.Keys)
        {
            if (value is ConfigScalar { Value: string { Length: > 0 } text }) texts[name] = text;
            else Add(value, $"{path}.{key}.{name}", "is not a text", "\"…\"");
        }

        return texts;
    }

    private string? Text(ConfigSection section, string key, string path)
    {
        if (!section.Keys.TryGetValue(key, out var node)) return null;
        if (node is ConfigScalar { Value: string { Length: > 0 } text }) return text;
        Add(node, ConfigKeys.Join(path, key), "is not a text", "\"…\"");
        return null;
    }

    private bool Column(IInputTable table, string column, ConfigNode node, string key)
    {
        var names = table.Columns.Select(spec => spec.Name).ToList();
        if (names.Contains(column)) return true;
        Add(node, key, $"is not a column of {table.Name}", Spelling.Nearest(column, names) is { } near ? $"did you mean {near}?" : string.Join("、", names));
        return false;
    }

    private void Known(ConfigSection section, string path, string[] keys)
    {
        foreach (var (key, value) in section.Keys.Where(pair => !keys.Contains(pair.Key)))
            Add(value, ConfigKeys.Join(path, key), "is not known", Spelling.Nearest(key, keys) is { } near ? $"did you mean {near}?" : string.Join(", ", keys));
    }

    private void Add(ConfigNode node, string key, string message, string expected) =>
        _problems.Add(new ConfigProblem(node.Place.File, node.Place.Line, key, node is ConfigScalar ? node.Shown : null, message, expected));
}
