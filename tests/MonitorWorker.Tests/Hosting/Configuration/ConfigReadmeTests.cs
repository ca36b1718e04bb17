using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class ConfigReadmeTests
{
    private static readonly string[][] _rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Config, "README.md"))
            .SkipWhile(line => line != "## Keys").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)),
    ];

    private static readonly IReadOnlyList<(string Key, PropertyInfo Property, object? Default)> _keys = [.. Keys(typeof(MonitorOptions), "")];

    [Fact]
    public void The_readme_lists_every_key_in_the_order_of_the_options() =>
        Assert.Equal(_keys.Select(key => $"`{key.Key}`"), _rows.Select(row => row[0]));

    [Fact]
    public void The_readme_says_the_defaults_as_they_are() =>
        Assert.Equal(_keys.Select(key => $"{key.Key} {Default(key.Property, key.Default)}"), _rows.Select(row => $"{row[0].Trim('`')} {row[1]}"));

    [Fact]
    public void The_readme_says_which_values_are_allowed()
    {
        foreach (var (key, property, _) in _keys)
        {
            var values = _rows.Single(row => row[0] == $"`{key}`")[2];
            var allowed = property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.Select(value => $"`{value}`");
            if (allowed is not null) Assert.Equal((key, string.Join(", ", allowed)), (key, values));
            if (property.GetCustomAttribute<RangeAttribute>() is { } range) Assert.EndsWith($"{range.Minimum} to {range.Maximum}", values, StringComparison.Ordinal);
            if (property.GetCustomAttribute<ConfigPathAttribute>() is { } path) Assert.Equal((key, path.Kind is PathKind.Folder or PathKind.File), (key, values.EndsWith("must exist", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_key_has_a_description_for_editors() =>
        Assert.Empty(_keys.Where(key => ConfigKeys.Describe(key.Property).Length == 0).Select(key => key.Key));

    private static IEnumerable<(string Key, PropertyInfo Property, object? Default)> Keys(Type type, string path)
    {
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties())
        {
            var key = ConfigKeys.Join(path, ConfigKeys.Of(property));
            if (ConfigKeys.IsSection(property.PropertyType))
            {
                foreach (var inner in Keys(property.PropertyType, key)) yield return inner;
                continue;
            }

            yield return (key, property, property.GetValue(defaults));
            if (ConfigKeys.ItemOf(property.PropertyType) is not { } item) continue;
            foreach (var inner in Keys(item, $"{key}[]")) yield return inner;
        }
    }

    private static string Default(PropertyInfo property, object? value) => value switch
    {
        _ when ConfigKeys.IsRequired(property) => "required",
        null => "–",
        string text => $"`{text}`",
        bool flag => flag ? "`true`" : "`false`",
        IReadOnlyList<int> numbers => $"`[{string.Join(", ", numbers)}]`",
        IEnumerable => "none",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };
}
