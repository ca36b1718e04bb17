using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>The database cannot be opened or is in use; the message says what to do.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The one door to the SQLite file: opens it, brings its schema up to date under a lock of our own, and hands out
/// contexts. EF's own migration lock is a row that a killed process leaves behind for ever; ours is an operating system
/// lock that dies with its holder.
/// </summary>
public sealed class MonitorStore
{
    private static readonly TimeSpan _migrationPatience = TimeSpan.FromSeconds(60);
    private readonly string _connectionString;
    private readonly DbContextOptions<MonitorDb> _options;

    private MonitorStore(string connectionString, string databaseFile)
    {
        _connectionString = connectionString;
        DatabaseFile = databaseFile;
        _options = new DbContextOptionsBuilder<MonitorDb>().UseSqlite(connectionString).Options;
    }

    /// <summary>Full path of the SQLite file.</summary>
    public string DatabaseFile { get; }

    /// <summary>Random identity of this database.</summary>
    public string DatabaseId { get; private set; } = "";

    /// <summary>Where the database lies as it was before it was brought up to date just now; null where it was up to date, or new.</summary>
    public string? CopyOfBefore { get; private set; }

    /// <summary>The SQLite file that a connection string names, whether it is there or not.</summary>
    public static string FileOf(string connectionString) => Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    /// <summary>Opens or creates the file and applies what migrations are missing.</summary>
    /// <exception cref="StoreException">No such folder, no rights, not a database, or locked for longer than a minute.</exception>
    public static async Task<MonitorStore> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new StoreException($"database.connectionString is not one: {e.Message}. Expected e.g. Data Source=../data/monitor.db", e);
        }

        var file = Path.GetFullPath(builder.DataSource);
        if (NetworkDisk.Refusal(file, NetworkDisk.Mounted()) is { } refusal) throw new StoreException(refusal);
        builder.DataSource = file;
        // Waits for another writer; Microsoft.Data.Sqlite retries by itself until then.
        if (builder.DefaultTimeout < 30) builder.DefaultTimeout = 30;
        builder.ForeignKeys = true;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            PrivateFile.Prepare(file);
            var store = new MonitorStore(builder.ToString(), file);
            await store.MigrateAsync(cancellationToken);
            return store;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StoreException($"The database {file} cannot be opened: {e.Message} {(DiskFull.Is(e) || DiskFull.IsAt(file) ? "The disk is full: make room; nothing is lost." : "Check that its folder exists, is writable and is a local disk.")}", e);
        }
    }

    /// <summary>A copy for what must not leave a trace: a dry run decides on it.</summary>
    /// <param name="sourceConnectionString">May name a file that does not exist yet: then the copy is empty.</param>
    /// <exception cref="StoreException">There is a file, and it cannot be read as a database.</exception>
    public static async Task<MonitorStore> CopyAsync(string sourceConnectionString, string copyFile, CancellationToken cancellationToken)
    {
        var source = new SqliteConnectionStringBuilder(sourceConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        if (File.Exists(source.DataSource))
        {
            try
            {
                await StoreBackup.CopyAsync(source.DataSource, copyFile, cancellationToken);
            }
            catch (SqliteException e)
            {
                throw new StoreException($"The database {source.DataSource} cannot be read: {e.Message} Check that it is a database of this program and readable.", e);
            }
        }

        return await OpenAsync($"Data Source={copyFile};Pooling=False", cancellationToken);
    }

    /// <summary>Opens a database that is there and up to date to look into it alone: nothing is created, upgraded or written.</summary>
    /// <exception cref="StoreException">It cannot be read, or is of another version.</exception>
    public static async Task<MonitorStore> OpenReadOnlyAsync(string connectionString, CancellationToken cancellationToken)
    {
        var file = FileOf(connectionString);
        try
        {
            var store = new MonitorStore(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString(), file);
            await using var db = store.Context();
            var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).LastOrDefault() ?? "";
            SchemaVersions.EnsureKnown(file, applied);
            if (applied != SchemaVersions.Newest) throw new StoreException($"The database {file} is of an older version (schema {applied}; this one works with {SchemaVersions.Newest}) and is upgraded, with a copy kept, when the service starts.");
            return store;
        }
        catch (SqliteException e)
        {
            throw new StoreException($"The database {file} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>
    /// Asks the path, over a connection of its own, for the database that was opened. Connections that stay open go on writing
    /// into a file that has been removed or replaced; everything they decide would be forgotten with the process.
    /// </summary>
    /// <exception cref="StoreException">It is not there any more.</exception>
    public async Task EnsureInPlaceAsync(CancellationToken cancellationToken)
    {
        string? found;
        try
        {
            var anew = new SqliteConnectionStringBuilder(_connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
            await using var connection = new SqliteConnection(anew.ToString());
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT DatabaseId FROM Generations";
            found = await command.ExecuteScalarAsync(cancellationToken) as string;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            // Somebody is at work in it, so it is there.
            return;
        }
        catch (SqliteException e)
        {
            throw new StoreException($"The database {DatabaseFile} was removed or damaged while the service ran: {e.Message}", e);
        }

        if (found != DatabaseId) throw new StoreException($"The database {DatabaseFile} was replaced by another one while the service ran.");
    }

    internal MonitorDb Context() => new(_options);

    internal async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>
    /// 1. take the lock file, waiting for another process that is migrating;
    /// 2. remove the row that a killed migration left: nobody else can be inside, the lock is ours;
    /// 3. refuse what a newer program has written, and keep a copy of what an older one has;
    /// 4. migrate, and give the database its identity; a kill here leaves the old schema or the new one, never half.
    /// </summary>
    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_migrationPatience);
        try
        {
            await using var held = await FileLock.TakeAsync(DatabaseFile + ".migrate.lock", patience.Token);
            await using var db = Context();
            await RemoveStaleMigrationLockAsync(db, patience.Token);
            var applied = (await db.Database.GetAppliedMigrationsAsync(patience.Token)).ToList();
            if (applied.Count > 0) SchemaVersions.EnsureKnown(DatabaseFile, applied[^1]);
            if ((await db.Database.GetPendingMigrationsAsync(patience.Token)).Any())
            {
                if (applied.Count > 0) CopyOfBefore = await KeepAsync(applied[^1], cancellationToken);
                await db.Database.MigrateAsync(cancellationToken);
            }

            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", patience.Token);
            DatabaseId = await IdentifyAsync(db, patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoreException(
                $"The database {DatabaseFile} was not ready within {_migrationPatience.TotalSeconds:0} s: another process is upgrading it or holds it. Stop that process and start again.", e);
        }
    }

    /// <summary>An upgrade that goes wrong, or that somebody regrets, costs nothing but what came after it. A second try of the same upgrade keeps the first copy.</summary>
    private async Task<string> KeepAsync(string schema, CancellationToken cancellationToken)
    {
        var copy = $"{DatabaseFile}.{schema}.before-upgrade";
        if (File.Exists(copy)) return copy;
        await StoreBackup.CopyAsync(DatabaseFile, copy + ".part", cancellationToken);
        File.Move(copy + ".part", copy);
        return copy;
    }

    /// <summary>Goes through the whole file, once, before it is relied on for months.</summary>
    /// <exception cref="StoreException">It is damaged.</exception>
    public async Task EnsureSoundAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        string? found;
        try
        {
            found = await command.ExecuteScalarAsync(cancellationToken) as string;
        }
        catch (SqliteException e)
        {
            found = e.Message;
        }

        if (found != "ok")
            throw new StoreException($"The database {DatabaseFile} is damaged: {found}. Put the latest backup back with restore; what lies there now is kept beside it.");
    }

    private static async Task RemoveStaleMigrationLockAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        var exists = await db.Database
            .SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'")
            .SingleAsync(cancellationToken);
        if (exists > 0) await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancellationToken);
    }

    private static async Task<string> IdentifyAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        var row = await db.Generations.SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            db.Generations.Add(row = new GenerationRow { Id = 1, Value = 0, DatabaseId = Guid.NewGuid().ToString("N") });
            await db.SaveChangesAsync(cancellationToken);
        }

        return row.DatabaseId;
    }
}
