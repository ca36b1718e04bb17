using System.Globalization;
using System.Net;
using Scriban;
using Scriban.Functions;
using Scriban.Runtime;

namespace MonitorWorker.Notifications.Templates;

/// <summary>
/// Scriban as templates see it: unknown names are errors, loops and output end, nothing outside the folder is read, no
/// code is built from text, no clock and no chance, so that the same figures give the same mail.
/// </summary>
internal static class TemplateLanguage
{
    private static readonly (string Group, string[] Functions)[] Removed =
    [
        ("object", ["eval", "eval_template"]),
        ("html", ["escape"]),
        ("date", ["now"]),
        ("math", ["random", "uuid"]),
    ];

    private static readonly ScriptObject Functions = MakeFunctions();

    public static string Render(Template template, string file, IReadOnlyDictionary<string, Template> all, IReadOnlyDictionary<string, object> model)
    {
        var limits = TemplateLimits.Of(file);
        using var limit = new CancellationTokenSource(limits.Time);
        var context = new TemplateContext(Functions)
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
            EnableRelaxedFunctionAccess = false,
            EnableRelaxedIndexerAccess = false,
            AutoIndent = false,
            LoopLimit = limits.Loops,
            RecursiveLimit = 30,
            OutputLimit = limits.Output,
            LimitToString = limits.Output,
            OnOutputLimit = ScriptLimitBehavior.Throw,
            OnStringLimit = ScriptLimitBehavior.Throw,
            RegexTimeOut = TimeSpan.FromMilliseconds(200),
            TemplateLoader = new FolderLoader(all),
            CancellationToken = limit.Token,
            NewLine = "\n",
        };
        foreach (var (name, parsed) in all) context.CachedTemplates[name] = parsed;

        Func<string, string> encode = IsHtml(file) ? WebUtility.HtmlEncode! : IsMarkdown(file) ? MarkdownText.Escape : text => text;
        var globals = new ScriptObject();
        foreach (var (name, view) in model) globals.SetValue(name, TemplateModel.Copy(view, encode), readOnly: true);
        context.PushCulture(CultureInfo.InvariantCulture);
        context.PushGlobal(globals);
        return template.Render(context);
    }

    public static bool IsHtml(string file) => file.EndsWith(".html", StringComparison.OrdinalIgnoreCase);

    public static bool IsMarkdown(string file) => file.EndsWith(".md", StringComparison.OrdinalIgnoreCase);

    private static ScriptObject MakeFunctions()
    {
        var functions = (ScriptObject)new BuiltinFunctions().Clone(deep: true);
        foreach (var (group, names) in Removed)
        {
            foreach (var name in names) (functions[group] as ScriptObject)?.Remove(name);
        }

        foreach (var group in functions.Values.OfType<ScriptObject>()) group.IsReadOnly = true;
        functions.IsReadOnly = true;
        return functions;
    }
}

/// <summary>How far a template may go, so that a mistake in it ends.</summary>
/// <param name="Output">Characters.</param>
internal sealed record TemplateLimits(int Loops, int Output, TimeSpan Time)
{
    private static readonly TemplateLimits _mail = new(5_000, 2_000_000, TimeSpan.FromSeconds(20));

    /// <summary>A report lists each line of an office, and a province has many.</summary>
    private static readonly TemplateLimits _document = new(1_000_000, 100_000_000, TimeSpan.FromMinutes(2));

    public static TemplateLimits Of(string file) => TemplateLanguage.IsMarkdown(file) ? _document : _mail;
}
