using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Logs;

namespace MonitorWorker.Hosting.Watching;

/// <summary>What a watcher was asked to do.</summary>
/// <param name="Places">Health files, or addresses of <c>/healthz</c> or <c>/readyz</c>.</param>
/// <param name="To">Who is told.</param>
/// <param name="MemoryFile">Where it remembers what it has told.</param>
internal sealed record WatchRequest(IReadOnlyList<string> Places, IReadOnlyList<string> To, TimeSpan Every, WatchPatience Patience, string MemoryFile);

/// <summary>
/// Watches services from elsewhere, and tells people when one gives no sign of life, when it is in trouble for long, and when that is over: each once, also over its own
/// end. A mail that does not leave is tried again with each look. It keeps no database and needs none.
/// </summary>
/// <param name="send">Sends one mail; the answer is why it did not leave, or null.</param>
internal sealed class Watcher(
    WatchRequest request,
    Func<string, DateTimeOffset, CancellationToken, Task<Look>> look,
    Func<WaitingMail, CancellationToken, Task<string?>> send,
    TimeZoneInfo zone,
    TimeProvider clock,
    ILogger log)
{
    private WatchMemory? _memory;
    private DateTimeOffset? _looked;

    /// <summary>Looks again and again until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await StepAsync(cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // What cannot be remembered is told again after a restart; until then it is in mind.
                log.LogError(ServiceEvents.WatchMemoryNotWritten, "{File} cannot be written: {Reason}", request.MemoryFile, e.Message);
            }

            await Task.Delay(request.Every, clock, cancellationToken);
        }
    }

    /// <summary>One look at each, and what follows from it.</summary>
    /// <returns>True where nothing is in trouble and no mail waits.</returns>
    /// <exception cref="IOException">What is remembered cannot be written; it was told all the same.</exception>
    /// <exception cref="UnauthorizedAccessException">What is remembered may not be written; it was told all the same.</exception>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var memory = _memory ?? WatchMemory.Read(request.MemoryFile);
        var paused = Paused(clock.GetUtcNow());
        List<WatchedService> services = [];
        List<WaitingMail> waiting = [.. memory.Waiting.Where(mail => request.Places.Contains(mail.Place) && request.To.Contains(mail.To))];
        foreach (var place in request.Places)
        {
            var now = clock.GetUtcNow();
            var seen = await look(place, now, cancellationToken);
            var before = memory.Services.FirstOrDefault(known => known.Place == place) ?? new WatchedService(place);
            var (after, news) = before.Next(seen, now, paused, request.Patience, time => TimeZoneInfo.ConvertTime(time, zone));
            services.Add(after);
            if (seen is Look.Nothing nothing) log.LogWarning(ServiceEvents.WatchedSilent, "{Place}: {Reason}", place, nothing.Reason);
            if (news is null) continue;
            log.LogWarning(ServiceEvents.WatchNews, "{Place}: {Subject}", place, news.Note.Subject);
            // What did not leave in time is not true any more.
            waiting.RemoveAll(mail => mail.Place == place);
            waiting.AddRange(request.To.Select(to => new WaitingMail(news.Key, place, to, news.Note, now)));
        }

        _looked = clock.GetUtcNow();
        // Before anything leaves: a kill in between sends a mail twice, with the same Message-ID, rather than not at all.
        var unwritten = Remember(services, waiting);
        foreach (var mail in waiting.ToList())
        {
            if (await send(mail, cancellationToken) is { } problem)
            {
                log.LogError(ServiceEvents.WatchMailNotSent, "The mail to {To} did not leave: {Reason}; it is tried again with the next look", mail.To, problem);
                continue;
            }

            log.LogInformation(ServiceEvents.WatchTold, "Told {To}: {Subject}", mail.To, mail.Note.Subject);
            waiting.Remove(mail);
            unwritten = Remember(services, waiting);
        }

        unwritten?.Throw();
        return waiting.Count == 0 && services.TrueForAll(service => !service.IsTrouble);
    }

    /// <summary>How long this machine slept since the look before; nothing where it did not.</summary>
    private TimeSpan Paused(DateTimeOffset now)
    {
        if (_looked is not { } looked) return TimeSpan.Zero;
        var late = now - looked - request.Every;
        return late > request.Every ? late : TimeSpan.Zero;
    }

    /// <returns>Why it could not be written: no reason to tell nobody. Null where it was.</returns>
    private ExceptionDispatchInfo? Remember(IReadOnlyList<WatchedService> services, IReadOnlyList<WaitingMail> waiting)
    {
        _memory = new WatchMemory { Services = services, Waiting = [.. waiting] };
        try
        {
            _memory.Write(request.MemoryFile);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ExceptionDispatchInfo.Capture(e);
        }
    }
}
