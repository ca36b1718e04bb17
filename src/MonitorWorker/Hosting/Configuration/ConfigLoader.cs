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
        // A file that is not JSON says nothing about its keys: whatever came next would be about what it lacks.
        if (ConfigTree.Load(folder, MainFile, problems) is not { } tree) return new ConfigResult(null, problems);

        new ConfigEnvironment(folder, problems).Override(tree, environment);
        var options = (MonitorOptions)new ConfigBinder(home, problems).Bind(typeof(MonitorOptions), tree, "");
        var rules = new ConfigRules(options, tree, home, problems);
        rules.Check();
        return problems.Count == 0
            ? new ConfigResult(rules.Resolve(), [])
            : new ConfigResult(null, [.. problems.OrderBy(problem => problem.File == ConfigPlace.Environment).ThenBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)]);
    }
}
