using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Logs;

namespace MonitorWorker.Hosting.Watching;

/// <summary>
/// A very small HTTP server for this machine alone. Not HttpListener: on Windows that wants a reservation of the address by an administrator, and elsewhere it
/// is more than two verbs need. Everything is bounded: one request a connection, its head, its time, how many at once.
/// </summary>
/// <param name="answer">Asked for a path; null is none of ours.</param>
internal sealed class LoopbackServer(int port, Func<string, CancellationToken, Task<HttpAnswer?>> answer, ILogger log) : IDisposable
{
    /// <summary>Answered at once; further ones wait in the system's queue.</summary>
    private const int AtOnce = 16;

    private const int MostDrained = 1 << 20;

    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _room = new(AtOnce, AtOnce);
    private readonly List<TcpListener> _listeners = [];

    /// <summary>How long a client may take to say what it wants.</summary>
    public TimeSpan HeadPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take, to be made and to be taken.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The port that is listened on; another than asked for only where that was 0.</summary>
    public int Port { get; private set; } = port;

    /// <summary>Takes the port on 127.0.0.1, and on ::1 where there is one.</summary>
    /// <exception cref="SocketException">Somebody else has it.</exception>
    public void Open()
    {
        Listen(IPAddress.Loopback);
        if (!Socket.OSSupportsIPv6) return;
        try
        {
            Listen(IPAddress.IPv6Loopback);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            log.LogDebug("There is no ::1 on this machine: {Reason}", e.Message);
        }
    }

    /// <summary>Answers until it is stopped. Nothing that a client does ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken) => await Task.WhenAll(_listeners.Select(listener => AcceptAsync(listener, cancellationToken)));

    public void Dispose()
    {
        foreach (var listener in _listeners) listener.Dispose();
    }

    private void Listen(IPAddress address)
    {
        var listener = new TcpListener(address, Port);
        // Windows would let somebody else take the same port as well.
        if (OperatingSystem.IsWindows()) listener.ExclusiveAddressUse = true;
        try
        {
            listener.Start(backlog: 64);
        }
        catch
        {
            listener.Dispose();
            throw;
        }

        _listeners.Add(listener);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _room.WaitAsync(cancellationToken);
            try
            {
                var client = await listener.AcceptSocketAsync(cancellationToken);
                _ = ServeAsync(client, cancellationToken);
            }
            catch (SocketException e)
            {
                // One that went away before it was taken; or no more handles, which are free again later.
                _room.Release();
                log.LogDebug("A connection was not taken: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken stop)
    {
        try
        {
            using (client) await TalkAsync(client, stop);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It went away, or took too long: its own affair.
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task TalkAsync(Socket client, CancellationToken stop)
    {
        var head = await ReadHeadAsync(client, stop);
        if (head is null) return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(AnswerPatience);
        var said = head.Refused ?? await AnswerAsync(head.Path, patience.Token);
        for (ReadOnlyMemory<byte> rest = said.Bytes(!head.IsHead); rest.Length > 0;) rest = rest[await client.SendAsync(rest, SocketFlags.None, patience.Token)..];
        await PartAsync(client, stop);
    }

    private async Task<HttpAnswer> AnswerAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await answer(path, cancellationToken) ?? HttpAnswer.NotFound;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(ServiceEvents.PageFailed, e, "{Path} could not be answered", path);
            return HttpAnswer.Failed;
        }
    }

    /// <returns>Null where it left without a word.</returns>
    private async Task<RequestHead?> ReadHeadAsync(Socket client, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(HeadPatience);
        var bytes = new byte[RequestHead.Largest];
        var length = 0;
        try
        {
            while (length < bytes.Length)
            {
                var read = await client.ReceiveAsync(bytes.AsMemory(length), SocketFlags.None, patience.Token);
                if (read == 0) return null;
                length += read;
                if (RequestHead.EndOf(bytes.AsSpan(0, length)) is >= 0 and var end) return RequestHead.Parse(bytes.AsSpan(0, end));
                if (RequestHead.IsNoise(bytes.AsSpan(0, length))) return new RequestHead(HttpAnswer.BadRequest, "", false);
            }

            return new RequestHead(HttpAnswer.HeadTooLarge, "", false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new RequestHead(HttpAnswer.TooSlow, "", false);
        }
    }

    /// <summary>What is still under way is taken and thrown away: a connection that is closed over it is reset, and the answer is lost with it.</summary>
    private static async Task PartAsync(Socket client, CancellationToken stop)
    {
        client.Shutdown(SocketShutdown.Send);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_farewell);
        var bytes = new byte[RequestHead.Largest];
        for (var drained = 0; drained < MostDrained;)
        {
            var read = await client.ReceiveAsync(bytes, SocketFlags.None, patience.Token);
            if (read == 0) return;
            drained += read;
        }
    }
}
