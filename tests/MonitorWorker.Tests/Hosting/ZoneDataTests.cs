using MonitorWorker.Hosting;

namespace MonitorWorker.Tests.Hosting;

public sealed class ZoneDataTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zones");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false, true, null, true)]
    [InlineData(true, true, null, false)]
    [InlineData(false, false, null, false)]
    [InlineData(false, true, "/zones/of/the/administrator", false)]
    public void The_zones_of_a_package_are_used_only_where_there_are_no_others(bool system, bool own, string? named, bool used)
    {
        var (there, here) = (Make("system", system), Make("own", own));
        Assert.Equal(used ? here : null, ZoneData.Folder(there, here, named));
    }

    private string Make(string name, bool filled)
    {
        var folder = _folder.CreateSubdirectory(name);
        if (filled) File.WriteAllText(Path.Combine(folder.CreateSubdirectory("Asia").FullName, "Shanghai"), "");
        return folder.FullName;
    }
}
