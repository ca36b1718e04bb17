using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>Writes what a mail changes within the transaction that stores the mail.</summary>
/// <param name="mail">Stored: it has its number.</param>
internal sealed class IncomingWriter(MonitorDb db, IncomingRow mail)
{
    private readonly List<Func<AuditEntry>> _entries = [];

    public async Task WriteAsync(IReadOnlyList<IncomingEffect> effects, CancellationToken cancellationToken)
    {
        foreach (var effect in effects) await WriteAsync(effect, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Entries name rows by their numbers, which they have now.
        using var audit = new AuditWriter(db);
        foreach (var entry in _entries) audit.Add(entry());
    }

    /// <returns>False where the address was not marked.</returns>
    public static async Task<bool> LiftAsync(MonitorDb db, string address, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var marked = address.ToLowerInvariant();
        var marks = await db.AddressMarks.Where(mark => mark.Address == marked && mark.LiftedAt == null).ToListAsync(cancellationToken);
        foreach (var mark in marks) (mark.LiftedAt, mark.LiftedBecause) = (now, because);
        return marks.Count > 0;
    }

    private async Task WriteAsync(IncomingEffect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case IncomingEffect.Answered(var alert, var answer, var incoming):
                db.Add(OverlayStore.ToRow(answer, alert.Id, alert.Episode, incoming ?? mail.Id));
                Tell(alert, TransitionKind.Answered, AuditEvent.Answered, answer.By, OverlayStore.InWords(answer), answer.At, OverlayStore.WayOf(answer));
                break;
            case IncomingEffect.Remarked(var alert, var by, var text):
                Tell(alert, TransitionKind.Remarked, AuditEvent.Remarked, by, text, mail.At, null);
                break;
            case IncomingEffect.HandedOver(var alert, var by, var address, var to, var notice):
                db.Add(new HandoverRow { AlertId = alert.Id, Episode = alert.Episode, FromName = by, FromAddress = address, ToName = to.Name, ToAddress = to.Address.ToLowerInvariant(), At = mail.At });
                var handed = Tell(alert, TransitionKind.HandedOver, AuditEvent.HandedOver, by, $"转{to.Name}（{to.Address}）", mail.At, null);
                if (notice is not null) await TellAsync(alert, handed, notice, cancellationToken);
                break;
            case IncomingEffect.Disputed(var alert, var by, var address, var says, var until):
                db.Add(new DisputeRow { AlertId = alert.Id, Episode = alert.Episode, By = by, ByAddress = address, Says = says, At = mail.At, Until = until });
                Tell(alert, TransitionKind.Disputed, AuditEvent.Disputed, by, says.Length == 0 ? $"（至{until:yyyy-MM-dd}核对）" : $"{says}（至{until:yyyy-MM-dd}核对）", mail.At, null);
                break;
            case IncomingEffect.Seen(var alert, var outbox, var by, var address):
                db.Add(new ReadMarkRow { AlertId = alert?.Id, OutboxId = outbox, By = by, ByAddress = address, At = mail.At });
                Note(new AuditEntry(AuditEvent.Read, mail.At) { AlertKey = alert?.Key, AlertNumber = alert?.Number, Level = alert?.Level, Actor = by, Detail = $"mail from {address}" });
                break;
            case IncomingEffect.Chose(var addresses, var onlyRed, var by):
                await ChooseAsync(addresses, onlyRed, cancellationToken);
                Note(new AuditEntry(AuditEvent.Chosen, mail.At) { Actor = by, Reason = onlyRed ? "只要红色" : "恢复全部", RecipientAddress = addresses[0] });
                break;
            case IncomingEffect.Accepted(var handover):
                if (await db.Handovers.SingleOrDefaultAsync(row => row.Id == handover, cancellationToken) is { AcceptedAt: null } open) open.AcceptedAt = mail.At;
                break;
            case IncomingEffect.Lifted(var address, var because):
                if (await LiftAsync(db, address, because, mail.At, cancellationToken)) Note(new AuditEntry(AuditEvent.Lifted, mail.At) { RecipientAddress = address, Reason = because });
                break;
            case IncomingEffect.Bounced bounced:
                await BounceAsync(bounced, cancellationToken);
                break;
            case IncomingEffect.Rerouted(var alert, var address, var notices):
                var rerouted = Tell(alert, TransitionKind.Rerouted, AuditEvent.Rerouted, null, $"{address} 退信", mail.At, null);
                foreach (var notice in notices) await TellAsync(alert, rerouted, notice, cancellationToken);
                break;
        }
    }

