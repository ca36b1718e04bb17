using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>Which keys there are: the properties of the options, in camelCase unless a property names its key.</summary>
internal static class ConfigKeys
{
    public static string Of(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static PropertyInfo? Find(Type section, string name, StringComparison comparison = StringComparison.Ordinal) =>
        section.GetProperties().FirstOrDefault(property => Of(property).Equals(name, comparison));

    public static bool IsSection(Type type) => type.Namespace == typeof(MonitorOptions).Namespace;

    /// <summary>What a list of sections holds; null for anything else.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && IsSection(type.GetGenericArguments()[0])
            ? type.GetGenericArguments()[0]
            : null;

    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>May it be unset, that is null?</summary>
    public static bool IsOptional(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    public static string Describe(PropertyInfo property) => property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    /// <summary>A key that is not one: a password, something of a later version, or a slip of the fingers.</summary>
    public static ConfigProblem Unknown(ConfigPlace place, Type section, string path, string name)
    {
        var key = Join(path, name);
        if (IsPassword(name)) return Password(place, key);
        if (NotYet.Key(section, name) is var (message, fix)) return new ConfigProblem(place.File, place.Line, key, null, message, fix);

        var known = section.GetProperties().Select(Of).ToList();
        var help = Spelling.Nearest(name, known) is { } near ? $"did you mean {near}?"
            : known.Count == 0 ? "{ } without keys"
            : $"one of {string.Join(", ", known)}";
        return new ConfigProblem(place.File, place.Line, key, null, "is not a key", help);
    }

    public static bool IsPassword(string name) =>
        name.Contains("password", StringComparison.OrdinalIgnoreCase) && !name.Equals("passwordFile", StringComparison.OrdinalIgnoreCase);

    /// <summary>Never shows the value.</summary>
    public static ConfigProblem Password(ConfigPlace place, string key)
    {
        // A source's password stands in a file that the source names, the mailbox's in that of the mailbox.
        var instead = key.StartsWith("sources[", StringComparison.Ordinal) && key.IndexOf(']', StringComparison.Ordinal) is > 0 and var end ? key[..(end + 1)]
            : key.StartsWith("mailbox.", StringComparison.Ordinal) ? "mailbox"
            : "mail";
        return new ConfigProblem(
            place.File, place.Line, key, null, "a password does not belong into the configuration", $"{instead}.passwordFile, naming a file whose first line is the password");
    }
}
