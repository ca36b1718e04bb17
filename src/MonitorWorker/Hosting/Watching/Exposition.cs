using System.Globalization;
using System.Text;

namespace MonitorWorker.Hosting.Watching;

/// <summary>Writes metrics in the text format 0.0.4 of Prometheus: each family once, with help and type before its series.</summary>
internal sealed class Exposition
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>A family with one series. A value that is not known writes nothing.</summary>
    public void Gauge(string name, string help, double? value) => Family(name, "gauge", help, value is { } known ? [new Sample(known)] : []);

    /// <inheritdoc cref="Gauge(string, string, double?)"/>
    public void Counter(string name, string help, double? value) => Family(name, "counter", help, value is { } known ? [new Sample(known)] : []);

    /// <summary>A family whose series differ by labels.</summary>
    public void Gauge(string name, string help, IEnumerable<Sample> samples) => Family(name, "gauge", help, [.. samples]);

    public override string ToString() => _text.ToString();

    private void Family(string name, string type, string help, IReadOnlyList<Sample> samples)
    {
        if (samples.Count == 0) return;
        _text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(help, quotes: false)).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (var sample in samples)
        {
            _text.Append(name);
            if (sample.Labels.Length > 0)
                _text.Append('{').AppendJoin(',', sample.Labels.Select(label => $"{label.Name}=\"{Escaped(label.Value, quotes: true)}\"")).Append('}');
            _text.Append(' ').Append(Number(sample.Value)).Append('\n');
        }
    }

    private static string Number(double value) => double.IsInfinity(value) ? value > 0 ? "+Inf" : "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}

/// <summary>One series of a family.</summary>
internal sealed record Sample(double Value, params (string Name, string Value)[] Labels);
