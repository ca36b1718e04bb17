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

    /// <summary>What it was read from.</summary>
    internal ConfigFootprint Footprint { get; init; } = ConfigFootprint.None;

    /// <summary>What is wrong with its templates.</summary>
    internal TemplateFaults TemplateFaults { get; init; } = TemplateFaults.None;

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
        var reading = ConfigReading.Read(folder, ruleSet, environment);
        IReadOnlyList<string> problems = strictTemplates ? [.. reading.Problems, .. reading.Templates.Broken.Value, .. reading.Templates.Trial.Value, .. reading.Templates.Missing.Value] : reading.Problems;
        if (problems.Count > 0) throw new BadConfigException(problems);

        foreach (var problem in reading.Config!.Templates.Problems)
            Console.Error.WriteLine($"Template: {problem} Its mails are written in plain words until it is mended.");
        return reading.Config;
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

    /// <summary>With parts of a caller's own beside those that all have, or in their place.</summary>
    /// <exception cref="StoreException">The database cannot be opened.</exception>
    internal static Task<Session> OpenAsync(LoadedConfig config, TimeProvider clock, Action<IServiceCollection> parts, CancellationToken cancellationToken) =>
        OpenAsync(config, onCopy: false, null, clock, LogLevel.Warning, cancellationToken, parts);

    private static async Task<Session> OpenAsync(
        LoadedConfig config, bool onCopy, string? copyOf, TimeProvider clock, LogLevel logLevel, CancellationToken cancellationToken, Action<IServiceCollection>? parts = null)
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
            .AddSingleton(clock);
        parts?.Invoke(services);
        return new Session(services.BuildServiceProvider(), config, scratch);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_scratch is not null) Directory.Delete(_scratch, recursive: true);
    }

    internal static Dictionary<string, string?> EnvironmentVariables() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);
}
