using Newtonsoft.Json.Linq;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>
/// Reads <c>monitor.json</c> of a folder once: 1. files and environment into one tree; 2. the tree into options,
/// strictly; 3. what only makes sense together. All problems of all steps are reported at once, and with one there are no options.
/// </summary>
public static class ConfigLoader
{
    public const string MainFile = "monitor.json";

    /// <param name="environment">Variables of the process; those named <c>MonitorWorker__…</c> override the files.</param>
    public static ConfigResult Load(string folder, IReadOnlyDictionary<string, string?> environment)
    {
        var problems = new List<ConfigProblem>();
        var tree = ConfigTree.Load(Path.Combine(Path.GetFullPath(folder), MainFile), environment, problems);
        // A file that is not JSON says nothing about its keys.
        if (problems.Count > 0 && !tree.HasValues) return new ConfigResult(null, problems);

        AddDefaultPaths(tree, Path.GetFullPath(folder));
        var options = (MonitorOptions)new ConfigBinder(problems).Bind(typeof(MonitorOptions), tree, "");
        ConfigRules.Check(options, tree, problems);
        return new ConfigResult(problems.Count == 0 ? ConfigRules.Resolve(options, tree) : null, problems);
    }

    /// <summary>Defaults that are paths are relative to the config folder, like everything that is written there.</summary>
    private static void AddDefaultPaths(JObject tree, string folder)
    {
        var defaults = new MonitorOptions();
        var place = new ConfigTree.Place(MainFile, folder, 0);
        Default("inbox", "folder", defaults.Inbox.Folder);
        Default("rules", "folder", defaults.Rules.Folder);
        Default("templates", "folder", defaults.Templates.Folder);
        Default("mail", "folder", defaults.Mail.Folder);
        Default("database", "connectionString", defaults.Database.ConnectionString);

        void Default(string section, string key, string value)
        {
            if (tree[section] is null)
            {
                tree[section] = new JObject();
                tree[section]!.AddAnnotation(place);
            }

            if (tree[section] is JObject node && node[key] is null)
            {
                node[key] = value;
                node[key]!.AddAnnotation(place);
            }
        }
    }
}
