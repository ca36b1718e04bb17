using System.Net.Sockets;
using System.Text;

namespace MonitorWorker.Hosting.Service;

/// <summary>
/// Says to systemd how the service is, by its notify protocol: a datagram of <c>KEY=value</c> lines to the socket that NOTIFY_SOCKET
/// names. Where nobody listens, nothing is said. Never throws: the service does not depend on being heard.
/// </summary>
/// <param name="socket">A path, or a name that begins with @ (an abstract socket); null or empty: nobody listens.</param>
internal sealed class SystemdNotifier(string? socket)
{
    public const string Ready = "READY=1";
    public const string Stopping = "STOPPING=1";
    public const string Alive = "WATCHDOG=1";

    public static SystemdNotifier FromEnvironment() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    public bool IsListening => !string.IsNullOrEmpty(socket) && !OperatingSystem.IsWindows();

    /// <summary>A line that <c>systemctl status</c> shows.</summary>
    public static string Status(string text) => "STATUS=" + text.ReplaceLineEndings(" ");

    public static string AskForTime(TimeSpan more) => $"EXTEND_TIMEOUT_USEC={(long)more.TotalMicroseconds}";

    public void Send(params IEnumerable<string> lines)
    {
        if (!IsListening) return;
        try
        {
            using var to = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            to.SendTo(Encoding.UTF8.GetBytes(string.Join('\n', lines)), new UnixDomainSocketEndPoint(socket![0] == '@' ? '\0' + socket[1..] : socket));
        }
        catch (SocketException)
        {
            // Whoever asked to be told is gone.
        }
    }

    /// <summary>Half of the time within which systemd wants to hear that the service is alive; null where it does not ask.</summary>
    public static TimeSpan? Period(string? watchdogMicroseconds, string? watchdogProcess, int process) =>
        long.TryParse(watchdogMicroseconds, out var limit) && limit > 0 && (string.IsNullOrEmpty(watchdogProcess) || watchdogProcess == process.ToString(System.Globalization.CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(limit / 2)
            : null;
}
