using System.Text;
using MonitorWorker.Import.Formats;
using MonitorWorker.Reports.Word;

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
    /// <exception cref="ReportPartException">It is no text: neither UTF-8 nor GB18030; the message names it.</exception>
    public string? Of(string entityCode, string name)
    {
        if (_folder is null) return _any?.Invoke(name);
        var own = entityCode.Length == 0 ? null : Read(Path.Combine(_folder, Safe(entityCode), Safe(name) + ".md"));
        return own ?? Read(Path.Combine(_folder, Safe(name) + ".md"));
    }

    /// <summary>The first text that a report about the entity may take in and that no document can hold, with the reason; null where each can be written.</summary>
    /// <param name="entityCode">Null where it is about all entities.</param>
    internal string? Mistake(string? entityCode)
    {
        if (_folder is null) return null;
        string[] folders = entityCode is { Length: > 0 } ? [Path.Combine(_folder, Safe(entityCode)), _folder] : [_folder];
        foreach (var path in folders.SelectMany(folder => new[] { folder, Path.Combine(folder, "项目") }).Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal)))
        {
            try
            {
                if (Read(path) is { } text) TextParser.Parse(text);
            }
            catch (ReportPartException error)
            {
                return error.Message.StartsWith(path, StringComparison.Ordinal) ? error.Message : $"{path}：{error.Message}";
            }
        }

        return null;
    }

    /// <summary>Codes come from workbooks: one that would leave the folder names no file.</summary>
    private static string Safe(string part) => part.Contains("..", StringComparison.Ordinal) || Path.IsPathRooted(part) || part.IndexOfAny(Path.GetInvalidPathChars()) >= 0 ? "-" : part;

    private static string? Read(string path)
    {
        if (!File.Exists(path)) return null;
        var text = Decoded(path).ReplaceLineEndings("\n").Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Editors here save as GBK as often as not.</summary>
    private static string Decoded(string path)
    {
        using var file = File.OpenRead(path);
        var found = TextEncoding.Of(file);
        try
        {
            var strict = Encoding.GetEncoding(found.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            using var reader = new StreamReader(file, strict, detectEncodingFromByteOrderMarks: true);
            var text = reader.ReadToEnd();
            // Pictures and Word files hold zeros, and what an editor writes never does.
            if (!text.Contains('\0', StringComparison.Ordinal)) return text;
        }
        catch (DecoderFallbackException)
        {
            // Told below, as what is no text at all.
        }

        throw new ReportPartException($"{path}：既不是UTF-8也不是GB18030文本，请用UTF-8编码另存");
    }
}
