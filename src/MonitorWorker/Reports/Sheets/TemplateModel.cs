using System.Diagnostics.CodeAnalysis;

namespace MonitorWorker.Reports.Sheets;

/// <summary>A list that a row of a template is repeated for. It knows its names even where it is empty, so that a misspelt one is found then as well.</summary>
internal sealed record TemplateRows(IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyDictionary<string, object?>> Items)
{
    public static TemplateRows Of(IReadOnlyList<string> names, IEnumerable<object?[]> rows) =>
        new(names, [.. rows.Select(row => names.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))]);
}

/// <summary>The names that a template may use, and what they stand for.</summary>
internal sealed class TemplateModel(IReadOnlyDictionary<string, object> names)
{
    /// <summary>The list of this name; false where it is a single thing, or nothing.</summary>
    public bool TryGetList(string name, [NotNullWhen(true)] out TemplateRows? list)
    {
        list = names.GetValueOrDefault(name) switch
        {
            TemplateRows rows => rows,
            IEnumerable<IReadOnlyDictionary<string, object?>> items => items.ToList() is var all ? new TemplateRows([.. all.SelectMany(item => item.Keys).Distinct()], all) : null,
            _ => null,
        };
        return list is not null;
    }

    /// <param name="item">Of the list that the name's row is repeated for; null where the row is not, or the list is empty.</param>
    /// <exception cref="FormulaException">There is no such name; says which there are.</exception>
    public object? ValueOf(string name, IReadOnlyDictionary<string, object?>? item)
    {
        var parts = name.Split('.');
        if (!names.TryGetValue(parts[0], out var value)) throw Unknown(name, names.Keys);
        if (TryGetList(parts[0], out var list))
        {
            if (parts.Length != 2 || !list.Names.Contains(parts[1])) throw Unknown(name, list.Names.Select(member => $"{parts[0]}.{member}"));
            return item?.GetValueOrDefault(parts[1]);
        }

        for (var depth = 1; depth < parts.Length; depth++)
        {
            if (value is not IReadOnlyDictionary<string, object?> group) throw new FormulaException($"没有“{name}”：“{string.Join('.', parts.Take(depth))}”之下没有别的名称");
            if (!group.TryGetValue(parts[depth], out value!)) throw Unknown(name, group.Keys.Select(member => string.Join('.', parts.Take(depth)) + "." + member));
        }

        return value is IReadOnlyDictionary<string, object?> inner ? throw Unknown(name, inner.Keys.Select(member => $"{name}.{member}")) : value;
    }

    private static FormulaException Unknown(string name, IEnumerable<string> known) => new($"没有“{name}”；可以用的名称：{string.Join("、", known.Order(StringComparer.Ordinal))}");
}
