using MonitorWorker.Notifications.Templates;
using Scriban;

namespace MonitorWorker.Notifications;

/// <summary>
/// All templates of a folder, read once and never again: a run keeps what it started with. Each template is also
/// rendered with sample lines, so that a misspelt name is found at start rather than in the night of a warning.
/// </summary>
public sealed class TemplateCatalog
{
    private readonly Dictionary<string, Template> _templates;

    private TemplateCatalog(Dictionary<string, Template> templates, IReadOnlyList<TemplateProblem> problems)
    {
        _templates = templates;
        Problems = problems;
    }

    /// <summary>Everything that was found wrong; empty is good. Sound templates beside a broken one stay in use.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; }

    public static TemplateCatalog Load(string folder)
    {
        var problems = new List<TemplateProblem>();
        var templates = TemplateFolder.Read(folder, MailKind.All.SelectMany(FilesOf), problems);
        var catalog = new TemplateCatalog(templates, []);
        foreach (var sample in TemplateSamples.All())
        {
            foreach (var file in FilesOf(sample.Kind).Where(file => templates.TryGetValue(file, out var template) && !template.HasErrors))
            {
                if (catalog.Try(file, sample.Model) is { } problem && !problems.Contains(problem)) problems.Add(problem);
            }
        }

        return new TemplateCatalog(templates, [.. problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)]);
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
                throw new TemplateRendering(new TemplateProblem(file, null, null, "missing."));
            if (template.HasErrors)
                throw new TemplateRendering(TemplateFolder.At(file, template.Messages[0].Span, template.Messages[0].Message));

            return TemplateLanguage.Render(template, file, _templates, model);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw TemplateRendering.Of(file, error);
        }
    }

    private static string[] FilesOf(string kind) => [SubjectOf(kind), HtmlOf(kind), TextOf(kind)];

    private TemplateProblem? Try(string file, IReadOnlyDictionary<string, object> model)
    {
        try
        {
            return string.IsNullOrWhiteSpace(Render(file, model)) ? new TemplateProblem(file, null, null, "renders to nothing.") { Expected = "a template that writes some text" } : null;
        }
        catch (TemplateRendering error)
        {
            return error.Problem;
        }
    }
}
