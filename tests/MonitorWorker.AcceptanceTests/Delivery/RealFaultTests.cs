using System.Text;
using MimeKit;
using MonitorWorker.AcceptanceTests.Servers;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.AcceptanceTests.Delivery;

/// <summary>What a real server does to a queue of mails: the outbox, the sending and the telling together.</summary>
[Collection("Mail server")]
public sealed class RealFaultTests(PostfixServer server) : IClassFixture<PostfixServer>, IAsyncLifetime
{
    private TestOffice _office = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await TestOffice.OpenAsync(start: TimeProvider.System.GetUtcNow());
        _office.Drop("管理员.csv", $"姓名,邮箱,角色\n管理员,{PostfixServer.Li},系统管理员");
        await _office.Intake.RunAsync(keepFiles: false, default);
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Each_answer_of_a_real_server_has_its_outcome_and_the_administrator_learns_of_the_dead()
    {
        Require();
        var expected = new (string To, OutboxState State, string? Said)[]
        {
            (PostfixServer.RefusedForNow, OutboxState.Deferred, "450 4.7.1"),
            (PostfixServer.Full, OutboxState.Deferred, "452 4.2.2"),
            (PostfixServer.Zhang, OutboxState.Sent, null),
            (PostfixServer.RefusedForEver, OutboxState.Dead, "550 5.1.1"),
            (PostfixServer.RefusedByPolicy, OutboxState.Dead, "554 5.7.1"),
            (PostfixServer.HangsUp, OutboxState.Deferred, "421 4.3.2"),
        };
        await QueueAsync([.. expected.Select(row => row.To)]);
        await RoundAsync(Plain());
        foreach (var (to, state, said) in expected)
        {
            var mail = await MailAsync(to);
            Assert.Equal((to, state), (to, mail.State));
            if (said is not null) Assert.Contains(said, mail.LastError);
        }

        // The 421 spoke of the whole domain: what was to be told of the dead waits with it.
        Assert.Single(await server.MailboxAsync(PostfixServer.Zhang, 1));
        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        await RoundAsync(Plain());
        var told = Read(Assert.Single(await server.MailboxAsync(PostfixServer.Li, 1)));
        Assert.Contains(PostfixServer.RefusedForEver, told.TextBody);
        Assert.Contains(PostfixServer.RefusedByPolicy, told.TextBody);
    }

    [Fact]
    public async Task Greylisting_puts_a_mail_off_and_it_arrives_once()
    {
        Require();
        await QueueAsync([PostfixServer.Zhang]);
        var transport = Plain() with { Port = server.GreyPort };
        await RoundAsync(transport);
        var mail = await MailAsync(PostfixServer.Zhang);
        Assert.Equal(OutboxState.Deferred, mail.State);
        Assert.InRange((mail.NextAttempt!.Value - _office.Clock.GetUtcNow()).TotalMinutes, 4.9, 6);
        _office.Clock.Advance(TimeSpan.FromMinutes(6));
        await RoundAsync(transport);
        Assert.Equal((OutboxState.Sent, 2), ((await MailAsync(PostfixServer.Zhang)).State, server.Greylist.Asked(PostfixServer.Zhang)));
        Assert.Single(await server.MailboxAsync(PostfixServer.Zhang, 1));
    }

