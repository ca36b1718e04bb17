using System.Text;
using MonitorWorker.Delivery;

namespace MonitorWorker.Tests.Delivery;

public class DotWatchTests
{
    [Theory]
    [InlineData("DATA\r\n|Subject: x\r\n\r\nbody\r\n|.\r\n", true)]
    [InlineData("DATA\r\n|body\r\n.|\r|\n", true)]
    [InlineData("MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\n|DATA\r\n|body\r\n.\r\n|QUIT\r\n", true)]
    [InlineData("DATA\r\n|body\r\n..\r\n", false)]
    [InlineData("DATA\r\n|body\r\n.", false)]
    [InlineData("DATA\r\n|body\r\n.x\r\n", false)]
    [InlineData("MAIL\r\n.\r\n", false)]
    [InlineData("", false)]
    public void The_end_is_seen_however_it_is_cut_into_packets(string packets, bool isSent)
    {
        using var watch = new DotWatch();
        foreach (var packet in packets.Split('|').Select(Encoding.ASCII.GetBytes))
            watch.LogClient(packet, 0, packet.Length);
        Assert.Equal(isSent, watch.DotSent);
        watch.Begin();
        Assert.False(watch.DotSent);
    }
}
