using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>
/// Adds entries to the audit's book within the transaction of what they tell of: both are stored or neither. The end of the chain is read
/// once; nobody else can move it while this transaction holds the write lock. One writer at a time in a transaction.
/// </summary>
internal sealed class AuditWriter : IDisposable
{
    private readonly RowInserter<AuditRow> _rows;
    private string? _last;

    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public AuditWriter(MonitorDb db)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("An audit entry is written within the transaction of what it tells of.");
        _rows = new RowInserter<AuditRow>(db);
        _last = db.Audit.OrderByDescending(row => row.Id).Select(row => row.Hash).FirstOrDefault();
    }

    public void Add(AuditEntry entry)
    {
        var row = new AuditRow
        {
            At = entry.At,
            Event = entry.Event,
            RunId = entry.RunId,
            AlertKey = Clean(entry.AlertKey),
            AlertNumber = entry.AlertNumber,
            Level = entry.Level,
            Reason = Clean(entry.Reason),
            RecipientName = Clean(entry.RecipientName),
            RecipientAddress = Clean(entry.RecipientAddress),
            Figures = Clean(entry.Figures),
            RuleSet = Clean(entry.RuleSet),
            RuleSetHash = entry.RuleSetHash,
            SourceFile = Clean(entry.SourceFile),
            SourceSheet = Clean(entry.SourceSheet),
            SourceRow = entry.SourceRow,
            NoticeId = entry.NoticeId,
            MessageId = Clean(entry.MessageId),
            Actor = Clean(entry.Actor),
            Detail = Clean(entry.Detail),
            PreviousHash = _last,
            Hash = "",
        };
        row.Hash = AuditChain.HashOf(row);
        _rows.Insert(row);
        _last = row.Hash;
    }

    public void Dispose() => _rows.Dispose();

    /// <summary>SQLite ends a text at a NUL, so that what is read would not be what was hashed.</summary>
    private static string? Clean(string? text) => text?.Replace('\0', '\uFFFD');
}
