using MonitorWorker.Budgets;
using MonitorWorker.Reports;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What reports have to be. Whether their templates are there is told by <c>check-config</c>. Adds and warnings are (key, message, expected).</summary>
/// <param name="warn">What can be used and is hardly meant.</param>
internal sealed class ReportRules(IReadOnlyList<ReportOptions> reports, Action<string, string, string> add, Action<string, string, string> warn)
{
    /// <summary>The template of the data workbook, which needs none.</summary>
    public const string Data = "data";

    private static readonly string[] _endings = [".md", ".xlsx"];

    /// <summary>Of all reports that there are, the built-in ones first.</summary>
    public static IReadOnlyList<string> Names(MonitorOptions options) =>
        [.. ReportDefinition.BuiltIn.Select(report => report.Name).Concat(options.Reports.Select(report => report.Name).OfType<string>()).Distinct()];

    /// <summary>Templates that reports name and that are not there; of the built-in reports those that a schedule makes.</summary>
    /// <param name="templates">Names of all that there are.</param>
    public static IEnumerable<ConfigProblem> MissingTemplates(ConfigResult config, IReadOnlyCollection<string> templates)
    {
        var options = config.Readable;
        var all = templates.Count == 0 ? "a file of that name in the folder reports of templates.folder" : $"one of {string.Join(", ", templates.Order(StringComparer.Ordinal))}";
        for (var report = 0; report < options.Reports.Count; report++)
        {
            for (var file = 0; file < options.Reports[report].Files.Count; file++)
            {
                var template = options.Reports[report].Files[file].Template;
                if (template == Data || templates.Contains(template)) continue;
                yield return config.Tell(
                    $"reports[{report}].files[{file}].template", "there is no such template", Spelling.Nearest(template, templates) is { } near ? $"{all}; did you mean {near}?" : all);
            }
        }

        var builtIn = ReportDefinition.BuiltIn.Where(report => options.Reports.All(own => own.Name != report.Name)).ToDictionary(report => report.Name);
        for (var schedule = 0; schedule < options.Schedules.Count; schedule++)
        {
            if (options.Schedules[schedule].Report is not { } name || builtIn.GetValueOrDefault(name) is not { } report) continue;
            var missing = report.Parts.Select(part => part.Template).OfType<string>().Where(template => !templates.Contains(template)).ToList();
            if (missing.Count > 0)
                yield return config.Tell($"schedules[{schedule}].report", $"needs {string.Join(", ", missing)}", "these files in the folder reports of templates.folder; the shipped ones will do");
        }
    }

    public void Check()
    {
        var names = new Dictionary<string, int>();
        for (var index = 0; index < reports.Count; index++)
        {
            var (report, key) = (reports[index], $"reports[{index}]");
            // A required key that could not be read is null here and has been reported.
            if (report.Name is { } name && !names.TryAdd(name, index))
                add($"{key}.name", $"reports[{names[name]}] has this name as well", "each name once: schedules name it");
            if (report.Files is { Count: 0 }) add($"{key}.files", "is empty", "at least one file, e.g. { \"query\": \"entity\", \"template\": \"in-year.md\", \"title\": \"部门事中绩效监控报告\" }");
            CheckFiles(report.Files ?? [], key);
            for (var to = 0; to < report.To.Count; to++)
            {
                // What is empty has been told.
                if (report.To[to].Length > 0 && !ContactRoles.ByName.ContainsKey(report.To[to])) add($"{key}.to[{to}]", "is not a role", $"one of {string.Join(", ", ContactRoles.ByName.Keys)}");
            }

            WarnOfParts(report, key);
            CheckOnce($"{key}.to", report.To, "each role once");
            CheckOnce($"{key}.entities", report.Entities, "each entity once");
        }
    }

    /// <summary>Files are about a whole entity or about all, and such people mostly answer for a part of one: nobody would notice that they get nothing.</summary>
    private void WarnOfParts(ReportOptions report, string key)
    {
        for (var to = 0; to < report.To.Count; to++)
        {
            if (ContactRoles.ByName.TryGetValue(report.To[to], out var role) && Notifications.Router.IsOfSections(role))
                warn($"{key}.to[{to}]", "gets files only of what they may see all of, so nothing where the address book names a 责任股室 or a 项目编码 for them", "主要领导, 财务人员 or 绩效管理人员, or such people without section and project in the address book");
        }
    }

    private void CheckFiles(IReadOnlyList<ReportFileOptions> files, string key)
    {
        var known = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < files.Count; index++)
        {
            var (file, at) = (files[index], $"{key}.files[{index}]");
            if (file.Template is not { } template) continue;
            CheckTemplate($"{at}.template", template, file.Query);
            if (file.Title is { } title && !known.TryAdd(title + (IsDocument(template) ? ".docx" : ".xlsx"), index))
                add($"{at}.title", $"files[{known[title + (IsDocument(template) ? ".docx" : ".xlsx")]}] has this title as well, and their files would have one name", "another title");
        }
    }

    private void CheckTemplate(string key, string template, string? query)
    {
        if (template == Data)
        {
            if (query == "project") add(key, "data is of an entity or of the office, and query is project", "\"query\": \"entity\" or \"office\"");
            return;
        }

        if (template.IndexOfAny(['/', '\\']) >= 0) add(key, "is a path", "the name of a file in the folder reports of templates.folder");
        else if (!_endings.Any(ending => template.Length > ending.Length && template.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            add(key, "is not a template", Spelling.Nearest(template, [Data]) is { } near ? $"NAME.md, NAME.xlsx or {Data}; did you mean {near}?" : $"NAME.md, NAME.xlsx or {Data}");
    }

    private static bool IsDocument(string template) => template.EndsWith(".md", StringComparison.OrdinalIgnoreCase);

    private void CheckOnce(string key, IReadOnlyList<string> words, string expected)
    {
        for (var index = 0; index < words.Count; index++)
        {
            if (words[index].Length > 0 && words.Take(index).Contains(words[index])) add($"{key}[{index}]", "stands twice", expected);
        }
    }
}
