using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MonitorWorker.Calendar;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Import.Layouts;
using MonitorWorker.Notifications;
using MonitorWorker.Reports.Templates;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting;

/// <summary>Config, rules and templates that were read and found good together.</summary>
/// <param name="RulesWarning">What is worth a look in the rule set although it can be used, given the day that is judged.</param>
internal sealed record LoadedConfig(
    MonitorOptions Options,
    RuleBook Rules,
    TemplateCatalog Templates,
    IReadOnlyList<ColumnMap> Maps,
    WorkdayCalendar Workdays,
    Func<DateOnly, ConfigProblem?> RulesWarning)
{
    /// <summary>What else is worth a look although it can be used.</summary>
    public IReadOnlyList<ConfigProblem> Warnings { get; init; } = [];

    /// <summary>The templates of reports, read by the first who asks: most verbs never do.</summary>
    public required Lazy<ReportCatalog> Reports { get; init; }
}

/// <summary>The configuration cannot be used; every problem is listed.</summary>
internal sealed class BadConfigException(IReadOnlyList<string> problems) : Exception("The configuration has problems.")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>What one verb works with: the configuration, an open store, and the jobs. Ends with the verb.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _scratch;

    private Session(ServiceProvider services, LoadedConfig config, string? scratch)
    {
        _services = services;
        Config = config;
        _scratch = scratch;
    }

    public LoadedConfig Config { get; }

    /// <summary>Reads everything and reports all problems of all files at once.</summary>
    /// <param name="strictTemplates">False lets a broken template pass: its mails are then written in plain words, which
    /// beats no warning at all. It is told on standard error.</param>
    /// <exception cref="BadConfigException">Anything is wrong.</exception>
    public static LoadedConfig LoadConfig(string? folder, string? ruleSet, bool strictTemplates = false)
    {
        return LoadConfig(ConfigFolder.Find(folder), ruleSet, strictTemplates, EnvironmentVariables());
    }

    /// <inheritdoc cref="LoadConfig(string?, string?, bool)"/>
    internal static LoadedConfig LoadConfig(string folder, string? ruleSet, bool strictTemplates, IReadOnlyDictionary<string, string?> environment)
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
        if (strictTemplates)
        {
            problems.AddRange(templates?.Problems.Select(problem => Told(folder, templateFolder, problem)) ?? []);
            if (templates is not null) problems.AddRange(reports.Value.Problems.Select(problem => Told(folder, templateFolder, problem)));
            if (templates is not null)
                problems.AddRange(new ReportTrial(reports.Value).Run(result.Options is { } sound ? ReportMapping.Map(sound) : []).Select(problem => Told(folder, templateFolder, problem)));
            if (result.Options is not null) problems.AddRange(ReportRules.MissingTemplates(result, reports.Value.Names).Select(problem => problem.ToString()));
        }

        if (problems.Count > 0) throw new BadConfigException(problems);

        foreach (var problem in templates!.Problems)
            Console.Error.WriteLine($"Template: {problem} Its mails are written in plain words until it is mended.");
        return new LoadedConfig(result.Options!, rules!.Rules!, templates, maps.Maps, calendars.For(result.Readable.Calendar.Country), rules.Warning) { Warnings = result.Warnings, Reports = reports };
    }

    /// <summary>Tells on standard error what is wrong with the templates of reports: what needs them is a part that cannot be made, the rest works.</summary>
    public static void TellReportTemplates(LoadedConfig config)
    {
        foreach (var problem in config.Reports.Value.Problems)
            Console.Error.WriteLine(WhatFollows(problem));
    }

    /// <summary>The look has one in its place; a template has none.</summary>
    internal static string WhatFollows(TemplateProblem problem) => Path.GetFileName(problem.File) == ReportCatalog.Look
        ? $"Report template: {problem.ToString().TrimEnd('.')}. Documents are made with the built-in look until it is mended."
        : $"Report template: {problem} Reports lack what is made by it until it is mended.";

    /// <summary>The calendars alone, with whatever else is wrong in the configuration.</summary>
    public static (MonitorOptions Readable, CalendarReading Calendars) LoadCalendars(string? folder)
    {
        var configFolder = ConfigFolder.Find(folder);
        var readable = ConfigLoader.Load(configFolder, EnvironmentVariables()).Readable;
        return (readable, CalendarReader.Read(configFolder, readable.Calendar.Folder));
    }

    /// <param name="onCopy">True works on a copy of the database that is thrown away: nothing leaves a trace.</param>
    /// <exception cref="BadConfigException">The configuration cannot be used.</exception>
    /// <exception cref="StoreException">The database cannot be opened.</exception>
    public static Task<Session> OpenAsync(
        string? folder, string? ruleSet, bool onCopy, LogLevel logLevel, CancellationToken cancellationToken) =>
        OpenAsync(LoadConfig(folder, ruleSet), onCopy, null, TimeProvider.System, logLevel, cancellationToken);

    /// <summary>Works on a copy that is thrown away, by another clock.</summary>
    /// <param name="copyOf">A database file in place of the configured one.</param>
    /// <exception cref="StoreException">The database cannot be opened.</exception>
    public static Task<Session> OpenCopyAsync(LoadedConfig config, string? copyOf, TimeProvider clock, LogLevel logLevel, CancellationToken cancellationToken) =>
        OpenAsync(config, onCopy: true, copyOf, clock, logLevel, cancellationToken);

    private static async Task<Session> OpenAsync(
        LoadedConfig config, bool onCopy, string? copyOf, TimeProvider clock, LogLevel logLevel, CancellationToken cancellationToken)
    {
        var connection = copyOf is null ? config.Options.Database.ConnectionString : $"Data Source={copyOf}";
        var scratch = onCopy ? Directory.CreateTempSubdirectory("monitorworker-").FullName : null;
        var store = scratch is null
            ? await MonitorStore.OpenAsync(connection, cancellationToken)
            : await MonitorStore.CopyAsync(connection, Path.Combine(scratch, "copy.db"), cancellationToken);
        var services = new ServiceCollection()
            .AddLogging(logging => logging.ToStandardError(logLevel))
            .AddMonitor(config.Options, config.Rules, config.Templates, config.Maps, config.Workdays, config.Reports, store, leavesTraces: !onCopy)
            // The last one that is registered is the one that all are given.
            .AddSingleton(clock)
            .BuildServiceProvider();
        return new Session(services, config, scratch);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_scratch is not null) Directory.Delete(_scratch, recursive: true);
    }

    private static string Told(string configFolder, string templateFolder, TemplateProblem problem)
    {
        var file = ConfigPlace.NameOf(configFolder, Path.Combine(templateFolder, problem.File));
        return $"{(problem with { File = file }).ToString().TrimEnd('.')}. Expected: {problem.Expected}";
    }

    internal static Dictionary<string, string?> EnvironmentVariables() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);
}
