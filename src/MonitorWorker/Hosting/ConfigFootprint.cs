using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Hosting;

/// <summary>
/// What a configuration was read from: a file that is there, or was looked for, and folders of which every file counts. Secrets are none of it: they
/// are read whenever they are needed.
/// </summary>
/// <param name="Files">Full paths, sorted.</param>
/// <param name="Folders">With the endings of the files that count, sorted.</param>
internal sealed record ConfigFootprint(IReadOnlyList<string> Files, IReadOnlyList<(string Folder, string Ending)> Folders)
{
    private const string Reports = "reports";
    private static readonly string[] _ofMails = [".html", ".txt", ".json"];
    private static readonly string[] _ofReports = [".md", ".xlsx", ".docx"];

    public static ConfigFootprint None { get; } = new([], []);

    public static ConfigFootprint Of(ConfigResult result)
    {
        var options = result.Readable;
        var templates = options.Templates.Folder;
        // Pieces without Chinese are everybody's, so the folder itself counts in any language.
        var languages = new[] { templates, Path.Combine(templates, options.Locale) };
        return Sorted(
            result.Files.Concat(options.Rules.Also.Prepend(options.Rules.RuleSet).Select(name => Path.Combine(options.Rules.Folder, name + ".json"))),
            [
                (options.Import.Maps, ".json"),
                (options.Calendar.Folder, ".json"),
                .. languages.SelectMany(folder => _ofMails.Select(ending => (folder, ending))),
                .. _ofReports.Select(ending => (Path.Combine(templates, Reports), ending)),
            ]);
    }

    /// <summary>What one or the other was read from.</summary>
    public ConfigFootprint With(ConfigFootprint other) => Sorted(Files.Concat(other.Files), Folders.Concat(other.Folders));

    /// <summary>The files that there are now, and those that ought to be.</summary>
    /// <exception cref="IOException">A folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    public IReadOnlyList<string> Paths() =>
    [
        .. Folders.Where(folder => Directory.Exists(folder.Folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder.Folder, "*" + folder.Ending).Where(IsMeant))
            .Concat(Files)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>True of a template of reports.</summary>
    public static bool IsOfReports(string path) => Path.GetFileName(Path.GetDirectoryName(path)) == Reports;

    public bool Equals(ConfigFootprint? other) => other is not null && Files.SequenceEqual(other.Files) && Folders.SequenceEqual(other.Folders);

    public override int GetHashCode() => Files.Count;

    /// <summary>Office programs and editors keep files of their own beside one that is open.</summary>
    private static bool IsMeant(string path) => Path.GetFileName(path) is [not ('~' or '.'), ..];

    private static ConfigFootprint Sorted(IEnumerable<string> files, IEnumerable<(string Folder, string Ending)> folders) =>
        new([.. files.Distinct().Order(StringComparer.Ordinal)], [.. folders.Distinct().OrderBy(folder => folder.Folder, StringComparer.Ordinal).ThenBy(folder => folder.Ending, StringComparer.Ordinal)]);
}
