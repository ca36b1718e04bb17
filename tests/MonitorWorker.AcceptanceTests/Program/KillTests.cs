using System.Diagnostics;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>Killed at any moment, the program goes on where it stopped: nothing is lost, nothing is told twice.</summary>
public class KillTests
{
    private const int Episodes = 3;
    private const int KillsEach = 4;
    private const int Seed = 20240831;

    [Fact]
    public async Task Killed_at_any_moment_every_notice_is_in_exactly_one_mail()
    {
        using var undisturbed = WorkFolder.Empty();
        undisturbed.DropBigOffice();
        var clock = Stopwatch.StartNew();
        (await undisturbed.CheckAsync()).Expect(0);
        var whole = clock.Elapsed;
        var expected = Told(await undisturbed.OutboxAsync());
        Assert.Equal(180, expected.Sum(mail => mail.Alerts));

        var random = new Random(Seed);
        for (var episode = 0; episode < Episodes; episode++)
        {
            using var work = WorkFolder.Empty();
            work.DropBigOffice();
            for (var kill = 0; kill < KillsEach; kill++)
            {
                await using var victim = work.Start(episode == 1 ? "run" : "check");
                // One moment in each quarter of what a whole check takes, so that every step is hit in some episode.
                await Task.Delay(whole * ((kill + random.NextDouble()) / KillsEach));
                await victim.KillAsync();
            }

            await FinishAsync(work);
            Assert.Equal(expected, Told(await work.OutboxAsync()));
            Verify(work);
        }
    }

    /// <summary>A mail whose sender died waits for the end of its lease: the test does not.</summary>
    private static async Task FinishAsync(WorkFolder work)
    {
        (await work.CheckAsync()).Expect(0);
        if (work.Execute("UPDATE Outbox SET LeaseUntil = '2024-01-01T00:00:00.000Z' WHERE State = 'Sending'") > 0)
            (await work.CheckAsync()).Expect(0);
    }

    private static List<(string To, string Kind, int Alerts)> Told(IReadOnlyList<OutboxMail> mails)
    {
        Assert.All(mails, mail => Assert.Equal("sent", mail.State));
        return [.. mails.Select(mail => (mail.To, mail.Kind, mail.Alerts.Count)).Order()];
    }

    private static void Verify(WorkFolder work)
    {
        Assert.Equal(0, work.Count("SELECT COUNT(*) FROM Notices WHERE OutboxId IS NULL"));
        Assert.Equal(180, work.Count("SELECT COUNT(*) FROM Notices"));
        Assert.Equal(180, work.Count("SELECT COUNT(*) FROM AlertTransitions"));
        Assert.Equal(3, work.Count("SELECT COUNT(*) FROM ImportBatches"));
        Assert.Equal(300, work.Count("SELECT COUNT(*) FROM BudgetLines"));
        Assert.Equal("ok", work.Query("PRAGMA integrity_check", row => row.GetString(0)).Single());

        // Each stored mail stands in the folder once, byte for byte; nothing half written is left.
        var stored = work.Query("SELECT Id, Mime FROM Outbox ORDER BY Id", row => (Id: row.GetInt64(0), Mime: (byte[])row[1]));
        var files = WorkFolder.Files(work.MailFolder);
        Assert.Equal(2 * stored.Count, files.Count);
        foreach (var (id, mime) in stored)
            Assert.Equal(mime, File.ReadAllBytes(Assert.Single(work.Mails(), file => Path.GetFileName(file).StartsWith($"{id:000000}-", StringComparison.Ordinal))));
        Assert.Equal(3, WorkFolder.Files(work.Archive, ".csv").Count);
        Assert.Empty(WorkFolder.Files(work.Inbox));
    }
}
