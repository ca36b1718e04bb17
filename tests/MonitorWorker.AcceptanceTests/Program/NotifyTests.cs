using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>The built service against the notify protocol of systemd: a datagram socket that hears what systemd would.</summary>
public sealed partial class NotifyTests
{
    private const int Sighup = 1;

    [Fact]
    public async Task Systemd_hears_when_the_service_is_ready_that_it_lives_and_that_it_stops()
    {
        using var work = SmallOffice.WithAugust();
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(work.In("notify")));
        work.Environment["NOTIFY_SOCKET"] = work.In("notify");
        work.Environment["WATCHDOG_USEC"] = "1000000";

        await using var service = work.Start("run");
        Assert.StartsWith("EXTEND_TIMEOUT_USEC=", await HearAsync(systemd, "EXTEND_TIMEOUT_USEC="));
        await HearAsync(systemd, "READY=1");
        for (var sign = 0; sign < 3; sign++) await HearAsync(systemd, "WATCHDOG=1");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);

        // What systemctl reload sends must not end it.
        Assert.Equal(0, Kill(service.Id, Sighup));
        await HearAsync(systemd, "WATCHDOG=1");
        await HearAsync(systemd, "WATCHDOG=1");

        service.Terminate();
        await HearAsync(systemd, "STOPPING=1");
        Assert.Equal(0, await service.WaitAsync(WorkFolder.Deadline));
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);

    /// <summary>Waits for the message that has such a line.</summary>
    private static async Task<string> HearAsync(Socket systemd, string line)
    {
        using var patience = new CancellationTokenSource(WorkFolder.Deadline);
        var buffer = new byte[4096];
        while (true)
        {
            var heard = Encoding.UTF8.GetString(buffer, 0, await systemd.ReceiveAsync(buffer.AsMemory(), patience.Token));
            if (heard.Split('\n').Any(each => each.StartsWith(line, StringComparison.Ordinal))) return heard;
        }
    }
}
