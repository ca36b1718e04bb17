using System.Collections;
using System.Globalization;
using System.Text.Json;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>One key that says something else than before.</summary>
/// <param name="Key">With its path; sections of a list go by their names: <c>routes[leaders].to</c>.</param>
/// <param name="Before">Null where it was not set.</param>
/// <param name="After">Null where it is not set any more.</param>
internal sealed record ConfigChange(string Key, string? Before, string? After)
{
    private const int Longest = 80;

    /// <summary>What stands for a value that is not shown: a secret may stand in a connection string, and a query is long.</summary>
    private const string Hidden = "(not shown)";

    private static readonly JsonDocumentOptions _lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>For people.</summary>
    public string Said => Before == Hidden || After == Hidden ? $"{Key}已改" : $"{Key}由{Shown(Before, "空")}改为{Shown(After, "空")}";

    public override string ToString() => Before == Hidden || After == Hidden ? $"{Key} changed" : $"{Key} {Shown(Before)} → {Shown(After)}";

    /// <summary>The same without what may not be told; a section of a list that is named so goes by the list alone.</summary>
    /// <param name="isNamed">Does a text name what may not be told?</param>
    public ConfigChange Without(Func<string, bool> isNamed) =>
        isNamed(Key) ? new ConfigChange(Key.Split('[')[0], Hidden, Hidden) : isNamed(Before ?? "") || isNamed(After ?? "") ? new ConfigChange(Key, Hidden, Hidden) : this;

    /// <summary>The options that differ, in the order of the options.</summary>
    public static IReadOnlyList<ConfigChange> Of(MonitorOptions before, MonitorOptions after)
    {
        var (one, other) = (new OrderedDictionary<string, string?>(), new OrderedDictionary<string, string?>());
        Flatten(before, "", one);
        Flatten(after, "", other);
        return Compare(one, other);
    }

    /// <summary>The keys of a JSON file that differ; none where it cannot be read, or is no object.</summary>
    /// <param name="before">Null where there was none.</param>
    /// <param name="after">Null where there is none any more.</param>
    public static IReadOnlyList<ConfigChange> Of(byte[]? before, byte[]? after)
    {
        try
        {
            return Compare(Flatten(before), Flatten(after));
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static List<ConfigChange> Compare(OrderedDictionary<string, string?> before, OrderedDictionary<string, string?> after) =>
    [
        .. before.Keys.Union(after.Keys)
            .Select(key => (Key: key, Before: before.GetValueOrDefault(key), After: after.GetValueOrDefault(key)))
            .Where(pair => pair.Before != pair.After && !pair.Key.EndsWith(']'))
            // Of a section that is new or gone the list of names tells; what stands in it is in the file.
            .Where(pair => !IsOfOneSide(pair.Key, before, after))
            .Select(pair => IsSecret(pair.Key) ? new ConfigChange(pair.Key, Hidden, Hidden) : new ConfigChange(pair.Key, pair.Before, pair.After)),
    ];

    private static bool IsOfOneSide(string key, OrderedDictionary<string, string?> before, OrderedDictionary<string, string?> after)
    {
        for (var end = key.IndexOf("].", StringComparison.Ordinal); end > 0; end = key.IndexOf("].", end + 1, StringComparison.Ordinal))
        {
            if (before.ContainsKey(key[..(end + 1)]) != after.ContainsKey(key[..(end + 1)])) return true;
        }

        return false;
    }

    private static bool IsSecret(string key) => key.EndsWith("connectionString", StringComparison.Ordinal) || key.EndsWith(".query", StringComparison.Ordinal);

    private static void Flatten(object section, string path, OrderedDictionary<string, string?> into)
    {
        foreach (var property in section.GetType().GetProperties())
        {
            var key = ConfigKeys.Join(path, ConfigKeys.Of(property));
            var value = property.GetValue(section);
            if (!property.CanWrite)
            {
                // Worked out of the others.
            }
            else if (ConfigKeys.IsSection(property.PropertyType))
            {
                Flatten(value!, key, into);
            }
            else if (ConfigKeys.ItemOf(property.PropertyType) is not null)
            {
                var items = ((IEnumerable)value!).Cast<object>().Select((item, index) => (Name: NameOf(item) ?? index.ToString(CultureInfo.InvariantCulture), Item: item)).ToList();
                // The order counts: of routes the first that takes a finding decides.
                into[key] = string.Join(", ", items.Select(item => item.Name));
                foreach (var (name, item) in items)
                {
                    into[$"{key}[{name}]"] = "";
                    Flatten(item, $"{key}[{name}]", into);
                }
            }
            else
            {
                into[key] = Text(value);
            }
        }
    }

    private static string? NameOf(object item) => (item.GetType().GetProperty("Name") ?? item.GetType().GetProperty("Domain") ?? item.GetType().GetProperty("Scope"))?.GetValue(item) as string;

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        IReadOnlyDictionary<string, IReadOnlyList<string>> words => string.Join("; ", words.Select(word => $"{word.Key}: {string.Join(", ", word.Value)}")),
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(Text)),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static OrderedDictionary<string, string?> Flatten(byte[]? json)
    {
        var into = new OrderedDictionary<string, string?>();
        if (json is null) return into;
        var text = json.AsMemory(json.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble) ? 3 : 0);
        using var document = JsonDocument.Parse(text, _lenient);
        Flatten(document.RootElement, "", into);
        return into;
    }

    private static void Flatten(JsonElement element, string path, OrderedDictionary<string, string?> into)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            into[path] = element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText();
            return;
        }

        foreach (var property in element.EnumerateObject()) Flatten(property.Value, ConfigKeys.Join(path, property.Name), into);
    }

    private static string Shown(string? value, string none = "(not set)")
    {
        if (string.IsNullOrEmpty(value)) return none;
        var line = value.ReplaceLineEndings(" ");
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