    [Theory]
    [InlineData("no TLS", "offers no STARTTLS")]
    [InlineData("expired", "expired on")]
    [InlineData("other host", "is not for localhost")]
    [InlineData("unknown authority", "signed by nobody trusted")]
    public async Task A_way_that_is_not_safe_is_not_taken_and_the_mail_keeps_its_place(string fault, string told)
    {
        Require();
        await QueueAsync([PostfixServer.Zhang, PostfixServer.Li]);
        var transport = fault switch
        {
            "no TLS" => Plain() with { Port = server.NoTlsPort },
            "expired" => Plain() with { Port = server.ExpiredPort },
            "other host" => Plain() with { Port = server.OtherHostPort },
            _ => Plain() with { TrustedCertificates = null },
        };
        Assert.Equal(new DeliveryRound(0, 1, 0) { ChannelIsBroken = true }, await RoundAsync(transport));
        Assert.Contains(told, (await MailAsync(PostfixServer.Zhang)).LastError);
        Assert.Equal((OutboxState.Queued, 0), ((await MailAsync(PostfixServer.Li)).State, (await MailAsync(PostfixServer.Li)).Attempts));

        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, (await RoundAsync(Plain())).Sent);
        Assert.Single(await server.MailboxAsync(PostfixServer.Zhang, 1));
    }

    [Fact]
    public async Task A_mail_over_the_servers_limit_arrives_without_its_attachment_and_says_so()
    {
        Require();
        await QueueAsync([PostfixServer.Zhang], new MailAttachment("填报表.xlsx", MailAttachment.Workbook, new byte[1_200_000]));
        Assert.Equal(1, (await RoundAsync(Plain())).Sent);
        var arrived = Read(Assert.Single(await server.MailboxAsync(PostfixServer.Zhang, 1)));
        Assert.Equal((await MailAsync(PostfixServer.Zhang)).MessageId, arrived.MessageId);
        Assert.Empty(arrived.Attachments);
        Assert.StartsWith("附件“填报表.xlsx”太大", arrived.TextBody);
    }

    [Fact]
    public async Task What_is_taken_and_comes_back_names_the_mail_that_it_is_about()
    {
        Require();
        await QueueAsync([PostfixServer.ComesBack]);
        Assert.Equal(1, (await RoundAsync(Plain())).Sent);
        var mail = await MailAsync(PostfixServer.ComesBack);
        var report = Assert.Single(await server.MailboxAsync(PostfixServer.Warner, 1));
        Assert.Contains($"Original-Envelope-Id: {mail.MessageId}", report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Action: failed", report, StringComparison.OrdinalIgnoreCase);
        // The figures do not go round in reports.
        Assert.Contains("text/rfc822-headers", report, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_goes_away_in_the_middle_gets_the_rest_when_it_is_back()
    {
        Require();
        _office.Settings = _office.Settings with { Sending = new SendingPolicy { Connections = 2 } };
        await QueueAsync([.. Enumerable.Range(0, 200).Select(n => $"a{n}@{PostfixServer.Bulk}")]);
        var round = RoundAsync(Plain());
        try
        {
            while (server.BulkMailbox().Count < 20 && !round.IsCompleted) await Task.Delay(10, TestContext.Current.CancellationToken);
            await server.StopSmtpAsync();
            Assert.True((await round).ChannelIsBroken);
        }
        finally
        {
            await server.StartSmtpAsync();
        }

        _office.Clock.Advance(TimeSpan.FromHours(1));
        await RoundAsync(Plain());
        Assert.All(await _office.Outbox.ListAsync(default), mail => Assert.Equal(OutboxState.Sent, mail.State));
        await WaitAsync(() => server.BulkMailbox().Count >= 200);
    }

    private void Require()
    {
        server.Require();
        server.ClearMailboxes();
    }

    private MailTransport Plain() => new("smtp", Host: PostfixServer.Host, Port: server.SmtpPort, TrustedCertificates: server.CaFile);

    private async Task<DeliveryRound> RoundAsync(MailTransport transport)
    {
        var until = _office.Clock.GetUtcNow().AddHours(2);
        return await _office.DeliverBy(() => new SmtpSender(transport, _office.Clock)).RunAsync(until, until, default).WaitAsync(TimeSpan.FromSeconds(60));
    }

    private async Task QueueAsync(IReadOnlyList<string> recipients, params MailAttachment[] attachments)
    {
        var date = new DateTimeOffset(2024, 9, 5, 9, 0, 0, TimeSpan.FromHours(8));
        foreach (var to in recipients)
        {
            var message = new ComposedMessage(
                "warning", new MailPerson("张晓梅", to), "【红色预警】设备购置经费", "执行率30.00%\n", "<p>执行率30.00%</p>", MessageIds.For("warning", to, [1], _office.Store.DatabaseId, PostfixServer.Warner), null)
            { Attachments = attachments };
            var mail = new NewMail(to, message.Subject, message.Kind, message.MessageId, MimeWriter.Write(message, new MailPerson("预算绩效运行监控", PostfixServer.Warner), date));
            await _office.Outbox.AddAsync(mail, [], _office.Clock.GetUtcNow(), default);
        }
    }

    private async Task<OutboxEntry> MailAsync(string to) => Assert.Single(await _office.Outbox.ListAsync(default), mail => mail.To == to && mail.Kind == "warning");

    private static MimeMessage Read(string stored) => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(stored)));

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(20, patience.Token);
    }
}
