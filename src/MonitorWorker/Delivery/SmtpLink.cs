using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace MonitorWorker.Delivery;

/// <summary>Opens one connection to the server, as safe as configured or not at all.</summary>
internal sealed class SmtpLink(MailTransport transport, TimeProvider clock, SmtpTimeouts timeouts)
{
    private static readonly string[] Simple = ["PLAIN", "LOGIN"];
    private readonly string _host = transport.Host ?? throw new ArgumentException("mail.host is missing; name the SMTP server.");

    /// <returns>A client ready to send, or why there is none.</returns>
    public async Task<(WatchedSmtpClient? Client, DeliveryOutcome? Failure)> OpenAsync(CancellationToken cancellationToken)
    {
        // 1. read what the files say            unreadable: Broken
        // 2. connect, greet, make it safe       by the kind of trouble
        // 3. log in                             refused: Broken, server busy: Deferred
        // In trouble the half-open client is thrown away; nothing was sent yet.
        if (ReadFiles(out var trusted, out var login) is { } unreadable)
            return (null, unreadable);

        var trust = new ServerTrust(_host, trusted, clock);
        var client = new WatchedSmtpClient
        {
            Timeout = (int)timeouts.Reply.TotalMilliseconds,
            ServerCertificateValidationCallback = trust.Check,
            // Networks that let only the mail port out cannot ask an authority about revocation, and no answer would mean no
            // warning mails; a check that passes without an answer would protect from nobody.
            CheckCertificateRevocation = false,
            // A report of what did not arrive needs no copy of the figures.
            DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly,
        };

        var isReady = false;
        try
        {
            var failure = await ConnectAsync(client, trust, cancellationToken).ConfigureAwait(false);
            if (failure is null && login is not null)
                failure = await LogInAsync(client, login, cancellationToken).ConfigureAwait(false);
            isReady = failure is null;
            return (isReady ? client : null, failure);
        }
        finally
        {
            if (!isReady)
                client.Dispose();
        }
    }

    private DeliveryOutcome.Broken? ReadFiles(out X509Certificate2Collection trusted, out SmtpLogin? login)
    {
        (trusted, login) = ([], null);
        try
        {
            trusted = ServerTrust.Read(transport.TrustedCertificates);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return new DeliveryOutcome.Broken($"mail.trustedCertificates ({transport.TrustedCertificates}) cannot be used: {e.Message}");
        }

        try
        {
            login = transport.User is { } user ? SmtpLogin.Read(user, transport.PasswordFile) : null;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DeliveryOutcome.Broken($"There is no password to log in with: {e.Message}");
        }
    }

    private async Task<DeliveryOutcome?> ConnectAsync(WatchedSmtpClient client, ServerTrust trust, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = await PromptSocket.ConnectAsync(_host, transport.Port, cancellationToken).ConfigureAwait(false);
            await client.ConnectAsync(socket, _host, transport.Port, Security(), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (Explain(e, trust) is not null)
        {
            socket?.Dispose();
            return Explain(e, trust);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    private DeliveryOutcome? Explain(Exception trouble, ServerTrust trust) => trouble switch
    {
        SslHandshakeException when trust.Refusal is { } refusal => new DeliveryOutcome.Broken(refusal),
        SslHandshakeException => NotNow($"{Server} could not agree on TLS. If it stays so, check mail.security: "
            + "usually startTls with port 587 and tls with port 465."),
        NotSupportedException => new DeliveryOutcome.Broken($"{Server} offers no STARTTLS, so nothing was sent. Use its port for TLS "
            + "(mail.security tls, usually 465), or find out who takes the offer away on the way there."),
        SmtpCommandException answer => SmtpAnswers.AtConnect(answer.StatusCode, answer.Message),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            NotNow($"The name {_host} cannot be resolved. If it stays so, check mail.host and this machine's DNS."),
        SocketException unreachable => NotNow($"{Server} cannot be reached ({unreachable.SocketErrorCode}). "
            + "If it stays so, check mail.host, mail.port and the firewall."),
        _ when IsTrouble(trouble) => NotNow($"{Server} broke off or did not speak SMTP while connecting. "
            + "If it stays so, check mail.port and mail.security."),
        _ => null,
    };

    private async Task<DeliveryOutcome?> LogInAsync(WatchedSmtpClient client, SmtpLogin login, CancellationToken cancellationToken)
    {
        try
        {
            ChooseMechanism(client);
            await client.AuthenticateAsync(login.User, login.Password, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AuthenticationException e) when (e.InnerException is SmtpCommandException answer)
        {
            return SmtpAnswers.AtLogin(answer.StatusCode, login.Hide(answer.Message), transport.LoginName!);
        }
        catch (SmtpCommandException answer)
        {
            return SmtpAnswers.AtLogin(answer.StatusCode, login.Hide(answer.Message), transport.LoginName!);
        }
        catch (Exception e) when (e is AuthenticationException or NotSupportedException)
        {
            return new DeliveryOutcome.Broken($"{Server} offers no login that fits. Leave mail.user out if it wants none, or check "
                + "mail.port and mail.security: many servers offer the login only after TLS.");
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return NotNow($"{Server} broke off during the login. Tried again later.");
        }
    }

    /// <summary>Every mail waits: there is no connection for any.</summary>
    public static DeliveryOutcome.Deferred NotNow(string detail) => new(detail) { Scope = DeferralScope.Server };

    /// <summary>One mechanism only: MailKit would try each in turn, and three refused logins at once lock many an account.</summary>
    private static void ChooseMechanism(WatchedSmtpClient client)
    {
        if (!client.IsSecure)
            return;
        var chosen = Simple.FirstOrDefault(client.AuthenticationMechanisms.Contains);
        if (chosen is not null)
            client.AuthenticationMechanisms.RemoveWhere(mechanism => mechanism != chosen);
    }

    /// <summary>What a network and a confused server can do to us, as against a mistake of ours.</summary>
    internal static bool IsTrouble(Exception e) => e is IOException or SocketException or TimeoutException or SmtpProtocolException
        or ServiceNotConnectedException or NotSupportedException or FormatException;

    private SecureSocketOptions Security() => transport.Security switch
    {
        "startTls" => SecureSocketOptions.StartTls,
        "tls" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => throw new ArgumentException($"mail.security is '{transport.Security}'; write startTls, tls or none."),
    };

    private string Server => $"{_host}:{transport.Port}";
}
