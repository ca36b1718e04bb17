using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MonitorWorker.Tests.Mailboxes;

/// <summary>
/// A server on a free loopback port that talks in lines. It keeps what it was told, and does at a command what a test has asked for: an answer of its own, or
/// an act: <see cref="Close"/>, <see cref="Hang"/>, <see cref="Garbage"/>.
/// </summary>
internal abstract class ScriptedServer : IAsyncDisposable
{
    public const string Close = "(close)";
    public const string Hang = "(hang)";
    public const string Garbage = "(garbage)";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new(TimeSpan.FromMinutes(5));
    private Task _serving = Task.CompletedTask;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Commands that crossed the wire without TLS.</summary>
    public ConcurrentQueue<string> InClear { get; } = new();

    /// <summary>What is done in place of the usual at a command, by its verb (UID STORE, RETR …); each as long as it stands here.</summary>
    public ConcurrentDictionary<string, string> Faults { get; } = new();

    /// <summary>With a certificate TLS is offered, or spoken from the first byte.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool IsImplicitTls { get; init; }

    /// <summary>Done when the first <see cref="Hang"/> is reached: the client now waits.</summary>
    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Nobody listens any more; open connections break.</summary>
    public bool IsDown { get; set; }

    protected CancellationToken End => _end.Token;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    protected void Begin()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    protected abstract Task TalkAsync(Wire wire);

    /// <summary>Does what is asked for at a verb.</summary>
    /// <returns>True where an answer of the test's own was given.</returns>
    protected async Task<bool> FaultAsync(Wire wire, string verb, Func<string, string> answer)
    {
        if (!Faults.TryGetValue(verb, out var act)) return false;
        switch (act)
        {
            case Close:
                throw new EndedException();
            case Hang:
                Hanging.TrySetResult();
                await Task.Delay(Timeout.Infinite, End);
                return true;
            case Garbage:
                await wire.SayAsync("\u0001)) {99999999999999999999} \0 nonsense");
                await wire.SayAsync("* ((( [");
                throw new EndedException();
            default:
                await wire.SayAsync(answer(act));
                return act.StartsWith("* BYE", StringComparison.Ordinal) ? throw new EndedException() : true;
        }
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(End);
                if (IsDown)
                {
                    client.Dispose();
                    continue;
                }

                Connections++;
                open.Add(TalkAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                using var wire = new Wire(client.GetStream(), this);
                if (IsImplicitTls) await wire.SecureAsync();
                await TalkAsync(wire);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
                or System.Security.Authentication.AuthenticationException or EndedException)
            {
                // The client has gone, or the script says so.
            }
        }
    }

    protected sealed class EndedException : Exception;

    /// <summary>Lines and bytes of one connection.</summary>
    protected sealed class Wire(Stream stream, ScriptedServer server) : IDisposable
    {
        private readonly SemaphoreSlim _one = new(1, 1);
        private Stream _stream = stream;

        public bool IsSecure { get; private set; }

        public async Task SecureAsync()
        {
            var tls = new SslStream(_stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, server.End);
            (_stream, IsSecure) = (tls, true);
        }

        public void Dispose() => _one.Dispose();

        public Task SayAsync(string line) => SayAsync(Encoding.UTF8.GetBytes(line + "\r\n"));

        public async Task SayAsync(byte[] bytes)
        {
            await _one.WaitAsync(server.End);
            try
            {
                await _stream.WriteAsync(bytes, server.End);
            }
            finally
            {
                _one.Release();
            }
        }

        /// <returns>Null at the end.</returns>
        public async Task<string?> HearAsync()
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, server.End) == 1)
            {
                if (server.IsDown) throw new EndedException();
                line.Add(one[0]);
                if (one[0] != '\n') continue;
                var heard = Encoding.UTF8.GetString([.. line]).TrimEnd('\r', '\n');
                server.Commands.Enqueue(heard);
                if (!IsSecure) server.InClear.Enqueue(heard);
                return heard;
            }

            return null;
        }

        public async Task<string> HearAsync(int count)
        {
            var bytes = new byte[count];
            await _stream.ReadExactlyAsync(bytes, server.End);
            return Encoding.UTF8.GetString(bytes);
        }
    }
}
