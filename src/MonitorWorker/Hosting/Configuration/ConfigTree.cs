namespace MonitorWorker.Hosting.Configuration;

/// <summary>monitor.json and the files it includes as one tree.</summary>
internal sealed class ConfigTree
{
    private readonly string _root;
    private readonly List<ConfigProblem> _problems;
    private readonly HashSet<string> _read = [];

    private ConfigTree(string root, List<ConfigProblem> problems)
    {
        _root = root;
        _problems = problems;
    }

    /// <param name="files">Full paths of all that were asked for, whether they are there or not.</param>
    /// <returns>Null when one of the files cannot be understood: what the others lack is then not known.</returns>
    public static ConfigSection? Load(string folder, string mainFile, List<ConfigProblem> problems, out IReadOnlyList<string> files)
    {
        var tree = new ConfigTree(folder, problems);
        var read = tree.ReadWithIncludes(Path.Combine(folder, mainFile), null, out var isWhole);
        files = [.. tree._read];
        return isWhole ? read : null;
    }

    private ConfigSection? ReadWithIncludes(string path, ConfigNode? whence, out bool isWhole)
    {
        isWhole = true;
        var name = Path.GetRelativePath(_root, path);
        if (!_read.Add(path))
        {
            _problems.Add(new ConfigProblem(whence!.Place.File, whence.Place.Line, "include", whence.Shown, $"{name} has been read already", "each file once"));
            return null;
        }

        if (ConfigFile.Read(path, name, whence, _problems) is not { } root)
        {
            isWhole = false;
            return null;
        }

        // For editors only.
        root.Keys.Remove("$schema");
        if (!root.Keys.Remove("include", out var include)) return root;
        if (include is not ConfigList files || files.Items.Any(file => file is not ConfigScalar { Value: string and not "" }))
        {
            _problems.Add(new ConfigProblem(include.Place.File, include.Place.Line, "include", include.Shown, "is not a list of files", "e.g. [\"mail.json\"]"));
            return root;
        }

        foreach (var file in files.Items.Cast<ConfigScalar>())
        {
            var more = ReadWithIncludes(Path.GetFullPath((string)file.Value!, include.Place.Folder), file, out var moreIsWhole);
            isWhole &= moreIsWhole;
            if (more is not null) Merge(root, more, "");
        }

        return root;
    }

    /// <summary>Sections are merged key by key, lists are joined; one value in two files is a question, not an answer.</summary>
    private void Merge(ConfigSection into, ConfigSection from, string path)
    {
        foreach (var (name, value) in from.Keys)
        {
            var key = ConfigKeys.Join(path, name);
            if (into.Keys.TryAdd(name, value)) continue;
            switch (into.Keys[name], value)
            {
                case (ConfigSection existing, ConfigSection more):
                    Merge(existing, more, key);
                    break;
                case (ConfigList existing, ConfigList more):
                    existing.Items.AddRange(more.Items);
                    break;
                case (var existing, _):
                    _problems.Add(new ConfigProblem(
                        value.Place.File, value.Place.Line, key, null, $"stands in {existing.Place.File}, line {existing.Place.Line}, as well", "the key in one of the files"));
                    break;
            }
        }
    }
}
