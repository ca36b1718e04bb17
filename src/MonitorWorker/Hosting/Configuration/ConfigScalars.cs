using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>One value as its key wants it. The environment has texts only, so a number, true or false may come as one from there.</summary>
internal static class ConfigScalars
{
    // "24:00:00" and "12" would be 24 and 12 days to a free reading.
    private static readonly string[] _times = [@"h\:mm\:ss", @"hh\:mm\:ss", @"h\:mm", @"hh\:mm", @"d\.hh\:mm\:ss"];

    /// <summary>The value, or why it is none.</summary>
    public static bool TryRead(ConfigScalar scalar, PropertyInfo target, out object value, out string problem)
    {
        var type = TypeOf(target);
        value = Read(scalar, type)!;
        problem = value is null ? type == typeof(string) || type == typeof(int) || type == typeof(decimal) || type == typeof(bool) ? "is not of the right type" : "cannot be read"
            : NotYet.Value(target, value) ?? (IsAllowed(target, value) ? "" : value is int or decimal ? "is out of range" : "is not allowed");
        return problem.Length == 0;
    }

    public static string Expected(PropertyInfo target, object? value = null)
    {
        if (target.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            var names = allowed.Values.OfType<string>().ToList();
            var near = value is string text && NotYet.Value(target, text) is null ? Spelling.Nearest(text, names) : null;
            return near is null || names.Count == 1 ? $"one of {string.Join(", ", names)}" : $"one of {string.Join(", ", names)}; did you mean {near}?";
        }

        if (target.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            var what = TypeOf(target) == typeof(int) ? "a whole number" : "a number";
            return string.Create(CultureInfo.InvariantCulture, $"{what} {range.Minimum}..{range.Maximum}");
        }

        var type = Nullable.GetUnderlyingType(target.PropertyType) ?? target.PropertyType;
        if (type == typeof(bool)) return "true or false, without quotes";
        if (type == typeof(decimal)) return "a number without quotes, e.g. 60 or 62.5";
        if (type == typeof(DateOnly)) return "a day as \"2024-08-31\"";
        return type == typeof(TimeSpan) ? "a time above zero as \"hh:mm:ss\" or \"d.hh:mm:ss\"" : "a text in double quotes";
    }

    /// <summary>Of a list of numbers that of each.</summary>
    private static Type TypeOf(PropertyInfo target) =>
        target.PropertyType == typeof(IReadOnlyList<int>) ? typeof(int) : Nullable.GetUnderlyingType(target.PropertyType) ?? target.PropertyType;

    private static object? Read(ConfigScalar scalar, Type type)
    {
        var text = scalar.Value as string;
        if (type == typeof(string)) return text;
        if (type == typeof(int))
        {
            return scalar.Value is int || !scalar.Place.IsEnvironment ? scalar.Value as int?
                : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        if (type == typeof(bool)) return scalar.Place.IsEnvironment && bool.TryParse(text, out var flag) ? flag : scalar.Value as bool?;
        if (type == typeof(decimal)) return scalar.Value is int whole ? (decimal)whole : scalar.Value as decimal?;
        if (type == typeof(DateOnly))
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        if (type == typeof(TimeSpan))
            return TimeSpan.TryParseExact(text, _times, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero ? span : null;
        throw new NotSupportedException($"Options of type {type} cannot be read.");
    }

    private static bool IsAllowed(PropertyInfo target, object value) =>
        target.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(value));
}
