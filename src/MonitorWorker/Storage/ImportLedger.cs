using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>One import as it stands.</summary>
public sealed record ImportEntry(long Id, string File, DateTimeOffset ImportedAt, int Accepted, int Refused, ImportState State, string? HeldReason)
{
    /// <summary>Checksum of its content, in hexadecimal.</summary>
    public string Sha256 { get; init; } = "";
}

/// <summary>A mail that has left because of an import, so that the import cannot be taken back.</summary>
public sealed record LeftMail(string Recipient, string Subject, DateTimeOffset? At);

/// <summary>What became of the wish to undo an import.</summary>
/// <param name="Left">Null where it was undone.</param>
/// <param name="Withdrawn">Number of mails that were taken out of the outbox.</param>
public sealed record UndoOutcome(LeftMail? Left, int Withdrawn);

/// <summary>The list of imports, and a person's word on each: release what was held, take back what should not have come.</summary>
public sealed class ImportLedger(MonitorStore store)
{
    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<ImportEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var rows = await db.ImportBatches.AsNoTracking().OrderByDescending(batch => batch.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(ToEntry)];
    }

    /// <summary>The import with this number, else the latest of a file of this name; null where there is neither.</summary>
    public async Task<ImportEntry?> FindAsync(string idOrFile, CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken);
        return (long.TryParse(idOrFile, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? all.FirstOrDefault(entry => entry.Id == id) : null)
            ?? all.FirstOrDefault(entry => entry.File == idOrFile);
    }

    /// <summary>Puts a held import in force; the next check judges by it.</summary>
    /// <param name="by">Whose word it is.</param>
    /// <returns>False where it is not held.</returns>
    public async Task<bool> ReleaseAsync(long id, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.ImportBatches.SingleOrDefaultAsync(row => row.Id == id && row.State == ImportState.Held, cancellationToken) is not { } batch) return false;

        batch.State = ImportState.Imported;
        await db.SaveChangesAsync(cancellationToken);
        using (var audit = new AuditWriter(db))
        {
            audit.Add(new AuditEntry(AuditEvent.Released, now)
            {
                Actor = by,
                SourceFile = batch.File,
                Detail = batch.HeldReason,
                Figures = AuditFigures.Write(new ImportFigures(id, batch.Sha256, batch.Accepted, batch.Refused)),
            });
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Takes an import back, with everything that checks have decided since: 1. refused if a mail of theirs has left;
    /// 2. mails that wait are withdrawn, and what they would have told is forgotten; 3. each alert is again what it was. All
    /// of it in one transaction; the next check decides anew without the import, whose facts stay as history. So does what the
    /// audit's book says of those decisions, with an entry that they were taken back.
    /// </summary>
    /// <param name="by">Whose word it is.</param>
    public async Task<UndoOutcome> UndoAsync(long id, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var batch = await db.ImportBatches.SingleAsync(row => row.Id == id, cancellationToken);
        // What was held was judged by nobody.
        var undone = new UndoneFigures(id, batch.Sha256, [], 0, 0);
        if (batch.State == ImportState.Imported)
        {
            var since = batch.ImportedAt;
            var all = await db.Notices.Include(notice => notice.Outbox).ToListAsync(cancellationToken);
            var notices = all.Where(notice => notice.CreatedAt >= since).ToList();
            var mails = notices.Select(notice => notice.Outbox).OfType<OutboxRow>().Distinct().ToList();
            if (mails.Find(mail => mail.State is OutboxState.Sent or OutboxState.Sending) is { } left)
            {
                var attempts = await db.DeliveryAttempts.Where(attempt => attempt.OutboxId == left.Id).ToListAsync(cancellationToken);
                return new UndoOutcome(new LeftMail(left.Recipient, left.Subject, attempts.Count == 0 ? null : attempts.Max(attempt => attempt.At)), 0);
            }

            var ids = mails.Select(mail => mail.Id).ToList();
            db.RemoveRange(await db.DeliveryAttempts.Where(attempt => ids.Contains(attempt.OutboxId)).ToListAsync(cancellationToken));
            PutInForceAgain(all.Where(notice => notice.CreatedAt < since), notices, mails);
            db.RemoveRange(notices);
            db.RemoveRange(mails);
            undone = undone with
            {
                Notices = [.. notices.Select(notice => notice.Id)],
                Mails = mails.Count,
                Checks = await ForgetDecisionsAsync(db, since, cancellationToken),
            };
        }

        batch.State = ImportState.Undone;
        db.RemoveRange(await db.Receipts.Where(receipt => receipt.BatchId == id && receipt.ComposedAt == null).ToListAsync(cancellationToken));
        (await db.Generations.SingleAsync(cancellationToken)).Value++;
        await db.SaveChangesAsync(cancellationToken);
        using (var audit = new AuditWriter(db))
            audit.Add(new AuditEntry(AuditEvent.Undone, now) { Actor = by, SourceFile = batch.File, Figures = AuditFigures.Write(undone) });
        await transaction.CommitAsync(cancellationToken);
        return new UndoOutcome(null, undone.Mails);
    }

    /// <summary>What was decided before the import and has met with what was decided since, in one mail or in none, is to be told after all.</summary>
    private static void PutInForceAgain(IEnumerable<NoticeRow> earlier, List<NoticeRow> forgotten, List<OutboxRow> withdrawn)
    {
        var gone = forgotten.Select(notice => notice.Id).ToHashSet();
        foreach (var notice in earlier)
        {
            if (notice.Outbox is { } mail && withdrawn.Contains(mail))
            {
                (notice.Outbox, notice.OutboxId) = (null, null);
            }
            else if (notice is { Form: NoticeForm.Withdrawn, Extra: { } together } && JsonSerializer.Deserialize<List<long>>(together, StoredJson.Options)!.Exists(gone.Contains))
            {
                (notice.Form, notice.Extra) = (null, null);
            }
        }
    }

    /// <returns>Number of checks that are forgotten.</returns>
    private static async Task<int> ForgetDecisionsAsync(MonitorDb db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var runs = await db.CheckRuns.ToListAsync(cancellationToken);
        var forgotten = runs.Where(run => run.At >= since).ToList();
        if (forgotten.Count == 0) return 0;

        var firstDay = forgotten.Min(run => run.AsOf);
        var told = (await db.Notices.Where(notice => notice.TransitionId != null).Select(notice => notice.TransitionId!.Value).ToListAsync(cancellationToken)).ToHashSet();
        var transitions = (await db.AlertTransitions.OrderBy(transition => transition.Id).ToListAsync(cancellationToken)).ToLookup(transition => transition.AlertId);
        foreach (var alert in await db.Alerts.ToListAsync(cancellationToken))
        {
            var kept = transitions[alert.Id].Where(transition => transition.At < since).ToList();
            var undone = transitions[alert.Id].Where(transition => transition.At >= since).ToList();
            db.RemoveRange(undone);
            var streak = StreakBefore(alert, undone, firstDay, forgotten.Count);
            (alert.StreakSince, alert.StreakChecks) = (streak?.Since, streak?.Checks);
            // What waits on, and what nothing was decided about, is what it was.
            if (undone.Count == 0 && (streak is not null || alert.State != AlertState.Pending)) continue;

            var last = kept.LastOrDefault();
            if (last is { To: not Level.Green } || (last is not null && streak is null))
            {
                alert.State = last.To == Level.Green ? AlertState.Resolved : last.Kind == TransitionKind.YearEnded ? AlertState.Ended : AlertState.Firing;
                alert.Level = last.To;
            }
            else if (streak is not null)
            {
                alert.State = AlertState.Pending;
                alert.Level = undone[0].To;
            }
            else
            {
                db.Remove(alert);
                continue;
            }

            alert.Episode = last?.Episode ?? 0;
            var opened = kept.LastOrDefault(transition => transition.Kind == TransitionKind.Opened);
            if ((opened?.Since ?? runs.Find(run => run.Id == opened?.RunId)?.AsOf) is { } found) alert.Since = found;
            Believe(alert, [.. kept.Where(transition => told.Contains(transition.Id))], runs);
            alert.LastTold = kept.Where(transition => told.Contains(transition.Id)).Select(transition => (DateTimeOffset?)transition.At).Max();
        }

        // A waiver that one of them broke holds again; what a person ended stays ended.
        foreach (var waiver in await db.Silences.Where(silence => silence.Kind == SilenceKind.Waiver && db.Alerts.Any(alert => alert.Key == silence.EndedBecause)).ToListAsync(cancellationToken))
        {
            if (waiver.EndedAt >= since) (waiver.EndedAt, waiver.EndedBecause) = (null, null);
        }

        // So does what ended with a year that they ended.
        foreach (var silence in await db.Silences.Where(silence => silence.EndedBecause != null && silence.EndedBecause.EndsWith(DecisionWriter.YearEnded)).ToListAsync(cancellationToken))
        {
            if (silence.EndedAt >= since) (silence.EndedAt, silence.EndedBecause) = (null, null);
        }

        db.RemoveRange(forgotten);
        return forgotten.Count;
    }

    /// <summary>What people believe is what they were told last, of what they were told at all.</summary>
    private static void Believe(AlertRow alert, List<AlertTransitionRow> told, List<CheckRunRow> runs)
    {
        var news = told.LastOrDefault(transition => transition.Kind is not (TransitionKind.Reminded or TransitionKind.Escalated));
        var seen = news?.Values is null ? null : JsonSerializer.Deserialize<SeenFigures>(news.Values, StoredJson.Options);
        alert.ToldLevel = news?.To;
        alert.ToldAsOf = DayOf(news);
        (alert.ToldDay, alert.ToldRuleSet, alert.ToldRuleSetHash) = (seen?.JudgedDay, news?.RuleSet, seen?.RuleSetHash);
        alert.RemindedOn = DayOf(told.LastOrDefault());
        alert.EscalationStep = told.Where(transition => transition.Episode == alert.Episode).Max(transition => transition.Step) ?? 0;

        DateOnly? DayOf(AlertTransitionRow? transition) => transition is null ? null : runs.Find(run => run.Id == transition.RunId)?.AsOf;
    }

    /// <summary>
    /// The streak as it was at least, before the forgotten checks: one that they began, or may have, is gone, and of an older one every
    /// forgotten check is taken off, whether it counted or not, so that nothing is told too early. A wait that ended in one of
    /// them goes on from its first day.
    /// </summary>
    private static Streak? StreakBefore(AlertRow alert, List<AlertTransitionRow> undone, DateOnly firstDay, int forgotten)
    {
        if (undone is [{ Kind: TransitionKind.Opened, Since: { } found }, ..]) return found < firstDay ? new Streak(found, 1) : null;

        return undone.Count == 0 && alert is { StreakSince: { } since, StreakChecks: { } checks } && since < firstDay
            ? new Streak(since, Math.Max(1, checks - forgotten))
            : null;
    }

    private static ImportEntry ToEntry(ImportBatchRow row) => new(row.Id, row.File, row.ImportedAt, row.Accepted, row.Refused, row.State, row.HeldReason) { Sha256 = row.Sha256 };
}
