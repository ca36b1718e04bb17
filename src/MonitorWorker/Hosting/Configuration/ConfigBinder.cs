using System.Reflection;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>Binds the tree to the options, strictly: an unknown key, a wrong type, a value out of range are each a problem with its place.</summary>
/// <param name="home">The config folder: default paths are relative to it.</param>
internal sealed class ConfigBinder(ConfigPlace home, List<ConfigProblem> problems)
{
    public object Bind(Type type, ConfigNode node, string path)
    {
        var made = Activator.CreateInstance(type)!;
        if (node is not ConfigSection section)
        {
            Add(node, path, "is not a section", "{ … }");
            foreach (var property in type.GetProperties()) FullDefault(made, property);
            return made;
        }

        foreach (var (name, value) in section.Keys)
        {
            if (ConfigKeys.Find(type, name) is { } property) Set(made, property, value, ConfigKeys.Join(path, name));
            else Unknown(type, value, path, name);
        }

        foreach (var property in type.GetProperties()) Default(made, property, section, ConfigKeys.Join(path, ConfigKeys.Of(property)));
        return made;
    }

    /// <summary>What a key that is not there means: a problem, a section of defaults, or a path from the config folder.</summary>
    private void Default(object made, PropertyInfo property, ConfigSection section, string key)
    {
        var stated = section.Keys.GetValueOrDefault(ConfigKeys.Of(property));
        if (ConfigKeys.IsRequired(property) && stated is null) Add(section, key, "is missing", Expected(property));
        if (stated is not null)
        {
            FullDefault(made, property);
            return;
        }

        if (ConfigKeys.IsSection(property.PropertyType) && ConfigKeys.IsOptional(property)) return;
        if (ConfigKeys.IsSection(property.PropertyType)) property.SetValue(made, Bind(property.PropertyType, new ConfigSection(home), key));
        else if (property.GetCustomAttribute<ConfigPathAttribute>() is { } path && property.GetValue(made) is string value)
            property.SetValue(made, Resolve(new ConfigScalar(home, value), Found(value, path), path.Kind, key));
    }

    /// <summary>The default where it is there, else the program's own.</summary>
    private string Found(string value, ConfigPathAttribute path) =>
        path.ElseBesideProgram is { } name
        && !Directory.Exists(Path.GetFullPath(value, home.Folder))
        && Path.Combine(AppContext.BaseDirectory, name) is var own
        && Directory.Exists(own) ? own : value;

    /// <summary>A path that could not be read has been told; its default still says where other problems may be found.</summary>
    private void FullDefault(object made, PropertyInfo property)
    {
        if (property.IsDefined(typeof(ConfigPathAttribute)) && property.GetValue(made) is string value && !Path.IsPathFullyQualified(value))
            property.SetValue(made, Path.GetFullPath(value, home.Folder));
    }

