using System.Text;
using MonitorWorker.Notifications.Wording;
using Scriban;

namespace MonitorWorker.Notifications.Templates;

/// <summary>
/// Reads and parses the templates of a language and says everything that is wrong with them. Those of the office's own language stand in the folder itself, those of another in
/// a folder of its name there; pieces that hold no Chinese are everybody's.
/// </summary>
/// <param name="kind">What the templates are for; null is mails.</param>
internal sealed class TemplateFolder(string folder, string locale, TemplateFolderKind? kind = null)
{
    private const string WordsFile = "_words.json";

    private const long LargestFile = 1_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly TemplateFolderKind _kind = kind ?? TemplateFolderKind.Mails;
    private readonly string _own = locale == MailWords.ChineseLocale ? folder : Path.Combine(folder, locale);

    public string Locale => locale;

    public Dictionary<string, Template> Read(IEnumerable<string> expected, List<TemplateProblem> problems)
    {
        var templates = new Dictionary<string, Template>(StringComparer.Ordinal);
        foreach (var path in Files(_own, problems)) Add(Path.GetFileName(path), NameOf(Path.GetFileName(path)), path, _ => true);
        if (_own != folder)
        {
            foreach (var path in Files(folder, problems).Where(path => Path.GetFileName(path).StartsWith('_') && !templates.ContainsKey(Path.GetFileName(path))))
                Add(Path.GetFileName(path), Path.GetFileName(path), path, text => !MailWords.HasChinese(text));
        }

        var unread = problems.Select(problem => problem.File).ToHashSet();
        problems.AddRange(expected
            .Where(file => !templates.ContainsKey(file) && !unread.Contains(NameOf(file)))
            .Select(file => new TemplateProblem(NameOf(file), null, null, $"missing in {folder}.") { Expected = "a file of this name there; the shipped one will do" }));
        return templates;

        void Add(string name, string file, string path, Predicate<string> isWanted)
        {
            if (ReadText(path, file, problems) is not { } text || !isWanted(text)) return;

            var template = Template.Parse(text, file);
            problems.AddRange(template.Messages.Select(message => At(file, message.Span, message.Message) with { Expected = "what templates/README.md shows" }));
            templates.Add(name, template);
        }
    }

    /// <returns>Null where there is none: then the words are as shipped.</returns>
    public (string File, string Text)? ReadWords(List<TemplateProblem> problems)
    {
        var path = Path.Combine(_own, WordsFile);
        return File.Exists(path) && ReadText(path, NameOf(WordsFile), problems) is { } text ? (NameOf(WordsFile), text) : null;
    }

    /// <summary>As problems name a file of this language.</summary>
    public string NameOf(string file) => _kind.Prefix + (_own == folder ? file : $"{locale}/{file}");

    public static TemplateProblem At(string file, Scriban.Parsing.SourceSpan span, string message) =>
        new(string.IsNullOrEmpty(span.FileName) ? file : span.FileName, span.Start.Line + 1, span.Start.Column + 1, message);

    private IEnumerable<string> Files(string folder, List<TemplateProblem> problems)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Where(path => _kind.Endings.Contains(Path.GetExtension(path)))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new TemplateProblem(folder, null, null, $"the folder of {_kind.Name} templates cannot be read: {error.Message}") { Expected = "a folder that this program may read" });
            return [];
        }
    }

    private string? ReadText(string path, string file, List<TemplateProblem> problems)
    {
        try
        {
            if (new FileInfo(path).Length <= LargestFile) return File.ReadAllText(path, StrictUtf8);

            problems.Add(new TemplateProblem(file, null, null, $"larger than 1 MB: a {_kind.Name} template is a few kilobytes.") { Expected = "at most 1 MB" });
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new TemplateProblem(file, null, null, "not UTF-8: save it again with the encoding UTF-8.") { Expected = "UTF-8 text" });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new TemplateProblem(file, null, null, $"cannot be read: {error.Message}") { Expected = "a file that this program may read" });
        }

        return null;
    }
}

/// <summary>What the templates of a folder are for.</summary>
/// <param name="Name">As problems call it.</param>
/// <param name="Endings">Of the files that are templates.</param>
/// <param name="Prefix">Stands before a file's name in problems.</param>
internal sealed record TemplateFolderKind(string Name, IReadOnlyList<string> Endings, string Prefix)
{
    public static TemplateFolderKind Mails { get; } = new("mail", [".html", ".txt"], "");

    public static TemplateFolderKind Reports { get; } = new("report", [".md"], "reports/");
}
