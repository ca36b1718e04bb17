using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MonitorWorker.AcceptanceTests.Servers;
using MonitorWorker.Tests.Mailboxes;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>The whole program reads replies from a real mailbox: TLS, login, IMAP and POP3, restarts and kills.</summary>
[Collection("Mail server")]
public sealed class MailboxTests(PostfixServer server) : IClassFixture<PostfixServer>
{
    /// <summary>已处理 as it stands on disk.</summary>
    private const string Done = "&XfJZBHQG-";

    [Theory]
    [InlineData("tls")]
    [InlineData("startTls")]
    public async Task Replies_are_read_over_imap_once_and_put_away(string security)
    {
        using var work = await OfficeAsync("imap", security == "tls" ? server.ImapsPort : server.ImapPort, security);
        await DeliverAsync("one@example.com", "two@example.com");
        var fetched = (await work.RunAsync("mail", "fetch")).Expect(0);
        Assert.Contains("新来信2封", fetched.Output);
        Assert.Contains("one@example.com", fetched.Output);
        Assert.Equal(["one@example.com", "two@example.com"], TakenIn(work));
        Assert.Empty(server.Mailbox(PostfixServer.Warner));
        Assert.Equal(2, server.CountIn(PostfixServer.Warner, Done));
        Assert.Contains("新来信0封", (await work.RunAsync("mail", "fetch")).Expect(0).Output);
    }

    [Fact]
    public async Task Replies_are_read_over_pop3_once_and_stay()
    {
        using var work = await OfficeAsync("pop3", server.Pop3sPort, "tls");
        await DeliverAsync("one@example.com", "two@example.com");
        Assert.Contains("新来信2封", (await work.RunAsync("mail", "fetch")).Expect(0).Output);
        await DeliverAsync("three@example.com");
        Assert.Contains("新来信1封", (await work.RunAsync("mail", "fetch")).Expect(0).Output);
        Assert.Equal(["one@example.com", "two@example.com", "three@example.com"], TakenIn(work));
        Assert.Equal(3, server.Mailbox(PostfixServer.Warner).Count);
    }

    [Fact]
    public async Task Files_of_a_folder_are_read_once_and_moved()
    {
        using var work = SmallOffice.WithAugust();
        work.Environment["MonitorWorker__mailbox__protocol"] = "folder";
        work.Environment["MonitorWorker__mailbox__folder"] = work.In("replies");
        Directory.CreateDirectory(work.In("replies"));
        File.WriteAllText(work.In("replies/a.eml"), "Message-ID: <one@example.com>\r\nFrom: zhang@example.com\r\nSubject: Re\r\n\r\n已办\r\n");
        Assert.Contains("新来信1封", (await work.RunAsync("mail", "fetch")).Expect(0).Output);
        Assert.Contains("新来信0封", (await work.RunAsync("mail", "fetch")).Expect(0).Output);
        Assert.True(File.Exists(work.In("replies/done/a.eml")));
        Assert.Equal(["one@example.com"], TakenIn(work));
    }

