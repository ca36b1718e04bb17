using System.Globalization;
using System.Text.RegularExpressions;

namespace MonitorWorker.Tests.Hosting.Watching;

/// <summary>
/// Reads the text format 0.0.4 of Prometheus as strictly as its description: a line is a comment of help or type, each once and before the first series of its family, or a series
/// with labels that are escaped; no series twice, a family in one piece, the last line ends.
/// </summary>
internal sealed partial class ExpositionText
{
    private readonly Dictionary<string, string> _types = [];
    private readonly HashSet<string> _helped = [];
    private readonly HashSet<string> _series = [];
    private readonly HashSet<string> _closed = [];

    private ExpositionText()
    {
    }

    public Dictionary<string, double> Values { get; } = [];

    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>All names and values of labels.</summary>
    public List<(string Name, string Value)> Labels { get; } = [];

    /// <exception cref="FormatException">It is not of this format; the text says where.</exception>
    public static ExpositionText Parse(string text)
    {
        var read = new ExpositionText();
        if (!text.EndsWith('\n')) throw new FormatException("the last line does not end");
        string? family = null;
        foreach (var line in text[..^1].Split('\n'))
        {
            var of = line.StartsWith('#') ? read.Comment(line) : read.Series(line);
            if (of != family && family is not null) read._closed.Add(family);
            if (of != family && read._closed.Contains(of)) throw new FormatException($"{of} is in pieces");
            family = of;
        }

        if (read._types.Keys.Except(read.Values.Keys.Select(series => series.Split('{')[0])).FirstOrDefault() is { } empty) throw new FormatException($"{empty} has no series");
        return read;
    }

    private string Comment(string line)
    {
        var match = CommentPattern().Match(line);
        if (!match.Success) throw new FormatException($"no comment: {line}");
        var name = match.Groups["name"].Value;
        if (Values.Keys.Any(series => series.Split('{')[0] == name)) throw new FormatException($"{name}: a comment after its series");
        if (match.Groups["help"].Success ? !_helped.Add(name) : !_types.TryAdd(name, match.Groups["type"].Value)) throw new FormatException($"{name}: a comment twice");
        return name;
    }

    private string Series(string line)
    {
        var match = SeriesPattern().Match(line);
        if (!match.Success) throw new FormatException($"no series: {line}");
        var name = match.Groups["name"].Value;
        if (!_types.ContainsKey(name) || !_helped.Contains(name)) throw new FormatException($"{name} without help and type");
        var labels = match.Groups["label"].Captures.Select(label => label.Value).Zip(match.Groups["value"].Captures.Select(value => value.Value)).ToList();
        if (labels.DistinctBy(label => label.First).Count() != labels.Count) throw new FormatException($"a label twice: {line}");
        Labels.AddRange(labels.Select(label => (label.First, Regex.Unescape(label.Second))));
        var series = labels.Count == 0 ? name : $"{name}{{{string.Join(',', labels.Order().Select(label => $"{label.First}=\"{label.Second}\""))}}}";
        if (!_series.Add(series)) throw new FormatException($"twice: {series}");
        Values[series] = double.Parse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        return name;
    }

    [GeneratedRegex("""^# (?:HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<help>(?:[^\\\n]|\\\\|\\n)+)|TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge))$""")]
    private static partial Regex CommentPattern();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?:(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>(?:[^"\\\n]|\\\\|\\n|\\")*)"(?:,(?!\})|(?=\})))+\})? (?<number>-?[0-9.]+(?:E[+-]?[0-9]+)?|NaN|[+-]Inf)$""")]
    private static partial Regex SeriesPattern();
}
