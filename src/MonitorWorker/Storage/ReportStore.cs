using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;

namespace MonitorWorker.Storage;

/// <summary>What reports ask of the store beside the facts, and their mails, each stored once.</summary>
public sealed class ReportStore(MonitorStore store)
{
    /// <summary>Which of these mails are stored already, whatever became of them.</summary>
    public async Task<IReadOnlySet<string>> LoadToldAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return (await db.Outbox.AsNoTracking().Where(mail => messageIds.Contains(mail.MessageId)).Select(mail => mail.MessageId).ToListAsync(cancellationToken)).ToHashSet();
    }

    /// <summary>Stores a mail with its entry in the audit's book.</summary>
    /// <returns>False where it is stored already; then nothing changes.</returns>
    public async Task<bool> TryTellAsync(NewMail mail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        await using var db = store.Context();
        // Immediate: the write lock is taken before it is asked what is there.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Outbox.AnyAsync(known => known.MessageId == mail.MessageId, cancellationToken)) return false;

        var row = OutboxStore.ToRow(mail, now);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        using (var audit = new AuditWriter(db)) audit.Add(OutboxStore.ToAudit(AuditEvent.Composed, row, now, new MailFigures(mail.Subject)));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The latest answer to each alert of a year in its present episode, by key, also where the alert is over: a promise may have been kept.</summary>
    public async Task<IReadOnlyDictionary<string, Answer>> LoadAnswersAsync(int fiscalYear, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var rows = await db.Answers.AsNoTracking()
            .Where(row => row.Alert!.FiscalYear == fiscalYear && row.Episode == row.Alert.Episode)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Alert!.Key, Row = row })
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.Key).ToDictionary(same => same.Key, same => OverlayStore.ToAnswer(same.Last().Row));
    }
}
