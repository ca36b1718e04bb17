using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MonitorWorker.Hosting.Watching;
using static MonitorWorker.Tests.Hosting.Watching.HttpClients;

namespace MonitorWorker.Tests.Hosting.Watching;

public sealed class LoopbackServerTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _hang = new();
    private LoopbackServer _server = null!;
    private Task _running = Task.CompletedTask;

    private int Port => _server.Port;

    public ValueTask InitializeAsync()
    {
        _server = new LoopbackServer(0, AnswerAsync, NullLogger.Instance) { HeadPatience = TimeSpan.FromMilliseconds(500), AnswerPatience = TimeSpan.FromSeconds(1) };
        _server.Open();
        _running = _server.RunAsync(_stop.Token);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.WaitAsync(Deadline));
        _server.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task A_path_is_answered_with_its_length_and_the_connection_closes()
    {
        var answer = await SayAsync(Port, Get("/healthz"));
        Assert.Equal(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 3\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\nok\n", answer);
        Assert.EndsWith("\r\n\r\n好\n", await SayAsync(Port, Get("/words")), StringComparison.Ordinal);
        Assert.Contains("Content-Length: 4\r\n", await SayAsync(Port, Get("/words")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: localhost:9464\r\n\r\n", "200 OK")]
    [InlineData("GET /healthz?x=1 HTTP/1.1\r\nhost: [::1]:9464\r\n\r\n", "200 OK")]
    [InlineData("GET /healthz HTTP/1.1\nHost: LOCALHOST\n\n", "200 OK")]
    [InlineData("GET /healthz HTTP/1.0\r\n\r\n", "200 OK")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n", "200 OK")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "404 Not Found")]
    [InlineData("GET /healthz/../x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "404 Not Found")]
    [InlineData("POST /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "405 Method Not Allowed")]
    [InlineData("DELETE /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "405 Method Not Allowed")]
    [InlineData("POST /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\nhello", "413 Content Too Large")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "413 Content Too Large")]
    [InlineData("GET /healthz HTTP/1.1\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example.com\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n X: folded\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /healthz HTTP/1.1\r\nno colon\r\n\r\n", "400 Bad Request")]
    [InlineData("GET http://127.0.0.1/healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "400 Bad Request")]
    [InlineData("GET  /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /healthz HTTP/2.0\r\nHost: 127.0.0.1\r\n\r\n", "400 Bad Request")]
    [InlineData("hello\r\n\r\n", "400 Bad Request")]
    [InlineData("\r\n\r\n", "400 Bad Request")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001", "400 Bad Request")]
    [InlineData("GET /\u00e4 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "400 Bad Request")]
    public async Task What_a_client_says_is_answered_or_refused_for_its_reason(string said, string status) => Assert.Equal(status, Status(await SayAsync(Port, said)));

    /// <summary>The name of a page that somebody on this machine has open may lead here; it must read nothing.</summary>
    [Theory]
    [InlineData("evil.example.com")]
    [InlineData("127.0.0.1.example.com:9464")]
    [InlineData("localhost.example.com")]
    [InlineData("192.168.1.5:9464")]
    [InlineData("[::2]:9464")]
    [InlineData("")]
    public async Task Another_host_is_refused_whatever_leads_here(string host)
    {
        var answer = await SayAsync(Port, Get("/healthz", host));
        Assert.Equal("421 Misdirected Request", Status(answer));
        Assert.DoesNotContain("ok", answer.Split("\r\n\r\n")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_is_asked_for_without_its_body()
    {
        var answer = await SayAsync(Port, Get("/healthz", method: "HEAD"));
        Assert.Contains("Content-Length: 3\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_is_too_large_is_refused_and_the_refusal_arrives()
    {
        Assert.Equal("200 OK", Status(await SayAsync(Port, Get("/healthz", more: $"X: {new string('x', 8000)}\r\n"))));
        Assert.Equal("431 Request Header Fields Too Large", Status(await SayAsync(Port, Get("/healthz", more: $"X: {new string('x', 300_000)}\r\n"))));
        Assert.Equal("431 Request Header Fields Too Large", Status(await SayAsync(Port, new string('A', 8192))));
    }

    [Fact]
    public async Task A_client_that_says_nothing_or_too_little_is_not_waited_for()
    {
        Assert.Equal("408 Request Timeout", Status(await SayAsync(Port, "")));
        Assert.Equal("408 Request Timeout", Status(await SayAsync(Port, "GET /healthz HTTP/1.1\r\nHost: 127")));
    }

    [Fact]
    public async Task A_request_in_small_pieces_is_one_request()
    {
        using var socket = await ConnectAsync(Port);
        socket.NoDelay = true;
        foreach (var piece in Get("/healthz").Chunk(3)) await socket.SendAsync(Encoding.ASCII.GetBytes(piece), SocketFlags.None);
        Assert.Equal("200 OK", Status(await HearAsync(socket)));
    }

    [Fact]
    public async Task Clients_that_go_away_or_hang_keep_nobody_else_from_an_answer()
    {
        List<Socket> silent = [];
        for (var number = 0; number < 40; number++) silent.Add(await ConnectAsync(Port));
        foreach (var socket in silent.Take(20))
        {
            // Reset, in the middle of a request.
            socket.LingerState = new LingerOption(true, 0);
            await socket.SendAsync("GET /h"u8.ToArray(), SocketFlags.None);
            socket.Dispose();
        }

        Assert.Equal("200 OK", Status(await SayAsync(Port, Get("/healthz"))));
        foreach (var socket in silent) socket.Dispose();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SayAsync(Port, Get("/healthz"))));
        Assert.All(answers, answer => Assert.Equal("200 OK", Status(answer)));
    }

    [Fact]
    public async Task An_answer_that_fails_or_hangs_ends_its_own_connection_alone()
    {
        Assert.Equal("500 Internal Server Error", Status(await SayAsync(Port, Get("/fails"))));
        Assert.Equal("", Status(await SayAsync(Port, Get("/hangs"))));
        Assert.Equal("200 OK", Status(await SayAsync(Port, Get("/healthz"))));
    }

    [Fact]
    public async Task It_listens_on_this_machine_alone()
    {
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == Port).Select(listener => listener.Address).ToList();
        Assert.Contains(IPAddress.Loopback, listeners);
        Assert.All(listeners, address => Assert.True(IPAddress.IsLoopback(address)));
        if (listeners.Contains(IPAddress.IPv6Loopback)) Assert.Equal("200 OK", Status(await SayAsync(Port, Get("/healthz"), IPAddress.IPv6Loopback)));
    }

    [Fact]
    public void A_port_that_somebody_has_is_said_and_can_be_had_once_it_is_given_back()
    {
        using (var second = new LoopbackServer(Port, AnswerAsync, NullLogger.Instance))
            Assert.Equal(SocketError.AddressAlreadyInUse, Assert.Throws<SocketException>(second.Open).SocketErrorCode);
        int port;
        using (var once = new LoopbackServer(0, AnswerAsync, NullLogger.Instance))
        {
            once.Open();
            port = once.Port;
        }

        using var again = new LoopbackServer(port, AnswerAsync, NullLogger.Instance);
        again.Open();
        Assert.Equal(port, again.Port);
    }

    private async Task<HttpAnswer?> AnswerAsync(string path, CancellationToken cancellationToken)
    {
        switch (path)
        {
            case "/healthz": return HttpAnswer.Ok("ok\n");
            case "/words": return HttpAnswer.Ok("好\n");
            case "/fails": throw new InvalidOperationException("a bug");
            case "/hangs":
                await _hang.Task.WaitAsync(cancellationToken);
                return HttpAnswer.Ok("late\n");
            default: return null;
        }
    }
}
