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
    private readonly CancellationTokenSource _end = new(TimeSpan.FromSeconds(60));
    private readonly SmtpScript[] _scripts;
    private readonly Task _serving;

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

    public int Connections { get; private set; }

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
                var wire = new Wire(client, client.GetStream(), this);
                if (script.IsImplicitTls)
                    await wire.SecureAsync(script);
                await TalkAsync(wire, script);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
                or System.Security.Authentication.AuthenticationException or Ended)
            {
                // The client has gone, or the script says so.
            }
        }
    }

    private async Task TalkAsync(Wire wire, SmtpScript script)
    {
        var messages = 0;
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
                        await wire.SecureAsync(script);
                    break;
                case "AUTH":
                    await wire.AnswerAsync(script.AuthAnswer);
                    break;
                case "MAIL":
                    await wire.AnswerAsync(script.Mail);
                    break;
                case "RCPT":
                    await wire.AnswerAsync(script.Rcpt);
                    break;
                case "DATA":
                    await wire.AnswerAsync(script.Data);
                    if (!script.Data.StartsWith('3'))
                        break;
                    Messages.Enqueue(await wire.ReadMessageAsync(script.InBody));
                    await wire.AnswerAsync(script.Dot);
                    if (++messages >= script.MessagesPerConnection)
                        return;
                    break;
                case "RSET":
                    await wire.AnswerAsync(script.Rset);
                    break;
                case "QUIT":
                    await wire.AnswerAsync("221 bye");
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
    private sealed class Wire(TcpClient client, Stream stream, ScriptedSmtpServer server)
    {
        private Stream _stream = stream;

        public bool IsSecure { get; private set; }

        public async Task SecureAsync(SmtpScript script)
        {
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
                default:
                    await _stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), server._end.Token);
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
            var one = new byte[1];
            return await _stream.ReadAsync(one, server._end.Token) == 1 ? one[0] : null;
        }
    }
}
