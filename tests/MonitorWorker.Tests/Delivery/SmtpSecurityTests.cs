using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Delivery;

namespace MonitorWorker.Tests.Delivery;

public sealed class SmtpSecurityTests : IDisposable
{
    private const string Password = "s3cret-授权码";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smtp-");
    private readonly FakeTimeProvider _clock = new(TestCertificates.Now);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_server_of_a_private_authority_is_trusted_by_configuration()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.Good, Auth = "CRAM-MD5 PLAIN LOGIN" });
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(server, With(server, login: true)));
        Assert.Equal(["EHLO", "STARTTLS"], server.InClear.Select(c => c.Split(' ')[0]));
        Assert.StartsWith("AUTH PLAIN", server.Commands.Single(c => c.StartsWith("AUTH")));
    }

    [Fact]
    public async Task Tls_from_the_first_byte_works_too()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.Good, IsImplicitTls = true });
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(server, With(server) with { Security = "tls" }));
        Assert.Empty(server.InClear);
    }

    [Fact]
    public async Task An_unknown_authority_is_not_trusted()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.Good, Auth = "PLAIN" });
        await RefusesAsync(server, With(server, login: true) with { TrustedCertificates = null }, "signed by nobody trusted");
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_not_trusted()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.WrongHost, Auth = "PLAIN" });
        await RefusesAsync(server, With(server, login: true), "is not for localhost");
    }

    [Fact]
    public async Task An_expired_certificate_is_not_trusted()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.Expired, Auth = "PLAIN" });
        await RefusesAsync(server, With(server, login: true), "expired on");
    }

    [Fact]
    public async Task The_servers_very_certificate_may_be_pinned_whatever_its_name()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.WrongHost });
        Assert.IsType<DeliveryOutcome.Accepted>(
            await SendAsync(server, With(server) with { TrustedCertificates = Pem(TestCertificates.WrongHost) }));
    }

    [Fact]
    public async Task Pinning_one_server_does_not_trust_another()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.Good, Auth = "PLAIN" });
        await RefusesAsync(server, With(server, login: true) with { TrustedCertificates = Pem(TestCertificates.WrongHost) }, "nobody trusted");
    }

    [Fact]
    public async Task Without_the_offer_of_starttls_nothing_is_said_in_clear()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Auth = "PLAIN LOGIN" });
        await RefusesAsync(server, With(server, login: true), "offers no STARTTLS");
    }

    [Theory]
    [InlineData("454 4.7.0 TLS not available", typeof(DeliveryOutcome.Deferred))]
    [InlineData("554 5.7.0 no", typeof(DeliveryOutcome.Broken))]
    [InlineData(SmtpScript.Close, typeof(DeliveryOutcome.Deferred))]
    public async Task Refused_starttls_does_not_fall_back(string answer, Type expected)
    {
        await using var server = ScriptedSmtpServer.Start(
            new SmtpScript { Certificate = TestCertificates.Good, StartTls = answer, Auth = "PLAIN" });
        Assert.IsType(expected, await SendAsync(server, With(server, login: true)));
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH") || c.StartsWith("MAIL"));
    }

    [Fact]
    public async Task Tls_spoken_to_a_plain_server_is_told_as_what_it_may_be()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript());
        var outcome = await SendAsync(server, With(server) with { Security = "tls" });
        Assert.Contains("mail.security", Assert.IsType<DeliveryOutcome.Deferred>(outcome).Detail);
    }

    [Theory]
    [InlineData("535 5.7.8 Error: authentication failed", typeof(DeliveryOutcome.Broken))]
    [InlineData("534 5.7.9 use an authorization code", typeof(DeliveryOutcome.Broken))]
    [InlineData("454 4.7.0 Temporary authentication failure", typeof(DeliveryOutcome.Deferred))]
    [InlineData("421 4.3.2 closing", typeof(DeliveryOutcome.Deferred))]
    [InlineData(SmtpScript.Close, typeof(DeliveryOutcome.Deferred))]
    public async Task A_login_is_tried_once_and_told_for_what_it_is(string answer, Type expected)
    {
        await using var server = ScriptedSmtpServer.Start(
            new SmtpScript { Certificate = TestCertificates.Good, Auth = "CRAM-MD5 PLAIN LOGIN", AuthAnswer = answer });
        Assert.IsType(expected, await SendAsync(server, With(server, login: true)));
        Assert.Single(server.Commands, c => c.StartsWith("AUTH"));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_password_that_the_server_repeats_is_not_told_further()
    {
        var plain = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"\0monitor@example.com\0{Password}"));
        await using var server = ScriptedSmtpServer.Start(new SmtpScript
        {
            Certificate = TestCertificates.Good,
            Auth = "PLAIN",
            AuthAnswer = $"535 5.7.8 bad login PLAIN {plain} ({Password})",
        });
        var outcome = await SendAsync(server, With(server, login: true));
        Assert.Contains("***", outcome.Detail);
        Assert.DoesNotContain(Password, outcome.Detail);
        Assert.DoesNotContain(plain, outcome.Detail);
    }

    [Fact]
    public async Task A_server_that_wants_no_login_is_not_sent_on_without_one()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.Good });
        await RefusesAsync(server, With(server, login: true), "offers no login");
    }

    [Fact]
    public async Task A_new_password_is_used_without_a_restart()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.Good, Auth = "PLAIN", AuthAnswer = "535 no" });
        var transport = With(server, login: true);
        await using var sender = new SmtpSender(transport, _clock);
        await sender.SendAsync(Some.Mail(), CancellationToken.None);
        await File.WriteAllTextAsync(transport.PasswordFile!, "another\n");
        await sender.SendAsync(Some.Mail(), CancellationToken.None);
        Assert.Equal(2, server.Commands.Where(c => c.StartsWith("AUTH")).Distinct().Count());
    }

    [Theory]
    [InlineData(null, "mail.passwordFile")]
    [InlineData("missing", "missing")]
    [InlineData("empty", "empty")]
    public async Task Without_a_password_there_is_no_call(string? file, string told)
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = TestCertificates.Good, Auth = "PLAIN" });
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "empty"), "\n");
        var path = file is null ? null : Path.Combine(_folder.FullName, file);
        await RefusesAsync(server, With(server, login: true) with { PasswordFile = path }, told);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_certificate_file_without_a_certificate_is_told()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript());
        await RefusesAsync(server, With(server) with { TrustedCertificates = Write("ca.pem", "nothing") }, "mail.trustedCertificates");
        await RefusesAsync(server, With(server) with { TrustedCertificates = Path.Combine(_folder.FullName, "none") }, "mail.trustedCertificates");
    }

    private async Task RefusesAsync(ScriptedSmtpServer server, MailTransport transport, string told)
    {
        var outcome = Assert.IsType<DeliveryOutcome.Broken>(await SendAsync(server, transport));
        Assert.Contains(told, outcome.Detail);
        Assert.DoesNotContain(Password, outcome.Detail);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH") || c.StartsWith("MAIL") || c.StartsWith("RCPT"));
        Assert.Empty(server.Messages);
    }

    private async Task<DeliveryOutcome> SendAsync(ScriptedSmtpServer server, MailTransport transport)
    {
        Assert.True(server.Port > 0);
        await using var sender = new SmtpSender(transport, _clock);
        return await sender.SendAsync(Some.Mail(), CancellationToken.None);
    }

    private MailTransport With(ScriptedSmtpServer server, bool login = false) => new(
        "smtp",
        Host: "localhost",
        Port: server.Port,
        Security: "startTls",
        User: login ? "monitor@example.com" : null,
        PasswordFile: login ? Write("password", Password + "\n") : null,
        TrustedCertificates: Write("authority.pem", TestCertificates.AuthorityPem));

    private string Pem(X509Certificate2 certificate) => Write("pinned.pem", certificate.ExportCertificatePem());

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
