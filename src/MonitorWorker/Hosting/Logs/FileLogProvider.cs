using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace MonitorWorker.Hosting.Logs;

/// <summary>
/// Writes the log into files, behind a queue: whoever logs never waits for a disk and never fails by one. What could not be written is counted, and the
/// log says so as soon as it can be written again. Gets its lines cleaned (<see cref="CleanLoggerFactory"/>).
/// </summary>
internal sealed class FileLogProvider : ILoggerProvider
{
    /// <summary>Lines that wait; more than a busy minute makes. What comes beyond it is counted as lost.</summary>
    private const int MostWaiting = 20_000;

    /// <summary>A disk that is full is tried again after this.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(5);

    /// <summary>The end of the service waits no longer for the last lines.</summary>
    private static readonly TimeSpan _lastLines = TimeSpan.FromSeconds(3);

    private readonly LogFolder _folder;
    private readonly TimeZoneInfo _zone;
    private readonly TimeProvider _clock;
    private readonly Action<string> _tellOtherwise;
    private readonly BlockingCollection<(DateTimeOffset At, string Line)> _waiting = new(MostWaiting);
    private readonly Thread _writer;
    private int _tooMany;
    private int _lost;
    private long? _failedAt;
    private string? _reason;

    /// <param name="tellOtherwise">Told once of each reason for which nothing can be written.</param>
    public FileLogProvider(LogFolder folder, TimeZoneInfo zone, TimeProvider clock, Action<string> tellOtherwise)
    {
        (_folder, _zone, _clock, _tellOtherwise) = (folder, zone, clock, tellOtherwise);
        // A thread that sleeps until something comes, so that an idle service is not woken by its log.
        _writer = new Thread(WriteAll) { IsBackground = true, Name = "log" };
        _writer.Start();
    }

    public ILogger CreateLogger(string categoryName) => new FileLog(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
        if (_waiting.IsAddingCompleted) return;
        _waiting.CompleteAdding();
        _writer.Join(_lastLines);
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO ",
        LogLevel.Warning => "WARN ",
        LogLevel.Error => "ERROR",
        _ => "CRIT ",
    };

    private static string Line(DateTimeOffset at, LogLevel level, EventId id, string category, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd HH:mm:ss.fff zzz} {Word(level)} {id.Id:0000} {category}: {text}");

    private void Add(LogLevel level, EventId id, string category, string text)
    {
        if (_waiting.IsAddingCompleted) return;
        var at = TimeZoneInfo.ConvertTime(_clock.GetUtcNow(), _zone);
        try
        {
            if (!_waiting.TryAdd((at, Line(at, level, id, category, text)))) Interlocked.Increment(ref _tooMany);
        }
        catch (InvalidOperationException)
        {
            // The service has ended in this very moment.
        }
    }

    private void WriteAll()
    {
        foreach (var (at, line) in _waiting.GetConsumingEnumerable()) Write(at, line);
        _folder.Dispose();
    }

    private void Write(DateTimeOffset at, string line)
    {
        _lost += Interlocked.Exchange(ref _tooMany, 0);
        if (_failedAt is { } failed && _clock.GetElapsedTime(failed) < _rest)
        {
            _lost++;
            return;
        }

        try
        {
            var day = DateOnly.FromDateTime(at.DateTime);
            if (_lost > 0)
                _folder.Write(day, Line(at, LogLevel.Warning, ServiceEvents.LogLost, nameof(FileLogProvider), $"{_lost} lines of the log are missing here{(_reason is null ? ": too many came at once" : $": it could not be written ({_reason})")}"));
            (_lost, _failedAt, _reason) = (0, null, null);
            _folder.Write(day, line);
            foreach (var file in _folder.TakeRemovedEarly())
                _folder.Write(day, Line(at, LogLevel.Warning, ServiceEvents.LogCut, nameof(FileLogProvider), $"{file} was removed before its time: the log is larger than log.maxMegabytes"));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _lost++;
            _failedAt = _clock.GetTimestamp();
            var reason = LogText.Clean(e.Message);
            if (_reason == reason) return;
            _reason = reason;
            _tellOtherwise(reason);
        }
    }

    private sealed class FileLog(FileLogProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Add(logLevel, eventId, category, formatter(state, exception));
    }
}
