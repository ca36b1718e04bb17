using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Auditing;

/// <summary>A mail, as far as the audit's book tells.</summary>
/// <param name="Sent">When the server took it; null where it did not.</param>
/// <param name="Undelivered">When it was given up, or came back; null where neither.</param>
/// <param name="Answer">What the server said last.</param>
internal sealed record AuditMail(string MessageId, string Address, string? Kind, string Subject, DateTimeOffset? Composed, DateTimeOffset? Sent, DateTimeOffset? Undelivered, string? Answer);

/// <summary>Which mail told which notice, and what became of it; put together from the book itself, which outlives the outbox.</summary>
internal sealed class AuditMails
{
    private static readonly string[] _events = [AuditEvent.Composed, AuditEvent.Sent, AuditEvent.Undelivered, AuditEvent.Bounced, AuditEvent.Retried, AuditEvent.Dropped, AuditEvent.Undone];
    private readonly Dictionary<string, AuditMail> _mails = [];
    private readonly Dictionary<long, string> _byNotice = [];
    private readonly HashSet<long> _withdrawn = [];

    private AuditMails()
    {
    }

    /// <summary>In the order in which they came into the book.</summary>
    public IEnumerable<AuditMail> All => _mails.Values;

    public AuditMail? Of(long notice) => _byNotice.TryGetValue(notice, out var id) ? _mails[id] : null;

    /// <summary>True where the notice was taken back before anybody was told.</summary>
    public bool IsWithdrawn(long notice) => _withdrawn.Contains(notice);

    /// <exception cref="StoreException">An entry cannot be read.</exception>
    public static async Task<AuditMails> LoadAsync(AuditBook book, AuditDisclosing disclosing, long upTo, CancellationToken cancellationToken)
    {
        var mails = new AuditMails();
        await foreach (var line in book.ReadAsync(new AuditFilter { Events = _events, UpTo = upTo }, cancellationToken)) mails.Add(line, disclosing);
        return mails;
    }

    private void Add(AuditLine line, AuditDisclosing disclosing)
    {
        if (line.Entry.Event == AuditEvent.Undone)
        {
            _withdrawn.UnionWith(AuditFigures.Read<UndoneFigures>(line).Notices);
            return;
        }

        var (entry, figures) = (line.Entry, AuditFigures.Read<MailFigures>(line));
        var id = entry.MessageId ?? throw new StoreException($"Entry {line.Id} of the audit's book cannot be read: a mail without MessageId. Run audit check.");
        var known = _mails.GetValueOrDefault(id) ?? new AuditMail(id, entry.RecipientAddress ?? "", entry.Reason, disclosing.Subject(figures.Subject), null, null, null, null);
        _mails[id] = entry.Event switch
        {
            AuditEvent.Composed => known with { Composed = entry.At },
            AuditEvent.Sent => known with { Sent = entry.At, Answer = entry.Detail },
            AuditEvent.Retried => known with { Sent = null, Undelivered = null },
            _ => known with { Undelivered = entry.At, Answer = entry.Detail },
        };
        foreach (var notice in figures.Notices ?? []) _byNotice[notice] = id;
    }
}