    private void Set(object made, PropertyInfo property, ConfigNode node, string key)
    {
        if (ConfigKeys.IsSection(property.PropertyType) && node is ConfigScalar { Value: null } && ConfigKeys.IsOptional(property))
            property.SetValue(made, null);
        else if (ConfigKeys.IsSection(property.PropertyType))
            property.SetValue(made, Bind(property.PropertyType, node, key));
        else if (ConfigKeys.ItemOf(property.PropertyType) is { } itemType)
            property.SetValue(made, Sections(itemType, node, key));
        else if (property.PropertyType == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>))
            property.SetValue(made, Synonyms(node, key));
        else if (property.PropertyType == typeof(IReadOnlyList<string>))
            property.SetValue(made, Texts(node, key));
        else if (property.PropertyType == typeof(IReadOnlyList<int>))
            property.SetValue(made, Numbers(property, node, key));
        else if (node is not ConfigScalar scalar)
            Add(node, key, "is not a single value", Expected(property));
        else if (scalar.IsEmpty)
            SetEmpty(made, property, scalar, key);
        else if (ConfigScalars.TryRead(scalar, property, out var value, out var problem))
            property.SetValue(made, property.GetCustomAttribute<ConfigPathAttribute>() is { } path ? Resolve(scalar, (string)value, path.Kind, key) ?? property.GetValue(made) : value);
        else
            Add(node, key, problem, ConfigScalars.Expected(property, scalar.Value));
    }

    private void SetEmpty(object made, PropertyInfo property, ConfigScalar scalar, string key)
    {
        if (ConfigKeys.IsOptional(property)) property.SetValue(made, null);
        else Add(scalar, key, "is empty", Expected(property));
    }

    private string? Resolve(ConfigScalar scalar, string value, PathKind kind, string key)
    {
        string full;
        try
        {
            full = Path.GetFullPath(value, scalar.Place.Folder);
        }
        catch (ArgumentException)
        {
            Add(scalar, key, "is not a path", "a path relative to this file's folder");
            return null;
        }

        if (kind == PathKind.Folder && !Directory.Exists(full)) Missing("there is no such folder", "a folder");
        if (kind == PathKind.File && !File.Exists(full)) Missing("there is no such file", "a file");
        return full;

        void Missing(string message, string what)
        {
            // Somebody may have written the password where the name of its file belongs.
            var isSecret = key.EndsWith("passwordFile", StringComparison.Ordinal);
            problems.Add(new ConfigProblem(
                scalar.Place.File, scalar.Place.Line, key, isSecret ? null : scalar.Shown, message, $"{what} that is there, relative to {scalar.Place.Folder}"));
        }
    }

    private Array Sections(Type type, ConfigNode node, string key)
    {
        var items = Items(node, key, (item, itemKey) => Bind(type, item, itemKey));
        var made = Array.CreateInstance(type, items.Count);
        for (var index = 0; index < items.Count; index++) made.SetValue(items[index], index);
        return made;
    }

    private List<T> Items<T>(ConfigNode node, string key, Func<ConfigNode, string, T> bind)
    {
        if (node is ConfigList list) return [.. list.Items.Select((item, index) => bind(item, $"{key}[{index}]"))];
        Add(node, key, "is not a list", "[ … ]");
        return [];
    }

    private Dictionary<string, IReadOnlyList<string>> Synonyms(ConfigNode node, string key)
    {
        const string Example = "e.g. { \"累计执行数\": [\"本年支出\"] }";
        if (node is not ConfigSection section)
        {
            Add(node, key, "is not a section", Example);
            return [];
        }

        return section.Keys.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)Texts(pair.Value, $"{key}.{pair.Key}", Example));
    }

    private List<string> Texts(ConfigNode node, string key, string expected = "a text in double quotes") => Items(node, key, (item, itemKey) =>
    {
        if (item is ConfigScalar { Value: string and not "" } scalar) return (string)scalar.Value;
        Add(item, itemKey, "is not a name", expected);
        return "";
    });

    private List<int> Numbers(PropertyInfo property, ConfigNode node, string key) => Items(node, key, (item, itemKey) =>
    {
        var problem = "is not a single value";
        if (item is ConfigScalar scalar && ConfigScalars.TryRead(scalar, property, out var value, out problem)) return (int)value;
        Add(item, itemKey, problem, ConfigScalars.Expected(property));
        return 0;
    });

    private void Unknown(Type type, ConfigNode value, string path, string name)
    {
        problems.Add(ConfigKeys.Unknown(value.Place, type, path, name));
        if (!ConfigKeys.IsPassword(name)) Passwords(value, ConfigKeys.Join(path, name));
    }

    /// <summary>Also inside of what nobody reads: a secret there is read by whoever reads the file.</summary>
    private void Passwords(ConfigNode node, string path)
    {
        if (node is ConfigList list)
        {
            for (var index = 0; index < list.Items.Count; index++) Passwords(list.Items[index], $"{path}[{index}]");
        }
        else if (node is ConfigSection section)
        {
            foreach (var (name, value) in section.Keys)
            {
                if (ConfigKeys.IsPassword(name)) problems.Add(ConfigKeys.Password(value.Place, ConfigKeys.Join(path, name)));
                else Passwords(value, ConfigKeys.Join(path, name));
            }
        }
    }

    private static string Expected(PropertyInfo property) => ConfigKeys.IsSection(property.PropertyType) ? "{ … }"
        : ConfigKeys.ItemOf(property.PropertyType) is not null ? "[ { … } ]"
        : ConfigScalars.Expected(property);

    private void Add(ConfigNode node, string key, string message, string expected) =>
        problems.Add(new ConfigProblem(node.Place.File, node.Place.Line, key, node.Shown, message, expected));
}
