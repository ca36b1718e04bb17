using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>An office that goes from one person to another (交接), as somebody has entered it.</summary>
/// <param name="Batch">The import under which its rows are kept.</param>
/// <param name="Day">The successor's first day.</param>
/// <param name="Left">Rows that the predecessor has no more from that day.</param>
/// <param name="Took">The same rows as the successor has them.</param>
public sealed record OfficeHandover(long Batch, DateOnly Day, IReadOnlyList<Contact> Left, IReadOnlyList<Contact> Took);

/// <summary>An open alert that goes over with the office.</summary>
/// <param name="Key">The alert's key.</param>
public sealed record TakenOver(string Key, string FromName, string FromAddress, string ToName, string ToAddress);

/// <summary>
/// Offices that were handed over. Their rows are facts of the address book like those of a file, so that everything that reads people knows them; they stay in force when an older
/// address book is read again (<see cref="FactStore.LoadContactsAsync"/>).
/// </summary>
public sealed class PeopleStore(MonitorStore store)
{
    /// <summary>How the import is called under which a hand-over is kept; no file can have this name, since a path's last part has no colon.</summary>
    public const string BatchName = "people handover:";

    /// <summary>In the place of a sheet: whose rows.</summary>
    internal const string LeftSheet = "原责任人";

    internal const string TookSheet = "继任人";

    /// <summary>All that were entered, oldest first.</summary>
    public async Task<IReadOnlyList<OfficeHandover>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var batches = await db.ImportBatches.AsNoTracking()
            .Where(batch => batch.State == ImportState.Imported && batch.File.StartsWith(BatchName))
            .OrderBy(batch => batch.Id)
            .ToListAsync(cancellationToken);
        if (batches.Count == 0) return [];

