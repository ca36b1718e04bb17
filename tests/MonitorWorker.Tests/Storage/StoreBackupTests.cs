using Microsoft.Data.Sqlite;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Storage;

public sealed class StoreBackupTests : IDisposable
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 26, 4, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "monitor.db");

    private string Connection => $"Data Source={Database};Pooling=False";

    private string Backup => Path.Combine(_folder.FullName, "away", "backup.db");

    [Fact]
    public async Task A_backup_is_one_file_that_opens_as_the_database_did()
    {
        var id = (await MonitorStore.OpenAsync(Connection, Stop)).DatabaseId;
        var made = await StoreBackup.MakeAsync(Connection, Backup, overwrite: false, Stop);
        Assert.Equal(["backup.db"], Directory.GetFiles(Path.GetDirectoryName(Backup)!).Select(Path.GetFileName));
        Assert.Equal(new FileInfo(Backup).Length, made.Bytes);
        Assert.Equal(id, (await MonitorStore.OpenAsync($"Data Source={made.File};Pooling=False", Stop)).DatabaseId);
    }

    [Fact]
    public async Task Nobody_but_the_owner_and_the_group_may_read_a_database_or_its_backup()
    {
        if (OperatingSystem.IsWindows()) return;
        await MonitorStore.OpenAsync(Connection, Stop);
        await StoreBackup.MakeAsync(Connection, Backup, overwrite: false, Stop);
        foreach (var file in new[] { Database, Backup }) Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite));
    }

    [Fact]
    public async Task A_backup_made_while_others_write_holds_what_was_committed()
    {
        await MonitorStore.OpenAsync(Connection, Stop);
        Run("INSERT INTO Outbox (Recipient, Subject, Kind, MessageId, Mime, State, Attempts, CreatedAt) VALUES ('a@example.com', 's', 'warning', 'm1', x'00', 'Queued', 0, '2026-01-01T00:00:00.000Z')");
        await using var writer = new SqliteConnection(Connection);
        await writer.OpenAsync(Stop);
        await using (var transaction = writer.BeginTransaction())
        {
            Run("UPDATE Outbox SET Subject = 'not committed'", writer, transaction);
            await StoreBackup.MakeAsync(Connection, Backup, overwrite: false, Stop);
            await transaction.RollbackAsync(Stop);
        }

        Assert.Equal("s", Ask("SELECT Subject FROM Outbox", Backup));
    }

    [Fact]
    public async Task A_restore_brings_back_what_was_and_keeps_what_is()
    {
        await MonitorStore.OpenAsync(Connection, Stop);
        Insert("m1", "Queued");
        Insert("m2", "Queued");
        await StoreBackup.MakeAsync(Connection, Backup, overwrite: false, Stop);
        Run("UPDATE Outbox SET State = 'Sent' WHERE MessageId = 'm1'");
        Insert("m3", "Queued");

        var restored = await StoreBackup.RestoreAsync(Connection, Backup, _noon, Stop);

        Assert.Equal((1, 1), (restored.KnownAsSent, restored.Waiting));
        Assert.Equal("m1 Sent,m2 Queued", Ask("SELECT group_concat(MessageId || ' ' || State) FROM (SELECT * FROM Outbox ORDER BY Id)", Database));
        Assert.Equal(Database + ".20261126-040000.before-restore", restored.Kept);
        Assert.Equal("m1,m2,m3", Ask("SELECT group_concat(MessageId) FROM (SELECT * FROM Outbox ORDER BY Id)", restored.Kept!));
        Assert.Equal("m2 Queued", Ask("SELECT MessageId || ' ' || State FROM Outbox WHERE MessageId = 'm2'", Backup));
    }

    [Fact]
    public async Task A_damaged_database_is_replaced_and_kept_as_it_is()
    {
        await MonitorStore.OpenAsync(Connection, Stop);
        await StoreBackup.MakeAsync(Connection, Backup, overwrite: false, Stop);
        File.WriteAllText(Database, "no database");
        var restored = await StoreBackup.RestoreAsync(Connection, Backup, _noon, Stop);
        Assert.Equal("no database", File.ReadAllText(restored.Kept!));
        await MonitorStore.OpenAsync(Connection, Stop);
    }

    [Fact]
    public async Task A_restore_beside_a_running_service_is_refused()
    {
        await MonitorStore.OpenAsync(Connection, Stop);
        await StoreBackup.MakeAsync(Connection, Backup, overwrite: false, Stop);
        await using var service = FileLock.TryTake(Database + ".service.lock");
        var refused = await Assert.ThrowsAsync<StoreException>(() => StoreBackup.RestoreAsync(Connection, Backup, _noon, Stop));
        Assert.Contains("Stop it first", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a database at all")]
    [InlineData("")]
    public async Task What_is_no_backup_is_refused_and_changes_nothing(string content)
    {
        var id = (await MonitorStore.OpenAsync(Connection, Stop)).DatabaseId;
        Directory.CreateDirectory(Path.GetDirectoryName(Backup)!);
        await File.WriteAllTextAsync(Backup, content, Stop);
        await Assert.ThrowsAsync<StoreException>(() => StoreBackup.RestoreAsync(Connection, Backup, _noon, Stop));
        Assert.Equal(id, (await MonitorStore.OpenAsync(Connection, Stop)).DatabaseId);
    }

    [Fact]
    public async Task A_backup_with_a_spoilt_page_is_refused()
    {
        await MonitorStore.OpenAsync(Connection, Stop);
        for (var mail = 0; mail < 200; mail++) Insert($"m{mail}", "Queued");
        await StoreBackup.MakeAsync(Connection, Backup, overwrite: false, Stop);
        var bytes = await File.ReadAllBytesAsync(Backup, Stop);
        Array.Fill(bytes, (byte)0xff, bytes.Length - 3 * 4096, 3 * 4096);
        await File.WriteAllBytesAsync(Backup, bytes, Stop);
        var refused = await Assert.ThrowsAsync<StoreException>(() => StoreBackup.RestoreAsync(Connection, Backup, _noon, Stop));
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_written_over_only_when_that_is_asked_for()
    {
        await MonitorStore.OpenAsync(Connection, Stop);
        await StoreBackup.MakeAsync(Connection, Backup, overwrite: false, Stop);
        await Assert.ThrowsAsync<StoreException>(() => StoreBackup.MakeAsync(Connection, Backup, overwrite: false, Stop));
        Insert("m1", "Queued");
        await StoreBackup.MakeAsync(Connection, Backup, overwrite: true, Stop);
        Assert.Equal("1", Ask("SELECT COUNT(*) || '' FROM Outbox", Backup));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await MonitorStore.OpenAsync(Connection, Stop);
        Run("INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('29990101000000_Future', '99')");
        var refused = await Assert.ThrowsAsync<StoreException>(() => MonitorStore.OpenAsync(Connection, Stop));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Equal("29990101000000_Future", Ask("SELECT MAX(MigrationId) FROM __EFMigrationsHistory", Database));
    }

    [Fact]
    public async Task An_upgrade_keeps_the_database_as_it_was()
    {
        var earlier = Path.Combine(_folder.FullName, "earlier.db");
        await OlderSchema.WriteAsync(earlier, Stop);
        File.Copy(earlier, Database);
        var store = await MonitorStore.OpenAsync(Connection, Stop);
        var schema = Ask("SELECT MAX(MigrationId) FROM __EFMigrationsHistory", earlier);
        Assert.NotEqual(SchemaVersions.Newest, schema);
        Assert.Equal($"{Database}.{schema}.before-upgrade", store.CopyOfBefore);
        Assert.Equal(schema, Ask("SELECT MAX(MigrationId) FROM __EFMigrationsHistory", store.CopyOfBefore!));
        Assert.Equal(SchemaVersions.Newest, Ask("SELECT MAX(MigrationId) FROM __EFMigrationsHistory", Database));
        Assert.Null((await MonitorStore.OpenAsync(Connection, Stop)).CopyOfBefore);
    }

    [Fact]
    public async Task A_damaged_page_is_found_before_the_service_relies_on_the_database()
    {
        var store = await MonitorStore.OpenAsync(Connection, Stop);
        await store.EnsureSoundAsync(Stop);
        for (var mail = 0; mail < 200; mail++) Insert($"m{mail}", "Queued");
        SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(Database, Stop);
        Array.Fill(bytes, (byte)0xff, bytes.Length - 3 * 4096, 3 * 4096);
        await File.WriteAllBytesAsync(Database, bytes, Stop);
        var refused = await Assert.ThrowsAsync<StoreException>(() => store.EnsureSoundAsync(Stop));
        Assert.Contains("restore", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Insert(string messageId, string state) => Run(
        $"INSERT INTO Outbox (Recipient, Subject, Kind, MessageId, Mime, State, Attempts, CreatedAt) VALUES ('a@example.com', 's', 'warning', '{messageId}', zeroblob(3000), '{state}', 0, '2026-01-01T00:00:00.000Z')");

    private void Run(string sql)
    {
        using var connection = new SqliteConnection(Connection);
        connection.Open();
        Run(sql, connection, null);
    }

    private static void Run(string sql, SqliteConnection connection, SqliteTransaction? transaction)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        command.ExecuteNonQuery();
    }

    private static string? Ask(string sql, string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}
