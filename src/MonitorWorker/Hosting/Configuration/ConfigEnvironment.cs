using System.Globalization;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>
/// Lays <c>MonitorWorker__mail__host=…</c> over the files, in any case, since shells and people differ there.
/// <c>MonitorWorker__schedules__0__cron</c> reaches into a list; the place after its last item adds one.
/// </summary>
internal sealed class ConfigEnvironment(string folder, List<ConfigProblem> problems)
{
    private const string Prefix = "MonitorWorker__";
    private readonly ConfigPlace _place = new(ConfigPlace.Environment, folder, 0);
    private readonly HashSet<string> _set = [];

    public void Override(ConfigSection root, IReadOnlyDictionary<string, string?> environment)
    {
        foreach (var (variable, value) in environment.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                Set(root, typeof(MonitorOptions), variable[Prefix.Length..].Split("__"), "", new ConfigScalar(_place, value));
        }
    }

    private void Set(ConfigNode into, Type type, ReadOnlySpan<string> path, string parent, ConfigScalar value)
    {
        switch (into)
        {
            case ConfigSection section when type == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>):
                var word = path[0];
                Enter(type.GetGenericArguments()[1], path, ConfigKeys.Join(parent, path[0]), value, section.Keys.GetValueOrDefault(path[0]), made => section.Keys[word] = made);
                break;
            case ConfigSection section:
                if (ConfigKeys.Find(type, path[0], StringComparison.OrdinalIgnoreCase) is not { } property)
                {
                    problems.Add(ConfigKeys.Unknown(_place, type, parent, path[0]));
                    return;
                }

                // Empty means "not set". A key that is never unset keeps what the files say.
                if (path.Length == 1 && value.IsEmpty && !ConfigKeys.IsOptional(property)) return;
                var name = ConfigKeys.Of(property);
                Enter(property.PropertyType, path, ConfigKeys.Join(parent, name), value, section.Keys.GetValueOrDefault(name), made => section.Keys[name] = made);
                break;
            case ConfigList list:
                if (!int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > list.Items.Count)
                {
                    problems.Add(new ConfigProblem(
                        ConfigPlace.Environment, 0, ConfigKeys.Join(parent, path[0]), null, "is no place in the list", $"a number from 0 to {list.Items.Count}"));
                    return;
                }

                Enter(type.GetGenericArguments()[0], path, $"{parent}[{index}]", value, list.Items.ElementAtOrDefault(index), made => Put(list, index, made));
                break;
        }
    }

    /// <summary>One step further in: to the value itself, or into the section or list that holds it.</summary>
    private void Enter(Type type, ReadOnlySpan<string> path, string key, ConfigScalar value, ConfigNode? existing, Action<ConfigNode> put)
    {
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        var isContainer = isList || ConfigKeys.IsSection(type) || type == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>);
        var variable = Prefix + key.Replace(".", "__", StringComparison.Ordinal).Replace("[", "__", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        switch (path.Length == 1, isContainer)
        {
            case (true, true):
                problems.Add(new ConfigProblem(ConfigPlace.Environment, 0, key, null, "is not a single value", $"{variable}__…"));
                return;
            case (false, false):
                problems.Add(new ConfigProblem(ConfigPlace.Environment, 0, key, null, "has no keys of its own", variable));
                return;
            case (true, false):
                if (_set.Add(key)) put(value);
                else problems.Add(new ConfigProblem(ConfigPlace.Environment, 0, key, null, "is set by two variables that differ in case alone", "one of them"));
                return;
        }

        if (existing is null)
        {
            existing = isList ? new ConfigList(_place) : new ConfigSection(_place);
            put(existing);
        }

        Set(existing, type, path[1..], key, value);
    }

    private static void Put(ConfigList list, int index, ConfigNode value)
    {
        if (index < list.Items.Count) list.Items[index] = value;
        else list.Items.Add(value);
    }
}
