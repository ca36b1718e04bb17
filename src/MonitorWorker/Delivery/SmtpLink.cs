using MailKit.Net.Smtp;
using MailKit.Security;

namespace MonitorWorker.Delivery;

/// <summary>Opens one connection to the SMTP server, and says by its answers what becomes of the mails where it cannot.</summary>
internal sealed class SmtpLink(MailTransport transport, TimeProvider clock, SmtpTimeouts timeouts)
{
    private readonly MailServer _server = new(
        "mail",
        "SMTP",
        465,
        587,
        transport.Host ?? throw new ArgumentException("mail.host is missing; name the SMTP server."),
        transport.Port,
        transport.Security,
        transport.User,
        transport.PasswordFile,
        transport.TrustedCertificates);

    /// <summary>Last day of the certificate that the server showed at the last try; null where it showed none.</summary>
    public DateTimeOffset? CertificateUntil { get; private set; }

    /// <summary>Opens the link and says good-bye: whether it works.</summary>
    /// <returns>Why it does not; null where it does.</returns>
    public async Task<DeliveryOutcome?> TryAsync(CancellationToken cancellationToken)
    {
        var (client, failure) = await OpenAsync(cancellationToken);
        using (client)
        {
            if (client is not null) await client.DisconnectAsync(quit: true, cancellationToken);
        }

        return failure;
    }

    /// <returns>A client ready to send, or why there is none.</returns>
    public async Task<(WatchedSmtpClient? Client, DeliveryOutcome? Failure)> OpenAsync(CancellationToken cancellationToken)
    {
        // 1. read what the files say            unreadable: Broken
        // 2. connect, greet, make it safe       by the kind of trouble
        // 3. log in                             refused: Broken, server busy: Deferred
        // In trouble the half-open client is thrown away; nothing was sent yet.
        var link = new ServerLink(_server, clock);
        var client = new WatchedSmtpClient
        {
            Timeout = (int)timeouts.Reply.TotalMilliseconds,
            // A report of what did not arrive needs no copy of the figures.
            DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly,
        };

        var isReady = false;
        try
        {
            link.ReadFiles();
            var failure = await ConnectAsync(link, client, cancellationToken).ConfigureAwait(false)
                ?? await LogInAsync(link, client, cancellationToken).ConfigureAwait(false);
            isReady = failure is null;
            return (isReady ? client : null, failure);
        }
        catch (ServerLinkException e)
        {
            return (null, Outcome(e));
        }
        finally
        {
            CertificateUntil = link.CertificateUntil;
            if (!isReady)
                client.Dispose();
        }
    }

    private static async Task<DeliveryOutcome?> ConnectAsync(ServerLink link, WatchedSmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await link.ConnectAsync(client, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (SmtpCommandException answer)
        {
            return SmtpAnswers.AtConnect(answer.StatusCode, answer.Message);
        }
    }

    private async Task<DeliveryOutcome?> LogInAsync(ServerLink link, WatchedSmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await link.LogInAsync(client, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AuthenticationException e) when (e.InnerException is SmtpCommandException answer)
        {
            return SmtpAnswers.AtLogin(answer.StatusCode, link.Login!.Hide(answer.Message), transport.LoginName!);
        }
        catch (SmtpCommandException answer)
        {
            return SmtpAnswers.AtLogin(answer.StatusCode, link.Login!.Hide(answer.Message), transport.LoginName!);
        }
        catch (AuthenticationException e)
        {
            throw link.Unfit(e);
        }
    }

    /// <summary>Every mail waits: there is no connection for any.</summary>
    public static DeliveryOutcome.Deferred NotNow(string detail) => new(detail) { Scope = DeferralScope.Server };

    private static DeliveryOutcome Outcome(ServerLinkException e) =>
        e.Trouble == LinkTrouble.ForNow ? NotNow(e.Message) : new DeliveryOutcome.Broken(e.Message);
}
