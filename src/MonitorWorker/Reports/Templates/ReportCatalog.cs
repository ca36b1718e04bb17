using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Reports.Word;
using Scriban;

namespace MonitorWorker.Reports.Templates;

/// <summary>
/// The templates of reports, read once: <c>templates/reports</c> with documents (.md), forms (.xlsx) and the look of documents (official.docx). Each document is also
/// written for sample offices, so that a misspelt name is found at start.
/// </summary>
public sealed class ReportCatalog
{
    private const string Folder = "reports";

    private const string FormEnding = ".xlsx";

    /// <summary>The file that holds the look of documents.</summary>
    internal const string Look = "official.docx";

    /// <summary>A form is a few pages.</summary>
    private const long LargestForm = 20_000_000;

    private readonly Dictionary<string, Template> _documents;
    private readonly Dictionary<string, byte[]> _forms;

    private ReportCatalog(Dictionary<string, Template> documents, Dictionary<string, byte[]> forms)
    {
        (_documents, _forms) = (documents, forms);
        Names = [.. documents.Keys.Where(name => !name.StartsWith('_')).Concat(forms.Keys).Order(StringComparer.Ordinal)];
    }

    /// <summary>Everything that was found wrong; empty is good.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; private init; } = [];

    /// <summary>The look of documents: the office's own, else the built-in one.</summary>
    public OfficialStyle Style { get; private init; } = OfficialStyle.BuiltIn;

    /// <summary>False where the office has no file of its own for the look of documents.</summary>
    public bool HasOwnLook { get; private init; }

    /// <summary>Names of all templates that reports can name, e.g. in-year.md.</summary>
    public IReadOnlyCollection<string> Names { get; }

    /// <param name="folder">The folder of the mail templates; reports have a folder of their own in it.</param>
    public static ReportCatalog Load(string folder)
    {
        var path = Path.Combine(folder, Folder);
        var problems = new List<TemplateProblem>();
        var documents = new TemplateFolder(path, MailWords.ChineseLocale, TemplateFolderKind.Reports).Read([], problems);
        var catalog = new ReportCatalog(documents, Directory.Exists(path) ? Forms(path, problems) : []);
        foreach (var name in catalog.Names.Where(name => documents.TryGetValue(name, out var template) && !template.HasErrors))
        {
            if (catalog.Try(name) is { } problem && !problems.Contains(problem)) problems.Add(problem);
        }

        return new ReportCatalog(documents, catalog._forms)
        {
            HasOwnLook = File.Exists(Path.Combine(path, Look)),
            Style = StyleOf(Path.Combine(path, Look), problems),
            Problems = [.. problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)],
        };
    }

    /// <summary>The text of a document.</summary>
    /// <exception cref="ReportPartException">The template is missing or broken, or names what is not there; says file and line.</exception>
    public string Document(string template, IReadOnlyDictionary<string, object> model)
    {
        try
        {
            return Render(template, model);
        }
        catch (TemplateRendering error)
        {
            throw new ReportPartException(error.Message, error);
        }
    }

    /// <summary>A form as the office keeps it.</summary>
    /// <exception cref="ReportPartException">It is missing or cannot be read.</exception>
    public byte[] Workbook(string template) => _forms.TryGetValue(template, out var form)
        ? [.. form]
        : throw new ReportPartException(Problems.FirstOrDefault(problem => problem.File == NameOf(template))?.ToString() ?? $"{NameOf(template)}: missing.");

    private static OfficialStyle StyleOf(string path, List<TemplateProblem> problems)
    {
        if (!File.Exists(path)) return OfficialStyle.BuiltIn;
        try
        {
            return OfficialStyle.Load(path);
        }
        catch (ReportPartException error)
        {
            problems.Add(new TemplateProblem(NameOf(Look), null, null, error.Message) { Expected = "a .docx as shipped, edited in Word or WPS; without it documents have the built-in look" });
            return OfficialStyle.BuiltIn;
        }
    }

    /// <exception cref="TemplateRendering">The template is missing, broken or fails on these values.</exception>
    private string Render(string template, IReadOnlyDictionary<string, object> model)
    {
        try
        {
            if (!_documents.TryGetValue(template, out var parsed)) throw new TemplateRendering(new TemplateProblem(NameOf(template), null, null, "missing."));
            if (parsed.HasErrors) throw new TemplateRendering(TemplateFolder.At(NameOf(template), parsed.Messages[0].Span, parsed.Messages[0].Message));

            return MarkdownText.Tidy(TemplateLanguage.Render(parsed, template, _documents, model));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw TemplateRendering.Of(NameOf(template), error);
        }
    }

    /// <summary>
    /// Which query a report has is configured and not known here: a template is sound where it can be written for all samples of one of them. Where it is for none, the
    /// query with which it came furthest is the one that was meant.
    /// </summary>
    private TemplateProblem? Try(string template)
    {
        var problems = new List<TemplateProblem>();
        foreach (var models in ReportSamples.ByQuery.Where(models => models.Count > 0))
        {
            var problem = models.Select(model => Try(template, model)).FirstOrDefault(problem => problem is not null);
            if (problem is null) return null;
            problems.Add(problem);
        }

        return problems.MaxBy(problem => (problem.File == NameOf(template) ? problem.Line ?? 0 : int.MaxValue, problem.Line, problem.Column));
    }

    private TemplateProblem? Try(string template, IReadOnlyDictionary<string, object> model)
    {
        try
        {
            return string.IsNullOrWhiteSpace(Render(template, model))
                ? new TemplateProblem(NameOf(template), null, null, "renders to nothing.") { Expected = "a template that writes some text" }
                : null;
        }
        catch (TemplateRendering error)
        {
            return error.Problem;
        }
    }

    private static Dictionary<string, byte[]> Forms(string folder, List<TemplateProblem> problems)
    {
        var forms = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        // Excel keeps a lock file beside a form that somebody has open.
        foreach (var path in Directory.EnumerateFiles(folder, "*" + FormEnding).Where(path => !Path.GetFileName(path).StartsWith('~')).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            try
            {
                if (new FileInfo(path).Length <= LargestForm) forms.Add(name, File.ReadAllBytes(path));
                else problems.Add(new TemplateProblem(NameOf(name), null, null, "larger than 20 MB: a form is a few pages.") { Expected = "at most 20 MB" });
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                problems.Add(new TemplateProblem(NameOf(name), null, null, $"cannot be read: {error.Message}") { Expected = "a file that this program may read" });
            }
        }

        return forms;
    }

    private static string NameOf(string file) => TemplateFolderKind.Reports.Prefix + file;
}
