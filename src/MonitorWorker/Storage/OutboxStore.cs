using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>The notices that become one mail to one person.</summary>
/// <param name="NoticeIds">Those that the mail tells, or covers by telling a later one of their alert; none where there is nothing to tell.</param>
/// <param name="ThreadAlert">Id of the alert whose conversation it continues or begins; null where it stands by itself.</param>
public sealed record PendingMail(string RunId, Recipient Recipient, IReadOnlyList<long> NoticeIds, IReadOnlyList<LineSnapshot> Lines, IReadOnlyList<StatementSnapshot> Statements, long? ThreadAlert)
{
    public IReadOnlyList<IndicatorSnapshot> Indicators { get; init; } = [];

    /// <summary>Where it is a leader's summary: its sums.</summary>
    public SummarySnapshot? Summary { get; init; }

    /// <summary>Where it is a digest of everything: what it says beside its lines.</summary>
    public DigestNote? Note { get; init; }

    /// <summary>Notices of alerts that came and went before their time, by alert: no mail tells them.</summary>
    public IReadOnlyList<IReadOnlyList<long>> CameAndWent { get; init; } = [];
}

/// <summary>The mails that somebody has had about one alert, or one trouble.</summary>
/// <param name="Root">Message-ID of the first.</param>
/// <param name="Topic">Subject of the first.</param>
/// <param name="Heading">Subject of the latest that has one of its own.</param>
public sealed record Conversation(string Root, DateTimeOffset Began, string Topic, string Heading)
{
    /// <summary>Before the subject of a mail that goes on under the heading of another.</summary>
    public const string Again = "Re: ";
}

/// <summary>A mail ready to be stored: bytes made once.</summary>
public sealed record NewMail(string Recipient, string Subject, string Kind, string MessageId, byte[] Mime)
{
    /// <summary>Address of the person whom a rehearsal keeps it from; null where it goes to whom it is for.</summary>
    public string? MeantFor { get; init; }
}

/// <summary>A mail as <c>outbox list</c> shows it; one that came back counts as dead.</summary>
public sealed record OutboxEntry(
    long Id,
    string To,
    string Subject,
    string Kind,
    OutboxState State,
    int Attempts,
    DateTimeOffset? NextAttempt,
    string? LastError,
    string MessageId,
    IReadOnlyList<string> Alerts);

/// <summary>A mail claimed for sending, until the lease ends.</summary>
public sealed record ClaimedMail(OutgoingMail Mail, int Attempts, DateTimeOffset CreatedAt);

/// <summary>From notices to sent mails, one short transaction a step; a kill between any two steps goes on where it stopped.</summary>
public sealed class OutboxStore(MonitorStore store)
{
    public string DatabaseId => store.DatabaseId;

    /// <summary>
    /// Notices that no mail tells yet and that are due, as the mails that they become. What is told at once is a mail of its own for each person and
    /// run; all else that is due for a person is one mail, whatever run decided it. A mail takes along what would become due later on its day. The
    /// figures are read person by person, since what a first check tells everybody is too much to hold at once.
    /// </summary>
    /// <param name="bundles">Which day it is where the office is.</param>
    /// <param name="isRehearsal">What a rehearsal has left to be told is told by a rehearsal or by nobody: in earnest people are told anew.</param>
    public async IAsyncEnumerable<PendingMail> LoadPendingAsync(
        DateTimeOffset now, BundleTimes bundles, [EnumeratorCancellation] CancellationToken cancellationToken, bool isRehearsal = false)
    {
        await using var db = store.Context();
        var waiting = await db.Notices
            .Where(notice => notice.OutboxId == null && notice.Form != NoticeForm.Withdrawn && (isRehearsal || !notice.RunId.StartsWith(Rehearsals.Prefix)))
            .OrderBy(notice => notice.Id)
            .Select(notice => new WaitingNotice(
                notice.Id, notice.RunId, notice.RecipientAddress, notice.Form, notice.DueAt, notice.Transition == null ? null : notice.Transition.AlertId))
            .ToListAsync(cancellationToken);
        foreach (var (run, ids) in Mails(waiting, now, bundles.Today(now).Until))
        {
            var group = await db.Notices.AsNoTracking()
                .Include(notice => notice.Transition)
                .Where(notice => ids.Contains(notice.Id))
                .OrderBy(notice => notice.Id)
                .ToListAsync(cancellationToken);
            // Taken back in the meantime.
            if (group.Count == 0) continue;

            yield return ToPending(group, group.Find(notice => notice.RunId == run) ?? group[^1]);
        }
    }

