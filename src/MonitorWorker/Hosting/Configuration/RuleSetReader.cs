using System.Security.Cryptography;
using MonitorWorker.Rules;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>A rule set as it was read, or why there is none.</summary>
/// <param name="EffectiveFrom">Where its first day stands.</param>
internal sealed record RuleSetReading(RuleSet? Rules, ConfigNode? EffectiveFrom, IReadOnlyList<ConfigProblem> Problems)
{
    /// <summary>A set that judges days before its own first day is used, and said to be.</summary>
    public ConfigProblem? Warning(DateOnly judged) => Rules is { } rules && EffectiveFrom is { } since && rules.EffectiveFrom > judged
        ? new ConfigProblem(
            since.Place.File,
            since.Place.Line,
            "effectiveFrom",
            since.Shown,
            FormattableString.Invariant($"the set is not in force yet, and {judged:yyyy-MM-dd} is judged by it"),
            FormattableString.Invariant($"a day not after {judged:yyyy-MM-dd}, or in rules.ruleSet the name of the set of that day"))
        : null;
}

/// <summary>Reads a rule set file by the readers of the options: strict, so that a misspelled threshold never judges by a default in silence.</summary>
internal static class RuleSetReader
{
    /// <param name="configFolder">Messages name the file as seen from here.</param>
    /// <param name="folder">Where the rule sets are.</param>
    public static RuleSetReading Read(string configFolder, string folder, string name)
    {
        var path = Path.Combine(folder, name + ".json");
        if (!File.Exists(path))
            return new RuleSetReading(null, null, [new ConfigProblem("--rule-set", 0, name, null, "there is no such rule set", Among(folder, name))]);

        var problems = new List<ConfigProblem>();
        var home = new ConfigPlace(ConfigPlace.NameOf(configFolder, path), folder, 0);
        if (ConfigFile.Read(path, home.File, null, problems) is not { } tree) return new RuleSetReading(null, null, problems);

        var read = (RuleSetFile)new ConfigBinder(home, problems).Bind(typeof(RuleSetFile), tree, "");
        if (tree.Keys.GetValueOrDefault("name") is ConfigScalar { Value: string and not "" } stated && read.Name != name) problems.Add(Problem(stated, "name", "is not the name of the file", $"\"{name}\""));
        if (read.Rules.ExecutionLag is { } lag && Section(tree, "rules") is { } rules && Section(rules, "execution-lag") is { } place) CheckLimits(lag, place, problems);
        return problems.Count > 0
            ? new RuleSetReading(null, null, [.. problems.OrderBy(problem => problem.Line)])
            : new RuleSetReading(read.ToRuleSet(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))), tree.Keys["effectiveFrom"], []);
    }

    /// <summary>What may be written in place of a name that no file has.</summary>
    public static string Among(string folder, string name)
    {
        var there = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToList()
            : [];
        return there.Count == 0 ? $"a file {name}.json in {folder}" : $"one of {string.Join(", ", there)}";
    }

    private static void CheckLimits(LagFile lag, ConfigSection place, List<ConfigProblem> problems)
    {
        const string Key = "rules.execution-lag";
        var (red, yellow) = (place.Keys.GetValueOrDefault("red"), place.Keys.GetValueOrDefault("yellow"));
        // What is no number has been told; its default stands in for it here and is nobody's mistake.
        if (new[] { red, yellow }.Any(limit => limit is not (null or ConfigScalar { Value: int or decimal }))) return;

        var before = problems.Count;
        foreach (var (name, node, limit) in new[] { ("red", red, lag.Red), ("yellow", yellow, lag.Yellow) })
        {
            if (node is not null && limit is <= 0 or > 100) problems.Add(Problem(node, $"{Key}.{name}", "is out of range", "above 0, up to 100 (percent of scheduled progress)"));
        }

        if (problems.Count > before || lag.Red <= lag.Yellow) return;
        var blamed = red ?? yellow ?? place;
        problems.Add(new ConfigProblem(
            blamed.Place.File,
            blamed.Place.Line,
            Key,
            FormattableString.Invariant($"red {lag.Red}, yellow {lag.Yellow}"),
            "limits are out of order",
            "0 < red ≤ yellow ≤ 100 (percent of scheduled progress; unset, red is 60 and yellow is 80)"));
    }

    private static ConfigSection? Section(ConfigSection of, string key) => of.Keys.GetValueOrDefault(key) as ConfigSection;

    private static ConfigProblem Problem(ConfigNode node, string key, string message, string expected) =>
        new(node.Place.File, node.Place.Line, key, node.Shown, message, expected);
}
