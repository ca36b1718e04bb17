namespace MonitorWorker.AcceptanceTests.Servers;

/// <remarks>
/// As a fixture it starts once for all tests that share it. Each test first calls <see cref="Require"/>: without the packages it
/// is skipped, or failed where MONITORWORKER_REQUIRE_SERVERS is 1.
/// </remarks>
public sealed partial class PostfixServer : IAsyncLifetime
{
    /// <summary>Skips (or fails) the calling test when there can be no mail server on this machine.</summary>
    public void Require()
    {
        if (_failure is not null)
            Assert.Fail(_failure);
        if (_missing is null)
            return;
        if (Environment.GetEnvironmentVariable("MONITORWORKER_REQUIRE_SERVERS") == "1")
            Assert.Fail(_missing);
        Assert.Skip(_missing);
    }
}
