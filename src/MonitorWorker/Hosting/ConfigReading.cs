using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Notifications;
using MonitorWorker.Reports.Templates;

namespace MonitorWorker.Hosting;

/// <summary>The configuration as it was read, with rules, maps, calendars and templates, or why there is none.</summary>
/// <param name="Config">Null where anything is wrong that stops a start.</param>
/// <param name="Problems">What stops a start.</param>
/// <param name="TemplateProblems">What else <c>check-config</c> finds in the templates of mails and reports; worked out by the first who asks.</param>
/// <param name="Footprint">What was read, also where it is bad.</param>
internal sealed record ConfigReading(LoadedConfig? Config, IReadOnlyList<string> Problems, Lazy<IReadOnlyList<string>> TemplateProblems, ConfigFootprint Footprint)
{
    /// <param name="ruleSet">A rule set asked for by name; null is none.</param>
    public static ConfigReading Read(string folder, string? ruleSet, IReadOnlyDictionary<string, string?> environment)
    {
        var result = ConfigLoader.Load(folder, environment);
        var problems = result.Problems.Select(problem => problem.ToString()).ToList();
        RuleBookReading? rules = null;
        if (Directory.Exists(result.Readable.Rules.Folder))
        {
            rules = RuleBookReader.Read(folder, result.Readable.Rules, ruleSet);
            problems.AddRange(rules.Problems.Select(problem => problem.ToString()));
        }

        var maps = ColumnMapReader.Read(folder, result.Readable.Import.Maps);
        problems.AddRange(maps.Problems.Select(problem => problem.ToString()));
        var calendars = CalendarReader.Read(folder, result.Readable.Calendar.Folder);
        problems.AddRange(calendars.Problems.Select(problem => problem.ToString()));
        var templateFolder = result.Readable.Templates.Folder;
        // So it has told that a folder is not there.
        var templates = result.Options is not null || Directory.Exists(templateFolder) ? TemplateCatalog.Load(templateFolder, result.Readable.Locale) : null;
        var reports = new Lazy<ReportCatalog>(() => ReportCatalog.Load(templateFolder));
        var templateProblems = new Lazy<IReadOnlyList<string>>(() => templates is null ? [] : [.. InTemplates(folder, templateFolder, result, templates, reports.Value)]);
        var footprint = ConfigFootprint.Of(result);
        if (problems.Count > 0) return new ConfigReading(null, problems, templateProblems, footprint);

        var config = new LoadedConfig(result.Options!, rules!.Rules!, templates!, maps.Maps, calendars.For(result.Readable.Calendar.Country), rules.Warning)
        {
            Warnings = result.Warnings,
            Reports = reports,
            Footprint = footprint,
            TemplateProblems = templateProblems,
        };
        return new ConfigReading(config, [], templateProblems, footprint);
    }

    private static IEnumerable<string> InTemplates(string folder, string templateFolder, ConfigResult result, TemplateCatalog templates, ReportCatalog reports)
    {
        IEnumerable<TemplateProblem> found =
        [
            .. templates.Problems,
            .. reports.Problems,
            .. new ReportTrial(reports).Run(result.Options is { } sound ? ReportMapping.Map(sound) : []),
        ];
        var told = found.Select(problem => Told(folder, templateFolder, problem));
        return result.Options is null ? told : told.Concat(ReportRules.MissingTemplates(result, reports.Names).Select(problem => problem.ToString()));
    }

    private static string Told(string configFolder, string templateFolder, TemplateProblem problem)
    {
        var file = ConfigPlace.NameOf(configFolder, Path.Combine(templateFolder, problem.File));
        return $"{(problem with { File = file }).ToString().TrimEnd('.')}. Expected: {problem.Expected}";
    }
}