    /// <summary>The notices of the newest mail of a kind once more, and when it was written; null where there is none.</summary>
    /// <param name="alert">Number or key of an alert that it must tell of. Where no mail of the kind does, the newest notice about it alone.</param>
    public async Task<(PendingMail Mail, DateTimeOffset WrittenAt)?> LoadToldAsync(string kind, string? alert, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var notices = db.Notices.AsNoTracking().Include(notice => notice.Transition).Where(notice => notice.Form != NoticeForm.Withdrawn);
        var about = alert is null ? notices : notices.Where(notice => notice.Transition!.Alert!.Number == alert || notice.Transition.Alert.Key == alert);
        var newest = await about.Where(notice => notice.Outbox!.Kind == kind).OrderByDescending(notice => notice.OutboxId).ThenByDescending(notice => notice.Id).FirstOrDefaultAsync(cancellationToken)
            ?? (alert is null ? null : await about.OrderByDescending(notice => notice.Id).FirstOrDefaultAsync(cancellationToken));
        if (newest is null) return null;

        var isMail = await db.Outbox.AnyAsync(mail => mail.Id == newest.OutboxId && mail.Kind == kind, cancellationToken);
        var group = isMail ? await notices.Where(notice => notice.OutboxId == newest.OutboxId).OrderBy(notice => notice.Id).ToListAsync(cancellationToken) : [newest];
        return (ToPending(group, group.Find(notice => notice.RunId == newest.RunId)!), newest.CreatedAt);
    }

    private static PendingMail ToPending(IReadOnlyList<NoticeRow> group, NoticeRow first)
    {
        var bundle = Bundle.Of(group);
        var statements = bundle.Told.SelectMany(notice => notice.Statements).ToList();
        var indicators = bundle.Told.SelectMany(notice => notice.Indicators).ToList();
        var lead = LeadOf(bundle.Told, statements.Count + indicators.Count);
        return new PendingMail(
            first.RunId,
            new Recipient(first.RecipientName, first.RecipientAddress, first.Why),
            [.. bundle.Told.Select(notice => notice.Row.Id).Concat(bundle.Covered).Order()],
            [.. bundle.Told.SelectMany(notice => notice.Lines)],
            statements,
            lead?.Transition?.AlertId)
        {
            Indicators = indicators,
            Summary = first is { Form: NoticeForm.Summary, Extra: { } sums } ? JsonSerializer.Deserialize<SummarySnapshot>(sums, StoredJson.Options) : null,
            Note = first is { Form: null, Extra: { } note } ? JsonSerializer.Deserialize<DigestNote>(note, StoredJson.Options) : null,
            CameAndWent = bundle.CameAndWent,
        };
    }

