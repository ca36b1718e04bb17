using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting;

/// <summary>Log lines go to standard error, so that standard output is a verb's answer alone.</summary>
internal static class Logging
{
    public static ILoggingBuilder ToStandardError(this ILoggingBuilder logging, LogLevel level)
    {
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging
            .ClearProviders()
            .AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
            })
            .SetMinimumLevel(level)
            .AddFilter(typeof(ImportProgress).FullName, LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Quartz", LogLevel.Warning);
    }
}
