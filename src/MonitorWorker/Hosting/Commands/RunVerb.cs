using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Reloading;
using MonitorWorker.Hosting.Service;
using MonitorWorker.Jobs;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>run</c>: the service, under systemd, as a Windows service, or in a terminal.</summary>
internal static class RunVerb
{
    private static readonly TimeSpan _stopPatience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(GlobalOptions global, CancellationToken stop)
    {
        var (folder, environment, since) = (ConfigFolder.Find(global.ConfigFolder), Session.EnvironmentVariables(), TimeProvider.System.GetUtcNow());
        var config = Session.LoadConfig(folder, null, strictTemplates: false, environment);
        Session.TellReportTemplates(config);
        var systemd = SystemdNotifier.FromEnvironment();
        await using var patience = new StartPatience(systemd, TimeProvider.System);
        var store = await MonitorStore.OpenAsync(config.Options.Database.ConnectionString, stop);
        await using var only = FileLock.TryTake(store.DatabaseFile + ".service.lock");
        if (only is null)
        {
            ConsoleOutput.WriteError($"Another service runs on {store.DatabaseFile} already. Stop it first, or give this one its own database.");
            return ExitCodes.BadUsage;
        }

        if (store.CopyOfBefore is { } copy) ConsoleOutput.WriteLine($"数据库已升级到这一版本；升级前的文件保存为 {copy}");
        await store.EnsureSoundAsync(stop);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ToStandardError(global.Verbose ? LogLevel.Debug : LogLevel.Information);
        builder.Logging.ToFiles(config.Options.Log, TimeZoneInfo.FindSystemTimeZoneById(config.Options.TimeZone), TimeProvider.System);
        builder.Services
            .AddSystemd()
            .AddWindowsService(options => options.ServiceName = "MonitorWorker")
            .AddSingleton(new ConfigSource(folder, environment, config, since))
            // What belongs to one configuration is added in Reloading/Generation.
            .AddSingleton(store)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<TroubleBoard>()
            .AddSingleton<Turns>()
            .AddSingleton<DiskFullWatch>()
            .AddSingleton<Liveness>()
            .AddSingleton<SharedParts>()
            .AddSingleton<Reloader>()
            .AddSingleton(systemd)
            .AddHostedService<ServiceGuard>()
            .AddHostedService<MonitorService>()
            .Configure<HostOptions>(options =>
            {
                options.ShutdownTimeout = _stopPatience;
                options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.StopHost;
            });
        using var host = builder.Build();
        await patience.DisposeAsync();
        await host.RunAsync(stop);
        // Set by the service when it could not go on: a crash never looks like a clean stop.
        return Environment.ExitCode;
    }
}
