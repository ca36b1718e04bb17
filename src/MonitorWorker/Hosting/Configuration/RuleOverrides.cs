namespace MonitorWorker.Hosting.Configuration;

/// <summary>An exception to a rule as it stands in the file.</summary>
/// <param name="Key">Its key with its path: <c>rules.execution-lag.overrides[0]</c>.</param>
/// <param name="Where">The 口径, or what stands in its place.</param>
/// <param name="Settings">The rule's own settings with those of the exception over them.</param>
internal sealed record RuleOverride(string Key, ConfigNode Where, ConfigSection Settings);

/// <summary>The <c>overrides</c> of all rules of a file, taken out of its tree before the rest is bound.</summary>
internal sealed class RuleOverrides
{
    private const string List = "overrides";
    private readonly Dictionary<string, List<RuleOverride>> _byRule = [];

    public IReadOnlyList<RuleOverride> Of(string rule) => _byRule.GetValueOrDefault(rule) ?? [];

    public static RuleOverrides TakeFrom(ConfigSection tree)
    {
        var taken = new RuleOverrides();
        if (tree.Keys.GetValueOrDefault("rules") is not ConfigSection rules) return taken;
        foreach (var (id, node) in rules.Keys)
        {
            if (node is not ConfigSection rule || rule.Keys.GetValueOrDefault(List) is not ConfigList list) continue;
            // What is no section, or says nothing of where, stays for the binder to refuse.
            if (list.Items.Exists(item => item is not ConfigSection)) continue;
            rule.Keys.Remove(List);
            taken._byRule[id] = [.. list.Items.Select((item, index) => Read((ConfigSection)item, rule, $"rules.{id}.{List}[{index}]"))];
        }

        return taken;
    }

    private static RuleOverride Read(ConfigSection item, ConfigSection rule, string key)
    {
        var where = item.Keys.GetValueOrDefault("where") ?? item;
        item.Keys.Remove("where");
        return new RuleOverride(key, where, Merge(rule, item));
    }

    private static ConfigSection Merge(ConfigSection under, ConfigSection over)
    {
        var merged = new ConfigSection(over.Place);
        foreach (var (name, value) in under.Keys) merged.Keys[name] = value;
        foreach (var (name, value) in over.Keys)
            merged.Keys[name] = value is ConfigSection inner && under.Keys.GetValueOrDefault(name) is ConfigSection known ? Merge(known, inner) : value;
        return merged;
    }
}