    /// <summary>
    /// Puts off what is due to people who had a mail today, or have a summary coming, to the daily time of the next working day: nobody gets a second mail
    /// of what can wait. A notice is put off once, so that daily mails of other kinds cannot keep it for ever.
    /// </summary>
    public async Task PutOffAsync(DateTimeOffset now, BundleTimes bundles, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var (from, until) = bundles.Today(now);
        var due = await db.Notices.AsNoTracking()
            .Where(notice => notice.OutboxId == null && notice.Form == null && notice.DueAt <= now)
            .Where(notice => db.Notices.Any(other => other.RecipientAddress == notice.RecipientAddress
                    && (other.Outbox!.CreatedAt >= from && other.Outbox.CreatedAt < until || other.OutboxId == null && other.Form == NoticeForm.Summary))
                || db.TaskNotices.Any(told => told.RecipientAddress == notice.RecipientAddress && told.At >= from && told.At < until))
            .Select(notice => new { notice.Id, notice.CreatedAt, notice.DueAt })
            .ToListAsync(cancellationToken);
        var first = due.Where(notice => notice.DueAt == bundles.DueAfter(Timing.Daily, notice.CreatedAt) || notice.DueAt == bundles.DueAfter(Timing.Weekly, notice.CreatedAt))
            .Select(notice => notice.Id)
            .ToList();
        if (first.Count == 0) return;

        var later = bundles.NextDay(now);
        await db.Notices.Where(notice => first.Contains(notice.Id) && notice.OutboxId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.DueAt, later), cancellationToken);
    }

    /// <summary>
    /// The notices of each mail, with the run that it stands for. What is told at once takes along what still waits about the same alert, which would come
    /// too late to be true, and what the person would be told later that day. Sums leave no room for that.
    /// </summary>
    private static IEnumerable<(string RunId, List<long> Ids)> Mails(List<WaitingNotice> waiting, DateTimeOffset now, DateTimeOffset endOfDay)
    {
        var later = waiting.Where(notice => notice is { DueAt: not null, AlertId: not null }).ToLookup(notice => (notice.Address, notice.AlertId));
        var today = waiting.Where(notice => notice.DueAt < endOfDay).ToLookup(notice => notice.Address);
        var overtaken = new HashSet<long>();
        foreach (var atOnce in waiting.Where(notice => notice.DueAt is null).GroupBy(notice => (notice.RunId, notice.Address, notice.Form)))
        {
            var earlier = atOnce.SelectMany(notice => later[(notice.Address, notice.AlertId)].Where(other => other.Id < notice.Id && overtaken.Add(other.Id)).Select(other => other.Id)).ToList();
            if (atOnce.Key.Form is null) earlier.AddRange(today[atOnce.Key.Address].Where(other => overtaken.Add(other.Id)).Select(other => other.Id));
            yield return (atOnce.Key.RunId, [.. earlier.Concat(atOnce.Select(notice => notice.Id))]);
        }

        foreach (var due in today.SelectMany(notices => notices).Where(notice => !overtaken.Contains(notice.Id)).GroupBy(notice => (notice.Address, notice.Form)))
        {
            if (due.Any(notice => notice.DueAt <= now)) yield return (due.MaxBy(notice => notice.Id)!.RunId, [.. due.Select(notice => notice.Id)]);
        }
    }

    /// <summary>The notice whose conversation the mail continues: the only one, or the leading one where all are about one line. A digest is its own.</summary>
    private static NoticeRow? LeadOf(IReadOnlyList<ToldNotice> told, int others)
    {
        if (told.Count == 1) return told[0].Row;
        return others == 0 && LineFolding.Fold([.. told.SelectMany(notice => notice.Lines)]) is [{ Number: { } number }]
            ? told.First(notice => notice.Lines.Any(line => line.Number == number)).Row
            : null;
    }

    /// <summary>Marks notices that cancel each other out, so that no mail will tell them.</summary>
    public async Task WithdrawAsync(IReadOnlyList<IReadOnlyList<long>> cameAndWent, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var together in cameAndWent)
        {
            var ids = JsonSerializer.Serialize(together, StoredJson.Options);
            await db.Notices.Where(notice => together.Contains(notice.Id) && notice.OutboxId == null)
                .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.Form, NoticeForm.Withdrawn).SetProperty(notice => notice.Extra, ids), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Stores a mail and marks its notices as told by it, together.</summary>
    /// <returns>False where another process composed them first.</returns>
    public async Task<bool> AddAsync(NewMail mail, IReadOnlyList<long> noticeIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var told = db.Notices.Where(notice => noticeIds.Contains(notice.Id));
        if (await told.AnyAsync(notice => notice.OutboxId != null, cancellationToken)) return false;

        var row = ToRow(mail, now);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        // A mail tells dozens of notices, whose figures need not be read again for a mark.
        await told.ExecuteUpdateAsync(set => set.SetProperty(notice => notice.OutboxId, row.Id), cancellationToken);
        using (var audit = new AuditWriter(db)) audit.Add(ToAudit(AuditEvent.Composed, row, now, new MailFigures(mail.Subject, noticeIds)));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Stores a mail that tells of no notices.</summary>
    /// <returns>False where the same mail is there already.</returns>
    public async Task<bool> TryAddAsync(NewMail mail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        await using var db = store.Context();
        // One writer at a time, so nobody else stores it between the question and the answer.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Outbox.AnyAsync(row => row.MessageId == mail.MessageId, cancellationToken)) return false;

        db.Add(ToRow(mail, now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// The right to send, which one process has at a time. Who takes it knows that a mail still marked as being sent was
    /// left by a dead process, and makes it due again at once.
    /// </summary>
    public async Task<IAsyncDisposable> TakeSendingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = await FileLock.TakeAsync(store.DatabaseFile + ".send.lock", cancellationToken);
        await using var db = store.Context();
        await db.Outbox.Where(mail => mail.State == OutboxState.Sending)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.LeaseUntil, now), cancellationToken);
        return taken;
    }

    /// <summary>
    /// Claims the next mail that is due, or whose sender died: its lease has ended. The claim is one statement, so that
    /// two senders never hold one mail; each part of it is answered by the index, however many mails wait.
    /// </summary>
    /// <param name="notTo">Domains that get none now: a domain itself, or with <c>*.</c> before it all below it.</param>
    public async Task<ClaimedMail?> ClaimAsync(DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken, IReadOnlyCollection<string>? notTo = null)
    {
        await using var connection = await store.ConnectAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        var but = Except(command, notTo ?? []);
        command.CommandText = $"""
            UPDATE Outbox SET State = 'Sending', LeaseUntil = $lease, Attempts = Attempts + 1
            WHERE Id = (
                SELECT Id FROM (
                    SELECT * FROM (SELECT Id, NextAttempt FROM Outbox WHERE State = 'Queued' AND NextAttempt <= $now{but} ORDER BY NextAttempt, Id LIMIT 1)
                    UNION ALL
                    SELECT * FROM (SELECT Id, NextAttempt FROM Outbox WHERE State = 'Deferred' AND NextAttempt <= $now{but} ORDER BY NextAttempt, Id LIMIT 1)
                    UNION ALL
                    SELECT * FROM (SELECT Id, NextAttempt FROM Outbox WHERE State = 'Sending' AND LeaseUntil <= $now{but} ORDER BY NextAttempt, Id LIMIT 1))
                ORDER BY NextAttempt, Id LIMIT 1)
            RETURNING Id, Recipient, MessageId, Subject, Kind, Mime, Attempts, CreatedAt
            """;
        command.Parameters.AddWithValue("$now", StoredTypes.Text(now));
        command.Parameters.AddWithValue("$lease", StoredTypes.Text(now + lease));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        var mail = new OutgoingMail(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), (byte[])row[5]);
        return new ClaimedMail(mail, row.GetInt32(6), StoredTypes.Time(row.GetString(7)));
    }

    /// <summary>Whether a mail is due.</summary>
    /// <param name="domains">That it goes to; null is any.</param>
    public async Task<bool> IsDueAsync(DateTimeOffset now, IReadOnlyCollection<string>? domains, CancellationToken cancellationToken)
    {
        await using var connection = await store.ConnectAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        var to = domains is null ? "" : $" AND NOT (1{Except(command, domains)})";
        command.CommandText = $"SELECT EXISTS (SELECT 1 FROM Outbox WHERE State IN ('Queued', 'Deferred') AND NextAttempt <= $now{to})";
        command.Parameters.AddWithValue("$now", StoredTypes.Text(now));
        return await command.ExecuteScalarAsync(cancellationToken) is 1L;
    }

    /// <summary>Writes down what became of a try, and when the next one is.</summary>
    public async Task SettleAsync(
        long id, OutboxState state, DeliveryOutcome outcome, DateTimeOffset now, DateTimeOffset? nextAttempt, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var error = state == OutboxState.Sent ? null : outcome.Detail;
        await db.Outbox.Where(mail => mail.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.State, state)
                .SetProperty(mail => mail.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(mail => mail.NextAttempt, nextAttempt)
                .SetProperty(mail => mail.LastError, error),
            cancellationToken);
        db.Add(new DeliveryAttemptRow { OutboxId = id, At = now, Outcome = outcome.Name, Detail = outcome.Detail });
        await db.SaveChangesAsync(cancellationToken);
        if (state is OutboxState.Sent or OutboxState.Dead)
            await AuditAsync(db, [id], state == OutboxState.Sent ? AuditEvent.Sent : AuditEvent.Undelivered, entry => entry with { At = now, Detail = outcome.Detail }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Puts a shorter form into the place of a mail that was too large, due at once, before any of it is sent.</summary>
    public async Task ShortenAsync(long id, byte[] shorter, DeliveryOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Outbox.Where(mail => mail.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.Mime, shorter)
                .SetProperty(mail => mail.State, OutboxState.Deferred)
                .SetProperty(mail => mail.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(mail => mail.NextAttempt, now)
                .SetProperty(mail => mail.LastError, outcome.Detail),
            cancellationToken);
        db.Add(new DeliveryAttemptRow { OutboxId = id, At = now, Outcome = outcome.Name, Detail = outcome.Detail });
        await db.SaveChangesAsync(cancellationToken);
        await AuditAsync(db, [id], AuditEvent.Shortened, entry => entry with { At = now, Detail = outcome.Detail }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Gives back the notices of a mail that never left and never will, so that another mail tells them; where it told any, nobody needs to hear of it. Its Message-ID is theirs: it gets one that nobody
    /// will use.
    /// </summary>
    public async Task ReleaseAsync(long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Notices.Where(notice => notice.OutboxId == id).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.OutboxId, (long?)null), cancellationToken) > 0)
        {
            await db.Outbox.Where(mail => mail.Id == id && mail.State == OutboxState.Dead).ExecuteUpdateAsync(
                set => set.SetProperty(mail => mail.UndeliveredToldAt, now).SetProperty(mail => mail.MessageId, mail => "withheld." + mail.Id + "." + mail.MessageId), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Numbers of all alerts whose key is asked for.</summary>
    public async Task<IReadOnlyList<string>> NumbersAsync(Func<string, bool> isAsked, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var alerts = await db.Alerts.AsNoTracking().Select(alert => new { alert.Key, alert.Number }).ToListAsync(cancellationToken);
        return [.. alerts.Where(alert => isAsked(alert.Key)).Select(alert => alert.Number)];
    }

    /// <summary>Entries of the audit's book about mails, in the transaction that is open.</summary>
    internal static async Task AuditAsync(MonitorDb db, IReadOnlyList<long> ids, string what, Func<AuditEntry, AuditEntry> complete, CancellationToken cancellationToken)
    {
        var mails = await db.Outbox.AsNoTracking()
            .Where(mail => ids.Contains(mail.Id))
            .OrderBy(mail => mail.Id)
            .Select(mail => new { mail.Kind, mail.Recipient, mail.MessageId, mail.Subject })
            .ToListAsync(cancellationToken);
        using var audit = new AuditWriter(db);
        foreach (var mail in mails)
        {
            audit.Add(complete(new AuditEntry(what, default)
            {
                Reason = mail.Kind,
                RecipientAddress = mail.Recipient,
                MessageId = mail.MessageId,
                Figures = AuditFigures.Write(new MailFigures(mail.Subject)),
            }));
        }
    }

    /// <summary>A condition that passes over domains. Addresses of them are few, and no index is asked for them.</summary>
    private static string Except(SqliteCommand command, IReadOnlyCollection<string> domains)
    {
        var condition = new StringBuilder();
        foreach (var (index, domain) in domains.Index())
        {
            var name = $"$not{index}";
            condition.Append(CultureInfo.InvariantCulture, $" AND Recipient NOT LIKE {name} ESCAPE '\\'");
            var literal = domain.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal);
            command.Parameters.AddWithValue(name, literal.StartsWith("*.", StringComparison.Ordinal) ? $"%{literal[1..]}" : $"%@{literal}");
        }

        return condition.ToString();
    }

    /// <summary>Subject of the newest mail of a kind to a person that has some words in it; null where there is none.</summary>
    /// <param name="isRehearsal">Those that a rehearsal kept from the person, instead of those that the person got.</param>
    public async Task<string?> LastSubjectAsync(string kind, string address, string words, bool isRehearsal, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.Outbox.AsNoTracking()
            .Where(mail => mail.Kind == kind && (isRehearsal ? mail.MeantFor == address : mail.MeantFor == null && mail.Recipient == address) && mail.Subject.Contains(words))
            .OrderByDescending(mail => mail.Id)
            .Select(mail => mail.Subject)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>All mails, oldest first. What was reported back as not delivered counts as dead, although the server had taken it.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var alerts = (await db.Notices.AsNoTracking()
                .Where(notice => notice.OutboxId != null && notice.Transition != null)
                .Select(notice => new { notice.OutboxId, notice.Transition!.Alert!.Key })
                .ToListAsync(cancellationToken))
            .ToLookup(row => row.OutboxId!.Value, row => row.Key);
        return await db.Outbox.AsNoTracking()
            .OrderBy(mail => mail.Id)
            .Select(mail => new OutboxEntry(
                mail.Id,
                mail.Recipient,
                mail.Subject,
                mail.Kind,
                mail.BouncedAt != null ? OutboxState.Dead : mail.State,
                mail.Attempts,
                mail.NextAttempt,
                mail.BounceDetail ?? mail.LastError,
                mail.MessageId,
                alerts[mail.Id].Distinct().ToList()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>What a person has had about this alert alone; null where nothing. A digest is no part of it.</summary>
    /// <param name="address">Of the person.</param>
    /// <param name="to">Where the person's mails go: what a rehearsal sent elsewhere the person has never seen.</param>
    public async Task<Conversation?> ConversationAsync(long alertId, string address, string to, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return ToConversation(await db.Notices.AsNoTracking()
            .Where(notice => notice.Transition!.AlertId == alertId && notice.RecipientAddress == address
                && notice.OutboxId != null && notice.Outbox!.Kind != MailKind.Digest && notice.Outbox.Recipient == to)
            .OrderBy(notice => notice.Id)
            .Select(notice => new ThreadMail(notice.Outbox!.MessageId, notice.Outbox.CreatedAt, notice.Outbox.Subject))
            .ToListAsync(cancellationToken));
    }

    /// <summary>The conversation that began with this mail; null where there is no such mail.</summary>
    public async Task<Conversation?> ConversationAsync(string root, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return ToConversation(await db.Outbox.AsNoTracking()
            .Where(mail => mail.MessageId == root)
            .Select(mail => new ThreadMail(mail.MessageId, mail.CreatedAt, mail.Subject))
            .ToListAsync(cancellationToken));
    }

    private static Conversation? ToConversation(IReadOnlyList<ThreadMail> mails)
    {
        if (mails.Count == 0) return null;

        var (first, heading) = (mails[0], mails.LastOrDefault(mail => !mail.Subject.StartsWith(Conversation.Again, StringComparison.Ordinal)) ?? mails[0]);
        return new Conversation(first.MessageId, first.CreatedAt, Bare(first.Subject), Bare(heading.Subject));

        static string Bare(string subject) => subject.StartsWith(Conversation.Again, StringComparison.Ordinal) ? subject[Conversation.Again.Length..] : subject;
    }

    internal static AuditEntry ToAudit(string what, OutboxRow mail, DateTimeOffset now, MailFigures figures) => new(what, now)
    {
        Reason = mail.Kind,
        RecipientAddress = mail.Recipient,
        MessageId = mail.MessageId,
        Figures = AuditFigures.Write(figures),
    };

    internal static OutboxRow ToRow(NewMail mail, DateTimeOffset now) => new()
    {
        Recipient = mail.Recipient,
        Subject = mail.Subject,
        Kind = mail.Kind,
        MessageId = mail.MessageId,
        Mime = mail.Mime,
        MeantFor = mail.MeantFor,
        State = OutboxState.Queued,
        CreatedAt = now,
        NextAttempt = now,
    };

    private sealed record ThreadMail(string MessageId, DateTimeOffset CreatedAt, string Subject);

    private sealed record WaitingNotice(long Id, string RunId, string Address, string? Form, DateTimeOffset? DueAt, long? AlertId);
}
