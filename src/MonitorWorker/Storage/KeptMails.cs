using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Mailboxes;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>Keeps each mail that came in, once, and acts upon none.</summary>
public sealed partial class KeptMails(MonitorStore store, TimeProvider clock) : IIncomingHandler
{
    public async Task<bool> IsKnownAsync(string mailbox, long? validity, string uid, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.Incoming.AnyAsync(row => row.Mailbox == mailbox && row.Validity == validity && row.Uid == uid, cancellationToken);
    }

    public async Task HandleAsync(MailboxMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var identity = MessageId().Match(Encoding.Latin1.GetString(mail.Raw)) is { Success: true } found
            ? found.Groups[1].Value
            : "sha256." + Convert.ToHexStringLower(SHA256.HashData(mail.Raw));
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Incoming.AnyAsync(row => row.Identity == identity, cancellationToken)) return;
        db.Add(new IncomingRow
        {
            Identity = identity,
            Mailbox = mail.Mailbox,
            Validity = mail.Validity,
            Uid = mail.Uid,
            At = clock.GetUtcNow(),
            Subject = "",
            Outcome = IncomingOutcome.Ignored,
            Detail = "已保存",
            Size = mail.Size,
            Raw = mail.Raw,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [GeneratedRegex(@"^Message-ID:\s*<([^>]+)>", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex MessageId();
}
