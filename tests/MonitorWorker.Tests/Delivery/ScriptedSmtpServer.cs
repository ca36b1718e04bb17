using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MonitorWorker.Tests.Delivery;

/// <summary>
/// A server on a free loopback port whose whole conversation is scripted, one script for each connection (the last one serves
/// all further ones). Keeps what it was told.
/// </summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new(TimeSpan.FromMinutes(5));
    private readonly SmtpScript[] _scripts;
    private readonly Task _serving;
    private int _open;

    private ScriptedSmtpServer(IPAddress address, SmtpScript[] scripts)
    {
        _scripts = scripts;
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Commands that crossed the wire without TLS.</summary>
    public ConcurrentQueue<string> InClear { get; } = new();

    /// <summary>Messages whose dot arrived, with dot-stuffing undone.</summary>
    public ConcurrentQueue<byte[]> Messages { get; } = new();

    /// <summary>Those of them that were answered with 250.</summary>
    public ConcurrentQueue<byte[]> Accepted { get; } = new();

    public int Connections { get; private set; }

    /// <summary>Whether it speaks TLS in the end.</summary>
    public bool SpeaksTls => _scripts[^1].Certificate is not null;

    /// <summary>The most that were open at once.</summary>
    public int MostConnections { get; private set; }

    /// <summary>Done when the first <see cref="SmtpScript.Hang"/> is reached: the client now waits.</summary>
    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static ScriptedSmtpServer Start(params SmtpScript[] scripts) => new(IPAddress.Loopback, scripts);

    public static ScriptedSmtpServer StartOn(IPAddress address, params SmtpScript[] scripts) => new(address, scripts);

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
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                var script = _scripts[Math.Min(Connections++, _scripts.Length - 1)];
                open.Add(TalkAsync(client, script));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TalkAsync(TcpClient client, SmtpScript script)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                Opened(1);
                var wire = new Wire(client, client.GetStream(), this, script);
                if (script.IsImplicitTls)
                    await wire.SecureAsync();
                await TalkAsync(wire, script);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
                or System.Security.Authentication.AuthenticationException or Ended)
            {
                // The client has gone, or the script says so.
            }
            finally
            {
                Opened(-1);
            }
        }
    }

    private void Opened(int change)
    {
        lock (_scripts) MostConnections = Math.Max(MostConnections, _open += change);
    }

    private async Task TalkAsync(Wire wire, SmtpScript script)
    {
        var (messages, rcpt) = (0, "");
        var well = new SmtpScript();
        SmtpScript Now() => script.Victim is { } victim && !rcpt.Contains(victim, StringComparison.OrdinalIgnoreCase) ? well : script;
        await wire.AnswerAsync(script.Banner);
        while (await wire.ReadLineAsync() is { } line)
        {
            Commands.Enqueue(line);
            if (!wire.IsSecure)
                InClear.Enqueue(line);
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await wire.AnswerAsync(script.Ehlo ?? Capabilities(script, wire.IsSecure));
                    break;
                case "STARTTLS":
                    await wire.AnswerAsync(script.StartTls);
                    if (script.StartTls.StartsWith('2'))
                        await wire.SecureAsync();
                    break;
                case "AUTH":
                    await wire.AnswerAsync(script.AuthAnswer);
                    break;
                case "MAIL":
                    await wire.AnswerAsync(script.Mail);
                    break;
                case "RCPT":
                    rcpt = line;
                    await wire.AnswerAsync(Now().Rcpt);
                    break;
                case "DATA":
                    await wire.AnswerAsync(Now().Data);
                    if (!Now().Data.StartsWith('3'))
                        break;
                    var message = await wire.ReadMessageAsync(Now().InBody);
                    Messages.Enqueue(message);
                    if (Now().BeforeDotAnswer is { } first)
                        await first();
                    await wire.AnswerAsync(Now().Dot);
                    if (Now().Dot.StartsWith("250", StringComparison.Ordinal))
                        Accepted.Enqueue(message);
                    if (Now().AfterDot is { } act)
                        await wire.AnswerAsync(act);
                    if (++messages >= script.MessagesPerConnection)
                        return;
                    break;
                case "RSET":
                    await wire.AnswerAsync(script.Rset);
                    break;
                case "QUIT":
                    await wire.AnswerAsync(script.Quit);
                    return;
                default:
                    await wire.AnswerAsync("500 what?");
                    break;
            }
        }
    }

    private static string Capabilities(SmtpScript script, bool isSecure)
    {
        var lines = new List<string> { "double" };
        lines.AddRange(script.Offers);
        if (script.Certificate is not null && !isSecure)
            lines.Add("STARTTLS");
        if (script.Auth is not null && (isSecure || script.Certificate is null))
            lines.Add("AUTH " + script.Auth);
        return string.Join("\r\n", lines.Select((text, i) => $"250{(i == lines.Count - 1 ? ' ' : '-')}{text}"));
    }

    private sealed class Ended : Exception;

    /// <summary>Bytes, lines and messages of one connection.</summary>
    private sealed class Wire(TcpClient client, Stream stream, ScriptedSmtpServer server, SmtpScript script)
    {
        private readonly byte[] _buffer = new byte[16384];
        private Stream _stream = stream;
        private int _at;
        private int _filled;

        public bool IsSecure { get; private set; }

        public async Task SecureAsync()
        {
            switch (script.Handshake)
            {
                case SmtpScript.Close:
                    throw new Ended();
                case SmtpScript.Garbage:
                    await _stream.WriteAsync("this is no TLS at all\r\n"u8.ToArray(), server._end.Token);
                    throw new Ended();
            }

            var tls = new SslStream(_stream);
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = script.Certificate }, server._end.Token);
            (_stream, IsSecure) = (tls, true);
        }

        public async Task AnswerAsync(string answer)
        {
            switch (answer)
            {
                case SmtpScript.Close:
                    throw new Ended();
                case SmtpScript.Reset:
                    client.Client.LingerState = new LingerOption(true, 0);
                    throw new Ended();
                case SmtpScript.Hang:
                    server.Hanging.TrySetResult();
                    await Task.Delay(Timeout.Infinite, server._end.Token);
                    break;
                case SmtpScript.Drip:
                    server.Hanging.TrySetResult();
                    while (true)
                    {
                        await _stream.WriteAsync("2"u8.ToArray(), server._end.Token);
                        await Task.Delay(20, server._end.Token);
                    }

                case SmtpScript.Endless:
                    var lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("250-and so on\r\n", 1000)));
                    for (var times = 0; ; times++)
                    {
                        await _stream.WriteAsync(lines, server._end.Token);
                        if (times == 100) server.Hanging.TrySetResult();
                    }

                case SmtpScript.LongLine:
                    await _stream.WriteAsync(Encoding.ASCII.GetBytes($"250 {new string('x', 2_000_000)}\r\n"), server._end.Token);
                    break;
                default:
                    await _stream.WriteAsync(script.Encoding.GetBytes(answer.Replace("\r\n", script.LineEnd) + script.LineEnd), server._end.Token);
                    break;
            }
        }

        public async Task<string?> ReadLineAsync()
        {
            var line = new List<byte>();
            while (await ReadByteAsync() is { } octet)
            {
                line.Add(octet);
                if (octet == '\n')
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r', '\n');
            }

            return null;
        }

        public async Task<byte[]> ReadMessageAsync((int After, string Act)? inBody)
        {
            var message = new List<byte>();
            var atLineStart = true;
            while (await ReadByteAsync() is { } octet)
            {
                if (atLineStart && octet == '.')
                {
                    var next = await ReadByteAsync();
                    if (next == '\r')
                    {
                        await ReadByteAsync();
                        return [.. message];
                    }

                    octet = next!.Value;
                }

                message.Add(octet);
                atLineStart = octet == '\n';
                if (message.Count == inBody?.After)
                    await AnswerAsync(inBody.Value.Act);
            }

            throw new Ended();
        }

        private async Task<byte?> ReadByteAsync()
        {
            if (_at == _filled)
            {
                (_at, _filled) = (0, await _stream.ReadAsync(_buffer, server._end.Token));
                if (_filled == 0) return null;
            }

            return _buffer[_at++];
        }
    }
}
