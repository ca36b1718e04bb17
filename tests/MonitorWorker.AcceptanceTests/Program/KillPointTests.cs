using System.Text;
using Microsoft.Data.Sqlite;
using MonitorWorker.Tests.Delivery;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>
/// Killed at a chosen point of the conversation with its server, the program loses no mail; a second copy there is only where the server has said 250
/// (or was about to) and the program could not write that down any more, and it is the same to the byte.
/// </summary>
public sealed class KillPointTests : IDisposable
{
    private readonly WorkFolder _work = SmallOffice.WithAugust();

    public void Dispose() => _work.Dispose();

    public static TheoryData<string, int, int> Points => new()
    {
        // killed while …, messages that reach the server whole, of these accepted
        { "it waits for the greeting", 1, 1 },
        { "it waits for the answer to MAIL", 1, 1 },
        { "it waits for the answer to RCPT", 1, 1 },
        { "the server has the whole message and no answer is given", 2, 1 },
        { "the answer is 250 and not yet written down", 2, 2 },
        { "it has written down that it is sent", 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Killed_there_nothing_is_lost_and_only_a_lost_250_makes_a_second_copy(string point, int whole, int accepted)
    {
        // The tables are made before the test holds their lock.
        (await _work.RunAsync("outbox", "list")).Expect(0);
        await using var writer = new SqliteConnection($"Data Source={_work.Database};Pooling=False");
        await using var server = ScriptedSmtpServer.Start(
            point switch
            {
                "it waits for the greeting" => new SmtpScript { Banner = SmtpScript.Hang },
                "it waits for the answer to MAIL" => new SmtpScript { Mail = SmtpScript.Hang },
                "it waits for the answer to RCPT" => new SmtpScript { Rcpt = SmtpScript.Hang },
                "the server has the whole message and no answer is given" => new SmtpScript { Dot = SmtpScript.Hang },
                // Whoever wants to write now waits for the test, and dies waiting.
                "the answer is 250 and not yet written down" => new SmtpScript { BeforeDotAnswer = () => LockAsync(writer), AfterDot = SmtpScript.Hang },
                _ => new SmtpScript { Quit = SmtpScript.Hang },
            },
            new SmtpScript());
        UseServer(server);

        await using (var victim = _work.Start("check"))
        {
            await WorkFolder.UntilAsync(() => victim.HasExited || server.Hanging.Task.IsCompleted, "The point did not come", () => victim.Output + victim.Errors, pause: 5);
            Assert.False(victim.HasExited, victim.Output + victim.Errors);
            await victim.KillAsync();
        }

        await writer.CloseAsync();
        (await _work.CheckAsync()).Expect(0);
        var mail = Assert.Single(await _work.OutboxAsync());
        Assert.Equal("sent", mail.State);
        Assert.Equal((whole, accepted), (server.Messages.Count, server.Accepted.Count));
        var stored = (byte[])_work.Query("SELECT Mime FROM Outbox", row => row[0]).Single();
        Assert.All(server.Messages, copy => Assert.Equal(stored, copy));
        Assert.Contains($"<{mail.MessageId}>", Encoding.ASCII.GetString(stored), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_arrive_is_listed_retried_and_dropped_by_command_and_each_act_is_in_the_book()
    {
        await using var server = ScriptedSmtpServer.Start(
            new SmtpScript { Rcpt = "550 5.1.1 no such user" },
            // The administrator's own mail of it is refused as well.
            new SmtpScript { Rcpt = "550 5.1.1 no such user" },
            new SmtpScript { Rcpt = "450 4.7.1 later" },
            new SmtpScript());
        UseServer(server);
        (await _work.RunAsync("check")).Expect(3);
        var dead = await ListAsync("dead");
        Assert.All(dead, mail => Assert.Equal("dead", mail.State));
        var warning = Assert.Single(dead, mail => mail.Kind == "warning");
        Assert.Empty(await ListAsync("queued", "sending", "sent"));

        (await _work.RunAsync("outbox", "retry")).Expect(2);
        (await _work.RunAsync("outbox", "retry", "1", "--dead")).Expect(2);
        (await _work.RunAsync("outbox", "retry", "4711")).Expect(1);
        (await _work.RunAsync("outbox", "retry", $"{warning.Id}", "4711")).Expect(3);
        (await _work.CheckAsync()).Expect(0);
        var deferred = Assert.Single(await ListAsync("deferred"), mail => mail.Id == warning.Id);
        Assert.Equal(warning.MessageId, deferred.MessageId);

        Assert.Contains("1封邮件", (await _work.RunAsync("outbox", "retry", "--all-deferred")).Expect(0).Output);
        (await _work.CheckAsync()).Expect(0);
        Assert.Single(await ListAsync("sent"), mail => mail.Id == warning.Id);
        Assert.Contains("taken by the mail server", (await _work.RunAsync("outbox", "drop", $"{warning.Id}", "--by", "张三", "--reason", "发错")).Expect(1).Errors);

        foreach (var left in await ListAsync("dead"))
            Assert.Contains("撤下", (await _work.RunAsync("outbox", "drop", $"{left.Id}", "--by", "张三", "--reason", "地址已停用")).Expect(0).Output);
        Assert.All(await ListAsync("dead"), mail => Assert.Equal("dropped by 张三: 地址已停用", mail.LastError));
        var book = (await _work.RunAsync("audit", "list", "--output", "json")).Expect(0).Output;
        Assert.Contains("(outbox retry)", book);
        Assert.Contains("张三：地址已停用", book);
        (await _work.RunAsync("audit", "check")).Expect(0);
    }

    private async Task<List<OutboxMail>> ListAsync(params string[] states)
    {
        var ended = (await _work.RunAsync(["outbox", "list", "--output", "json", "--state", .. states])).Expect(0);
        return System.Text.Json.JsonSerializer.Deserialize<List<OutboxMail>>(ended.Output, System.Text.Json.JsonSerializerOptions.Web)!;
    }

    private void UseServer(ScriptedSmtpServer server)
    {
        var mail = new Dictionary<string, string> { ["delivery"] = "smtp", ["host"] = "127.0.0.1", ["port"] = $"{server.Port}", ["security"] = "none", ["administratorAddress"] = "admin@example.com" };
        foreach (var (key, value) in mail) _work.Environment[$"MonitorWorker__mail__{key}"] = value;
    }

    private static async Task LockAsync(SqliteConnection writer)
    {
        await writer.OpenAsync();
        await using var command = writer.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
    }
}
