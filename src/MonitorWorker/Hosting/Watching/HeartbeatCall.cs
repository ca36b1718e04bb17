using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Watching;

/// <summary>
/// Shows a service elsewhere that this one is well, by calling its address while it is alive and ready; that one tells when the calls stay away. The address is a secret of
/// its path: only its host is ever logged.
/// </summary>
internal sealed class HeartbeatCall(HeartbeatOptions options, Readiness readiness, TroubleBoard board, TimeProvider clock, ILogger<HeartbeatCall> log) : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    // No proxy: who is behind one says so with an address inside of the house. No redirect: it would hand the path on.
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = _patience };

    /// <summary>When it was last reached while all was well; null if never since the start.</summary>
    public DateTimeOffset? LastSuccess { get; private set; }

    /// <summary>Calls again and again until it is stopped. Nothing that goes wrong ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Url is null) return;
        while (true)
        {
            await BeatAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromMinutes(options.UrlMinutes), clock, cancellationToken);
        }
    }

    /// <summary>One call, or none where there is nothing good to say and no address for anything else.</summary>
    internal async Task BeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isWell = (await readiness.ReasonsAsync(cancellationToken)).Count == 0;
            if ((isWell ? options.Url : options.FailUrl) is not { } url) return;
            var address = new Uri(url);
            if (await CallAsync(address, cancellationToken) is { } problem)
            {
                Fail(address.Host, problem);
                return;
            }

            if (isWell) LastSuccess = clock.GetUtcNow();
            if (board.TakeDown(TroubleKind.Heartbeat, address.Host)) log.LogInformation(ServiceEvents.HeartbeatWorks, "The heartbeat reaches {Host} again", address.Host);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Its type alone: a message could quote the address.
            log.LogError(ServiceEvents.HeartbeatFailed, "The heartbeat could not be sent: {Error}", e.GetType().Name);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <returns>What went wrong, without the address; null is nothing.</returns>
    private async Task<string?> CallAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(new HttpMethod(options.UrlMethod), address);
            // What is said there is nobody's concern, however long it is.
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? null : FormattableString.Invariant($"it answered {(int)answer.StatusCode}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FormattableString.Invariant($"it did not answer within {_patience.TotalSeconds} seconds");
        }
        catch (HttpRequestException e)
        {
            return e.InnerException is SocketException socket ? $"it cannot be reached ({socket.SocketErrorCode})" : $"it cannot be reached ({e.HttpRequestError})";
        }
    }

    private void Fail(string host, string problem)
    {
        if (board.Post(new PostedTrouble(TroubleKind.Heartbeat, host, clock.GetUtcNow(), $"心跳地址连不上：{problem}")))
            log.LogError(ServiceEvents.HeartbeatUnreachable, "The heartbeat does not reach {Host}: {Problem}; it is tried again every {Minutes} minutes", host, problem, options.UrlMinutes);
    }
}