    [Fact]
    public async Task The_service_reads_a_reply_within_seconds_and_a_check_reads_before_it_decides()
    {
        using var work = await OfficeAsync("imap", server.ImapsPort, "tls");
        await DeliverAsync("before@example.com");
        (await work.RunAsync("check", "--dry-run")).Expect(0);
        Assert.Single(server.Mailbox(PostfixServer.Warner));
        (await work.RunAsync("check")).Expect(0);
        Assert.Equal(["before@example.com"], TakenIn(work));

        work.Schedule();
        work.Environment["MonitorWorker__mailbox__idle"] = "true";
        work.Environment["MonitorWorker__mailbox__pollMinutes"] = "60";
        await using var service = work.Start("run");
        await service.WaitForOutputAsync("没有排定", WorkFolder.Deadline);
        var begin = TimeProvider.System.GetTimestamp();
        await DeliverAsync(isRead: true, "during@example.com");
        await WorkFolder.UntilAsync(() => TakenIn(work).Count == 2, "The reply was not read", () => service.Errors);
        Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(30));
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync(WorkFolder.Deadline));
    }

    [Fact]
    public async Task A_mailbox_that_is_away_is_said_and_what_came_meanwhile_is_read_afterwards()
    {
        using var work = await OfficeAsync("imap", server.ImapsPort, "tls");
        await DeliverAsync("one@example.com");
        await server.StopDovecotAsync();
        try
        {
            var away = (await work.RunAsync("mail", "fetch")).Expect(1);
            Assert.Contains("mailbox.host", away.Errors);
            (await work.RunAsync("check")).Expect(0);
            Assert.Matches("收信.*起读不到", (await work.RunAsync("status")).Output);
        }
        finally
        {
            await server.StartDovecotAsync();
        }

        await DeliverAsync("two@example.com");
        (await work.RunAsync("mail", "fetch")).Expect(0);
        Assert.Equal(["one@example.com", "two@example.com"], TakenIn(work));
        Assert.Matches("收信.*能读取", (await work.RunAsync("status")).Output);
    }

    [Fact]
    public async Task A_wrong_password_is_told_at_once_and_stands_nowhere()
    {
        const string wrong = "Wr0ng-pa55word-that-nobody-may-see";
        using var work = await OfficeAsync("imap", server.ImapsPort, "tls");
        await DeliverAsync("one@example.com");
        File.WriteAllText(work.In("mailbox-password"), wrong + "\n");
        var fetched = (await work.RunAsync("mail", "fetch", "--verbose")).Expect(1);
        Assert.Contains("mailbox.passwordFile", fetched.Errors);
        var check = (await work.RunAsync("check", "--verbose")).Expect(0);
        Assert.Equal("trouble", Assert.Single(await work.OutboxAsync(), mail => mail.Subject.Contains("收信邮箱读不到：登录被拒绝")).Kind);

        var secrets = new[] { wrong, Convert.ToBase64String(Encoding.UTF8.GetBytes(wrong)), Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{PostfixServer.Warner}\0{wrong}")) };
        var written = new[] { fetched.Output, fetched.Errors, check.Output, check.Errors }.Select(Encoding.UTF8.GetBytes)
            .Concat(WorkFolder.Files(work.Root).Where(file => file != work.In("mailbox-password")).Select(File.ReadAllBytes));
        foreach (var bytes in written) Assert.All(secrets, secret => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret))));

        File.WriteAllText(work.In("mailbox-password"), server.Users[PostfixServer.Warner] + "\n");
        (await work.RunAsync("check")).Expect(0);
        Assert.Equal(["one@example.com"], TakenIn(work));
        Assert.Contains(await work.OutboxAsync(), mail => mail.Subject.Contains("收信邮箱已能读取"));
    }

    [Fact]
    public async Task A_kill_between_the_store_and_the_mailbox_takes_nothing_in_twice()
    {
        await using var scripted = ScriptedImapServer.Start();
        var mail = scripted.Deliver("Message-ID: <one@example.com>\nFrom: zhang@example.com\nSubject: Re: YJ-2024-0001\n\n已办\n", TimeProvider.System.GetUtcNow());
        scripted.Faults["UID STORE"] = ScriptedServer.Hang;
        using var work = SmallOffice.WithAugust();
        Use(work, "imap", scripted.Port, "none", scripted.Password);
        await using (var killed = work.Start("mail", "fetch"))
        {
            await scripted.Hanging.Task.WaitAsync(WorkFolder.Deadline);
            await killed.KillAsync();
        }

        Assert.Equal(["one@example.com"], TakenIn(work));
        Assert.False(mail.IsSeen);
        scripted.Faults.Clear();
        (await work.RunAsync("mail", "fetch")).Expect(0);
        Assert.Equal(["one@example.com"], TakenIn(work));
        Assert.Equal((true, ScriptedImapServer.Done), (mail.IsSeen, mail.Folder));
    }

    [Fact]
    public async Task Without_a_mailbox_it_is_said()
    {
        using var work = SmallOffice.WithAugust();
        Assert.Contains("No mailbox is configured", (await work.RunAsync("mail", "fetch")).Expect(2).Errors);
    }

    private static List<string> TakenIn(WorkFolder work) => work.Query("SELECT Identity FROM Incoming ORDER BY Id", row => row.GetString(0));

    private static void Use(WorkFolder work, string protocol, int port, string security, string password)
    {
        File.WriteAllText(work.In("mailbox-password"), password + "\n");
        var mailbox = new Dictionary<string, string>
        {
            ["protocol"] = protocol,
            ["host"] = PostfixServer.Host,
            ["port"] = $"{port}",
            ["security"] = security,
            ["user"] = PostfixServer.Warner,
            ["passwordFile"] = work.In("mailbox-password"),
        };
        foreach (var (key, value) in mailbox) work.Environment[$"MonitorWorker__mailbox__{key}"] = value;
    }

    private Task DeliverAsync(params string[] ids) => DeliverAsync(isRead: false, ids);

    /// <param name="isRead">Somebody may take them out of the inbox at once.</param>
    private async Task DeliverAsync(bool isRead, params string[] ids)
    {
        var before = server.Mailbox(PostfixServer.Warner).Count;
        using var client = new SmtpClient();
        await client.ConnectAsync(PostfixServer.Host, server.SmtpPort, SecureSocketOptions.None);
        foreach (var id in ids)
        {
            using var mail = new MimeMessage { Subject = "Re: 【红色预警】设备购置经费 [YJ-2024-0001] " + id, MessageId = id, Body = new TextPart("plain") { Text = "偏差原因：采购延期" } };
            mail.From.Add(new MailboxAddress("张晓梅", PostfixServer.Zhang));
            mail.To.Add(new MailboxAddress("", PostfixServer.Warner));
            await client.SendAsync(mail);
        }

        await client.DisconnectAsync(true);
        // The service may read it before this looks.
        if (!isRead) await server.MailboxAsync(PostfixServer.Warner, before + ids.Length);
    }

    private async Task<WorkFolder> OfficeAsync(string protocol, int port, string security)
    {
        server.Require();
        await server.EmptyAsync(PostfixServer.Warner);
        var work = SmallOffice.WithAugust();
        work.Environment["MonitorWorker__mail__trustedCertificates"] = server.CaFile;
        Use(work, protocol, port, security, server.Users[PostfixServer.Warner]);
        return work;
    }
}
