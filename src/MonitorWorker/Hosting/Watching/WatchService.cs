using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Watching;

/// <summary>Shows others how the service is, by HTTP and heartbeat, from its start to its end. Nothing that goes wrong here takes the service down.</summary>
internal sealed class WatchService(MonitorOptions options, WatchPages pages, HeartbeatCall heartbeat, TroubleBoard board, TimeProvider clock, ILogger<WatchService> log)
{
    /// <summary>Whoever has the port may give it back, as the process that this one takes over from.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(30);

    /// <summary>Until it is stopped.</summary>
    public Task RunAsync(CancellationToken stoppingToken) => Task.WhenAll(
        GuardAsync("answer by HTTP", ServeAsync, stoppingToken), GuardAsync("send the heartbeat", heartbeat.RunAsync, stoppingToken));

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        if (options.Health.Http.Port is not (> 0 and var port)) return;
        var name = port.ToString(CultureInfo.InvariantCulture);
        while (true)
        {
            using var server = new LoopbackServer(port, pages.AnswerAsync, log);
            try
            {
                server.Open();
            }
            catch (SocketException e)
            {
                if (board.Post(new PostedTrouble(TroubleKind.Http, name, clock.GetUtcNow(), $"端口{name}不能使用：{e.Message}")))
                    log.LogError(ServiceEvents.PortTaken, "Port {Port} (health.http.port) cannot be used: {Reason}; it is tried again every {Seconds} seconds", port, e.Message, _again.TotalSeconds);
                await Task.Delay(_again, clock, cancellationToken);
                continue;
            }

            board.TakeDown(TroubleKind.Http, name);
            log.LogInformation(ServiceEvents.Serves, "Health and metrics are at http://127.0.0.1:{Port}/healthz, /readyz and /metrics", port);
            await server.RunAsync(cancellationToken);
        }
    }

    private async Task GuardAsync(string what, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service ends.
        }
        catch (Exception e)
        {
            log.LogError(ServiceEvents.ShowsNoMore, e, "The service can no longer {What}; its work goes on", what);
        }
    }
}
