using System.Globalization;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>One thing wrong with the configuration: where, what stands there, and what was expected.</summary>
/// <param name="File">File name relative to the config folder, or "environment".</param>
/// <param name="Line">From 1; 0 where no line is to blame.</param>
/// <param name="Key">The key with its path: <c>schedules[1].cron</c>; empty where the file as a whole is meant.</param>
/// <param name="Value">What stands there; never a secret.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Expected">What would be right.</param>
public sealed record ConfigProblem(string File, int Line, string Key, string? Value, string Message, string Expected)
{
    public override string ToString()
    {
        var place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}") : File;
        var key = Key.Length == 0 ? "" : Value is null ? $"{Key}: " : $"{Key} = {Value}: ";
        return $"{place}  {key}{Message}. Expected: {Expected}";
    }
}

/// <summary>The options, or why there are none.</summary>
/// <param name="Readable">What could be read of bad options, defaults for the rest: good for finding the other files, for nothing else.</param>
public sealed record ConfigResult(MonitorOptions? Options, IReadOnlyList<ConfigProblem> Problems, MonitorOptions Readable)
{
    /// <summary>What is worth a look although it can be used.</summary>
    public IReadOnlyList<ConfigProblem> Warnings { get; init; } = [];

    /// <summary>Full paths of the files that were read or asked for: the main file, what it includes, and the queries.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Makes a problem of a key that is found elsewhere, with its place: (key, message, expected).</summary>
    internal Func<string, string, string, ConfigProblem> Tell { get; init; } = (key, message, expected) => new ConfigProblem(ConfigLoader.MainFile, 0, key, null, message, expected);
}
