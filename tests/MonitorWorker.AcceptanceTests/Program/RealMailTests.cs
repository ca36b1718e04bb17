using System.Text;
using MonitorWorker.AcceptanceTests.Servers;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>The whole program against a real mail server: TLS, login, mailboxes.</summary>
[Collection("Mail server")]
public sealed class RealMailTests(PostfixServer server) : IClassFixture<PostfixServer>
{
    private const string DueNow = "UPDATE Outbox SET NextAttempt = '2024-01-01T00:00:00.000Z' WHERE State = 'Deferred'";

    [Fact]
    public async Task The_warning_arrives_in_the_mailbox_of_the_responsible_person()
    {
        using var work = Office(PostfixServer.Zhang);
        (await work.CheckAsync()).Expect(0);
        var mail = Assert.Single(await work.OutboxAsync());
        Assert.Equal((PostfixServer.Zhang, "sent", 1), (mail.To, mail.State, mail.Attempts));
        var arrived = Read(Assert.Single(await server.MailboxAsync(PostfixServer.Zhang, 1)));
        Assert.Equal(mail.MessageId, arrived.MessageId);
        Assert.Equal(mail.Subject, arrived.Subject);
        Assert.Contains("设备购置经费", arrived.TextBody);
        Assert.Contains("50.00%", arrived.HtmlBody);
    }

    [Fact]
    public async Task A_refused_contact_is_dead_with_the_servers_words_and_the_others_get_theirs()
    {
        using var work = Office(PostfixServer.RefusedForEver, PostfixServer.Li);
        work.Drop("执行2024-08.csv", "项目编码,截止月份,累计执行数（万元）", "P01,2024-08,1");
        (await work.CheckAsync()).Expect(3);
        var mails = await work.OutboxAsync();
        var dead = Assert.Single(mails, mail => mail.To == PostfixServer.RefusedForEver);
        Assert.Equal("dead", dead.State);
        Assert.Contains("550", dead.LastError);
        Assert.Contains("User unknown", dead.LastError);
        // The other contact is the administrator as well, who learns of the refusal.
        var others = mails.Where(mail => mail.To == PostfixServer.Li).ToList();
        Assert.All(others, mail => Assert.Equal("sent", mail.State));
        Assert.Equal(2, others.Count);
        Assert.Single(others, mail => mail.Kind == "undelivered");
        Assert.Equal(2, (await server.MailboxAsync(PostfixServer.Li, 2)).Count);
    }

    [Fact]
    public async Task A_mail_that_met_no_server_is_delivered_later_under_the_same_message_id()
    {
        using var work = Office(PostfixServer.Zhang);
        await server.StopSmtpAsync();
        OutboxMail deferred;
        try
        {
            (await work.CheckAsync()).Expect(0);
            deferred = Assert.Single(await work.OutboxAsync());
            Assert.Equal("deferred", deferred.State);
            Assert.NotNull(deferred.LastError);
            Assert.NotNull(deferred.NextAttempt);
        }
        finally
        {
            await server.StartSmtpAsync();
        }

        Assert.Equal(1, work.Execute(DueNow));
        (await work.CheckAsync()).Expect(0);
        var sent = Assert.Single(await work.OutboxAsync());
        Assert.Equal(("sent", 2, deferred.MessageId), (sent.State, sent.Attempts, sent.MessageId));
        Assert.Equal(sent.MessageId, Read(Assert.Single(await server.MailboxAsync(PostfixServer.Zhang, 1))).MessageId);
    }

    [Fact]
    public async Task Mail_test_prints_the_servers_answer()
    {
        using var work = Office(PostfixServer.Zhang);
        var ended = (await work.RunAsync("mail", "test", "--to", PostfixServer.Li)).Expect(0);
        Assert.Contains("2.0.0 Ok: queued as", ended.Output);
        Assert.Single(await server.MailboxAsync(PostfixServer.Li, 1));

        var refused = (await work.RunAsync("mail", "test", "--to", PostfixServer.RefusedForEver)).Expect(1);
        Assert.Contains("User unknown", refused.Errors);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_stands_nowhere()
    {
        const string wrong = "Wr0ng-pa55word-that-nobody-may-see";
        using var work = Office(PostfixServer.Zhang);
        File.WriteAllText(work.In("password"), wrong + "\n");
        var test = (await work.RunAsync("mail", "test", "--to", PostfixServer.Li, "--verbose")).Expect(1);
        Assert.Contains("mail.passwordFile", test.Errors);
        var check = await work.RunAsync("check", "--verbose");
        Assert.Equal("deferred", Assert.Single(await work.OutboxAsync()).State);

        var secrets = new[] { wrong, Convert.ToBase64String(Encoding.UTF8.GetBytes(wrong)), Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{PostfixServer.Warner}\0{wrong}")) };
        var written = new[] { test.Output, test.Errors, check.Output, check.Errors }.Select(Encoding.UTF8.GetBytes)
            .Concat(WorkFolder.Files(work.Root).Where(file => file != work.In("password")).Select(File.ReadAllBytes));
        foreach (var bytes in written)
            Assert.All(secrets, secret => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret))));
    }

    private static MimeKit.MimeMessage Read(string stored) => MimeKit.MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(stored)));

    private WorkFolder Office(string responsible, string finance = PostfixServer.Li)
    {
        server.Require();
        server.ClearMailboxes();
        var work = SmallOffice.WithAugust();
        work.DropContacts(responsible, finance);
        File.WriteAllText(work.In("password"), server.Users[PostfixServer.Warner] + "\n");
        var mail = new Dictionary<string, string>
        {
            ["delivery"] = "smtp",
            ["host"] = PostfixServer.Host,
            ["port"] = $"{server.SubmissionPort}",
            ["security"] = "startTls",
            ["user"] = PostfixServer.Warner,
            ["passwordFile"] = work.In("password"),
            ["from"] = PostfixServer.Warner,
            ["administratorAddress"] = PostfixServer.Li,
            ["trustedCertificates"] = server.CaFile,
        };
        foreach (var (key, value) in mail) work.Environment[$"MonitorWorker__mail__{key}"] = value;
        return work;
    }
}
