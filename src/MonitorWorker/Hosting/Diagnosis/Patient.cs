using Microsoft.Extensions.DependencyInjection;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Jobs;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Diagnosis;

/// <summary>What is looked at: the configuration as far as it can be read, and the rooms put together over the database as it lies there.</summary>
/// <param name="Options">As far as they can be read: a mistake leaves the default in its place.</param>
/// <param name="Config">Null where it has problems.</param>
/// <param name="ConfigProblems">Of the templates only those without which nothing starts; <see cref="ConfigDiagnosis"/> asks for the others.</param>
internal sealed record Patient(string? ConfigFolder, MonitorOptions Options, LoadedConfig? Config, IReadOnlyList<string> ConfigProblems, TimeProvider Clock, VolumeFinder Volumes) : IAsyncDisposable
{
    private ServiceProvider? _services;
    private string? _scratch;

    /// <summary>Full path of the SQLite file, whether it is there or not.</summary>
    public string DatabaseFile { get; } = MonitorStore.FileOf(Options.Database.ConnectionString);

    /// <summary>Why nothing can be asked of the database; null where it can be.</summary>
    public string? NoDatabase { get; private set; }

    /// <summary>Null where the configuration has problems.</summary>
    public OfficeSettings? Office => _services?.GetRequiredService<OfficeSettings>();

    public T Get<T>()
        where T : notnull => _services is null ? throw new InvalidOperationException("配置有问题，没有检查") : _services.GetRequiredService<T>();

    public static async Task<Patient> AdmitAsync(string? configFolder, TimeProvider clock, VolumeFinder volumes, CancellationToken cancellationToken)
    {
        var (config, problems) = Load(configFolder, strict: false);
        var options = config?.Options ?? Session.LoadCalendars(configFolder).Readable;
        var patient = new Patient(configFolder, options, config, problems, clock, volumes);
        await patient.OpenAsync(cancellationToken);
        return patient;
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        if (_scratch is not null) Directory.Delete(_scratch, recursive: true);
    }

    internal static (LoadedConfig? Config, IReadOnlyList<string> Problems) Load(string? folder, bool strict)
    {
        try
        {
            return (Session.LoadConfig(folder, null, strict), []);
        }
        catch (BadConfigException e)
        {
            return (null, e.Problems);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        MonitorStore? store = null;
        try
        {
            if (!File.Exists(DatabaseFile)) NoDatabase = "还没有数据库";
            else store = await MonitorStore.OpenReadOnlyAsync(Options.Database.ConnectionString, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NoDatabase = e.Message;
        }

        if (Config is not { } config) return;
        if (store is null)
        {
            // The rooms want one; an empty one, elsewhere.
            _scratch = Directory.CreateTempSubdirectory("monitorworker-").FullName;
            store = await MonitorStore.OpenAsync($"Data Source={Path.Combine(_scratch, "empty.db")};Pooling=False", cancellationToken);
        }

        _services = new ServiceCollection()
            .AddLogging(logging => logging.ToStandardError(Microsoft.Extensions.Logging.LogLevel.None))
            .AddMonitor(config.Options, config.Rules, config.Templates, config.Maps, config.Workdays, config.Reports, store, leavesTraces: false)
            .AddSingleton(Clock)
            .BuildServiceProvider();
    }
}
