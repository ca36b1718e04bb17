using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

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

/// <summary>One rule of a file with its exceptions.</summary>
internal sealed record RuleFileReading(RuleFile Standard, IReadOnlyList<(BudgetScope Where, RuleFile File)> Exceptions);

/// <summary>Reads a rule set file by the readers of the options: strict, so that a misspelled threshold never judges by a default in silence.</summary>
internal sealed class RuleSetReader
{
    private readonly ConfigPlace _home;
    private readonly List<ConfigProblem> _problems = [];

    private RuleSetReader(ConfigPlace home) => _home = home;

    /// <param name="configFolder">Messages name the file as seen from here.</param>
    /// <param name="folder">Where the rule sets are.</param>
    /// <param name="name">Name of the set, that is of its file without .json.</param>
    public static RuleSetReading Read(string configFolder, string folder, string name)
    {
        var path = Path.Combine(folder, name + ".json");
        if (!File.Exists(path))
            return new RuleSetReading(null, null, [new ConfigProblem("--rule-set", 0, name, null, "there is no such rule set", Among(folder, name))]);

        var reader = new RuleSetReader(new ConfigPlace(ConfigPlace.NameOf(configFolder, path), folder, 0));
        if (ConfigFile.Read(path, reader._home.File, null, reader._problems) is not { } tree) return new RuleSetReading(null, null, reader._problems);

        var rules = reader.Read(tree, name, () => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        return new RuleSetReading(rules, rules is null ? null : tree.Keys["effectiveFrom"], [.. reader._problems.OrderBy(problem => problem.Line)]);
    }

    /// <summary>What may be written in place of a name that no file has.</summary>
    public static string Among(string folder, string name)
    {
        var there = Names(folder);
        return there.Count == 0 ? $"a file {name}.json in {folder}" : $"one of {string.Join(", ", there)}";
    }

    /// <summary>The sets that a folder holds.</summary>
    public static IReadOnlyList<string> Names(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    private RuleSet? Read(ConfigSection tree, string name, Func<string> hash)
    {
        MeasureLag(tree);
        var exceptions = RuleOverrides.TakeFrom(tree);
        var read = (RuleSetFile)new ConfigBinder(_home, _problems).Bind(typeof(RuleSetFile), tree, "");
        if (tree.Keys.GetValueOrDefault("name") is ConfigScalar { Value: string and not "" } stated && read.Name != name) Add(stated, "name", "is not the name of the file", $"\"{name}\"");
        var scope = tree.Keys.GetValueOrDefault("scope") is ConfigScalar { Value: string } node ? Scope(node, "scope") : null;
        var steps = Steps(read, tree);
        var rules = new Dictionary<string, RuleFileReading>();
        foreach (var property in typeof(RulesFile).GetProperties())
        {
            var id = ConfigKeys.Of(property);
            if (property.GetValue(read.Rules) is not RuleFile standard || ((ConfigSection)tree.Keys["rules"]).Keys[id] is not ConfigSection section) continue;
            Check(standard, section, $"rules.{id}");
            var exempt = exceptions.Of(id).Select(exception => (Where: Scope(exception.Where, exception.Key + ".where"), File: Bind(property, exception))).ToList();
            rules[id] = new RuleFileReading(standard, [.. exempt.Where(exception => exception.Where is not null).Select(exception => (exception.Where!, exception.File))]);
        }

        if (_problems.Count > 0) return null;
        var statements = new List<IStatementRule>();
        if (read.Rules.StatementMismatch is { } statement) statements.Add(new StatementMismatch(Levels.Parse(statement.Level ?? "yellow")));
        if (read.Rules.TotalMismatch is { } total) statements.Add(new TotalMismatch(Levels.Parse(total.Level ?? "red")));
        return new RuleSet
        {
            Name = read.Name,
            EffectiveFrom = read.EffectiveFrom,
            Description = read.Description ?? "",
            Basis = read.Basis,
            Hash = hash(),
            Scope = scope,
            Steps = steps,
            Lag = rules.TryGetValue("execution-lag", out var lag)
                ? new Scoped<LagLimits>(((LagFile)lag.Standard).Limits, lag.Exceptions.Select(exception => (exception.Where, ((LagFile)exception.File).Limits)))
                : new Scoped<LagLimits>(LagLimits.Default),
            Rules = [.. rules.Where(rule => rule.Value.Standard is LineRuleFile).Select(rule => ToRule(rule.Key, rule.Value, steps))],
            GoalLag = RuleSetGoals.Lag(rules),
            GoalOver = RuleSetGoals.Over(rules),
            GoalRules = [.. RuleSetGoals.Rules(rules)],
            Indicators = (read.Indicators ?? new IndicatorsFile()).ToPolicy(),
            StatementRules = statements,
        };
    }

    /// <summary>What lag goes by where its rule names no measure; before the exceptions, which have it then as well.</summary>
    private static void MeasureLag(ConfigSection tree)
    {
        string[] measures = ["pace", "gap", "yuan"];
        if (tree.Keys.GetValueOrDefault("rules") is not ConfigSection rules || rules.Keys.GetValueOrDefault("execution-lag") is not ConfigSection lag) return;
        if (measures.Any(lag.Keys.ContainsKey)) return;
        var pace = new ConfigSection(lag.Place);
        pace.Keys["red"] = new ConfigScalar(lag.Place, LagLimits.Default.Pace!.Red);
        pace.Keys["yellow"] = new ConfigScalar(lag.Place, LagLimits.Default.Pace.Yellow);
        lag.Keys["pace"] = pace;
    }

    private static IRule ToRule(string id, RuleFileReading read, StepTable? steps)
    {
        var (standard, exceptions) = read;
        return exceptions.Count == 0 && standard is LineRuleFile { Off: false } line && standard.Hold == HoldPeriods.None
            ? line.ToRule(steps)
            : new ScopedRule(id, new Scoped<RuleSetting>(Setting(standard), exceptions.Select(exception => (exception.Where, Setting(exception.File)))));

        RuleSetting Setting(RuleFile file) => new(file.Off ? null : ((LineRuleFile)file).ToRule(steps), file.Hold);
    }

    /// <summary>An exception is the rule's own settings but for what it says. What is wrong with those has been told.</summary>
    private RuleFile Bind(PropertyInfo rule, RuleOverride exception)
    {
        var found = new List<ConfigProblem>();
        var made = (RuleFile)new ConfigBinder(_home, found).Bind(rule.PropertyType, exception.Settings, exception.Key);
        _problems.AddRange(found.Where(problem => !_problems.Exists(told => (told.Line, told.Value, told.Message) == (problem.Line, problem.Value, problem.Message))));
        if (found.Count == 0) Check(made, exception.Settings, exception.Key);
        return made;
    }

    private void Check(RuleFile rule, ConfigSection section, string key)
    {
        foreach (var (name, text) in new[] { ("for", rule.For), ("holdOn", rule.HoldOn) })
        {
            if (!HoldPeriod.TryParse(text, out _)) Add(section.Keys.GetValueOrDefault(name) ?? section, $"{key}.{name}", "is not a period", "\"0\", \"2 checks\" or \"10 days\"");
        }

        // What could not be read has been told, and is not missing.
        foreach (var (name, _) in rule.Sections.Where(section => _problems.Count == 0 && section.Value.All(limit => limit is null)))
            Add(section.Keys.GetValueOrDefault(name) ?? section, $"{key}.{name}", "names no limit", "red, yellow or both");

        foreach (var order in rule.Orders.Where(order => !order.IsKept))
        {
            var place = order.Section is { } inner ? (ConfigSection)section.Keys[inner] : section;
            var blamed = place.Keys.GetValueOrDefault("red") ?? place.Keys.GetValueOrDefault("yellow") ?? place;
            var problem = new ConfigProblem(
                blamed.Place.File,
                blamed.Place.Line,
                order.Section is null ? key : $"{key}.{order.Section}",
                string.Create(CultureInfo.InvariantCulture, $"{order.Low} {order.Lowest}, {order.High} {order.Highest}"),
                "limits are out of order",
                $"{order.Low} ≤ {order.High}");
            if (!_problems.Exists(told => (told.Line, told.Value, told.Message) == (problem.Line, problem.Value, problem.Message))) _problems.Add(problem);
        }
    }

    private StepTable? Steps(RuleSetFile read, ConfigSection tree)
    {
        if (read.Steps.Count == 0 || _problems.Count > 0) return null;
        try
        {
            return new StepTable(read.Steps.Select(step => new Step(step.Month, step.Percent)));
        }
        catch (ArgumentException)
        {
            Add(tree.Keys["steps"], "steps", "are out of order", "months that rise and shares that do not fall, e.g. [{ \"month\": 6, \"percent\": 50 }, { \"month\": 12, \"percent\": 100 }]");
            return null;
        }
    }

    private BudgetScope? Scope(ConfigNode node, string key)
    {
        string? problem = null;
        var scope = node is ConfigScalar { Value: string text } ? BudgetScope.Parse(text, out problem) : null;
        if (scope is null) Add(node, key, problem ?? "is not a 口径", BudgetScope.Expected);
        return scope;
    }

    private void Add(ConfigNode node, string key, string message, string expected) =>
        _problems.Add(new ConfigProblem(node.Place.File, node.Place.Line, key, node.Shown, message, expected));
}
