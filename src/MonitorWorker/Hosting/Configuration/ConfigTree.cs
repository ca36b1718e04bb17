using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>
/// The configuration as one JSON tree: monitor.json, the files it includes, and the environment on top. Every node
/// remembers which file and line it came from, since two files may make one section.
/// </summary>
internal sealed class ConfigTree
{
    public const string Environment = "environment";
    private const string Prefix = "MonitorWorker__";
    private readonly List<ConfigProblem> _problems;

    private ConfigTree(List<ConfigProblem> problems) => _problems = problems;

    /// <summary>Reads all files; what is broken is added to <paramref name="problems"/> and left out.</summary>
    public static JObject Load(string mainFile, IReadOnlyDictionary<string, string?> environment, List<ConfigProblem> problems)
    {
        var tree = new ConfigTree(problems);
        var root = tree.ReadFile(mainFile) ?? [];
        tree.Include(root, mainFile);
        tree.Override(root, Path.GetDirectoryName(mainFile)!, environment);
        return root;
    }

    public static Place PlaceOf(JToken token) => token.Annotation<Place>() ?? new Place("monitor.json", "", 0);

    /// <summary>Where a node stands.</summary>
    /// <param name="Folder">Relative paths in it are relative to this.</param>
    internal sealed record Place(string File, string Folder, int Line);

    private JObject? ReadFile(string file)
    {
        var name = Path.GetFileName(file);
        try
        {
            using var reader = new JsonTextReader(File.OpenText(file)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
            var settings = new JsonLoadSettings
            {
                CommentHandling = CommentHandling.Ignore,
                LineInfoHandling = LineInfoHandling.Load,
                DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
            };
            var root = JObject.Load(reader, settings);
            foreach (var token in root.DescendantsAndSelf()) token.AddAnnotation(new Place(name, Path.GetDirectoryName(file)!, ((IJsonLineInfo)token).LineNumber));
            if (reader.Read() && reader.TokenType != JsonToken.Comment)
                _problems.Add(new ConfigProblem(name, reader.LineNumber, "", null, "there is something after the closing brace", "one JSON object"));
            return root;
        }
        catch (JsonReaderException e)
        {
            _problems.Add(new ConfigProblem(name, e.LineNumber, e.Path ?? "", null, FirstSentence(e.Message), "valid JSON (comments and trailing commas are allowed)"));
        }
        catch (JsonException e)
        {
            _problems.Add(new ConfigProblem(name, 0, "", null, FirstSentence(e.Message), "each key once"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new ConfigProblem(name, 0, "", null, File.Exists(file) ? "cannot be read" : $"there is no such file in {Path.GetDirectoryName(file)}", "a readable file"));
        }

        return null;
    }

    private void Include(JObject root, string mainFile)
    {
        if (root["include"] is not { } include) return;
        root.Remove("include");
        var place = PlaceOf(include);
        if (include is not JArray files || files.Any(file => file.Type != JTokenType.String))
        {
            _problems.Add(new ConfigProblem(place.File, place.Line, "include", null, "is not a list of files", "e.g. [\"mail.json\"]"));
            return;
        }

        foreach (var file in files)
        {
            if (ReadFile(Path.GetFullPath((string)file!, Path.GetDirectoryName(mainFile)!)) is { } more) Merge(root, more, "");
        }
    }

    /// <summary>Objects are merged key by key, lists are joined; one value in two files is a question, not an answer.</summary>
    private void Merge(JObject into, JObject from, string path)
    {
        foreach (var property in from.Properties())
        {
            var key = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            switch (into[property.Name], property.Value)
            {
                case (null, _):
                    into[property.Name] = property.Value;
                    break;
                case (JObject existing, JObject more):
                    Merge(existing, more, key);
                    break;
                case (JArray existing, JArray more):
                    foreach (var item in more) existing.Add(item);
                    break;
                case ({ } existing, _):
                    var place = PlaceOf(property.Value);
                    _problems.Add(new ConfigProblem(
                        place.File, place.Line, key, null, $"stands in {PlaceOf(existing).File} as well", "the key in one of the files"));
                    break;
            }
        }
    }

    private void Override(JObject root, string folder, IReadOnlyDictionary<string, string?> environment)
    {
        foreach (var (variable, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) continue;

            JToken leaf = string.IsNullOrEmpty(value) ? JValue.CreateNull() : new JValue(value);
            leaf.AddAnnotation(new Place(Environment, folder, 0));
            Set(root, variable[Prefix.Length..].Split("__"), leaf, variable);
        }
    }

    private void Set(JContainer container, string[] path, JToken leaf, string variable)
    {
        if (container is JArray list && (!int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > list.Count))
        {
            _problems.Add(new ConfigProblem(Environment, 0, variable, null, $"'{path[0]}' is no place in the list", $"0 to {list.Count}"));
            return;
        }

        var existing = container is JObject node
            ? node.Properties().FirstOrDefault(property => property.Name.Equals(path[0], StringComparison.OrdinalIgnoreCase))?.Value
            : ((JArray)container).ElementAtOrDefault(int.Parse(path[0], CultureInfo.InvariantCulture));
        if (path.Length == 1)
        {
            Put(container, path[0], existing, leaf);
        }
        else
        {
            if (existing is not JContainer next)
            {
                next = new JObject();
                next.AddAnnotation(leaf.Annotation<Place>()!);
                Put(container, path[0], existing, next);
                next = (JContainer)(container is JObject parent ? parent.Properties().First(property => property.Name.Equals(path[0], StringComparison.OrdinalIgnoreCase)).Value : container.Last!);
            }

            Set(next, path[1..], leaf, variable);
        }
    }

    private static void Put(JContainer container, string name, JToken? existing, JToken value)
    {
        if (existing is not null) existing.Replace(value);
        else if (container is JObject node) node.Add(name, value);
        else container.Add(value);
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path '", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }
}
