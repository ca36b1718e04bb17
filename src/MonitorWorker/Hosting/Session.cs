using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting;

/// <summary>Config, rules and templates that were read and found good together.</summary>
internal sealed record LoadedConfig(MonitorOptions Options, RuleSet Rules, TemplateCatalog Templates);

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
        var result = ConfigLoader.Load(ConfigFolder.Find(folder), EnvironmentVariables());
        var problems = result.Problems.Select(problem => problem.ToString()).ToList();
        RuleSet? rules = null;
        TemplateCatalog? templates = null;
        if (result.Options is { } options)
        {
            (rules, var ruleProblems) = RuleSetReader.Read(options.Rules.Folder, ruleSet ?? options.Rules.RuleSet);
            problems.AddRange(ruleProblems.Select(problem => problem.ToString()));
            templates = TemplateCatalog.Load(options.Templates.Folder);
            var broken = templates.Problems.Select(problem => problem.ToString()).ToList();
            if (strictTemplates) problems.AddRange(broken);
            else broken.ForEach(problem => Console.Error.WriteLine($"Template: {problem} Its mails are written in plain words until it is mended."));
        }

        return problems.Count == 0 ? new LoadedConfig(result.Options!, rules!, templates!) : throw new BadConfigException(problems);
    }

    /// <param name="onCopy">True works on a copy of the database that is thrown away: nothing leaves a trace.</param>
    /// <exception cref="BadConfigException">The configuration cannot be used.</exception>
    /// <exception cref="StoreException">The database cannot be opened.</exception>
    public static async Task<Session> OpenAsync(
        string? folder, string? ruleSet, bool onCopy, LogLevel logLevel, CancellationToken cancellationToken)
    {
        var config = LoadConfig(folder, ruleSet);
        var connection = config.Options.Database.ConnectionString;
        var scratch = onCopy ? Directory.CreateTempSubdirectory("monitorworker-").FullName : null;
        var store = scratch is null
            ? await MonitorStore.OpenAsync(connection, cancellationToken)
            : await MonitorStore.CopyAsync(connection, Path.Combine(scratch, "copy.db"), cancellationToken);
        var services = new ServiceCollection()
            .AddLogging(logging => logging.ToStandardError(logLevel))
            .AddMonitor(config.Options, config.Rules, config.Templates, store)
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

    private static Dictionary<string, string?> EnvironmentVariables() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);
}