    private AlertTransitionRow Tell(SpokenAlert alert, TransitionKind kind, string what, string? by, string said, DateTimeOffset at, string? way)
    {
        var transition = new AlertTransitionRow
        {
            AlertId = alert.Id,
            RunId = RunId,
            Kind = kind,
            From = alert.Believed,
            To = alert.Level,
            Episode = alert.Episode,
            Since = alert.Since,
            Reason = said,
            Actor = by,
            At = at,
        };
        db.Add(transition);
        Note(new AuditEntry(what, at) { AlertKey = alert.Key, AlertNumber = alert.Number, Level = alert.Level, Actor = by, Reason = said, Detail = way });
        return transition;
    }

    private async Task TellAsync(SpokenAlert alert, AlertTransitionRow transition, NewNotice notice, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var row = new NoticeRow
        {
            RunId = RunId,
            TransitionId = transition.Id,
            RecipientName = notice.Recipient.Name,
            RecipientAddress = notice.Recipient.Address,
            Why = notice.Recipient.Why,
            Reason = notice.Reason,
            Lines = JsonSerializer.Serialize(notice.Lines, StoredJson.Options),
            Indicators = notice.Indicators.Count == 0 ? null : JsonSerializer.Serialize(notice.Indicators, StoredJson.Options),
            Statements = notice.Statements.Count == 0 ? null : JsonSerializer.Serialize(notice.Statements, StoredJson.Options),
            CreatedAt = mail.At,
        };
        db.Add(row);
        (await db.Alerts.SingleAsync(known => known.Id == alert.Id, cancellationToken)).LastTold = mail.At;
        Note(() => new AuditEntry(AuditEvent.Decided, mail.At)
        {
            RunId = RunId,
            AlertKey = alert.Key,
            AlertNumber = alert.Number,
            Level = alert.Level,
            Reason = notice.Reason,
            RecipientName = notice.Recipient.Name,
            RecipientAddress = notice.Recipient.Address,
            Figures = AuditFigures.Write(ToldFigures.Of(notice)),
            RuleSet = notice.Lines.Select(line => line.RuleSet).FirstOrDefault(),
            NoticeId = row.Id,
        });
    }

    private async Task ChooseAsync(IReadOnlyList<string> addresses, bool onlyRed, CancellationToken cancellationToken)
    {
        foreach (var address in addresses.Select(address => address.ToLowerInvariant()).Distinct())
        {
            var choice = await db.ReaderChoices.SingleOrDefaultAsync(row => row.Address == address, cancellationToken);
            if (choice is null) db.Add(choice = new ReaderChoiceRow { Address = address });
            (choice.OnlyRed, choice.At) = (onlyRed, mail.At);
        }
    }

    private async Task BounceAsync(IncomingEffect.Bounced bounced, CancellationToken cancellationToken)
    {
        var row = await db.Outbox.SingleAsync(sent => sent.Id == bounced.Outbox, cancellationToken);
        (row.BouncedAt, row.BounceDetail) = (row.BouncedAt ?? mail.At, bounced.Detail);
        Note(new AuditEntry(AuditEvent.Bounced, mail.At) { Reason = row.Kind, RecipientAddress = row.Recipient, MessageId = row.MessageId, Figures = AuditFigures.Write(new MailFigures(row.Subject)), Detail = bounced.Detail });
        if (!bounced.Marks) return;

        var address = bounced.Address.ToLowerInvariant();
        var mark = await db.AddressMarks.FirstOrDefaultAsync(known => known.Address == address && known.LiftedAt == null, cancellationToken);
        if (mark is null) db.Add(mark = new AddressMarkRow { Address = address, Since = mail.At, Detail = bounced.Detail });
        (mark.LastAt, mark.Status, mark.Detail) = (mail.At, bounced.Status, bounced.Detail);
    }

    private string RunId => string.Create(CultureInfo.InvariantCulture, $"mail-{mail.Id}");

    private void Note(AuditEntry entry) => _entries.Add(() => entry);

    private void Note(Func<AuditEntry> entry) => _entries.Add(entry);
}
