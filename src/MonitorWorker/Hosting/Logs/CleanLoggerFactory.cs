using Microsoft.Extensions.Logging;

namespace MonitorWorker.Hosting.Logs;

/// <summary>Loggers whose every line is cleaned by <see cref="LogText"/> before anybody who writes it gets it: console, journal, event log, file.</summary>
internal sealed class CleanLoggerFactory(LoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new CleanLogger(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class CleanLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        /// <summary>The error becomes a part of the text: who writes the line would print it as it is.</summary>
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (inner.IsEnabled(logLevel)) inner.Log(logLevel, eventId, LogText.Clean(formatter(state, null), exception), null, static (text, _) => text);
        }
    }
}
