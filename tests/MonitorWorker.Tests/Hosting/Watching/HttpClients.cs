using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MonitorWorker.Tests.Hosting.Watching;

/// <summary>Clients that say exactly what a test wants.</summary>
internal static class HttpClients
{
    /// <summary>No test waits for luck.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task<Socket> ConnectAsync(int port, IPAddress? address = null)
    {
        var socket = new Socket((address ?? IPAddress.Loopback).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var patience = new CancellationTokenSource(Deadline);
        await socket.ConnectAsync(address ?? IPAddress.Loopback, port, patience.Token);
        return socket;
    }

    /// <summary>Says it and gives all that is answered until the other side closes.</summary>
    public static async Task<string> SayAsync(int port, string text, IPAddress? address = null) => await SayAsync(port, Encoding.Latin1.GetBytes(text), address);

    /// <inheritdoc cref="SayAsync(int, string, IPAddress?)"/>
    public static async Task<string> SayAsync(int port, byte[] bytes, IPAddress? address = null)
    {
        using var socket = await ConnectAsync(port, address);
        await socket.SendAsync(bytes, SocketFlags.None);
        return await HearAsync(socket);
    }

    public static async Task<string> HearAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(Deadline);
        var heard = new StringBuilder();
        var bytes = new byte[4096];
        while (await socket.ReceiveAsync(bytes, SocketFlags.None, patience.Token) is > 0 and var read) heard.Append(Encoding.UTF8.GetString(bytes, 0, read));
        return heard.ToString();
    }

    public static string Get(string path, string host = "127.0.0.1:1", string more = "", string method = "GET", string version = "1.1") =>
        $"{method} {path} HTTP/{version}\r\nHost: {host}\r\n{more}\r\n";

    /// <summary>First line of an answer, without its protocol.</summary>
    public static string Status(string answer) => answer.Length == 0 ? "" : answer.Split("\r\n")[0]["HTTP/1.1 ".Length..];
}
