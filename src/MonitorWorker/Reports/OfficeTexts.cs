namespace MonitorWorker.Reports;

/// <summary>
/// The office's own words (duties, organisation, what a project is for), kept as Markdown files that people edit: <c>FOLDER/单位编码/NAME.md</c>, else
/// <c>FOLDER/NAME.md</c>. They are put into reports as they stand.
/// </summary>
public sealed class OfficeTexts
{
    private readonly string? _folder;
    private readonly Func<string, string?>? _any;

    /// <param name="folder">Null has none.</param>
    public OfficeTexts(string? folder) => _folder = folder;

    private OfficeTexts(Func<string, string?> any) => _any = any;

    /// <summary>No words at all.</summary>
    public static OfficeTexts None { get; } = new((string?)null);

    /// <summary>Words that no file holds, the same for all entities: for trying templates.</summary>
    /// <param name="ofName">Null where there are none.</param>
    internal static OfficeTexts Of(Func<string, string?> ofName) => new(ofName);

    /// <summary>What stands in a file, without a BOM and with LF line ends; null where there is none, or it is empty.</summary>
    /// <param name="name">e.g. 职能职责, or 项目/P01.</param>
    /// <exception cref="IOException">It is there and cannot be read; the message names it.</exception>
    public string? Of(string entityCode, string name)
    {
        if (_folder is null) return _any?.Invoke(name);
        var own = entityCode.Length == 0 ? null : Read(Path.Combine(_folder, Safe(entityCode), Safe(name) + ".md"));
        return own ?? Read(Path.Combine(_folder, Safe(name) + ".md"));
    }

    /// <summary>Codes come from workbooks: one that would leave the folder names no file.</summary>
    private static string Safe(string part) => part.Contains("..", StringComparison.Ordinal) || Path.IsPathRooted(part) || part.IndexOfAny(Path.GetInvalidPathChars()) >= 0 ? "-" : part;

    private static string? Read(string path)
    {
        if (!File.Exists(path)) return null;
        var text = File.ReadAllText(path).ReplaceLineEndings("\n").Trim();
        return text.Length == 0 ? null : text;
    }
}
