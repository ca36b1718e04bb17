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
    private const int MostOutput = 2_000_000;

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
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var context = new TemplateContext(Functions)
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
            EnableRelaxedFunctionAccess = false,
            EnableRelaxedIndexerAccess = false,
            AutoIndent = false,
            LoopLimit = 5_000,
            RecursiveLimit = 30,
            OutputLimit = MostOutput,
            LimitToString = MostOutput,
            OnOutputLimit = ScriptLimitBehavior.Throw,
            OnStringLimit = ScriptLimitBehavior.Throw,
            RegexTimeOut = TimeSpan.FromMilliseconds(200),
            TemplateLoader = new FolderLoader(all),
            CancellationToken = limit.Token,
            NewLine = "\n",
        };
        foreach (var (name, parsed) in all) context.CachedTemplates[name] = parsed;

        Func<string, string> encode = IsHtml(file) ? WebUtility.HtmlEncode! : text => text;
        var globals = new ScriptObject();
        foreach (var (name, view) in model) globals.SetValue(name, TemplateModel.Copy(view, encode), readOnly: true);
        context.PushCulture(CultureInfo.InvariantCulture);
        context.PushGlobal(globals);
        return template.Render(context);
    }

    public static bool IsHtml(string file) => file.EndsWith(".html", StringComparison.OrdinalIgnoreCase);

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
