using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace MonitorWorker.Notifications.Templates;

/// <summary>Includes come from the templates that were read at start: a name is looked up, never opened as a path.</summary>
internal sealed class FolderLoader(IReadOnlyDictionary<string, Template> templates) : ITemplateLoader
{
    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) =>
        !templates.TryGetValue(templateName, out var template)
            ? throw new ScriptRuntimeException(callerSpan, $"cannot include '{templateName}': there is no such file in this folder.")
            : !template.HasErrors
                ? templateName
                : throw new ScriptRuntimeException(callerSpan, $"cannot include '{templateName}': it is not a sound template of this folder.");

    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        throw new ScriptRuntimeException(callerSpan, $"'{templatePath}' was not read at start.");

    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        ValueTask.FromResult<string?>(Load(context, callerSpan, templatePath));
}
