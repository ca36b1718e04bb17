using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Security;

namespace MonitorWorker.Delivery;

/// <summary>Opens one connection to a mail server, whatever it speaks, as safe as configured or not at all.</summary>
internal sealed class ServerLink(MailServer server, TimeProvider clock)
{
    /// <summary>TLS guards the password on the way; these two every server understands alike.</summary>
    private static readonly string[] _overTls = ["PLAIN", "LOGIN"];

    /// <summary>Without TLS what does not show the password goes first.</summary>
    private static readonly string[] _inClear = ["SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", .. _overTls];

    private X509Certificate2Collection _trusted = [];

    /// <summary>Last day of the certificate that the server showed; null where it showed none.</summary>
    public DateTimeOffset? CertificateUntil { get; private set; }

    /// <summary>Known after <see cref="ReadFiles"/>; null where the server wants none.</summary>
    public ServerLogin? Login { get; private set; }

    private string NoLogin => $"{server} offers no login that fits. Leave {server.Section}.user out if it wants none, or check "
        + $"{server.Section}.port and {server.Section}.security: many servers offer the login only after TLS.";

    /// <summary>What a network and a confused server can do to us, as against a mistake of ours.</summary>
    public static bool IsTrouble(Exception e) => e is IOException or SocketException or TimeoutException or ProtocolException
        or ServiceNotConnectedException or NotSupportedException or FormatException;

    /// <summary>What the files say: the first thing, since without them there is no call.</summary>
    /// <exception cref="ServerLinkException">One cannot be used.</exception>
    public void ReadFiles()
    {
        try
        {
            _trusted = ServerTrust.Read(server.TrustedCertificates);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ServerLinkException(LinkTrouble.ForGood, $"mail.trustedCertificates ({server.TrustedCertificates}) cannot be used: {e.Message}", e);
        }

        try
        {
            Login = server.User is { } user ? ServerLogin.Read(server.Section, user, server.PasswordFile) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerLinkException(LinkTrouble.ForGood, $"There is no password to log in with: {e.Message}", e);
        }
    }

    /// <summary>Connects, greets and makes the way safe.</summary>
    /// <exception cref="ServerLinkException">Not possible, or not as safe as configured.</exception>
    /// <exception cref="CommandException">The server answered, and not as it should.</exception>
    public async Task ConnectAsync(MailService client, CancellationToken cancellationToken)
    {
        var trust = new ServerTrust(server.Section, server.Host, _trusted, clock);
        client.ServerCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            if (certificate is X509Certificate2 { NotAfter: var until }) CertificateUntil = new DateTimeOffset(until);
            return trust.Check(sender, certificate, chain, errors);
        };
        // Networks that let only the mail port out cannot ask an authority about revocation, and no answer would mean no
        // warning mails; a check that passes without an answer would protect from nobody.
        client.CheckCertificateRevocation = false;
        Socket? socket = null;
        try
        {
            socket = await PromptSocket.ConnectAsync(server.Host, server.Port, cancellationToken).ConfigureAwait(false);
            await client.ConnectAsync(socket, server.Host, server.Port, Security(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            socket?.Dispose();
            if (Explain(e, trust) is { } explained) throw explained;
            throw;
        }
    }

    /// <summary>Logs in, if there is a login: one try by one mechanism, since three refused ones at once lock many an account.</summary>
    /// <exception cref="ServerLinkException">The server offers no login that fits, or broke off.</exception>
    /// <exception cref="AuthenticationException">It does not take the login.</exception>
    /// <exception cref="CommandException">It answered, and not as it should.</exception>
    public async Task LogInAsync(MailService client, CancellationToken cancellationToken)
    {
        if (Login is not { } login) return;
        var mechanism = (client.IsSecure ? _overTls : _inClear).FirstOrDefault(client.AuthenticationMechanisms.Contains);
        // MailKit would try each in turn.
        if (mechanism is not null) client.AuthenticationMechanisms.RemoveWhere(other => other != mechanism);
        try
        {
            await client.AuthenticateAsync(login.User, login.Password, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException and not ServiceNotConnectedException)
        {
            throw new ServerLinkException(LinkTrouble.ForGood, NoLogin, e);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw new ServerLinkException(LinkTrouble.ForNow, $"{server} broke off during the login. Tried again later.", e);
        }
    }

    /// <summary>A login that failed without a word of the server.</summary>
    public ServerLinkException Unfit(Exception e) => new(LinkTrouble.ForGood, NoLogin, e);

    private ServerLinkException? Explain(Exception trouble, ServerTrust trust) => trouble switch
    {
        SslHandshakeException when trust.Refusal is { } refusal => For(LinkTrouble.ForGood, refusal),
        SslHandshakeException => For(LinkTrouble.ForNow, $"{server} could not agree on TLS. If it stays so, check {server.Section}.security: "
            + $"usually startTls with port {server.StartTlsPort} and tls with port {server.TlsPort}."),
        NotSupportedException => For(LinkTrouble.ForGood, $"{server} offers no STARTTLS, so nothing was sent. Use its port for TLS "
            + $"({server.Section}.security tls, usually {server.TlsPort}), or find out who takes the offer away on the way there."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            For(LinkTrouble.ForNow, $"The name {server.Host} cannot be resolved. If it stays so, check {server.Section}.host and this machine's DNS."),
        SocketException unreachable => For(LinkTrouble.ForNow, $"{server} cannot be reached ({unreachable.SocketErrorCode}). "
            + $"If it stays so, check {server.Section}.host, {server.Section}.port and the firewall."),
        _ when IsTrouble(trouble) => For(LinkTrouble.ForNow, $"{server} broke off or did not speak {server.Protocol} while connecting. "
            + $"If it stays so, check {server.Section}.port and {server.Section}.security."),
        _ => null,
    };

    private static ServerLinkException For(LinkTrouble kind, string message) => new(kind, message);

    private SecureSocketOptions Security() => server.Security switch
    {
        "startTls" => SecureSocketOptions.StartTls,
        "tls" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => throw new ArgumentException($"{server.Section}.security is '{server.Security}'; write startTls, tls or none."),
    };
}
