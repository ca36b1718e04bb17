using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>The JSON Schema of <c>monitor.json</c> for editors, made from the options so that it is never behind them.</summary>
public static class ConfigSchema
{
    private static readonly JsonSerializerOptions _readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // The file is read by people and editors, never put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write()
    {
        var schema = Section(typeof(MonitorOptions));
        var properties = (JsonObject)schema["properties"]!;
        properties.Insert(0, "$schema", new JsonObject { ["type"] = "string" });
        properties.Insert(1, "include", new JsonObject
        {
            ["description"] = "Further files of the same form, merged into this one; relative to this file.",
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "string" },
        });
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "MonitorWorker configuration");
        schema.Insert(2, "allowTrailingCommas", true);
        return schema.ToJsonString(_readable) + "\n";
    }

    private static JsonObject Section(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        var properties = new JsonObject();
        foreach (var property in type.GetProperties()) properties[ConfigKeys.Of(property)] = Property(property, property.GetValue(defaults));
        var required = type.GetProperties().Where(ConfigKeys.IsRequired).Select(property => (JsonNode)ConfigKeys.Of(property)).ToArray();
        var section = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (required.Length > 0) section["required"] = new JsonArray(required);
        section["properties"] = properties;
        return section;
    }

    private static JsonObject Property(PropertyInfo property, object? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var made = type switch
        {
            _ when ConfigKeys.IsSection(type) => Section(type),
            _ when ConfigKeys.ItemOf(type) is { } item => new JsonObject { ["type"] = "array", ["items"] = Section(item) },
            _ when type == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>) => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            },
            _ when type == typeof(IReadOnlyList<string>) => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            _ when type == typeof(IReadOnlyList<int>) => new JsonObject
            {
                ["type"] = "array",
                ["items"] = Scalar(property, typeof(int), null),
                ["default"] = new JsonArray([.. ((IReadOnlyList<int>)value!).Select(number => (JsonNode)number)]),
            },
            _ => Scalar(property, type, value),
        };
        if (ConfigKeys.Describe(property) is { Length: > 0 } description) made.Insert(0, "description", description);
        return made;
    }

    private static JsonObject Scalar(PropertyInfo property, Type type, object? value)
    {
        var made = new JsonObject { ["type"] = type == typeof(int) ? "integer" : type == typeof(bool) ? "boolean" : "string" };
        if (type == typeof(DateOnly)) made["pattern"] = @"^(\d{4}-\d{2}-\d{2})?$";
        if (type == typeof(TimeSpan)) made["pattern"] = @"^(\d+\.\d{2}|\d{1,2}):\d{2}(:\d{2})?$";
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
            made["enum"] = new JsonArray([.. allowed.Values.OfType<string>().Select(name => (JsonNode)name)]);
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            made["minimum"] = (int)range.Minimum;
            made["maximum"] = (int)range.Maximum;
        }

        if (value is not null) made["default"] = value is int number ? number : value is bool flag ? flag : Convert.ToString(value, CultureInfo.InvariantCulture);
        return made;
    }
}
