using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Newtonsoft.Json.Linq;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>The JSON Schema of <c>monitor.json</c> for editors, made from the options so that it is never behind them.</summary>
public static class ConfigSchema
{
    public static string Write()
    {
        var schema = Section(typeof(MonitorOptions));
        schema.AddFirst(new JProperty("title", "MonitorWorker configuration"));
        schema.AddFirst(new JProperty("$schema", "http://json-schema.org/draft-07/schema#"));
        var properties = (JObject)schema["properties"]!;
        properties.AddFirst(new JProperty("include", new JObject
        {
            ["description"] = "Further files of the same form, merged into this one.",
            ["type"] = "array",
            ["items"] = new JObject { ["type"] = "string" },
        }));
        properties.AddFirst(new JProperty("$schema", new JObject { ["type"] = "string" }));
        return schema.ToString() + "\n";
    }

    private static JObject Section(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        var properties = new JObject();
        var required = new JArray();
        foreach (var property in type.GetProperties())
        {
            properties[ConfigBinder.KeyOf(property)] = Property(property, defaults);
            if (property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute))) required.Add(ConfigBinder.KeyOf(property));
        }

        var section = new JObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (required.Count > 0) section["required"] = required;
        return section;
    }

    private static JObject Property(PropertyInfo property, object defaults)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var made = type switch
        {
            _ when type == typeof(int) => new JObject { ["type"] = "integer" },
            _ when type == typeof(IReadOnlyList<ScheduleOptions>) => new JObject { ["type"] = "array", ["items"] = Section(typeof(ScheduleOptions)) },
            _ when type == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>) => new JObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JObject { ["type"] = "array", ["items"] = new JObject { ["type"] = "string" } },
            },
            { Namespace: var room } when room == typeof(MonitorOptions).Namespace => Section(type),
            _ when type == typeof(DateOnly) => new JObject { ["type"] = "string", ["pattern"] = "^\\d{4}-\\d{2}-\\d{2}$" },
            _ => new JObject { ["type"] = "string" },
        };
        if (property.GetCustomAttribute<DescriptionAttribute>() is { } description) made.AddFirst(new JProperty("description", description.Description));
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed) made["enum"] = new JArray(allowed.Values.OfType<object>());
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            made["minimum"] = (int)range.Minimum;
            made["maximum"] = (int)range.Maximum;
        }

        if (property.GetValue(defaults) is { } value and (string or int or TimeSpan)) made["default"] = value is TimeSpan span ? span.ToString() : JToken.FromObject(value);
        return made;
    }
}