        var origins = new FactOrigins(batches.ToDictionary(batch => batch.Id));
        var ids = batches.Select(batch => batch.Id).ToList();
        var rows = (await db.Contacts.AsNoTracking().Where(row => ids.Contains(row.BatchId)).OrderBy(row => row.Id).ToListAsync(cancellationToken)).ToLookup(row => row.BatchId);
        return
        [
            .. batches.Select(batch => new OfficeHandover(
                batch.Id,
                rows[batch.Id].First(row => row.Sheet == LeftSheet).Until!.Value,
                [.. rows[batch.Id].Where(row => row.Sheet == LeftSheet).Select(row => FactMapping.ToFact(row, origins))],
                [.. rows[batch.Id].Where(row => row.Sheet == TookSheet).Select(row => FactMapping.ToFact(row, origins))])),
        ];
    }

    /// <summary>Enters hand-overs, all of them or none. A check that decides meanwhile decides anew.</summary>
    /// <param name="by">Whose word it is.</param>
    public async Task AddAsync(IReadOnlyList<OfficeHandover> handovers, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var entries = new List<AuditEntry>();
        foreach (var handover in handovers)
        {
            var (from, to) = (handover.Left[0], handover.Took[0]);
            var title = $"{from.Name}（{from.Address}）→{to.Name}（{to.Address}），自{handover.Day:yyyy-MM-dd}";
            var batch = new ImportBatchRow
            {
                File = $"{BatchName} {title}",
                // One of its own: the same may be handed over, back, and over again.
                Sha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{title}|{now.UtcTicks}|{Guid.NewGuid()}"))),
                ImportedAt = now,
                Accepted = handover.Left.Count + handover.Took.Count,
            };
            db.Add(batch);
            await db.SaveChangesAsync(cancellationToken);
            db.AddRange(handover.Left.Select(contact => ToRow(contact with { Until = handover.Day }, LeftSheet, batch.Id)));
            db.AddRange(handover.Took.Select(contact => ToRow(contact, TookSheet, batch.Id)));
            entries.Add(new AuditEntry(AuditEvent.Succeeded, now)
            {
                Actor = by,
                RecipientName = to.Name,
                RecipientAddress = to.Address,
                Reason = title,
                Detail = string.Join("；", handover.Left.Select(InWords)),
            });
        }

        (await db.Generations.SingleAsync(cancellationToken)).Value++;
        await db.SaveChangesAsync(cancellationToken);
        using (var audit = new AuditWriter(db))
        {
            foreach (var entry in entries) audit.Add(entry);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Writes down who acts for open alerts from now on: later news goes to the successor, who may answer for them; what the predecessor has said stays said by the predecessor.
    /// Those that were written down before are passed over.
    /// </summary>
    /// <param name="day">The successor's first day.</param>
    /// <returns>How many are new.</returns>
    public async Task<int> TakeOverAsync(IReadOnlyList<TakenOver> alerts, DateOnly day, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (alerts.Count == 0) return 0;
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var keys = alerts.Select(alert => alert.Key).ToList();
        var rows = await db.Alerts.Where(row => keys.Contains(row.Key) && row.State == AlertState.Firing).ToDictionaryAsync(row => row.Key, cancellationToken);
        var ids = rows.Values.Select(row => row.Id).ToList();
        var known = (await db.Handovers.AsNoTracking().Where(row => ids.Contains(row.AlertId)).ToListAsync(cancellationToken))
            .Select(row => (row.AlertId, row.Episode, row.FromAddress, row.ToAddress)).ToHashSet();
        var entries = new List<AuditEntry>();
        foreach (var taken in alerts)
        {
            var (from, to) = (taken.FromAddress.ToLowerInvariant(), taken.ToAddress.ToLowerInvariant());
            if (rows.GetValueOrDefault(taken.Key) is not { } alert || !known.Add((alert.Id, alert.Episode, from, to))) continue;
            // Nobody has to accept an office: it is accepted as it is handed over.
            db.Add(new HandoverRow { AlertId = alert.Id, Episode = alert.Episode, FromName = taken.FromName, FromAddress = from, ToName = taken.ToName, ToAddress = to, At = now, AcceptedAt = now });
            var reason = $"交接给{taken.ToName}（{to}）";
            db.Add(new AlertTransitionRow
            {
                AlertId = alert.Id,
                RunId = OverlayStore.ByHand,
                Kind = TransitionKind.HandedOver,
                From = alert.ToldLevel,
                To = alert.Level,
                Episode = alert.Episode,
                Since = alert.Since,
                Reason = reason,
                Actor = taken.FromName,
                At = now,
            });
            entries.Add(new AuditEntry(AuditEvent.HandedOver, now) { AlertKey = alert.Key, AlertNumber = alert.Number, Level = alert.Level, Actor = taken.FromName, Reason = reason });
        }

        if (entries.Count == 0) return 0;
        foreach (var (from, name, to) in alerts.Select(taken => (taken.FromAddress.ToLowerInvariant(), taken.ToName, taken.ToAddress.ToLowerInvariant())).Distinct())
        {
            if (!await db.PersonHandovers.AnyAsync(row => row.FromAddress == from && row.ToAddress == to && row.Day == day, cancellationToken))
                db.Add(new PersonHandoverRow { FromAddress = from, ToAddress = to, ToName = name, Day = day, By = alerts[0].FromName, At = now, ToldAt = now });
        }

        (await db.Generations.SingleAsync(cancellationToken)).Value++;
        await db.SaveChangesAsync(cancellationToken);
        using (var audit = new AuditWriter(db))
        {
            foreach (var entry in entries) audit.Add(entry);
        }

        await transaction.CommitAsync(cancellationToken);
        return entries.Count;
    }

    /// <summary>A row of the address book as the console and the audit's book say it.</summary>
    public static string InWords(Contact contact) => contact.Role.Name() + ScopeOf(contact);

    /// <summary>In brackets, what it is limited to; empty where it is the whole office.</summary>
    private static string ScopeOf(Contact contact) =>
        string.Join('、', new[] { contact.EntityCode, contact.Section, contact.ProjectCode }.OfType<string>()) is { Length: > 0 } scope ? $"（{scope}）" : "";

    private static ContactRow ToRow(Contact contact, string sheet, long batch)
    {
        var row = FactMapping.ToRow(contact, batch);
        (row.Sheet, row.Row) = (sheet, 0);
        return row;
    }
}
