using Microsoft.Data.Sqlite;
using MonitorWorker.Alerts;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs.Incoming;

/// <summary>A mail is taken in exactly once, whatever the mailbox does and wherever the process dies.</summary>
public class OnceTests
{
    [Fact]
    public async Task The_same_mail_counts_once_under_whatever_number_it_comes()
    {
        await using var letters = await Letters.OpenAsync();
        var reply = letters.Reply(await letters.WarningAsync());
        foreach (var uid in new[] { "7", "7", "8" }) await letters.TakeInAsync(reply, [Letters.Whole()], uid);
        Assert.Single((await letters.CaseAsync()).Answers);
        Assert.Single(await letters.Office.Incoming.ListAsync(10, default));
        Assert.Single(await letters.SendAsync());
        Assert.True(await letters.Office.Intaking.IsKnownAsync("imap:monitor", 1, "7", default));
        Assert.False(await letters.Office.Intaking.IsKnownAsync("imap:monitor", 2, "7", default));
        Assert.False(await letters.Office.Intaking.IsKnownAsync("imap:other", 1, "7", default));
    }

    [Fact]
    public async Task Another_mail_under_the_same_message_id_is_kept_and_acted_upon()
    {
        await using var letters = await Letters.OpenAsync();
        var reply = letters.Reply(await letters.WarningAsync());
        await letters.TakeInAsync(reply, [new ReplyPart.Remark(null, "我们会抓紧的")], "7");
        await letters.TakeInAsync(reply with { Subject = "回复：补充" }, [Letters.Whole()], "8");
        Assert.Equal(2, (await letters.Office.Incoming.ListAsync(10, default)).Count);
        Assert.True((await letters.AnswerAsync())!.IsWhole);
    }

    [Theory]
    [InlineData("Incoming")]
    [InlineData("Answers")]
    [InlineData("AlertTransitions")]
    [InlineData("Outbox")]
    [InlineData("Audit")]
    public async Task What_breaks_off_before_its_commit_has_changed_nothing_and_is_taken_in_the_next_time(string table)
    {
        await using var letters = await Letters.OpenAsync();
        var reply = letters.Reply(await letters.WarningAsync());
        var before = await letters.StateAsync();
        await ExecuteAsync(letters, $"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk gone'); END");
        await Assert.ThrowsAnyAsync<Exception>(() => letters.TakeInAsync(reply, [Letters.Whole()]));
        await ExecuteAsync(letters, "DROP TRIGGER broken");
        Assert.Equal(before, await letters.StateAsync());
        Assert.Empty(await letters.Office.Incoming.ListAsync(10, default));

        await letters.Office.RestartAsync();
        await letters.TakeInAsync(reply, [Letters.Whole()]);
        Assert.Single((await letters.CaseAsync()).Answers);
        Assert.Single(await letters.SendAsync());
        Assert.Null((await letters.Office.Audit.VerifyAsync(null, default)).Broken);
    }

    [Fact]
    public async Task A_check_that_decides_meanwhile_makes_it_decided_again()
    {
        await using var letters = await Letters.OpenAsync();
        var reply = letters.Reply(await letters.WarningAsync());
        var desk = await letters.Office.Incoming.LoadAsync(reply.Answered, [], [], reply.FromAddress, letters.Office.Clock.GetUtcNow().AddHours(-1), default);
        await letters.Office.RoundAsync(letters.Today);
        var alert = desk.Mails[0].Told[0];
        var answer = new Answer("原因", null, null, null, "办公室责任人", letters.Today, letters.Office.Clock.GetUtcNow());
        var intake = new Intake(new NewIncoming("a@b", "m", null, "1", letters.Office.Clock.GetUtcNow(), null, null, "", [], 0), IncomingOutcome.Answered, "", []) { Effects = [new IncomingEffect.Answered(alert, answer)] };
        Assert.Equal(IntakeResult.Changed, await letters.Office.Incoming.TryTakeInAsync(intake, desk.Generation, default));
        Assert.Empty(await letters.Office.Incoming.ListAsync(10, default));
    }

    private static async Task ExecuteAsync(Letters letters, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={letters.Office.Store.DatabaseFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
