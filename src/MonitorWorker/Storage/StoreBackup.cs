using Microsoft.Data.Sqlite;

namespace MonitorWorker.Storage;

/// <summary>A copy of the database that was made and found sound.</summary>
/// <param name="Schema">Newest migration that it holds.</param>
public sealed record BackupResult(string File, long Bytes, string Schema);

/// <summary>What putting a copy back came to.</summary>
/// <param name="Kept">Where the database lies that was there before; null where there was none.</param>
/// <param name="KnownAsSent">Mails that the copy would have sent, and that the database of before knew as sent: they do not go again.</param>
/// <param name="Waiting">Mails that the copy will send: those written after it are not among them, and of those before it some may have left if nothing was there to ask.</param>
public sealed record RestoreResult(string? Kept, int KnownAsSent, int Waiting);

/// <summary>
/// The database as a file of its own: made while others write, checked before it counts, and put back. A copy is one file without a journal beside it, so
/// that it can be carried away as it stands.
/// </summary>
public static class StoreBackup
{
    private const string Part = ".part";

    /// <summary>
    /// 1. copy what is committed, beside the target; 2. check the copy, which a failing disk may have spoilt; 3. give it its name. A kill leaves the older
    /// file of that name or the new one, never half.
    /// </summary>
    /// <exception cref="StoreException">There is no database, the target cannot be written or is there already, or the copy is damaged.</exception>
    public static async Task<BackupResult> MakeAsync(string connectionString, string file, bool overwrite, CancellationToken cancellationToken)
    {
        var source = MonitorStore.FileOf(connectionString);
        var target = Path.GetFullPath(file);
        if (!File.Exists(source)) throw new StoreException($"There is no database {source}: nothing to back up. Expected the file that database.connectionString names.");
        if (target == source) throw new StoreException($"{target} is the database itself. Expected another file.");
        if (!overwrite && File.Exists(target)) throw new StoreException($"{target} is there already. Expected a new name, or --force to write over it.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Delete(target + Part);
            await CopyAsync(source, target + Part, cancellationToken);
            var schema = await CheckAsync(target + Part, cancellationToken);
            File.Move(target + Part, target, overwrite: true);
            return new BackupResult(target, new FileInfo(target).Length, schema);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StoreException($"{target} cannot be written: {e.Message} Expected a folder that this program may write to, with room for the database.", e);
        }
        finally
        {
            TryDelete(target + Part);
        }
    }

