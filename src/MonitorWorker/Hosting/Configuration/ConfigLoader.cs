namespace MonitorWorker.Hosting.Configuration;

/// <summary>
/// Reads <c>monitor.json</c> of a folder once: 1. the files into one tree; 2. the environment over it; 3. the tree into
/// options, strictly; 4. what only makes sense together. All problems of all steps are reported at once, and with one there are no options.
/// </summary>
public static class ConfigLoader
{
    public const string MainFile = "monitor.json";

    /// <param name="environment">Variables of the process; those named <c>MonitorWorker__…</c> override the files.</param>
    public static ConfigResult Load(string configFolder, IReadOnlyDictionary<string, string?> environment)
    {
        var folder = Path.GetFullPath(configFolder);
        var home = new ConfigPlace(MainFile, folder, 0);
        var problems = new List<ConfigProblem>();
        if (ConfigTree.Load(folder, MainFile, problems, out var files) is not { } tree) return WithoutMainFile(home, environment, problems) with { Files = files };

        new ConfigEnvironment(folder, problems).Override(tree, environment);
        var options = (MonitorOptions)new ConfigBinder(home, problems).Bind(typeof(MonitorOptions), tree, "");
        var rules = new ConfigRules(options, tree, home, problems);
        rules.Check();
        // Before they are resolved: then the text of a query stands for its file.
        files = [.. files, .. options.Sources.Select(source => source.QueryFile).OfType<string>()];
        return problems.Count == 0
            ? new ConfigResult(rules.Resolve(), [], options) { Warnings = rules.Warnings, Tell = rules.Problem, Files = files }
            : new ConfigResult(null, [.. problems.OrderBy(problem => problem.File == ConfigPlace.Environment).ThenBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)], options) { Files = files };
    }

    /// <summary>Some sections alone, for who needs no more: what else stands in the files, or lacks there, is no problem.</summary>
    /// <param name="keys">Names of sections and keys of the first level.</param>
    public static ConfigResult LoadSome(string configFolder, IReadOnlyDictionary<string, string?> environment, IReadOnlyCollection<string> keys)
    {
        var folder = Path.GetFullPath(configFolder);
        var home = new ConfigPlace(MainFile, folder, 0);
        var problems = new List<ConfigProblem>();
        // Without a file the environment may say it all.
        var tree = File.Exists(Path.Combine(folder, MainFile)) ? ConfigTree.Load(folder, MainFile, problems, out _) : new ConfigSection(home);
        if (tree is null) return new ConfigResult(null, problems, new MonitorOptions());

        new ConfigEnvironment(folder, problems).Override(tree, environment);
        foreach (var other in tree.Keys.Keys.Except(keys).ToList()) tree.Keys.Remove(other);
        var options = (MonitorOptions)new ConfigBinder(home, problems).Bind(typeof(MonitorOptions), tree, "");
        new ConfigRules(options, tree, home, problems).Check();
        // Without templates mails are written in plain words.
        problems.RemoveAll(problem => problem.Key == "templates.folder" || !keys.Contains(problem.Key.Split('.', '[')[0]));
        return new ConfigResult(problems.Count == 0 ? options : null, problems, options);
    }

    /// <summary>
    /// A file that is not JSON says nothing about its keys: what it lacks is not told. The rule set at its usual place is
    /// read all the same, so that its problems do not wait for the next try.
    /// </summary>
    private static ConfigResult WithoutMainFile(ConfigPlace home, IReadOnlyDictionary<string, string?> environment, List<ConfigProblem> problems)
    {
        var unsaid = new List<ConfigProblem>();
        var tree = new ConfigSection(home);
        new ConfigEnvironment(home.Folder, unsaid).Override(tree, environment);
        var options = (MonitorOptions)new ConfigBinder(home, unsaid).Bind(typeof(MonitorOptions), tree, "");
        if (File.Exists(Path.Combine(options.Rules.Folder, options.Rules.RuleSet + ".json")))
            problems.AddRange(RuleSetReader.Read(home.Folder, options.Rules.Folder, options.Rules.RuleSet).Problems);
        return new ConfigResult(null, problems, options);
    }
}
