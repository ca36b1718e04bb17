using MimeKit;
using MonitorWorker.AcceptanceTests.Servers;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;

namespace MonitorWorker.AcceptanceTests.Delivery;

[Collection("Mail server")]
public sealed class RealServerTests(PostfixServer server) : IClassFixture<PostfixServer>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mw-real-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_mail_over_starttls_and_login_arrives_once_as_it_was_stored()
    {
        server.Require();
        server.ClearMailboxes();
        var mail = Mail(1, PostfixServer.Zhang);
        await using (var sender = new SmtpSender(Submission(), TimeProvider.System))
            Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(mail, CancellationToken.None));

        var stored = Assert.Single(await server.MailboxAsync(PostfixServer.Zhang, 1));
        Assert.Contains($"Message-Id: <{mail.MessageId}>", stored, StringComparison.OrdinalIgnoreCase);
        // The server puts its own headers before ours and changes nothing after them.
        Assert.EndsWith(System.Text.Encoding.ASCII.GetString(mail.Mime).ReplaceLineEndings("\n"), stored);
        var read = MimeMessage.Load(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(stored)));
        Assert.Equal(mail.Subject, read.Subject);
        Assert.Equal(".行首有点", read.TextBody!.Trim());
    }

    [Fact]
    public async Task A_wrong_password_breaks_the_channel()
    {
        server.Require();
        await using var sender = new SmtpSender(Submission() with { PasswordFile = Write("wrong", "wrong") }, TimeProvider.System);
        var outcome = Assert.IsType<DeliveryOutcome.Broken>(await sender.SendAsync(Mail(2, PostfixServer.Zhang), CancellationToken.None));
        Assert.Contains("mail.passwordFile", outcome.Detail);
    }

    [Fact]
    public async Task An_authority_that_nobody_named_breaks_the_channel()
    {
        server.Require();
        await using var sender = new SmtpSender(Submission() with { TrustedCertificates = null }, TimeProvider.System);
        var outcome = Assert.IsType<DeliveryOutcome.Broken>(await sender.SendAsync(Mail(3, PostfixServer.Zhang), CancellationToken.None));
        Assert.Contains("mail.trustedCertificates", outcome.Detail);
    }

    [Fact]
    public async Task Refused_recipients_harm_nobody_else()
    {
        server.Require();
        server.ClearMailboxes();
        await using var sender = new SmtpSender(Submission(), TimeProvider.System);
        Assert.IsType<DeliveryOutcome.Rejected>(await sender.SendAsync(Mail(4, PostfixServer.RefusedForEver), CancellationToken.None));
        Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Mail(5, PostfixServer.Li), CancellationToken.None));
        Assert.IsType<DeliveryOutcome.Deferred>(await sender.SendAsync(Mail(6, PostfixServer.RefusedForNow), CancellationToken.None));
        Assert.IsType<DeliveryOutcome.Deferred>(await sender.SendAsync(Mail(7, PostfixServer.HangsUp), CancellationToken.None));
        Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Mail(8, PostfixServer.Li), CancellationToken.None));
        Assert.Equal(2, (await server.MailboxAsync(PostfixServer.Li, 2)).Count);
    }

    [Fact]
    public async Task A_mail_over_the_servers_limit_is_told_before_it_is_sent()
    {
        server.Require();
        var mail = Mail(9, PostfixServer.Zhang);
        await using var sender = new SmtpSender(Submission(), TimeProvider.System);
        var large = mail with { Mime = [.. mail.Mime, .. new byte[1_100_000]] };
        Assert.Contains("at most 1,048,576", Assert.IsType<DeliveryOutcome.Oversized>(await sender.SendAsync(large, CancellationToken.None)).Detail);
    }

    [Fact]
    public async Task A_server_that_is_away_gets_the_mail_when_it_is_back()
    {
        server.Require();
        server.ClearMailboxes();
        var mail = Mail(10, PostfixServer.Zhang);
        await using var sender = new SmtpSender(Plain(), TimeProvider.System);
        await server.StopSmtpAsync();
        try
        {
            Assert.IsType<DeliveryOutcome.Deferred>(await sender.SendAsync(mail, CancellationToken.None));
        }
        finally
        {
            await server.StartSmtpAsync();
        }

        Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(mail, CancellationToken.None));
        Assert.Single(await server.MailboxAsync(PostfixServer.Zhang, 1));
    }

    private static OutgoingMail Mail(long id, string to)
    {
        var message = new ComposedMessage(
            "warning",
            new MailPerson("张晓梅", to),
            "【红色预警】设备购置经费执行率30.00%，比序时低36.67个百分点 [YJ-2024-0007]",
            ".行首有点\n",
            "<p>执行率30.00%</p>",
            MessageIds.For("warning", to, [id], "acceptance", PostfixServer.Warner),
            ThreadRoot: null);
        var date = new DateTimeOffset(2024, 9, 5, 9, 0, 0, TimeSpan.FromHours(8));
        return new OutgoingMail(id, to, message.MessageId, message.Subject, message.Kind,
            MimeWriter.Write(message, new MailPerson("预算绩效运行监控", PostfixServer.Warner), date));
    }

    private MailTransport Submission() => Plain() with
    {
        Port = server.SubmissionPort,
        User = PostfixServer.Warner,
        PasswordFile = Write("password", server.Users[PostfixServer.Warner]),
    };

    private MailTransport Plain() => new("smtp", Host: PostfixServer.Host, Port: server.SmtpPort, TrustedCertificates: server.CaFile);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text + "\n");
        return path;
    }
}