    /// <summary>
    /// Puts a copy in the place of the database. 1. the copy must be sound and not newer than this program; 2. what is there is kept under another name; 3. of the mails
    /// that the copy would send, those are marked that have left since. Nobody may use the database meanwhile.
    /// </summary>
    /// <exception cref="StoreException">The copy is none, damaged or too new, or the database is in use.</exception>
    public static async Task<RestoreResult> RestoreAsync(string connectionString, string file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var target = MonitorStore.FileOf(connectionString);
        var source = Path.GetFullPath(file);
        if (!File.Exists(source)) throw new StoreException($"There is no file {source}. Expected one that backup has made.");
        if (source == target) throw new StoreException($"{source} is the database itself. Expected a copy that backup has made.");
        await using var alone = FileLock.TryTake(target + ".service.lock")
            ?? throw new StoreException($"A service runs on {target}. Stop it first: it would go on writing into the file that is taken away.");
        await CheckAsync(source, cancellationToken);
        try
        {
            File.Delete(target + Part);
            await CopyAsync(source, target + Part, cancellationToken);
            var marked = File.Exists(target) ? await MarkSentAsync(target + Part, target, cancellationToken) : 0;
            var kept = File.Exists(target) ? await KeepAsync(target, now, cancellationToken) : null;
            SqliteConnection.ClearAllPools();
            File.Move(target + Part, target, overwrite: true);
            // Brings it up to date as any older database.
            await MonitorStore.OpenAsync(connectionString, cancellationToken);
            return new RestoreResult(kept, marked, await CountWaitingAsync(target, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StoreException($"{target} cannot be put back: {e.Message} What was there is in its place, or beside it under a name that ends in .before-restore.", e);
        }
        finally
        {
            TryDelete(target + Part);
        }
    }

    /// <summary>Copies what is committed into one file without a journal, while others read and write.</summary>
    internal static async Task CopyAsync(string source, string target, CancellationToken cancellationToken)
    {
        await using var from = await OpenAsync(source, SqliteOpenMode.ReadOnly, cancellationToken);
        PrivateFile.Prepare(target);
        await using var to = await OpenAsync(target, SqliteOpenMode.ReadWriteCreate, cancellationToken);
        from.BackupDatabase(to);
        await ExecuteAsync(to, "PRAGMA journal_mode=DELETE", cancellationToken);
    }

    /// <summary>Goes through the whole file.</summary>
    /// <returns>The newest migration that it holds.</returns>
    /// <exception cref="StoreException">It is damaged, no database of this program, or written by a newer one.</exception>
    internal static async Task<string> CheckAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellationToken);
            if (await ExecuteAsync(connection, "PRAGMA integrity_check(1)", cancellationToken) is not "ok" and var damage)
                throw new StoreException($"{file} is damaged: {damage}. Expected a sound database; take an older copy.");
            var schema = await ExecuteAsync(connection, "SELECT MAX(MigrationId) FROM __EFMigrationsHistory", cancellationToken)
                ?? throw new StoreException($"{file} is no database of this program.");
            SchemaVersions.EnsureKnown(file, schema);
            return schema;
        }
        catch (SqliteException e)
        {
            throw new StoreException($"{file} is no database of this program, or is damaged: {e.Message}. Expected a file that backup has made.", e);
        }
    }

    /// <summary>Marks in a copy what another database knows as sent: the same Message-ID is the same mail.</summary>
    private static async Task<int> MarkSentAsync(string copy, string other, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(copy, SqliteOpenMode.ReadWriteCreate, cancellationToken);
            await using var attach = connection.CreateCommand();
            attach.CommandText = "ATTACH DATABASE $other AS other";
            attach.Parameters.AddWithValue("$other", other);
            await attach.ExecuteNonQueryAsync(cancellationToken);
            await using var mark = connection.CreateCommand();
            mark.CommandText = """
                UPDATE Outbox SET State = $sent, NextAttempt = NULL, LeaseUntil = NULL
                WHERE State <> $sent AND EXISTS (SELECT 1 FROM other.Outbox AS o WHERE o.MessageId = Outbox.MessageId AND o.State = $sent)
                """;
            mark.Parameters.AddWithValue("$sent", nameof(Rows.OutboxState.Sent));
            return await mark.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (SqliteException)
        {
            // It is put away because it is damaged: then nobody knows, and a second copy of a mail is better than none.
            return 0;
        }
    }

    /// <summary>Puts the database and its journal under another name; what is in the journal goes into the file first, where that can still be done.</summary>
    private static async Task<string> KeepAsync(string database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(database, SqliteOpenMode.ReadWriteCreate, cancellationToken);
            await ExecuteAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        }
        catch (SqliteException)
        {
            // Damaged: kept as it is, with its journal.
        }

        SqliteConnection.ClearAllPools();
        var kept = $"{database}.{now.UtcDateTime:yyyyMMdd-HHmmss}.before-restore";
        foreach (var ending in new[] { "-wal", "-shm" })
        {
            if (File.Exists(database + ending)) File.Move(database + ending, kept + ending, overwrite: true);
        }

        File.Move(database, kept, overwrite: true);
        return kept;
    }

    private static async Task<int> CountWaitingAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellationToken);
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM Outbox WHERE State NOT IN ($sent, $dead)";
        count.Parameters.AddWithValue("$sent", nameof(Rows.OutboxState.Sent));
        count.Parameters.AddWithValue("$dead", nameof(Rows.OutboxState.Dead));
        return Convert.ToInt32(await count.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Kept by no pool, which would hold the file open after it is closed here.</summary>
    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<string?> ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left over is written over by the next one.
        }
    }
}
