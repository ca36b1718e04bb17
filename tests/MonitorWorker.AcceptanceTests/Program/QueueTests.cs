using System.Globalization;
using System.Text;
using MonitorWorker.AcceptanceTests.Servers;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>
/// A long queue through a real Postfix, while the service is killed and Postfix is restarted: no mail is lost, and each second copy is the same to the
/// byte. MONITORWORKER_QUEUE_MESSAGES makes it longer; a kill for each 500 mails and a restart for each 2,000.
/// </summary>
[Collection("Mail server")]
public sealed class QueueTests(PostfixServer server, ITestOutputHelper output) : IClassFixture<PostfixServer>
{
    private const int Connections = 4;
    private const int Usual = 400;

    private static int Messages =>
        Environment.GetEnvironmentVariable("MONITORWORKER_QUEUE_MESSAGES") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : Usual;

    [Fact]
    public async Task No_mail_of_a_long_queue_is_lost_whoever_dies_meanwhile()
    {
        server.Require();
        server.ClearMailboxes();
        var (messages, begin) = (Messages, TimeProvider.System.GetTimestamp());
        var (kills, restarts) = (Math.Max(2, messages / 500), Math.Max(1, messages / 2000));
        using var work = WorkFolder.Empty();
        work.Schedule("""{ "name": "send", "job": "deliver", "cron": "* * * * * ?", "missed": "skip" }""");
        UseServer(work);
        (await work.RunAsync("outbox", "list")).Expect(0);
        var stored = Queue(work, messages);

        var service = work.Start("run");
        try
        {
            // Kills and restarts by turns, spread over the whole queue.
            var events = kills + restarts;
            for (var done = 1; done <= events; done++)
            {
                var reached = (long)messages * done / (events + 1);
                await ReachAsync(work, service, reached);
                if (done * restarts / events > (done - 1) * restarts / events)
                {
                    await server.StopSmtpAsync();
                    await server.StartSmtpAsync();
                    continue;
                }

                await service.KillAsync();
                await service.DisposeAsync();
                service = work.Start("run");
            }

            await ReachAsync(work, service, messages);
        }
        finally
        {
            await service.DisposeAsync();
        }

        var took = TimeProvider.System.GetElapsedTime(begin);
        await WorkFolder.UntilAsync(() => Copies().Count >= messages, "Postfix did not deliver what it took", pause: 200);
        var copies = Copies();
        var second = copies.Sum(mail => mail.Value.Count - 1);
        output.WriteLine($"{messages} mails, {kills} kills, {restarts} restarts of Postfix, {took.TotalSeconds:0} s: {messages - copies.Count} lost, {second} second copies");
        Assert.Equal(stored.Keys.Order(StringComparer.Ordinal), copies.Keys.Order(StringComparer.Ordinal));
        // Each death can catch as many answers as there are connections.
        Assert.InRange(second, 0, (kills + restarts) * Connections);
        foreach (var (id, files) in copies)
            Assert.All(files, file => Assert.EndsWith(stored[id], File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Equal(messages, work.Count("SELECT COUNT(*) FROM Audit WHERE Event = 'sent'"));
        Assert.Equal("ok", work.Query("PRAGMA integrity_check", row => row.GetString(0)).Single());
    }

    /// <summary>The files of each Message-ID.</summary>
    private Dictionary<string, List<string>> Copies() => server.BulkMailbox()
        .GroupBy(file => File.ReadLines(file).First(line => line.StartsWith("Message-Id: ", StringComparison.OrdinalIgnoreCase)).Split('<', '>')[1])
        .ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>Waits until so many are sent. Where all wait for a server that was away, the time is made to pass.</summary>
    private static async Task ReachAsync(WorkFolder work, ChildProgram service, long reached)
    {
        var (last, since) = (-1L, TimeProvider.System.GetTimestamp());
        while (true)
        {
            var sent = work.Count("SELECT COUNT(*) FROM Outbox WHERE State = 'Sent'");
            if (sent >= reached) return;
            Assert.False(service.HasExited, service.Output + service.Errors);
            if (sent != last) (last, since) = (sent, TimeProvider.System.GetTimestamp());
            var idle = TimeProvider.System.GetElapsedTime(since);
            Assert.True(idle < 2 * WorkFolder.Deadline, $"{sent} of {reached} are sent, and nothing goes on.\n{service.Output}\n{service.Errors}");
            if (idle > TimeSpan.FromSeconds(3)) work.Execute("UPDATE Outbox SET NextAttempt = CreatedAt WHERE State = 'Deferred'");
            await Task.Delay(20);
        }
    }

    /// <summary>Mails as the composer would have stored them, each to a person of its own. Returns their text by Message-ID, as a mailbox keeps it.</summary>
    private static Dictionary<string, string> Queue(WorkFolder work, int messages)
    {
        var (from, date) = (new MailPerson("预算绩效运行监控", PostfixServer.Warner), new DateTimeOffset(2024, 9, 5, 9, 0, 0, TimeSpan.FromHours(8)));
        List<FilledMail> mails = [.. Enumerable.Range(0, messages).Select(Mail)];
        OutboxFiller.Fill(work.Database, mails);
        return mails.ToDictionary(mail => mail.MessageId, mail => Encoding.ASCII.GetString(mail.Mime).ReplaceLineEndings("\n"));

        FilledMail Mail(int number)
        {
            var to = $"a{number}@{PostfixServer.Bulk}";
            var message = new ComposedMessage(
                "warning",
                new MailPerson("张晓梅", to),
                $"【红色预警】设备购置经费{number}",
                $"第{number}封\n{new string('项', 400)}\n",
                $"<p>第{number}封</p>",
                MessageIds.For("warning", to, [number], "queue", from.Address),
                null);
            return new FilledMail(to, message.Subject, message.MessageId, MimeWriter.Write(message, from, date));
        }
    }

    private void UseServer(WorkFolder work)
    {
        var mail = new Dictionary<string, string>
        {
            ["delivery"] = "smtp",
            ["host"] = PostfixServer.Host,
            ["port"] = $"{server.SmtpPort}",
            ["from"] = PostfixServer.Warner,
            ["administratorAddress"] = PostfixServer.Li,
            ["trustedCertificates"] = server.CaFile,
            ["connections"] = $"{Connections}",
        };
        foreach (var (key, value) in mail) work.Environment[$"MonitorWorker__mail__{key}"] = value;
    }
}
