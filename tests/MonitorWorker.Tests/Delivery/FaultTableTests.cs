using System.Text;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;
using MonitorWorker.Tests.Jobs;
using DeliverySome = MonitorWorker.Tests.Delivery.Some;

namespace MonitorWorker.Tests.Delivery;

/// <summary>
/// Each fault of a mail server, once, on the way of two mails to two people; afterwards the server is well. Whatever went wrong, both arrive, or the
/// administrator is told which did not, and only a lost answer to a whole message makes a second copy.
/// </summary>
public sealed class FaultTableTests : IDisposable
{
    private const string Zhang = "zhang@example.com";
    private const string Li = "li@example.org";

    /// <summary>What became of the first mail.</summary>
    private const string Sent = "sent";
    private const string Later = "later";
    private const string InDoubt = "later, perhaps arrived";
    private const string Refused = "refused";

    /// <summary>What became of the other person's mail in the same round.</summary>
    private const string OtherSent = "the other one arrives";
    private const string OtherWaits = "the other one waits";

    private static readonly SmtpScript _well = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("faults-");

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, string, string> Faults => new()
    {
        // fault, what becomes of the mail, what becomes of the other one
        { "the name is unknown", Later, OtherWaits },
        { "the port is closed", Later, OtherWaits },
        { "no greeting comes", Later, OtherWaits },
        { "greeting 421", Later, OtherWaits },
        { "greeting 554", Later, OtherWaits },
        { "greeting is garbage", Later, OtherWaits },
        { "hangs up at once", Later, OtherWaits },
        { "EHLO 500", Later, OtherWaits },
        { "EHLO in Latin-1", Sent, OtherSent },
        { "lines end in LF alone", Sent, OtherSent },
        { "STARTTLS is not offered", Later, OtherWaits },
        { "STARTTLS 454", Later, OtherWaits },
        { "STARTTLS with an injected answer", Sent, OtherSent },
        { "authority is unknown", Later, OtherWaits },
        { "certificate is for another host", Later, OtherWaits },
        { "certificate has expired", Later, OtherWaits },
        { "garbage in the handshake", Later, OtherWaits },
        { "hangs up in the handshake", Later, OtherWaits },
        { "AUTH 535", Later, OtherWaits },
        { "AUTH 454", Later, OtherWaits },
        { "AUTH is not offered", Later, OtherWaits },
        { "hangs up in AUTH", Later, OtherWaits },
        { "hangs up at MAIL", Later, OtherSent },
        { "hangs up at RCPT", Later, OtherSent },
        { "hangs up at DATA", Later, OtherSent },
        { "MAIL 451", Later, OtherWaits },
        { "MAIL 452", Later, OtherWaits },
        { "MAIL 550 Sender frequency limited", Later, OtherWaits },
        { "MAIL 450 MI:DMC", Later, OtherWaits },
        { "MAIL 451 MI:SFQ", Later, OtherWaits },
        { "greeting 421 HL:IFC", Later, OtherWaits },
        { "MAIL 553 not the login's address", Later, OtherWaits },
        { "MAIL 552 too large", Sent, OtherSent },
        { "SIZE is small", Sent, OtherSent },
        { "SIZE is too small for anything", Refused, OtherSent },
        { "no 8BITMIME", Sent, OtherSent },
        { "RCPT 450 greylisted", Later, OtherSent },
        { "RCPT 452 mailbox full", Later, OtherSent },
        { "RCPT 550", Refused, OtherSent },
        { "RCPT 554 policy", Refused, OtherSent },
        { "RCPT 421", Later, OtherSent },
        { "tarpit at RCPT", Later, OtherSent },
        { "a byte now and then at RCPT", Later, OtherSent },
        { "an endless answer at RCPT", Later, OtherSent },
        { "two million characters at RCPT", Sent, OtherSent },
        { "DATA 451", Later, OtherSent },
        { "hangs up in the middle of DATA", Later, OtherSent },
        { "stalls in the middle of DATA", Later, OtherSent },
        { "dot 450", Later, OtherSent },
        { "dot 451 DT:SPM", Later, OtherWaits },
        { "dot 550 content", Refused, OtherSent },
        { "dot 552 quota", Later, OtherSent },
        { "dot 552 too large", Sent, OtherSent },
        { "dot 554", Refused, OtherSent },
        { "hangs up after the dot", InDoubt, OtherSent },
        { "resets after the dot", InDoubt, OtherSent },
        { "no answer to the dot", InDoubt, OtherSent },
        { "garbage after the dot", InDoubt, OtherSent },
        { "resets after 250", Sent, OtherSent },
        { "QUIT hangs", Sent, OtherSent },
        { "QUIT drops", Sent, OtherSent },
        { "a code that is none at RCPT", Later, OtherSent },
        { "an answer too many at MAIL", Later, OtherSent },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_a_server_does_both_mails_arrive_or_somebody_is_told(string fault, string first, string other)
    {
        await using var server = ScriptedSmtpServer.Start(Scripts(fault));
        await using var office = await TestOffice.OpenAsync(start: TestCertificates.Now);
        office.Drop("管理员.csv", "姓名,邮箱,角色\n管理员,admin@example.net,系统管理员");
        await office.Intake.RunAsync(keepFiles: false, default);
        var mails = new[] { Mail(1, Zhang, Attached(fault)), Mail(2, Li, 0) };
        foreach (var mail in mails) await office.Outbox.AddAsync(mail, [], office.Clock.GetUtcNow(), default);

        var round = Round(office, Transport(fault, server));
        // Where the server leaves the client waiting, its patience ends.
        if (await Task.WhenAny(round, server.Hanging.Task) != round && !fault.StartsWith("QUIT", StringComparison.Ordinal)) office.Clock.Advance(TimeSpan.FromMinutes(16));
        await round.WaitAsync(TimeSpan.FromSeconds(30));
        var (now, then) = (await StateAsync(office, Zhang), await StateAsync(office, Li));
        Assert.True(first switch { Sent => OutboxState.Sent, Refused => OutboxState.Dead, _ => OutboxState.Deferred } == now.State, $"{now.State}: {now.LastError}");
        Assert.True((other == OtherSent ? OutboxState.Sent : OutboxState.Queued) == then.State, $"{then.State}: {then.LastError}");
        Assert.Equal(first == InDoubt, now.LastError?.Contains("it may have arrived", StringComparison.Ordinal) == true);
        if (first == Refused) Assert.Single(await office.Outbox.ListAsync(default), mail => mail.Kind == MailKind.Undelivered && mail.To == "admin@example.net");

        // The server is well again, and the password is the right one: what waited is tried when its time has come.
        office.Clock.Advance(TimeSpan.FromHours(9));
        await Round(office, Transport("", server)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(first == Refused ? OutboxState.Dead : OutboxState.Sent, (await StateAsync(office, Zhang)).State);
        Assert.Equal(OutboxState.Sent, (await StateAsync(office, Li)).State);

        // A second copy there is only where an answer was lost after the dot; it is the same to the byte.
        var (zhang, li) = (Copies(server.Messages, mails[0]), Copies(server.Messages, mails[1]));
        Assert.Equal((first == Refused ? 0 : 1, 1), (Copies(server.Accepted, mails[0]).Count, Copies(server.Accepted, mails[1]).Count));
        Assert.Single(li);
        if (first == InDoubt) Assert.Equal(2, zhang.Count);
        Assert.True(zhang.TrueForAll(copy => copy.AsSpan().SequenceEqual(zhang[0])) || IsAboutSize(fault));
    }

    private static SmtpScript[] Scripts(string fault)
    {
        var tls = _well with { Certificate = TestCertificates.Good, Auth = "PLAIN" };
        var victim = _well with { Victim = Zhang };
        SmtpScript[] Then(SmtpScript first) => [first, first.Certificate is null ? _well : tls];
        return fault switch
        {
            "no greeting comes" => Then(_well with { Banner = SmtpScript.Hang }),
            "greeting 421" => Then(_well with { Banner = "421 4.3.2 too busy" }),
            "greeting 421 HL:IFC" => Then(_well with { Banner = "421 HL:IFC 192.0.2.1" }),
            "greeting 554" => Then(_well with { Banner = "554 5.7.1 not you" }),
            "greeting is garbage" => Then(_well with { Banner = "hello?" }),
            "hangs up at once" => Then(_well with { Banner = SmtpScript.Close }),
            "EHLO 500" => Then(_well with { Ehlo = "500 what?" }),
            "EHLO in Latin-1" => Then(_well with { Ehlo = "250-café\r\n250 PIPELINING", Encoding = Encoding.Latin1 }),
            "lines end in LF alone" => Then(_well with { LineEnd = "\n" }),
            "STARTTLS is not offered" => [_well with { Auth = "PLAIN" }, tls],
            "STARTTLS 454" => Then(tls with { StartTls = "454 4.7.0 TLS not available" }),
            "STARTTLS with an injected answer" => Then(tls with { StartTls = "220 go ahead\r\n250 injected" }),
            "authority is unknown" => Then(tls),
            "certificate is for another host" => Then(tls with { Certificate = TestCertificates.WrongHost }),
            "certificate has expired" => Then(tls with { Certificate = TestCertificates.Expired }),
            "garbage in the handshake" => Then(tls with { Handshake = SmtpScript.Garbage }),
            "hangs up in the handshake" => Then(tls with { Handshake = SmtpScript.Close }),
            "AUTH 535" => Then(tls with { AuthAnswer = "535 5.7.8 authentication failed" }),
            "AUTH 454" => Then(tls with { AuthAnswer = "454 4.7.0 temporary failure" }),
            "AUTH is not offered" => Then(tls with { Auth = null }),
            "hangs up in AUTH" => Then(tls with { AuthAnswer = SmtpScript.Close }),
            "hangs up at MAIL" => Then(_well with { Mail = SmtpScript.Close }),
            "hangs up at RCPT" => Then(victim with { Rcpt = SmtpScript.Close }),
            "hangs up at DATA" => Then(victim with { Data = SmtpScript.Close }),
            "MAIL 451" => Then(_well with { Mail = "451 4.3.0 later" }),
            "MAIL 452" => Then(_well with { Mail = "452 4.3.1 no space" }),
            "MAIL 550 Sender frequency limited" => Then(_well with { Mail = "550 Sender frequency limited" }),
            "MAIL 450 MI:DMC" => Then(_well with { Mail = "450 MI:DMC wait" }),
            "MAIL 451 MI:SFQ" => Then(_well with { Mail = "451 MI:SFQ wait" }),
            "MAIL 553 not the login's address" => Then(_well with { Mail = "553 Mail from must equal authorized user" }),
            "MAIL 552 too large" => [_well with { Mail = "552 5.3.4 message too big", MessagesPerConnection = 1, Rset = SmtpScript.Close }, _well],
            "SIZE is small" => [_well with { Offers = ["PIPELINING", "SIZE 6000"] }],
            "SIZE is too small for anything" => [_well with { Offers = ["PIPELINING", "SIZE 1600"] }],
            "no 8BITMIME" => Then(_well with { Offers = [] }),
            "RCPT 450 greylisted" => Then(victim with { Rcpt = "450 4.7.1 greylisted" }),
            "RCPT 452 mailbox full" => Then(victim with { Rcpt = "452 4.2.2 mailbox full" }),
            "RCPT 550" => Then(victim with { Rcpt = "550 5.1.1 no such user" }),
            "RCPT 554 policy" => Then(victim with { Rcpt = "554 5.7.1 policy" }),
            "RCPT 421" => Then(victim with { Rcpt = "421 4.3.2 closing now" }),
            "tarpit at RCPT" => Then(victim with { Rcpt = SmtpScript.Hang }),
            "a byte now and then at RCPT" => Then(victim with { Rcpt = SmtpScript.Drip }),
            "an endless answer at RCPT" => Then(victim with { Rcpt = SmtpScript.Endless }),
            "two million characters at RCPT" => Then(victim with { Rcpt = SmtpScript.LongLine }),
            "DATA 451" => Then(victim with { Data = "451 4.3.0 later" }),
            "hangs up in the middle of DATA" => Then(victim with { InBody = (120, SmtpScript.Close) }),
            "stalls in the middle of DATA" => Then(victim with { InBody = (120, SmtpScript.Hang) }),
            "dot 450" => Then(victim with { Dot = "450 4.3.0 later" }),
            "dot 451 DT:SPM" => Then(victim with { Dot = "451 DT:SPM looks like spam" }),
            "dot 550 content" => Then(victim with { Dot = "550 5.7.1 content" }),
            "dot 552 quota" => Then(victim with { Dot = "552 5.2.2 over quota" }),
            "dot 552 too large" => [victim with { Dot = "552 5.3.4 message too big", MessagesPerConnection = 1 }, _well],
            "dot 554" => Then(victim with { Dot = "554 5.0.0 transaction failed" }),
            "hangs up after the dot" => Then(victim with { Dot = SmtpScript.Close }),
            "resets after the dot" => Then(victim with { Dot = SmtpScript.Reset }),
            "no answer to the dot" => Then(victim with { Dot = SmtpScript.Hang }),
            "garbage after the dot" => Then(victim with { Dot = "hello?" }),
            "resets after 250" => Then(victim with { AfterDot = SmtpScript.Reset }),
            "QUIT hangs" => Then(_well with { Quit = SmtpScript.Hang }),
            "QUIT drops" => Then(_well with { Quit = SmtpScript.Reset }),
            "a code that is none at RCPT" => Then(victim with { Rcpt = "999 what" }),
            "an answer too many at MAIL" => [_well with { Mail = "250 2.1.0 ok\r\n250 and again", Offers = ["8BITMIME"] }, _well],
            _ => [_well],
        };
    }

    private MailTransport Transport(string fault, ScriptedSmtpServer server)
    {
        var plain = new MailTransport("smtp", Host: "localhost", Port: server.Port, Security: "none");
        var tls = plain with { Security = "startTls", User = "monitor@example.com", PasswordFile = Write("password", "s3cret"), TrustedCertificates = Write("authority.pem", TestCertificates.AuthorityPem) };
        return fault switch
        {
            "the name is unknown" => plain with { Host = new string('x', 300) },
            "the port is closed" => plain with { Port = ClosedPort() },
            "authority is unknown" => tls with { TrustedCertificates = null },
            _ => server.SpeaksTls ? tls : plain,
        };
    }

    private static int ClosedPort()
    {
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    private static Task<DeliveryRound> Round(TestOffice office, MailTransport transport)
    {
        var until = office.Clock.GetUtcNow().AddHours(2);
        return office.DeliverBy(() => new SmtpSender(transport, office.Clock)).RunAsync(until, until, default);
    }

    private static async Task<OutboxEntry> StateAsync(TestOffice office, string to) => Assert.Single(await office.Outbox.ListAsync(default), mail => mail.To == to);

    private static List<byte[]> Copies(IEnumerable<byte[]> messages, NewMail mail) =>
        [.. messages.Where(message => Encoding.ASCII.GetString(message).Contains($"Message-Id: <{mail.MessageId}>", StringComparison.OrdinalIgnoreCase))];

    /// <summary>Bytes of what goes with the mail: in the middle of it is only where the system's buffers do not hold it all.</summary>
    private static int Attached(string fault) => fault.Contains("in the middle", StringComparison.Ordinal) ? 8_000_000 : IsAboutSize(fault) ? 20_000 : 0;

    private static bool IsAboutSize(string fault) => fault.Contains("SIZE", StringComparison.Ordinal) || fault.Contains("large", StringComparison.Ordinal);

    private static NewMail Mail(long id, string to, int attached)
    {
        var warning = DeliverySome.Warning(to: new MailPerson("张晓梅", to)) with { MessageId = MessageIds.For("warning", to, [id], "faults", DeliverySome.Office.Address) };
        if (attached > 0) warning = warning with { Attachments = [new MailAttachment("填报表.xlsx", MailAttachment.Workbook, new byte[attached])] };
        return new NewMail(to, warning.Subject, warning.Kind, warning.MessageId, MimeWriter.Write(warning, DeliverySome.Office, DeliverySome.Morning));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text + "\n");
        return path;
    }
}
