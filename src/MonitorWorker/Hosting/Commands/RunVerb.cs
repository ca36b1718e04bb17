using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Service;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>run</c>: the service, under systemd, as a Windows service, or in a terminal.</summary>
internal static class RunVerb
{
    private static readonly TimeSpan _stopPatience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(GlobalOptions global, CancellationToken stop)
    {
        var config = Session.LoadConfig(global.ConfigFolder, null);
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
        builder.Services
            .AddSystemd()
            .AddWindowsService(options => options.ServiceName = "MonitorWorker")
            .AddMonitor(config.Options, config.Rules, config.Templates, config.Maps, config.Workdays, config.Reports, store)
            .AddSingleton<ScheduleRunner>()
            .AddSingleton<InboxWatch>()
            .AddSingleton<MailboxWatch>()
            .AddSingleton<CalendarWatch>()
            .AddSingleton<ScheduleWatch>()
            .AddSingleton<DiskFullWatch>()
            .AddSingleton<Liveness>()
            .AddSingleton<HealthWatch>()
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
