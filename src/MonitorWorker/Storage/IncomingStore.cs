using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Notifications;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>Mails that came in: what must be known to decide about one, and what was decided, each stored once with all that it changes.</summary>
public sealed class IncomingStore(MonitorStore store)
{
    private const int MostReceipts = 1000;

    /// <summary>Of a mail that lists more, a reply has to name the number.</summary>
    private const int MostAlerts = 50;

    /// <summary>Whether the mail with this number of the mailbox was taken in.</summary>
    public async Task<bool> IsKnownAsync(string mailbox, long? validity, string uid, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.Incoming.AnyAsync(row => row.Mailbox == mailbox && row.Validity == validity && row.Uid == uid, cancellationToken);
    }

    /// <param name="messageIds">Message-IDs that the mail answers, the nearest first.</param>
    /// <param name="references">What stands in the addresses that it was sent to, as ends of Message-IDs before the @.</param>
    /// <param name="numbers">Alert numbers that stand in it.</param>
    /// <param name="from">Its sender; null where it has none.</param>
    /// <param name="today">Begin of the day where the office is.</param>
    public async Task<IncomingDesk> LoadAsync(
        IReadOnlyList<string> messageIds, IReadOnlyList<string> references, IReadOnlyCollection<string> numbers, string? from, DateTimeOffset today, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var generation = (await db.Generations.AsNoTracking().SingleAsync(cancellationToken)).Value;
        var rows = new List<MailHead>();
        foreach (var reference in references) rows.AddRange(await Heads(db.Outbox.Where(mail => mail.MessageId.Contains("." + reference + "@"))).ToListAsync(cancellationToken));
        if (messageIds.Count > 0)
        {
            var answered = await Heads(db.Outbox.Where(mail => messageIds.Contains(mail.MessageId))).ToListAsync(cancellationToken);
            rows.AddRange(answered.OrderBy(mail => messageIds.ToList().IndexOf(mail.MessageId)));
        }

        rows = [.. rows.DistinctBy(mail => mail.Id)];
        var contents = new List<MailContent>();
        foreach (var row in rows) contents.Add(await ContentAsync(db, row, cancellationToken));

        var ids = contents.SelectMany(content => content.Told.Take(MostAlerts)).ToHashSet();
        var named = contents.SelectMany(content => content.Listed.Take(MostAlerts)).Concat(numbers.Take(MostAlerts)).ToHashSet();
        var alerts = await AlertsAsync(db, db.Alerts.Where(alert => ids.Contains(alert.Id) || named.Contains(alert.Number)), cancellationToken);
        var byId = alerts.ToDictionary(alert => alert.Id);
        var tomorrow = today.AddDays(1);
        var sent = from is null
            ? []
            : await db.Incoming.Where(row => row.FromAddress == from && row.At >= today && row.At < tomorrow).Select(row => new { row.Outcome, row.Detail }).ToListAsync(cancellationToken);
        return new IncomingDesk(
            generation,
            [
                .. rows.Zip(contents, (row, content) => new FoundMail(
                    row.Id, row.Kind, row.Recipient, row.MessageId, row.CreatedAt, [.. content.Told.Where(byId.ContainsKey).Select(id => byId[id])], content.Listed) { Asks = content.Asks, IsRehearsal = row.MeantFor is not null }),
            ],
            alerts.ToDictionary(alert => alert.Number),
            sent.Count(row => row.Outcome is not (IncomingOutcome.Ignored or IncomingOutcome.Bounce)),
            sent.Exists(row => row.Detail == TooMany),
            from is not null && await db.AddressMarks.AnyAsync(mark => mark.Address == from && mark.LiftedAt == null, cancellationToken),
            await db.Outbox.Where(mail => mail.Kind == MailKind.Answer && mail.CreatedAt >= today)
                .OrderByDescending(mail => mail.Id)
                .Take(MostReceipts)
                .Select(mail => new WrittenReceipt(mail.Recipient, mail.Subject))
                .ToListAsync(cancellationToken));
    }

    /// <summary>Why a mail was ignored that was one too many of its address on a day.</summary>
    public const string TooMany = "该邮箱当天的来信超过上限，没有处理";

