using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Service;

namespace MonitorWorker.Tests.Hosting.Service;

/// <summary>What systemd hears: a sign of life only while both loops of the service go round.</summary>
public sealed class ServiceGuardTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void No_sign_of_life_comes_from_a_service_of_which_one_loop_stands_still(bool watchGoes, bool loopGoes, bool heard)
    {
        var liveness = new Liveness(_clock);
        liveness.Turn();
        for (var minute = 0; minute < 5; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            if (watchGoes) liveness.Beat();
            if (loopGoes) liveness.Turn();
        }

        var signs = ServiceGuard.Signs(liveness, null);
        Assert.Equal(heard, signs.Contains(SystemdNotifier.Alive));
        Assert.Contains(heard ? "STATUS=Running" : "STATUS=The service has not gone round for 300 s", signs);
    }

    [Fact]
    public void A_long_first_check_is_no_standstill()
    {
        var liveness = new Liveness(_clock);
        for (var minute = 0; minute < 60; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            liveness.Beat();
        }

        Assert.True(liveness.IsAlive);
    }

    [Theory]
    [InlineData("120000000", null, 60)]
    [InlineData("120000000", "42", 60)]
    [InlineData("120000000", "43", null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    [InlineData("0", null, null)]
    public void A_watchdog_is_fed_twice_in_its_time_by_the_process_that_it_means(string? limit, string? process, int? seconds) =>
        Assert.Equal(seconds is { } wanted ? TimeSpan.FromSeconds(wanted) : null, SystemdNotifier.Period(limit, process, 42));

    [Fact]
    public void The_line_of_the_status_says_what_was_and_what_comes()
    {
        var report = new HealthReport
        {
            Now = new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.FromHours(8)),
            Database = "monitor.db",
            LastCheck = new HealthCheck("run", new DateTimeOffset(2026, 11, 30, 7, 30, 0, TimeSpan.FromHours(8)), new DateOnly(2026, 11, 30)),
            Next = [new HealthFiring("morning", "check", new DateTimeOffset(2026, 12, 1, 8, 30, 0, TimeSpan.FromHours(8)))],
        };
        Assert.Contains("STATUS=ok: last check 2026-11-30 07:30, next morning 2026-12-01 08:30", ServiceGuard.Signs(new Liveness(_clock), report));
    }

    [Fact]
    public void Each_message_is_one_datagram_and_nobody_listening_is_no_failure()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            new SystemdNotifier(path).Send(SystemdNotifier.Ready, SystemdNotifier.Status("a\nb"));
            var buffer = new byte[1024];
            Assert.Equal("READY=1\nSTATUS=a b", Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer)));
        }

        new SystemdNotifier(path).Send(SystemdNotifier.Ready);
        new SystemdNotifier(null).Send(SystemdNotifier.Ready);
        File.Delete(path);
    }
}
