using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>What a reload has changed, for the log: files, keys with their values, keys of rule sets and calendars. Never a secret, nor the text of a template.</summary>
/// <param name="Files">As messages name them.</param>
internal sealed record ReloadNews(IReadOnlyList<string> Files, IReadOnlyList<ConfigChange> Options, IReadOnlyList<string> InFiles)
{
    private const int Most = 40;
    private const int Few = 10;

    /// <summary>Templates, maps and calendars say nothing of who is told.</summary>
    public bool MayMoveMails => Options.Count + InFiles.Count > 0;

    /// <summary>For a mail: the keys, or where there is none the files.</summary>
    public string Short
    {
        get
        {
            var all = Options.Select(change => change.Said).Concat(InFiles).ToList();
            if (all.Count == 0) all = [.. Files];
            return string.Join("；", all.Take(Few)) + (all.Count > Few ? "；……" : "");
        }
    }

    /// <summary>The same without what may not be told: keys remain without their values, of rule sets and calendars the file.</summary>
    /// <param name="isNamed">Does a text name what may not be told?</param>
    public ReloadNews Without(Func<string, bool> isNamed) => new(
        [.. Files.Where(file => !isNamed(file))],
        [.. Options.Select(change => change.Without(isNamed)).Distinct()],
        [.. InFiles.Select(change => isNamed(change) ? change.Split(": ")[0] : change).Where(change => !isNamed(change)).Distinct()]);

    /// <param name="configFolder">Files are named as seen from here.</param>
    public static ReloadNews Of(string configFolder, LoadedConfig before, LoadedConfig after, ConfigPrint printBefore, ConfigPrint printAfter)
    {
        var changed = printAfter.Changed(printBefore);
        // The main file and what it includes are told by the options that they make.
        var ruleSets = changed.Where(path => path.EndsWith(".json", StringComparison.Ordinal) && Path.GetDirectoryName(path) == after.Options.Rules.Folder);
        var inFiles = ruleSets.SelectMany(path => ConfigChange.Of(printBefore.Files.GetValueOrDefault(path)?.Text, printAfter.Files.GetValueOrDefault(path)?.Text)
            .Select(change => $"{ConfigPlace.NameOf(configFolder, path)}: {change}"));
        return new ReloadNews([.. changed.Select(path => ConfigPlace.NameOf(configFolder, path))], ConfigChange.Of(before.Options, after.Options), [.. inFiles]);
    }

    public override string ToString()
    {
        var keys = Options.Select(change => change.ToString()).Concat(InFiles).ToList();
        var shown = keys.Count <= Most ? keys : [.. keys.Take(Most), $"and {keys.Count - Most} more"];
        var files = Files.Count <= Most ? string.Join(", ", Files) : $"{string.Join(", ", Files.Take(Most))} and {Files.Count - Most} more";
        return $"files {files}" + (shown.Count == 0 ? "" : "; " + string.Join("; ", shown));
    }
}
