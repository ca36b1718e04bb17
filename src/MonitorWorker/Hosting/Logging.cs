using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting;

/// <summary>Log lines go to standard error, so that standard output is a verb's answer alone; those of a service also into files.</summary>
internal static class Logging
{
    public static ILoggingBuilder ToStandardError(this ILoggingBuilder logging, LogLevel level)
    {
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new CleanLoggerFactory(new LoggerFactory(
            provider.GetServices<ILoggerProvider>(),
            provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
            provider.GetRequiredService<IOptions<LoggerFactoryOptions>>()))));
        return logging
            .ClearProviders()
            .AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "yyyy-MM-dd HH:mm:ss zzz ";
            })
            .SetMinimumLevel(level)
            .AddFilter(typeof(ImportProgress).FullName, LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Quartz", LogLevel.Warning);
    }

    /// <summary>Nowhere where <c>log.folder</c> is empty. The times are those of the office.</summary>
    public static ILoggingBuilder ToFiles(this ILoggingBuilder logging, LogOptions options, TimeZoneInfo zone, TimeProvider clock)
    {
        if (options.Folder is not { } folder) return logging;
        var limits = new LogLimits(options.KeepDays, (long)options.FileMegabytes << 20, (long)options.MaxMegabytes << 20);
        // Made by the container, which then also ends it, after everybody who logs.
        logging.Services.AddSingleton<ILoggerProvider>(_ => new FileLogProvider(
            new LogFolder(folder, limits), zone, clock, reason => Console.Error.WriteLine($"The log cannot be written to {folder}: {reason}")));
        return logging;
    }
}
