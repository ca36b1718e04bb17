using MailKit;
using MailKit.Security;
using MonitorWorker.Delivery;

namespace MonitorWorker.Mailboxes;

/// <summary>Connects to the server of a mailbox, the same for each protocol, and puts its troubles into one kind of words.</summary>
internal sealed class MailboxLink
{
    /// <summary>Silence of the server after which one read is given up.</summary>
    public static readonly TimeSpan Reply = TimeSpan.FromMinutes(1);

    /// <summary>A connection that is closed is not waited for longer.</summary>
    public static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    /// <summary>Words of servers that cannot check a login just now, and refuse it by the same code as a wrong one.</summary>
    private static readonly string[] _forNow = ["temporar", "try again", "try later", "unavailable", "in use", "busy", "too many", "frequen", "频繁", "繁忙", "稍后"];

    /// <summary>QQ names every reason there is in one sentence; that the password may be wrong comes first.</summary>
    private static readonly string[] _forGood = ["password", "credential", "密码", "授权码"];

    private readonly MailServer _server;
    private readonly TimeProvider _clock;

    public MailboxLink(MailboxPlace place, string protocol, int tlsPort, int startTlsPort, TimeProvider clock)
    {
        var host = place.Host ?? throw new ArgumentException("mailbox.host is missing; name the server.");
        _server = new MailServer("mailbox", protocol, tlsPort, startTlsPort, host, place.Port, place.Security, place.User, place.PasswordFile, place.TrustedCertificates);
        _clock = clock;
    }

    /// <param name="hasPlainLogin">Whether the protocol's own login is offered: then it is the only one, since after a refused mechanism it would be a second try.</param>
    /// <param name="heard">What the client has heard, where it does not tell itself.</param>
    /// <exception cref="MailboxException">Not possible, not as safe as configured, or the login is not taken.</exception>
    public async Task OpenAsync<T>(T client, Func<T, bool> hasPlainLogin, LastAnswer? heard, CancellationToken cancellationToken)
        where T : MailService
    {
        client.Timeout = (int)Reply.TotalMilliseconds;
        var link = new ServerLink(_server, _clock);
        try
        {
            link.ReadFiles();
            await link.ConnectAsync(client, cancellationToken).ConfigureAwait(false);
            if (hasPlainLogin(client)) client.AuthenticationMechanisms.Clear();
            await link.LogInAsync(client, cancellationToken).ConfigureAwait(false);
        }
        catch (ServerLinkException e)
        {
            throw new MailboxException(MailboxTrouble.Unreachable, e.Message, e);
        }
        catch (Exception e) when (e is AuthenticationException or CommandException)
        {
            throw Refused(link.Login, e, heard);
        }
    }

    /// <summary>Puts what went wrong on an open connection into words; null where it is no trouble of the server.</summary>
    public MailboxException? Explain(Exception e) => e switch
    {
        MailboxException known => known,
        CommandException answer => new MailboxException(MailboxTrouble.Unreachable, $"{_server} refuses: {PlainLine.Of(answer.Message)}", e),
        ServiceNotAuthenticatedException => new MailboxException(MailboxTrouble.Unreachable, $"{_server} broke off. Tried again later.", e),
        _ when e is TimeoutException || e.InnerException is TimeoutException =>
            new MailboxException(MailboxTrouble.Unreachable, $"{_server} did not answer in time. Tried again later.", e),
        _ when ServerLink.IsTrouble(e) => new MailboxException(
            MailboxTrouble.Unreachable, $"{_server} broke off or did not speak {_server.Protocol}. If it stays so, check mailbox.port and mailbox.security.", e),
        _ => null,
    };

    private MailboxException Refused(ServerLogin? login, Exception e, LastAnswer? heard)
    {
        var answer = heard is { Line.Length: > 0 } ? heard.Line : e.Message;
        var said = PlainLine.Of(login?.Hide(answer) ?? answer).TrimEnd('.', '。');
        var isForNow = Says(_forNow, said) && !Says(_forGood, said);
        if (login is null || isForNow)
            return new MailboxException(MailboxTrouble.Unreachable, $"{_server} is not ready: {said}. Tried again later.", e);
        return new MailboxException(
            MailboxTrouble.LoginRefused,
            $"{_server} refused the login: {said}. Check mailbox.user and put the valid password (with QQ or 163 the authorization code) into the file that "
                + "mailbox.passwordFile names; no more tries until then, so that the account is not locked.",
            e);
    }

    private static bool Says(string[] words, string said) => words.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase));
}
