using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Delivery;

namespace MonitorWorker.Tests.Delivery;

public sealed class SmtpSenderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smtp-");
    private readonly FakeTimeProvider _clock = new(TestCertificates.Now);

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, string, string> Answers => new()
    {
        // where, what the server says, what becomes of the mail
        { "banner", "421 4.3.2 too busy", "Deferred" },
        { "banner", "421 HL:IFC 192.0.2.1", "Deferred 30" },
        { "banner", "554 5.7.1 not you", "Broken" },
        { "banner", "hello?", "Deferred" },
        { "banner", SmtpScript.Close, "Deferred" },
        { "ehlo", "500 what?", "Broken" },
        { "ehlo", SmtpScript.Close, "Deferred" },
        { "mail", "451 4.3.0 later", "Deferred" },
        { "mail", "452 4.3.1 no space", "Deferred" },
        { "mail", "450 MI:DMC wait", "Deferred 60" },
        { "mail", "550 Sender frequency limited", "Deferred 60" },
        { "mail", "501 mail from address must be same as authorization user", "Broken" },
        { "mail", "553 Mail from must equal authorized user", "Broken" },
        { "mail", "530 5.7.0 authentication required", "Broken" },
        { "mail", "552 5.3.4 message too big", "Oversized" },
        { "mail", SmtpScript.Close, "Deferred" },
        { "rcpt", "450 4.7.1 greylisted", "Deferred 5" },
        { "rcpt", "421 4.3.2 closing now", "Deferred" },
        { "rcpt", "550 5.1.1 no such user", "Rejected" },
        { "rcpt", "554 5.7.1 policy", "Rejected" },
        { "rcpt", "552 5.2.2 mailbox full", "Deferred 360" },
        { "rcpt", SmtpScript.Close, "Deferred" },
        { "data", "451 MI:SFQ", "Deferred 60" },
        { "data", "451 4.3.0 later", "Deferred" },
        { "data", "554 5.5.1 no", "Rejected" },
        { "data", SmtpScript.Close, "Deferred" },
        { "long body", SmtpScript.Close, "Deferred" },
        { "long body", SmtpScript.Reset, "Deferred" },
        { "dot", "451 4.3.0 later", "Deferred" },
        { "dot", "554 DT:SPM 163 looks like spam", "Deferred 30" },
        { "dot", "421 4.3.2 closing now", "Deferred" },
        { "dot", "550 5.7.1 content", "Rejected" },
        { "dot", "552 5.2.2 over quota", "Deferred 360" },
        { "dot", "552 quota exceeded", "Deferred 360" },
        { "dot", "552 5.3.4 message too big", "Oversized" },
        { "dot", SmtpScript.Close, "Deferred 30 in doubt" },
        { "dot", SmtpScript.Reset, "Deferred 30 in doubt" },
        { "dot", "hello?", "Deferred 30 in doubt" },
        { "dot", "250 2.0.0 queued", "Accepted" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Each_answer_has_one_meaning(string where, string answer, string expected)
    {
        var plain = new SmtpScript();
        await using var server = ScriptedSmtpServer.Start(where switch
        {
            "banner" => plain with { Banner = answer },
            "ehlo" => plain with { Ehlo = answer },
            "mail" => plain with { Mail = answer },
            "rcpt" => plain with { Rcpt = answer },
            "data" => plain with { Data = answer },
            "long body" => plain with { InBody = (120, answer) },
            _ => plain with { Dot = answer },
        });
        // Long enough that the dot cannot have left before the cut was noticed.
        var outcome = await SendOnceAsync(server, where == "long body" ? Long(Some.Mail()) : Some.Mail());
        Assert.Equal(expected, InWords(outcome));
        Assert.NotEmpty(outcome.Detail);
    }

    [Fact]
    public async Task Bytes_arrive_as_they_were_stored()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript());
        var mail = Some.Mail() with { Mime = Dotted(Some.Mail().Mime) };
        await using var sender = Sender(Plain(server));
        Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(mail, CancellationToken.None));
        Assert.Equal(Encoding.ASCII.GetString(mail.Mime), Encoding.ASCII.GetString(server.Messages.Single()));
        Assert.Contains("MAIL FROM:<monitor@example.com>", server.Commands.Single(c => c.StartsWith("MAIL")));
        Assert.Contains("RCPT TO:<zhang@example.com>", server.Commands.Single(c => c.StartsWith("RCPT")));
    }

    [Fact]
    public async Task Bytes_are_not_encoded_afresh_on_the_way()
    {
        // No mail of ours looks like this; MailKit left to itself would make base64 of it.
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Offers = [] });
        var mime = "From: monitor@example.com\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n执行率\r\n"u8.ToArray();
        await SendOnceAsync(server, Some.Mail() with { Mime = mime });
        Assert.Equal(mime, server.Messages.Single());
    }

    [Fact]
    public async Task A_report_of_non_delivery_is_asked_for_by_message_id_where_the_server_writes_any()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Offers = ["PIPELINING", "DSN"] });
        await SendOnceAsync(server);
        Assert.EndsWith($" ENVID={Some.Mail().MessageId} RET=HDRS", Assert.Single(server.Commands, command => command.StartsWith("MAIL")));
        Assert.EndsWith(" NOTIFY=FAILURE,DELAY", Assert.Single(server.Commands, command => command.StartsWith("RCPT")).Replace("ORCPT=rfc822;zhang@example.com", "", StringComparison.Ordinal).TrimEnd());

        await using var without = ScriptedSmtpServer.Start(new SmtpScript());
        await SendOnceAsync(without);
        Assert.DoesNotContain(without.Commands, command => command.Contains("ENVID") || command.Contains("NOTIFY"));
    }

    [Fact]
    public async Task One_connection_serves_the_round()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript());
        await using (var sender = Sender(Plain(server)))
        {
            Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Some.Mail(1), CancellationToken.None));
            Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Some.Mail(2), CancellationToken.None));
        }

        Assert.Equal((1, 2), (server.Connections, server.Messages.Count));
        Assert.Equal("QUIT", server.Commands.Last());
    }

    [Fact]
    public async Task A_refused_recipient_harms_nobody_else()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Rcpt = "550 5.1.1 no", Rset = SmtpScript.Close }, new SmtpScript());
        await using var sender = Sender(Plain(server));
        Assert.IsType<DeliveryOutcome.Rejected>(await sender.SendAsync(Some.Mail(1), CancellationToken.None));
        Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Some.Mail(2), CancellationToken.None));
    }

    [Fact]
    public async Task After_a_minute_of_silence_the_connection_is_a_new_one()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript());
        await using var sender = Sender(Plain(server));
        await sender.SendAsync(Some.Mail(1), CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Some.Mail(2), CancellationToken.None));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_server_that_hung_up_between_two_mails_is_called_again()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { MessagesPerConnection = 1 });
        await using var sender = Sender(Plain(server));
        for (var id = 1; id <= 3; id++)
            Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Some.Mail(id), CancellationToken.None));
        Assert.Equal((3, 3), (server.Connections, server.Messages.Count));
    }

    [Fact]
    public async Task An_answer_lost_after_the_dot_is_never_sent_again_at_once()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Dot = SmtpScript.Close }, new SmtpScript());
        await using var sender = Sender(Plain(server));
        Assert.Equal("Deferred 30 in doubt", InWords(await sender.SendAsync(Some.Mail(1), CancellationToken.None)));
        Assert.Single(server.Messages);
        Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Some.Mail(2), CancellationToken.None));
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData("banner", "Deferred")]
    [InlineData("rcpt", "Deferred")]
    [InlineData("dot", "Deferred 30 in doubt")]
    public async Task Silence_ends_with_the_overall_time(string where, string expected)
    {
        await using var server = ScriptedSmtpServer.Start(where switch
        {
            "banner" => new SmtpScript { Banner = SmtpScript.Hang },
            "rcpt" => new SmtpScript { Rcpt = SmtpScript.Hang },
            _ => new SmtpScript { Dot = SmtpScript.Hang },
        });
        await using var sender = Sender(Plain(server));
        var sending = sender.SendAsync(Some.Mail(), CancellationToken.None);
        await server.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(expected, InWords(await sending.WaitAsync(TimeSpan.FromSeconds(30))));
    }

    [Fact]
    public async Task Cancelled_by_the_caller_it_throws()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Rcpt = SmtpScript.Hang });
        await using var sender = Sender(Plain(server));
        using var stop = new CancellationTokenSource();
        var sending = sender.SendAsync(Some.Mail(), stop.Token);
        await server.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_mail_over_the_servers_size_is_not_begun()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Offers = ["PIPELINING", "SIZE 500"] });
        var outcome = await SendOnceAsync(server);
        var oversized = Assert.IsType<DeliveryOutcome.Oversized>(outcome);
        Assert.Equal(500, oversized.Limit);
        Assert.Contains("at most 500", oversized.Detail);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("MAIL"));
    }

    [Fact]
    public async Task A_server_with_few_abilities_gets_the_same_bytes()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Offers = [] });
        Assert.IsType<DeliveryOutcome.Accepted>(await SendOnceAsync(server));
        Assert.Equal(Some.Mail().Mime, server.Messages.Single());
    }

    [Fact]
    public async Task Nobody_listening_defers()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var sender = Sender(new MailTransport("smtp", Host: "127.0.0.1", Port: port, Security: "none"));
        var outcome = await sender.SendAsync(Some.Mail(), CancellationToken.None);
        Assert.Contains("cannot be reached", Assert.IsType<DeliveryOutcome.Deferred>(outcome).Detail);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_defers()
    {
        // Too long for a name, so that no name server is asked.
        await using var sender = Sender(new MailTransport("smtp", Host: new string('x', 300), Security: "none"));
        var outcome = await sender.SendAsync(Some.Mail(), CancellationToken.None);
        Assert.Contains("cannot be resolved", Assert.IsType<DeliveryOutcome.Deferred>(outcome).Detail);
    }

    [Fact]
    public async Task Small_packets_leave_at_once()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript());
        using var socket = await PromptSocket.ConnectAsync("127.0.0.1", server.Port, CancellationToken.None);
        Assert.True(socket.NoDelay);
    }

    [Fact]
    public async Task A_server_on_ipv6_is_reached()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && HasIPv6Loopback(), "this machine has no IPv6 loopback");
        await using var server = ScriptedSmtpServer.StartOn(IPAddress.IPv6Loopback, new SmtpScript());
        await using var sender = Sender(Plain(server) with { Host = "::1" });
        Assert.IsType<DeliveryOutcome.Accepted>(await sender.SendAsync(Some.Mail(), CancellationToken.None));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("zhang@example.com\r\nRCPT TO:<thief@example.com>")]
    public async Task A_bad_recipient_never_reaches_the_server(string recipient)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript());
        await using var sender = Sender(Plain(server));
        Assert.IsType<DeliveryOutcome.Rejected>(await sender.SendAsync(Some.Mail() with { Recipient = recipient }, CancellationToken.None));
        Assert.Empty(server.Commands);
    }

    private static bool HasIPv6Loopback()
    {
        try
        {
            using var probe = new TcpClient(AddressFamily.InterNetworkV6);
            probe.Client.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static byte[] Dotted(byte[] mime) =>
        [.. mime, .. "..\r\n.\r\n.x\r\n \r\n\r\nDATA\r\n. \r\nend without line break\r\n"u8];

    private static MailTransport Plain(ScriptedSmtpServer server) => new("smtp", Host: "127.0.0.1", Port: server.Port, Security: "none");

    private SmtpSender Sender(MailTransport transport) => new(transport, _clock);

    private static OutgoingMail Long(OutgoingMail mail)
    {
        var line = new byte[78];
        line.AsSpan().Fill((byte)'x');
        "\r\n"u8.CopyTo(line.AsSpan(76));
        return mail with { Mime = [.. mail.Mime, .. Enumerable.Repeat(line, 300_000).SelectMany(l => l)] };
    }

    private async Task<DeliveryOutcome> SendOnceAsync(ScriptedSmtpServer server, OutgoingMail? mail = null)
    {
        await using var sender = Sender(Plain(server));
        return await sender.SendAsync(mail ?? Some.Mail(), CancellationToken.None);
    }

    internal static string InWords(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Deferred d => "Deferred" + (d.NotBefore is { } n ? " " + n.TotalMinutes : "") + (d.InDoubt ? " in doubt" : ""),
        _ => outcome.GetType().Name,
    };
}
