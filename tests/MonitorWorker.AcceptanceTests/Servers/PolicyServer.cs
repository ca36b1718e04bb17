using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MonitorWorker.AcceptanceTests.Servers;

/// <summary>Greylisting, as Postfix asks for it: whom it does not know is put off and known from then on.</summary>
internal sealed class PolicyServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, int> _asked = new();
    private readonly Task _serving;

    public PolicyServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often a recipient came.</summary>
    public int Asked(string recipient) => _asked.GetValueOrDefault(recipient);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Stop();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
                var recipient = "";
                while (await reader.ReadLineAsync(_end.Token) is { } line)
                {
                    if (line.StartsWith("recipient=", StringComparison.Ordinal)) recipient = line["recipient=".Length..];
                    if (line.Length > 0) continue;
                    var action = _asked.AddOrUpdate(recipient, 1, (_, times) => times + 1) == 1 ? "DEFER_IF_PERMIT 4.7.1 Greylisted, come back later" : "DUNNO";
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"action={action}\n\n"), _end.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // Postfix has gone, or the test is over.
            }
        }
    }
}
