using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Watching;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Hosting.Watching;

public sealed class HeartbeatCallTests : IAsyncLifetime
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private WatchedOffice _watched = null!;
    private string _answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private Task _serving = Task.CompletedTask;

    private string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/ping/7c1f-secret";

    public async ValueTask InitializeAsync()
    {
        _watched = await WatchedOffice.OpenAsync();
        _listener.Start();
        _watched.Heartbeat = new HeartbeatOptions { Url = Url };
        _serving = ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _serving);
        _listener.Dispose();
        _stop.Dispose();
        await _watched.DisposeAsync();
    }

    [Fact]
    public async Task It_calls_while_all_is_well_and_is_silent_otherwise()
    {
        using var call = _watched.Call();
        await call.BeatAsync(default);
        Assert.Equal(["GET /ping/7c1f-secret HTTP/1.1"], _heard);
        Assert.Equal(Some.Noon, call.LastSuccess);

        _watched.SchedulesRun = false;
        await call.BeatAsync(default);
        _watched.SchedulesRun = true;
        _watched.Office.Clock.Advance(TimeSpan.FromMinutes(4));
        await call.BeatAsync(default);
        Assert.Single(_heard);
        _watched.Liveness.Beat();
        await call.BeatAsync(default);
        Assert.Equal(2, _heard.Count);
    }

    [Fact]
    public async Task Where_there_is_an_address_for_it_a_trouble_is_called_out()
    {
        _watched.Heartbeat = new HeartbeatOptions { Url = Url, FailUrl = Url + "/fail", UrlMethod = "POST" };
        await _watched.Office.Watch.FailsAsync(TroubleKind.Source, "ledger", new Trouble("读不到", "看看"), default);
        using var call = _watched.Call();
        await call.BeatAsync(default);
        Assert.Equal(["POST /ping/7c1f-secret/fail HTTP/1.1"], _heard);
        Assert.Null(call.LastSuccess);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("")]
    public async Task An_address_that_does_not_take_it_is_told_once_and_again_when_it_does(string answer)
    {
        var good = _answer;
        _answer = answer;
        var log = new Lines();
        using var call = new HeartbeatCall(_watched.Heartbeat, _watched.Readiness(), _watched.Office.Board, _watched.Office.Clock, log);
        await call.BeatAsync(default);
        await call.BeatAsync(default);
        var posted = Assert.Single(_watched.Office.Board.Posted);
        Assert.Equal((TroubleKind.Heartbeat, "127.0.0.1"), (posted.Kind, posted.Name));
        Assert.Single(log.All);
        _answer = good;
        await call.BeatAsync(default);
        Assert.Empty(_watched.Office.Board.Posted);
        Assert.Equal(2, log.All.Count);
        // Whoever knows the path can pretend to be the service.
        Assert.DoesNotContain("secret", string.Join('\n', log.All) + posted.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_told_without_its_path()
    {
        _listener.Stop();
        var log = new Lines();
        using var call = new HeartbeatCall(_watched.Heartbeat with { Url = "http://127.0.0.1:1/ping/7c1f-secret" }, _watched.Readiness(), _watched.Office.Board, _watched.Office.Clock, log);
        await call.BeatAsync(default);
        Assert.Equal("心跳地址连不上：it cannot be reached (ConnectionRefused)", Assert.Single(_watched.Office.Board.Posted).Reason);
        Assert.DoesNotContain("secret", Assert.Single(log.All), StringComparison.Ordinal);
        _listener.Start();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_stop.Token);
            }
            catch (Exception e) when (e is SocketException or InvalidOperationException && !_stop.IsCancellationRequested)
            {
                // Stopped by a test, which starts it again.
                await Task.Delay(10, _stop.Token);
                continue;
            }

            using (client)
            {
                var bytes = new byte[8192];
                var read = await client.ReceiveAsync(bytes, SocketFlags.None, _stop.Token);
                _heard.Enqueue(Encoding.ASCII.GetString(bytes, 0, read).Split("\r\n")[0]);
                if (_answer.Length > 0) await client.SendAsync(Encoding.ASCII.GetBytes(_answer), SocketFlags.None);
            }
        }
    }

    private sealed class Lines : ILogger<HeartbeatCall>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception) + exception);
    }
}
