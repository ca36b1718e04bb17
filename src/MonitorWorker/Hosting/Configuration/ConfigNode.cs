using System.Globalization;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>Where something of the configuration stands.</summary>
/// <param name="File">Relative to the config folder, or "environment".</param>
/// <param name="Folder">Relative paths that stand there are relative to this.</param>
/// <param name="Line">From 1; 0 where no line is to blame.</param>
internal sealed record ConfigPlace(string File, string Folder, int Line)
{
    public const string Environment = "environment";

    public bool IsEnvironment => File == Environment;

    /// <summary>How messages call a file: as seen from the config folder; what stands beside that folder goes without the dots.</summary>
    public static string NameOf(string configFolder, string path)
    {
        const string Up = "../";
        var name = Path.GetRelativePath(configFolder, path).Replace(Path.DirectorySeparatorChar, '/');
        return name.StartsWith(Up, StringComparison.Ordinal) && !name.StartsWith(Up + Up, StringComparison.Ordinal) ? name[Up.Length..] : name;
    }
}

/// <summary>One value of the configuration. Each remembers its place, since several files may make one section.</summary>
internal abstract class ConfigNode(ConfigPlace place)
{
    public ConfigPlace Place { get; } = place;

    /// <summary>What may be shown of it in a message. Nothing of the environment: secrets travel there.</summary>
    public virtual string? Shown => null;
}

/// <summary>An object: keys and values, in the order of the file.</summary>
internal sealed class ConfigSection(ConfigPlace place) : ConfigNode(place)
{
    public OrderedDictionary<string, ConfigNode> Keys { get; } = [];
}

/// <summary>A list.</summary>
internal sealed class ConfigList(ConfigPlace place) : ConfigNode(place)
{
    public List<ConfigNode> Items { get; } = [];
}

/// <summary>A text, number, yes or no, or null.</summary>
internal sealed class ConfigScalar(ConfigPlace place, object? value) : ConfigNode(place)
{
    public object? Value { get; } = value;

    /// <summary>Empty means "not set", in a file as in the environment.</summary>
    public bool IsEmpty => Value is null or "";

    public override string? Shown => Place.IsEnvironment ? null : Value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(Value, CultureInfo.InvariantCulture),
    };
}
