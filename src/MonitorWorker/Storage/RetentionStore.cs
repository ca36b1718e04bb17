using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>What housekeeping took away.</summary>
/// <param name="Sent">Mails that went out and keep only their heading.</param>
/// <param name="Incoming">Mails that came in and keep only what became of them.</param>
/// <param name="FreedBytes">By which the file became smaller; 0 where that was not worth while, or somebody was writing.</param>
public sealed record Tidied(int Sent, int Incoming, long FreedBytes);

/// <summary>
/// Takes the bytes of old mails away: they are nearly all of the file, and nobody asks for them after years. Who was told what, when and on which figures stays, in rows and in the
/// audit's book; and whatever speaks of an open alert stays whole.
/// </summary>
public sealed class RetentionStore(MonitorStore store)
{
    /// <summary>Share of free pages from which on the file is written anew.</summary>
    private const double WorthWhile = 0.25;

    private static readonly byte[] _none = [];

    /// <param name="sentBefore">Null keeps the bytes of all mails that went out.</param>
    /// <param name="incomingBefore">Null keeps those of all that came in.</param>
    public async Task<Tidied> TidyAsync(DateTimeOffset? sentBefore, DateTimeOffset? incomingBefore, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var sent = sentBefore is { } mails ? await EmptySentAsync(db, mails, cancellationToken) : 0;
        var incoming = incomingBefore is { } replies ? await EmptyIncomingAsync(db, replies, cancellationToken) : 0;
        return new Tidied(sent, incoming, await ShrinkAsync(cancellationToken));
    }

    /// <summary>What came back may be sent again and is kept as well.</summary>
    private static Task<int> EmptySentAsync(MonitorDb db, DateTimeOffset before, CancellationToken cancellationToken) => db.Outbox
        .Where(mail => mail.State == OutboxState.Sent && mail.BouncedAt == null && mail.CreatedAt < before && mail.Mime != _none)
        .Where(mail => !db.Notices.Any(notice => notice.OutboxId == mail.Id && notice.Transition!.Alert!.State == AlertState.Firing))
        .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Mime, _none), cancellationToken);

    private static async Task<int> EmptyIncomingAsync(MonitorDb db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var open = (await db.Alerts.Where(alert => alert.State == AlertState.Firing).Select(alert => alert.Number).ToListAsync(cancellationToken)).ToHashSet();
        var old = await db.Incoming.Where(mail => mail.At < before && mail.Raw != _none).Select(mail => new { mail.Id, mail.Alerts }).ToListAsync(cancellationToken);
        List<long> ids = [.. old.Where(mail => mail.Alerts is null || !JsonSerializer.Deserialize<List<string>>(mail.Alerts, StoredJson.Options)!.Exists(open.Contains)).Select(mail => mail.Id)];
        foreach (var some in ids.Chunk(500))
            await db.Incoming.Where(mail => some.Contains(mail.Id)).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Raw, _none), cancellationToken);
        return ids.Count;
    }

    private async Task<long> ShrinkAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.ConnectAsync(cancellationToken);
        if (await NumberAsync("PRAGMA freelist_count") < WorthWhile * await NumberAsync("PRAGMA page_count")) return 0;
        try
        {
            var before = new FileInfo(store.DatabaseFile).Length;
            await NumberAsync("VACUUM");
            await NumberAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            return Math.Max(0, before - new FileInfo(store.DatabaseFile).Length);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_FULL)
        {
            // Needs the file for itself, and room for a second one: another night will do.
            return 0;
        }

        async Task<long> NumberAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        }
    }
}
