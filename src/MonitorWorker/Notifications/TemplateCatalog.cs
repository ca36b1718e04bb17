using MonitorWorker.Notifications.Templates;
using MonitorWorker.Notifications.Wording;
using Scriban;

namespace MonitorWorker.Notifications;

/// <summary>
/// All templates of a language, read once and never again: a run keeps what it started with. Each template is also
/// rendered with sample lines, so that a misspelt name is found at start rather than in the night of a warning.
/// </summary>
public sealed class TemplateCatalog
{
    private readonly TemplateFolder _folder;
    private readonly Dictionary<string, Template> _templates;

    private TemplateCatalog(TemplateFolder folder, Dictionary<string, Template> templates, MailWords words, IReadOnlyList<TemplateProblem> problems)
    {
        (_folder, _templates) = (folder, templates);
        Words = words;
        Problems = problems;
    }

    /// <summary>Everything that was found wrong; empty is good. Sound templates beside a broken one stay in use.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; }

    /// <summary>The words of the language.</summary>
    public MailWords Words { get; }

    /// <param name="locale">zh-CN or en.</param>
    /// <exception cref="KeyNotFoundException">The program does not speak that language.</exception>
    public static TemplateCatalog Load(string folder, string locale = MailWords.ChineseLocale)
    {
        var problems = new List<TemplateProblem>();
        var files = new TemplateFolder(folder, locale);
        var words = MailWords.Read(files, problems);
        var templates = files.Read(MailKind.All.SelectMany(FilesOf), problems);
        var catalog = new TemplateCatalog(files, templates, words, []);
        foreach (var sample in TemplateSamples.All(words))
        {
            foreach (var file in FilesOf(sample.Kind).Where(file => templates.TryGetValue(file, out var template) && !template.HasErrors))
            {
                if (catalog.Try(file, sample.Model) is { } problem && !problems.Contains(problem)) problems.Add(problem);
            }
        }

        return new TemplateCatalog(files, templates, words, [.. problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)]);
    }

    internal static string SubjectOf(string kind) => kind + ".subject.txt";

    internal static string HtmlOf(string kind) => kind + ".html";

    internal static string TextOf(string kind) => kind + ".txt";

    /// <exception cref="TemplateRendering">The template is missing, broken or fails on these values.</exception>
    internal string Render(string file, IReadOnlyDictionary<string, object> model)
    {
        try
        {
            if (!_templates.TryGetValue(file, out var template))
                throw new TemplateRendering(new TemplateProblem(_folder.NameOf(file), null, null, "missing."));
            if (template.HasErrors)
                throw new TemplateRendering(TemplateFolder.At(_folder.NameOf(file), template.Messages[0].Span, template.Messages[0].Message));

            return TemplateLanguage.Render(template, file, _templates, model);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw TemplateRendering.Of(_folder.NameOf(file), error);
        }
    }

    internal TemplateProblem RendersToNothing(string file) =>
        new(_folder.NameOf(file), null, null, "renders to nothing.") { Expected = "a template that writes some text" };

    private static string[] FilesOf(string kind) => [SubjectOf(kind), HtmlOf(kind), TextOf(kind)];

    private TemplateProblem? Try(string file, IReadOnlyDictionary<string, object> model)
    {
        try
        {
            return string.IsNullOrWhiteSpace(Render(file, model)) ? RendersToNothing(file) : null;
        }
        catch (TemplateRendering error)
        {
            return error.Problem;
        }
    }
}
