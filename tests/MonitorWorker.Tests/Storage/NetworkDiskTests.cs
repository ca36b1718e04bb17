using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Storage;

public class NetworkDiskTests
{
    [Theory]
    [InlineData("/data/monitor.db", null)]
    [InlineData("/mnt/share/monitor.db", "/mnt/share")]
    [InlineData("/mnt/share/local/monitor.db", null)]
    [InlineData("/mnt/shared/monitor.db", null)]
    [InlineData("/home/office/cloud/monitor.db", "/home/office/cloud")]
    [InlineData(@"\\server\share\monitor.db", "network share")]
    public void A_database_on_a_share_is_refused(string file, string? refusedFor)
    {
        MountedDisk[] disks =
        [
            new("/", DriveType.Fixed, "ext4"),
            new("/mnt/share", DriveType.Network, "nfs4"),
            new("/mnt/share/local", DriveType.Fixed, "xfs"),
            new("/home/office/cloud", DriveType.Unknown, "fuse.sshfs"),
        ];
        var refusal = NetworkDisk.Refusal(file, disks);
        if (refusedFor is null) Assert.Null(refusal);
        else Assert.Contains(refusedFor, refusal, StringComparison.Ordinal);
    }
}
