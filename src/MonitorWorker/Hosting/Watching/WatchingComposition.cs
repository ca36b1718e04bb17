using Microsoft.Extensions.DependencyInjection;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Health;

namespace MonitorWorker.Hosting.Watching;

/// <summary>Adds to a running service what shows others how it is.</summary>
internal static class WatchingComposition
{
    public static IServiceCollection AddWatching(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<MonitorOptions>().Heartbeat)
        .AddSingleton<HealthGlance>()
        .AddSingleton(provider =>
        {
            var watch = new Lazy<HealthWatch>(provider.GetRequiredService<HealthWatch>);
            return new Readiness(provider.GetRequiredService<HealthGlance>(), provider.GetRequiredService<Liveness>(), () => watch.Value.SchedulesRun);
        })
        .AddSingleton<HeartbeatCall>()
        .AddSingleton<MetricsReader>()
        .AddSingleton<WatchPages>()
        .AddSingleton<WatchService>();
}
