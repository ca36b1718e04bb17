using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Notifications;
using MonitorWorker.Reports.Templates;

namespace MonitorWorker.Hosting;

/// <summary>What is wrong with templates, as <c>check-config</c> says it; each part is worked out by the first who asks. A start lives with all of it.</summary>
/// <param name="Broken">Templates of mails and reports that cannot be used.</param>
/// <param name="Trial">Templates of reports of which no file can be made; takes seconds.</param>
/// <param name="Missing">Templates that reports name and that are not there.</param>
internal sealed record TemplateFaults(Lazy<IReadOnlyList<string>> Broken, Lazy<IReadOnlyList<string>> Trial, Lazy<IReadOnlyList<string>> Missing)
{
    public static TemplateFaults None { get; } = new(new([]), new([]), new([]));
}

/// <summary>The configuration as it was read, with rules, maps, calendars and templates, or why there is none.</summary>
/// <param name="Config">Null where anything is wrong that stops a start.</param>
/// <param name="Problems">What stops a start.</param>
/// <param name="Templates">What else <c>check-config</c> finds.</param>
/// <param name="Footprint">What was read, also where it is bad.</param>
internal sealed record ConfigReading(LoadedConfig? Config, IReadOnlyList<string> Problems, TemplateFaults Templates, ConfigFootprint Footprint)
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
        var faults = templates is null ? TemplateFaults.None : new TemplateFaults(
            new(() => [.. templates.Problems.Concat(reports.Value.Problems).Select(problem => Told(folder, templateFolder, problem))]),
            new(() => [.. new ReportTrial(reports.Value).Run(result.Options is { } sound ? ReportMapping.Map(sound) : []).Select(problem => Told(folder, templateFolder, problem))]),
            new(() => result.Options is null ? [] : [.. ReportRules.MissingTemplates(result, reports.Value.Names).Select(problem => problem.ToString())]));
        var footprint = ConfigFootprint.Of(result);
        if (problems.Count > 0) return new ConfigReading(null, problems, faults, footprint);

        var config = new LoadedConfig(result.Options!, rules!.Rules!, templates!, maps.Maps, calendars.For(result.Readable.Calendar.Country), rules.Warning)
        {
            Warnings = result.Warnings,
            Reports = reports,
            Footprint = footprint,
            TemplateFaults = faults,
        };
        return new ConfigReading(config, [], faults, footprint);
    }

    private static string Told(string configFolder, string templateFolder, TemplateProblem problem)
    {
        var file = ConfigPlace.NameOf(configFolder, Path.Combine(templateFolder, problem.File));
        return $"{(problem with { File = file }).ToString().TrimEnd('.')}. Expected: {problem.Expected}";
    }
}
