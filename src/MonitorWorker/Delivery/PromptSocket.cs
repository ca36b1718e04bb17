using System.Net;
using System.Net.Sockets;

namespace MonitorWorker.Delivery;

/// <summary>
/// Connects the socket ourselves because of one option: SMTP is question and answer in small packets, and with Nagle's
/// algorithm on (MailKit's own socket) each message waits 40 ms for an acknowledgement, fifty times the time it needs.
/// </summary>
internal static class PromptSocket
{
    /// <summary>Tries each address of the host in the resolver's order, IPv6 and IPv4; the last failure is the one told.</summary>
    public static async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // What cannot be a name at all is as unknown as any other.
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }
}
