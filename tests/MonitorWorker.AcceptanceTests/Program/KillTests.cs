using Microsoft.Data.Sqlite;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>Killed at any moment, the program goes on where it stopped: nothing is lost, nothing is told twice.</summary>
public class KillTests
{
    private const int Seed = 20240831;
    private readonly Random _random = new(Seed);

    [Theory]
    [InlineData("check")]
    [InlineData("run")]
    public async Task Killed_at_any_moment_every_notice_is_in_exactly_one_mail(string verb)
    {
        using var work = WorkFolder.Empty();
        work.DropBigOffice();
        foreach (var isReached in Moments(work))
        {
            await using var victim = work.Start(verb);
            await WorkFolder.UntilAsync(() => victim.HasExited || isReached(), "The moment of the kill did not come", () => victim.Output + victim.Errors, pause: 2);
            await Task.Delay(_random.Next(20));
            await victim.KillAsync();
        }

        (await work.CheckAsync()).Expect(0);
        Verify(work, await work.OutboxAsync());
    }

    /// <summary>One in each step: starting, importing, decided, composing, delivering; each then strikes a few random milliseconds later.</summary>
    private IEnumerable<Func<bool>> Moments(WorkFolder work)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var start = TimeSpan.FromMilliseconds(_random.Next(200, 1500));
        yield return () => TimeProvider.System.GetElapsedTime(begin) > start;
        yield return () => Count(work, "SELECT COUNT(*) FROM ImportBatches") > 0;
        yield return () => Count(work, "SELECT COUNT(*) FROM Notices") > 0;
        var (composed, sent, more) = (_random.Next(1, 35), _random.Next(1, 15), _random.Next(16, 35));
        yield return () => Count(work, "SELECT COUNT(*) FROM Outbox") >= composed;
        yield return () => work.Mails().Count >= sent;
        yield return () => work.Mails().Count >= more;
    }

    private static long Count(WorkFolder work, string sql)
    {
        try
        {
            return File.Exists(work.Database) ? work.Count(sql) : 0;
        }
        catch (SqliteException)
        {
            // Its tables are being made.
            return 0;
        }
    }

    private static void Verify(WorkFolder work, IReadOnlyList<OutboxMail> mails)
    {
        // As an undisturbed run tells it.
        Assert.Equal(SmallOffice.BigMails, mails.Count);
        Assert.Equal(SmallOffice.BigMails, mails.DistinctBy(mail => mail.To).Count());
        Assert.Equal(SmallOffice.BigNotices, mails.SelectMany(mail => mail.Alerts).Distinct().Count());
        Assert.Equal(SmallOffice.BigNotices, mails.Sum(mail => mail.Alerts.Count));
        Assert.All(mails, mail => Assert.Equal("sent", mail.State));
        Assert.Equal(0, work.Count("SELECT COUNT(*) FROM Notices WHERE OutboxId IS NULL"));
        Assert.Equal(SmallOffice.BigNotices, work.Count("SELECT COUNT(*) FROM Notices"));
        Assert.Equal(SmallOffice.BigNotices, work.Count("SELECT COUNT(*) FROM AlertTransitions"));
        Assert.Equal(3, work.Count("SELECT COUNT(*) FROM ImportBatches"));
        Assert.Equal(300, work.Count("SELECT COUNT(*) FROM BudgetLines"));
        Assert.Equal("ok", work.Query("PRAGMA integrity_check", row => row.GetString(0)).Single());

        // Each stored mail stands in the folder once, byte for byte; nothing half written is left.
        var stored = work.Query("SELECT Id, Mime FROM Outbox ORDER BY Id", row => (Id: row.GetInt64(0), Mime: (byte[])row[1]));
        Assert.Equal(2 * stored.Count, WorkFolder.Files(work.MailFolder).Count);
        foreach (var (id, mime) in stored)
            Assert.Equal(mime, File.ReadAllBytes(Assert.Single(work.Mails(), file => Path.GetFileName(file).StartsWith($"{id:000000}-", StringComparison.Ordinal))));
        Assert.Equal(3, WorkFolder.Files(work.Archive, ".csv").Count);
        Assert.Empty(WorkFolder.Files(work.Inbox));
    }
}
