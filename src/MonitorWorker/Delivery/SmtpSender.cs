using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace MonitorWorker.Delivery;

/// <summary>
/// Hands mails to one SMTP server, one envelope each, over a connection that is kept through the round and renewed after
/// trouble or a minute of silence. For one caller at a time.
/// </summary>
public sealed class SmtpSender : IMailSender
{
    private static readonly TimeSpan AfterDoubt = TimeSpan.FromMinutes(30);
    private readonly TimeProvider _clock;
    private readonly SmtpTimeouts _timeouts;
    private readonly SmtpLink _link;
    private WatchedSmtpClient? _client;
    private long _lastUse;

    public SmtpSender(MailTransport transport, TimeProvider clock)
        : this(transport, clock, new SmtpTimeouts())
    {
    }

    internal SmtpSender(MailTransport transport, TimeProvider clock, SmtpTimeouts timeouts)
    {
        (_clock, _timeouts) = (clock, timeouts);
        _link = new SmtpLink(transport, clock, timeouts);
    }

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (!TryRead(mail, out var envelope, out var bad))
            return bad;
        using var sent = envelope;

        // 1. take the open connection, or open one          trouble: that outcome, nothing was sent
        // 2. compare with the size the server takes         too large: Oversized, a shorter one may fit
        // 3. send                                           by answer and by whether the final dot had gone out
        // A connection found dead before it took the sender is replaced once: a server may hang up on a silent client.
        var (outcome, wasStale) = await TryAsync(mail.Mime.Length, envelope, cancellationToken).ConfigureAwait(false);
        if (wasStale)
            (outcome, _) = await TryAsync(mail.Mime.Length, envelope, cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not { } client)
            return;
        _client = null;
        using (client)
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System))
        {
            try
            {
                // Everything was answered; a QUIT that goes wrong changes nothing.
                await client.DisconnectAsync(quit: true, patience.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or SmtpCommandException || ServerLink.IsTrouble(e))
            {
            }
        }
    }

    private async Task<(DeliveryOutcome Outcome, bool WasStale)> TryAsync(
        int size, Envelope envelope, CancellationToken cancellationToken)
    {
        var isReused = IsFresh();
        if (!isReused && await OpenAsync(cancellationToken).ConfigureAwait(false) is { } failure)
            return (failure, false);

        var client = _client!;
        if (client.Capabilities.HasFlag(SmtpCapabilities.Size) && client.MaxSize > 0 && size > client.MaxSize)
            return (SmtpAnswers.TooLarge(string.Create(CultureInfo.InvariantCulture, $"{size:N0} bytes, at most {client.MaxSize:N0}"), client.MaxSize), false);

        client.Begin();
        using var patience = new CancellationTokenSource(_timeouts.Message, _clock);
        // Stopped just after the dot, the answer is worth a moment: without it the mail would be sent a second time.
        using var stop = cancellationToken.Register(() => patience.CancelAfter(client.Watch.AllGiven ? _timeouts.Stop : TimeSpan.Zero));
        try
        {
            var answer = await client
                .SendAsync(FormatOptions.Default, envelope.Stored, envelope.Sender, [envelope.Recipient], patience.Token, client.Watch).ConfigureAwait(false);
            _lastUse = _clock.GetTimestamp();
            return (new DeliveryOutcome.Accepted(PlainLine.Of(answer)), false);
        }
        catch (SmtpCommandException answer)
        {
            var isRefusal = IsRefusal(answer.StatusCode);
            if (!isRefusal || answer.StatusCode == SmtpStatusCode.ServiceNotAvailable || !client.IsConnected)
                Drop();
            _lastUse = _clock.GetTimestamp();
            // Neither yes nor no: the conversation has slipped by an answer, and says nothing of the mail.
            return (isRefusal ? Answered(answer) : Unanswered(client, answer), false);
        }
        catch (ServiceNotAuthenticatedException wantsLogin)
        {
            // MailKit's name for a 530 to MAIL.
            Drop();
            return (SmtpAnswers.AtSender(SmtpStatusCode.AuthenticationRequired, wantsLogin.Message), false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !client.Watch.AllGiven)
        {
            Drop();
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException || ServerLink.IsTrouble(e))
        {
            Drop();
            return (Unanswered(client, e), isReused && !client.SenderAccepted && e is not (OperationCanceledException or TimeoutException));
        }
    }

    private static bool IsRefusal(SmtpStatusCode code) => (int)code is >= 400 and < 600;

    private static DeliveryOutcome Answered(SmtpCommandException answer) => answer.ErrorCode switch
    {
        SmtpErrorCode.SenderNotAccepted => SmtpAnswers.AtSender(answer.StatusCode, answer.Message),
        SmtpErrorCode.RecipientNotAccepted => SmtpAnswers.AtRecipient(answer.StatusCode, answer.Message),
        _ => SmtpAnswers.AtMessage(answer.StatusCode, answer.Message),
    };

    private static DeliveryOutcome Unanswered(WatchedSmtpClient client, Exception e)
    {
        if (client.RecipientRefusal is { } refusal && IsRefusal(refusal.StatusCode))
            return SmtpAnswers.AtRecipient(refusal.StatusCode, refusal.Response);
        var isLate = e is OperationCanceledException or TimeoutException || e.InnerException is TimeoutException;
        var what = isLate ? "did not answer in time" : "broke off";
        return client.Watch.DotSent || (isLate && client.Watch.AllGiven)
            ? new DeliveryOutcome.Deferred($"The server {what} after the whole message was sent: it may have arrived. Tried again with the "
                + "same Message-ID.", AfterDoubt, InDoubt: true)
            { Scope = DeferralScope.Connection }
            : new DeliveryOutcome.Deferred($"The server {what} before the message was complete; it was not delivered. Tried again later.") { Scope = DeferralScope.Connection };
    }

    private bool IsFresh()
    {
        if (_client is { IsConnected: true } && _clock.GetElapsedTime(_lastUse) < _timeouts.Idle)
            return true;
        Drop();
        return false;
    }

    private async Task<DeliveryOutcome?> OpenAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_timeouts.Connect, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            (_client, var failure) = await _link.OpenAsync(either.Token).ConfigureAwait(false);
            _lastUse = _clock.GetTimestamp();
            return failure;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SmtpLink.NotNow("The server took too long to connect to. If it stays so, check mail.host, mail.port, "
                + "mail.security and the firewall.");
        }
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }

    private static bool TryRead(OutgoingMail mail, out Envelope envelope, out DeliveryOutcome bad)
    {
        (envelope, bad) = (null!, null!);
        if (!Addresses.TryParse(mail.Recipient, out var recipient))
        {
            bad = new DeliveryOutcome.Rejected($"'{PlainLine.Of(mail.Recipient)}' is no mail address. Correct it in the recipients.");
            return false;
        }

        try
        {
            // What MimeKit has read and nobody has touched it writes out as it came, byte for byte.
            var stored = MimeMessage.Load(new MemoryStream(mail.Mime, writable: false), persistent: true);
            if (stored.From.Mailboxes.FirstOrDefault() is { } sender)
            {
                envelope = new Envelope(stored, sender, recipient);
                return true;
            }

            stored.Dispose();
        }
        catch (FormatException)
        {
            // Told below.
        }

        bad = new DeliveryOutcome.Rejected("The stored message names no sender; it is damaged.");
        return false;
    }

    /// <summary>The sender is the From that people see: providers refuse mail where the two differ.</summary>
    private sealed record Envelope(MimeMessage Stored, MailboxAddress Sender, MailboxAddress Recipient) : IDisposable
    {
        public void Dispose() => Stored.Dispose();
    }
}
