using Scriban.Syntax;

namespace MonitorWorker.Notifications.Templates;

/// <summary>A template could not be rendered; says where.</summary>
internal sealed class TemplateRendering(TemplateProblem problem, Exception? cause = null) : Exception(problem.ToString(), cause)
{
    public TemplateProblem Problem { get; } = problem;

    public static TemplateRendering Of(string file, Exception error) => error switch
    {
        TemplateRendering known => known,
        ScriptRuntimeException located => new TemplateRendering(TemplateFolder.At(file, located.Span, located.OriginalMessage), error),
        _ => new TemplateRendering(new TemplateProblem(file, null, null, error.Message), error),
    };
}
