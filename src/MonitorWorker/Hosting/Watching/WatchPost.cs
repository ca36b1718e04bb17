using MonitorWorker.Delivery;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Watching;

/// <summary>Sends a watcher's mails by the settings of <c>mail</c>, without a store. Templates are read when there is something to tell, which may be never.</summary>
internal sealed class WatchPost(MonitorOptions options, TimeProvider clock)
{
    /// <summary>For one mail: the next look must not wait for a server that hangs.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
    private MailComposer? _composer;

    /// <returns>Why it has not left; null where it has.</returns>
    public async Task<string?> SendAsync(WaitingMail mail, CancellationToken cancellationToken)
    {
        var to = options.Mail is { Mode: "rehearsal", RehearsalTo: { } rehearsal } ? rehearsal : mail.To;
        var message = Compose(mail, to);
        await using var sender = SenderFactory.Create(ServiceComposition.Transport(options.Mail), clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            var outcome = await sender.SendAsync(message, patience.Token);
            return outcome is DeliveryOutcome.Accepted ? null : outcome.Detail;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FormattableString.Invariant($"the mail server did not answer within {_patience.TotalSeconds} seconds");
        }
    }

    private OutgoingMail Compose(WaitingMail mail, string to)
    {
        _composer ??= new MailComposer(TemplateCatalog.Load(options.Templates.Folder, options.Locale));
        var at = TimeZoneInfo.ConvertTime(mail.At, _zone);
        var from = new MailPerson(options.Mail.FromName ?? options.OfficeName, options.Mail.From);
        var recipient = new MailPerson(to, to);
        var rendered = _composer.ComposeNote(
            new MailContext
            {
                OfficeName = options.OfficeName,
                ContactPhone = options.ContactPhone,
                FromAddress = from.Address,
                Recipient = recipient,
                WhyYou = _composer.Words.Phrase("监视服务的运行") ?? "",
                GeneratedAt = at,
                RunId = null,
            },
            mail.Note);
        var subject = to == mail.To ? rendered.Subject : _composer.Words.Say("mail.rehearsal", ("name", mail.To), ("address", mail.To), ("subject", rendered.Subject));
        // The number of a mail that no database has counted: made of what it tells, so that another try writes the same file.
        var number = MessageIds.NumberOf(mail.Key);
        var id = MessageIds.For(rendered.Kind, mail.To, [number], "watch", from.Address);
        var message = new ComposedMessage(rendered.Kind, recipient, subject, rendered.Text, rendered.Html, id, null) { Language = _composer.Words.Locale };
        return new OutgoingMail(Math.Abs(number % 1_000_000), to, id, subject, rendered.Kind, MimeWriter.Write(message, from, at));
    }
}
