using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Newtonsoft.Json.Linq;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>
/// Binds the tree to the options, strictly: an unknown key, a wrong type, a value out of range are each a problem with
/// its place. Keys in the environment match in any case, since shells are not particular.
/// </summary>
internal sealed class ConfigBinder(List<ConfigProblem> problems)
{
    public object Bind(Type type, JToken token, string path)
    {
        var made = Activator.CreateInstance(type)!;
        if (token is not JObject node)
        {
            Add(token, path, "is not a section", "{ … }");
            return made;
        }

        var known = type.GetProperties().ToDictionary(KeyOf, StringComparer.OrdinalIgnoreCase);
        foreach (var property in node.Properties())
        {
            if (path.Length == 0 && property.Name is "$schema") continue;
            var key = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (known.TryGetValue(property.Name, out var target) && (KeyOf(target) == property.Name || IsFromEnvironment(property.Value)))
                Set(made, target, property.Value, path.Length == 0 ? KeyOf(target) : $"{path}.{KeyOf(target)}");
            else
                Unknown(property, key, known.Keys);
        }

        foreach (var (key, target) in known)
        {
            var isRequired = target.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
            if (isRequired && node[key] is null) Add(token, $"{path}.{key}", "is missing", DescribeType(target));
        }

        return made;
    }

    internal static string KeyOf(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private void Set(object made, PropertyInfo target, JToken token, string path)
    {
        var type = Nullable.GetUnderlyingType(target.PropertyType) ?? target.PropertyType;
        if (token.Type == JTokenType.Null)
        {
            // Empty means "not set": optional keys become null, the others keep their default.
            if (IsOptional(target)) target.SetValue(made, null);
            else if (!IsFromEnvironment(token)) Add(token, path, "is null", DescribeType(target));
            return;
        }

        if (type.Namespace == typeof(MonitorOptions).Namespace)
        {
            target.SetValue(made, Bind(type, token, path));
        }
        else if (type == typeof(IReadOnlyList<ScheduleOptions>))
        {
            if (token is JArray list)
                target.SetValue(made, list.Select((item, index) => (ScheduleOptions)Bind(typeof(ScheduleOptions), item, $"{path}[{index}]")).ToList());
            else Add(token, path, "is not a list", "[ { … }, … ]");
        }
        else if (type == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>))
        {
            target.SetValue(made, Synonyms(token, path));
        }
        else if (Scalar(token, target, type, path) is { } value)
        {
            target.SetValue(made, value);
        }
    }

    private object? Scalar(JToken token, PropertyInfo target, Type type, string path)
    {
        var text = token.Type == JTokenType.String ? (string)token! : null;
        object? value = type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(int) => token.Type == JTokenType.Integer ? (int?)Clamp((long)token)
                : IsFromEnvironment(token) && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            _ when type == typeof(TimeSpan) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero ? span : null,
            _ => throw new NotSupportedException($"Options of type {type} cannot be bound."),
        };
        var allowed = target.GetCustomAttribute<AllowedValuesAttribute>();
        var range = target.GetCustomAttribute<RangeAttribute>();
        if (value is null || (allowed is not null && !allowed.Values.Contains(value)) || (range is not null && !range.IsValid(value)))
        {
            Add(token, path, value is null ? "is not of the right type" : "is not allowed", DescribeType(target));
            return null;
        }

        return value is string path1 && target.GetCustomAttribute<ConfigPathAttribute>() is { } pathKind ? ResolvePath(token, path1, pathKind.Kind, path) : value;
    }

    private string ResolvePath(JToken token, string value, PathKind kind, string key)
    {
        var full = Path.GetFullPath(value, ConfigTree.PlaceOf(token).Folder);
        if (kind == PathKind.Folder && !Directory.Exists(full)) Add(token, key, $"there is no folder {full}", "a folder that exists");
        if (kind == PathKind.File && !File.Exists(full)) Add(token, key, $"there is no file {full}", "a file that exists");
        return full;
    }

    private Dictionary<string, IReadOnlyList<string>> Synonyms(JToken token, string path)
    {
        var made = new Dictionary<string, IReadOnlyList<string>>();
        if (token is not JObject node)
        {
            Add(token, path, "is not a section", "{ \"累计执行数\": [\"本年支出\"], … }");
            return made;
        }

        foreach (var property in node.Properties())
        {
            if (property.Value is JArray names && names.All(name => name.Type == JTokenType.String))
                made[property.Name] = [.. names.Select(name => (string)name!)];
            else Add(property.Value, $"{path}.{property.Name}", "is not a list of names", "[\"…\", …]");
        }

        return made;
    }

    private void Unknown(JProperty property, string key, IEnumerable<string> known)
    {
        if (property.Name.Contains("password", StringComparison.OrdinalIgnoreCase))
        {
            var place = ConfigTree.PlaceOf(property.Value);
            problems.Add(new ConfigProblem(place.File, place.Line, key, null, "a password does not belong into the configuration", "mail.passwordFile naming a file with it"));
            return;
        }

        var near = known.OrderBy(name => Distance(name, property.Name)).First();
        var help = key.StartsWith("mailbox", StringComparison.Ordinal) || key.EndsWith(".calendar", StringComparison.Ordinal)
            ? "nothing: this key is for a later version, remove it"
            : Distance(near, property.Name) <= 3 ? $"did you mean {near}?" : $"one of {string.Join(", ", known)}";
        Add(property.Value, key, "is not a key", help, showValue: false);
    }

    private void Add(JToken token, string key, string message, string expected, bool showValue = true)
    {
        var place = ConfigTree.PlaceOf(token);
        var value = showValue && token is JValue scalar ? scalar.ToString(Newtonsoft.Json.Formatting.None) : null;
        problems.Add(new ConfigProblem(place.File, place.Line, key, value, message, expected));
    }

    private static bool IsFromEnvironment(JToken token) => ConfigTree.PlaceOf(token).File == ConfigTree.Environment;

    private static bool IsOptional(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    private static int? Clamp(long number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    private static string DescribeType(PropertyInfo target)
    {
        if (target.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed) return string.Join(" or ", allowed.Values);
        if (target.GetCustomAttribute<RangeAttribute>() is { } range) return $"a whole number {range.Minimum} to {range.Maximum}";
        var type = Nullable.GetUnderlyingType(target.PropertyType) ?? target.PropertyType;
        if (type == typeof(int)) return "a whole number";
        if (type == typeof(DateOnly)) return "a day as \"yyyy-MM-dd\"";
        return type == typeof(TimeSpan) ? "a time as \"hh:mm:ss\" or \"d.hh:mm:ss\", above zero" : "a text in quotes";
    }

    /// <summary>Edits between two words: a misspelled key is told what it probably meant.</summary>
    private static int Distance(string one, string other)
    {
        var costs = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var previous = costs[0];
            costs[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replace = previous + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                previous = costs[j];
                costs[j] = Math.Min(replace, Math.Min(costs[j], costs[j - 1]) + 1);
            }
        }

        return costs[^1];
    }
}
