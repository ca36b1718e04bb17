namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>Two processes on one database.</summary>
public class ConcurrencyTests
{
    [Fact]
    public async Task Two_checks_at_the_same_time_tell_everything_once()
    {
        using var work = WorkFolder.Empty();
        work.DropBigOffice();
        var both = await Task.WhenAll(work.CheckAsync(), work.CheckAsync());
        Assert.All(both, ended => ended.Expect(0));
        var notices = both.Select(ended => ended.Json.GetProperty("notices").EnumerateArray().Sum(notice => notice.GetProperty("alerts").GetArrayLength())).Order();
        Assert.Equal([0, SmallOffice.BigNotices], notices);

        var mails = await work.OutboxAsync();
        Assert.Equal(mails.Count, mails.DistinctBy(mail => mail.To).Count());
        Assert.All(mails, mail => Assert.Equal(("sent", 1), (mail.State, mail.Attempts)));
        Assert.Equal(SmallOffice.BigNotices, mails.Sum(mail => mail.Alerts.Count));
        Assert.Equal(mails.Count, work.Mails().Count);
        Assert.Equal(3, work.Count("SELECT COUNT(*) FROM ImportBatches"));
        Assert.Equal(3, WorkFolder.Files(work.Archive, ".csv").Count);
    }
}