    /// <summary>The mail that a delivery report is about: by what only its reader and the servers on its way know, else the latest that went to the address.</summary>
    /// <param name="since">Older mails are not asked for by their address.</param>
    /// <returns>The mail, and whether the report names it; null where there is none.</returns>
    public async Task<(FoundMail Mail, bool IsNamed)?> FindBouncedAsync(string? messageId, string? envelopeId, string? recipient, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var row = messageId is null && envelopeId is null ? null : await Heads(db.Outbox.Where(mail => mail.MessageId == messageId || mail.MessageId == envelopeId)).FirstOrDefaultAsync(cancellationToken);
        var isNamed = row is not null;
        if (row is null && recipient is not null)
        {
            row = await Heads(db.Outbox.Where(mail => EF.Functions.Collate(mail.Recipient, "NOCASE") == recipient && mail.State == OutboxState.Sent && mail.CreatedAt >= since).OrderByDescending(mail => mail.Id))
                .FirstOrDefaultAsync(cancellationToken);
        }

        if (row is null) return null;
        var content = await ContentAsync(db, row, cancellationToken);
        var alerts = (await AlertsAsync(db, db.Alerts.Where(alert => content.Told.Contains(alert.Id)), cancellationToken)).ToDictionary(alert => alert.Id);
        return (new FoundMail(row.Id, row.Kind, row.Recipient, row.MessageId, row.CreatedAt, [.. content.Told.Where(alerts.ContainsKey).Select(id => alerts[id])], content.Listed), isNamed);
    }

    /// <summary>Stores a mail and what it changes in one transaction, guarded by the generation where it changes anything about alerts.</summary>
    public async Task<IntakeResult> TryTakeInAsync(Intake intake, long generation, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        // Immediate: the write lock is taken before anything is read.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var identity = intake.Mail.Identity;
        if (await db.Incoming.AsNoTracking().SingleOrDefaultAsync(row => row.Identity == identity, cancellationToken) is { } known)
        {
            if (IsSame(known, intake.Mail)) return IntakeResult.Known;
            // Another mail under the same Message-ID: nobody's words are lost because a program, or somebody, used one twice.
            identity += ".sha256-" + Convert.ToHexStringLower(SHA256.HashData(Body(intake.Mail.Raw)));
            if (await db.Incoming.AnyAsync(row => row.Identity == identity, cancellationToken)) return IntakeResult.Known;
        }

        var counted = await db.Generations.SingleAsync(cancellationToken);
        if (intake.Effects.Count > 0)
        {
            if (counted.Value != generation) return IntakeResult.Changed;
            counted.Value++;
        }

        var receipt = intake.Receipt is { } mail ? OutboxStore.ToRow(mail, intake.Mail.At) : null;
        if (receipt is not null) db.Add(receipt);
        db.AddRange(intake.Others.Select(other => OutboxStore.ToRow(other, intake.Mail.At)));
        await db.SaveChangesAsync(cancellationToken);
        var row = ToRow(intake, receipt?.Id);
        row.Identity = identity;
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await new IncomingWriter(db, row).WriteAsync(intake.Effects, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return IntakeResult.Stored;
    }

    /// <summary>The same words by the same person, whatever servers on the way have added.</summary>
    private static bool IsSame(IncomingRow known, NewIncoming mail) =>
        known.FromAddress == mail.FromAddress && known.Subject == mail.Subject && Body(known.Raw).SequenceEqual(Body(mail.Raw));

    private static ReadOnlySpan<byte> Body(byte[] raw)
    {
        var (dos, unix) = (raw.AsSpan().IndexOf("\r\n\r\n"u8), raw.AsSpan().IndexOf("\n\n"u8));
        return dos >= 0 ? raw.AsSpan(dos + 4) : unix >= 0 ? raw.AsSpan(unix + 2) : raw;
    }

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<IncomingEntry>> ListAsync(int most, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await EntriesAsync(db, db.Incoming.OrderByDescending(row => row.Id).Take(most), cancellationToken);
    }

    /// <returns>Null where there is none of that number.</returns>
    public async Task<IncomingEntry?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        if ((await EntriesAsync(db, db.Incoming.Where(row => row.Id == id), cancellationToken)) is not [var entry]) return null;
        return entry with { Raw = await db.Incoming.Where(row => row.Id == id).Select(row => row.Raw).SingleAsync(cancellationToken) };
    }

