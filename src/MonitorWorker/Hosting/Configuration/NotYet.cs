using System.Reflection;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>Names that are kept for later versions: whoever writes one has not misspelled anything and is told so.</summary>
internal static class NotYet
{
    private const string Message = "is not in this version yet";

    public static (string Message, string Fix)? Key(Type section, string name) => (section.Name, name.ToUpperInvariant()) switch
    {
        _ => null,
    };

    public static string? Value(PropertyInfo property, object? value) => (property.DeclaringType?.Name, property.Name, value) switch
    {
        (nameof(DatabaseOptions), nameof(DatabaseOptions.Provider), "postgres") => Message,
        _ => null,
    };
}
