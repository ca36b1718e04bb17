using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Import;
using MonitorWorker.Import.Formats;
using MonitorWorker.Scenarios;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>test rules</c>: scenario files against the rule sets. Needs no database and stores nothing.</summary>
internal static class TestRulesVerb
{
    /// <param name="files">Files, or folders of them.</param>
    /// <param name="ruleSet">Judges instead of what the scenarios name; null leaves it to them.</param>
    public static int Run(GlobalOptions global, string[] files, string? ruleSet, bool json)
    {
        var missing = files.Where(file => !File.Exists(file) && !Directory.Exists(file)).ToList();
        foreach (var file in missing) ConsoleOutput.WriteError($"{file}: there is no such file.");
        if (missing.Count > 0) return ExitCodes.BadUsage;

        var config = Session.LoadConfig(global.ConfigFolder, ruleSet);
        var run = Run(config, ConfigFolder.Find(global.ConfigFolder), [.. files.SelectMany(Files)], ruleSet);
        foreach (var problem in run.Where(file => file.Problem is not null)) ConsoleOutput.WriteError($"{problem.File}: {problem.Problem}");
        if (run.Count == 0) ConsoleOutput.WriteError($"{string.Join("、", files)}：文件夹里没有场景文件；应为：.csv 或 .xlsx 文件");
        if (run.Count == 0 || run.Any(file => file.Problem is not null)) return ExitCodes.BadUsage;

        if (json) JsonOutput.Write(ScenarioOutput.Json(run));
        else ScenarioOutput.Write(run);
        return run.All(file => file.Passed) ? ExitCodes.Good : ExitCodes.Failed;
    }

    internal static IReadOnlyList<ScenarioFile> Run(LoadedConfig config, string configFolder, IReadOnlyList<string> paths, string? ruleSet)
    {
        var catalog = new TableCatalog(config.Options.Import.Synonyms, config.Maps);
        var reader = new ScenarioReader(catalog, Spelling.Nearest);
        var books = new Dictionary<string, RuleBookAnswer>();
        var runner = new ScenarioRunner(new FileReader(catalog, AmountUnit.Named(config.Options.Import.AmountUnit)), Book);
        return [.. paths.Select(path => Run(path, reader, runner))];

        RuleBookAnswer Book(string? name)
        {
            if (name is null || ruleSet is not null) return new RuleBookAnswer(config.Rules);
            if (!books.TryGetValue(name, out var book)) books[name] = book = Read(config, configFolder, name);
            return book;
        }
    }

    private static ScenarioFile Run(string path, ScenarioReader reader, ScenarioRunner runner)
    {
        try
        {
            // The spreadsheet program in which it is being written holds it open.
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var name = Path.GetFileName(path);
            var scenarios = reader.Read(FormatCatalog.Open(content, name, ReadLimits.Default));
            return scenarios.Count == 0
                ? new ScenarioFile(path, [], "没有任何场景；应为：第一列写“场景”、第二列写名称的一行，下面是它的表和预期")
                : new ScenarioFile(path, [.. scenarios.Select(scenario => runner.Run(name, scenario))]);
        }
        catch (UnreadableFileException e)
        {
            return new ScenarioFile(path, [], $"{e.Message}；应为：{e.Expected}");
        }
    }

    private static RuleBookAnswer Read(LoadedConfig config, string configFolder, string name)
    {
        var read = RuleBookReader.Read(configFolder, config.Options.Rules, name);
        return read.Rules is { } rules
            ? new RuleBookAnswer(rules)
            : new RuleBookAnswer(null, string.Join("；", read.Problems.Select(problem => problem.Message)), string.Join("；", read.Problems.Select(problem => problem.Expected)));
    }

    /// <summary>A file, or what can be read of a folder.</summary>
    internal static IEnumerable<string> Files(string path) => !Directory.Exists(path)
        ? [path]
        : Directory.EnumerateFiles(path)
            // ~$ marks what an office program leaves beside an open workbook.
            .Where(file => FormatCatalog.Endings.Contains(Path.GetExtension(file).ToLowerInvariant()) && !Path.GetFileName(file).StartsWith("~$", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}

/// <summary>One scenario file and how its scenarios went.</summary>
/// <param name="Problem">Why nothing of it could be run; null where it was.</param>
internal sealed record ScenarioFile(string File, IReadOnlyList<ScenarioResult> Scenarios, string? Problem = null)
{
    public bool Passed => Problem is null && Scenarios.All(scenario => scenario.Passed);
}