    /// <summary>Addresses to which nothing is sent, oldest first.</summary>
    public async Task<IReadOnlyList<MarkedAddress>> ListMarksAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.AddressMarks.AsNoTracking().Where(mark => mark.LiftedAt == null).OrderBy(mark => mark.Id)
            .Select(mark => new MarkedAddress(mark.Address, mark.Since, mark.Status, mark.Detail))
            .ToListAsync(cancellationToken);
    }

    /// <summary>A person says that mails arrive at an address again.</summary>
    /// <returns>False where it was not marked.</returns>
    public async Task<bool> LiftAsync(string address, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await IncomingWriter.LiftAsync(db, address, by, now, cancellationToken)) return false;
        (await db.Generations.SingleAsync(cancellationToken)).Value++;
        await db.SaveChangesAsync(cancellationToken);
        using (var audit = new AuditWriter(db)) audit.Add(new AuditEntry(AuditEvent.Lifted, now) { RecipientAddress = address.ToLowerInvariant(), Actor = by });
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>What readers want to see in digests, by address; those who want all are not in it.</summary>
    public async Task<IReadOnlySet<string>> LoadOnlyRedAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return (await db.ReaderChoices.AsNoTracking().Where(choice => choice.OnlyRed).Select(choice => choice.Address).ToListAsync(cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Mails that speak of an alert, oldest first.</summary>
    internal static async Task<IReadOnlyList<IncomingEntry>> OfAlertAsync(MonitorDb db, string number, CancellationToken cancellationToken)
    {
        var quoted = JsonSerializer.Serialize(number, StoredJson.Options);
        return await EntriesAsync(db, db.Incoming.Where(row => row.Alerts != null && row.Alerts.Contains(quoted)).OrderBy(row => row.Id), cancellationToken);
    }

    private static async Task<IReadOnlyList<IncomingEntry>> EntriesAsync(MonitorDb db, IQueryable<IncomingRow> some, CancellationToken cancellationToken)
    {
        // Without the bytes, which may be large.
        var rows = await some.AsNoTracking()
            .Select(row => new
            {
                row.Id,
                row.At,
                row.Mailbox,
                row.FromAddress,
                row.FromName,
                row.Subject,
                row.Outcome,
                row.Detail,
                row.Alerts,
                row.Size,
                Receipt = db.Outbox.Where(mail => mail.Id == row.ReceiptOutboxId).Select(mail => mail.Subject).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new IncomingEntry(row.Id, row.At, row.Mailbox, row.FromAddress, row.FromName, row.Subject, row.Outcome, row.Detail, Numbers(row.Alerts), row.Size, row.Receipt))];
    }

    private static IQueryable<MailHead> Heads(IQueryable<OutboxRow> mails) => mails.AsNoTracking().Select(mail => new MailHead(mail.Id, mail.Kind, mail.Recipient, mail.MessageId, mail.CreatedAt, mail.MeantFor));

    /// <summary>What a mail told: changes of alerts, or what it was an answer to.</summary>
    private static async Task<MailContent> ContentAsync(MonitorDb db, MailHead mail, CancellationToken cancellationToken)
    {
        if (mail.Kind == MailKind.Answer)
        {
            var asked = await db.Incoming.AsNoTracking().FirstOrDefaultAsync(row => row.ReceiptOutboxId == mail.Id, cancellationToken);
            var about = Numbers(asked?.Alerts);
            var ids = await db.Alerts.Where(alert => about.Contains(alert.Number)).OrderBy(alert => alert.Id).Select(alert => alert.Id).ToListAsync(cancellationToken);
            var asks = asked is { Outcome: IncomingOutcome.Forwarded }
                ? new AskedAbout(asked.Id, asked.Raw, asked.At, asked.FromAddress, await db.Answers.AnyAsync(answer => answer.IncomingId == asked.Id, cancellationToken))
                : null;
            return new MailContent(ids, about, asks);
        }

        var notices = await db.Notices.AsNoTracking().Include(notice => notice.Transition).Where(notice => notice.OutboxId == mail.Id).OrderBy(notice => notice.Id).ToListAsync(cancellationToken);
        return new MailContent(
            [.. notices.Select(notice => notice.Transition?.AlertId).OfType<long>().Distinct()],
            [.. notices.Select(Read).SelectMany(NumbersOf).Distinct()],
            null);
    }

    private static async Task<IReadOnlyList<SpokenAlert>> AlertsAsync(MonitorDb db, IQueryable<AlertRow> some, CancellationToken cancellationToken)
    {
        var alerts = await some.AsNoTracking().OrderBy(alert => alert.Id).ToListAsync(cancellationToken);
        var spoken = new List<SpokenAlert>();
        foreach (var alert in alerts)
        {
            var told = await db.Notices.AsNoTracking()
                .Where(notice => notice.Transition!.AlertId == alert.Id && notice.Transition.Episode == alert.Episode)
                .OrderBy(notice => notice.Id)
                .Select(notice => new { notice.RecipientName, notice.RecipientAddress, notice.Why })
                .ToListAsync(cancellationToken);
            var last = await db.Notices.AsNoTracking().Where(notice => notice.Transition!.AlertId == alert.Id).OrderByDescending(notice => notice.Id).FirstOrDefaultAsync(cancellationToken);
            var answer = await db.Answers.AsNoTracking().Where(row => row.AlertId == alert.Id && row.Episode == alert.Episode).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
            spoken.Add(new SpokenAlert(
                alert.Id,
                alert.Key,
                alert.Number,
                alert.State,
                alert.Level,
                alert.Episode,
                alert.Since,
                alert.ToldLevel,
                [.. told.DistinctBy(notice => notice.RecipientAddress).Select(notice => new Recipient(notice.RecipientName, notice.RecipientAddress, notice.Why))])
            {
                Last = last is null ? null : Read(last),
                Answer = answer is null ? null : OverlayStore.ToAnswer(answer),
                Handovers =
                [
                    .. (await db.Handovers.AsNoTracking().Where(row => row.AlertId == alert.Id && row.Episode == alert.Episode).OrderBy(row => row.Id).ToListAsync(cancellationToken))
                        .Select(handover => OverlayStore.ToHandover(handover)),
                ],
                WasDisputed = await db.Disputes.AnyAsync(row => row.AlertId == alert.Id && row.Episode == alert.Episode, cancellationToken),
            });
        }

        return spoken;
    }

    private static NewNotice Read(NoticeRow row) => new(new Recipient(row.RecipientName, row.RecipientAddress, row.Why), row.Reason, List<LineSnapshot>(row.Lines))
    {
        Statements = List<StatementSnapshot>(row.Statements),
        Indicators = List<IndicatorSnapshot>(row.Indicators),
    };

    private static IEnumerable<string> NumbersOf(NewNotice notice) => notice.Lines.Select(line => line.Number)
        .Concat(notice.Statements.Select(statement => statement.Number))
        .Concat(notice.Indicators.Select(indicator => indicator.Number))
        .OfType<string>();

    private static List<T> List<T>(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<T>>(json, StoredJson.Options)!;

    private static List<string> Numbers(string? json) => List<string>(json);

    private static IncomingRow ToRow(Intake intake, long? receipt) => new()
    {
        Identity = intake.Mail.Identity,
        Mailbox = intake.Mail.Mailbox,
        Validity = intake.Mail.Validity,
        Uid = intake.Mail.Uid,
        At = intake.Mail.At,
        FromAddress = intake.Mail.FromAddress,
        FromName = intake.Mail.FromName,
        Subject = intake.Mail.Subject,
        Outcome = intake.Outcome,
        Detail = intake.Detail,
        Alerts = intake.Alerts.Count == 0 ? null : JsonSerializer.Serialize(intake.Alerts, StoredJson.Options),
        Size = intake.Mail.Size,
        Raw = intake.Mail.Raw,
        ReceiptOutboxId = receipt,
    };

    private sealed record MailHead(long Id, string Kind, string Recipient, string MessageId, DateTimeOffset CreatedAt, string? MeantFor);

    private sealed record MailContent(IReadOnlyList<long> Told, IReadOnlyList<string> Listed, AskedAbout? Asks);
}
