using Microsoft.Data.Sqlite;
using MonitorWorker.Import.Sources;

namespace MonitorWorker.AcceptanceTests.Sources;

public sealed class SqliteSourceTests : SourceContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mw-ledger-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_is_not_there_is_not_made()
    {
        var ledger = new Ledger(_folder.FullName);

        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => new SourceReader(TimeProvider.System).ReadAsync(ledger.Query("SELECT 1"), default));

        Assert.Contains("不存在", failure.Message);
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public async Task A_file_of_another_kind_is_told()
    {
        var ledger = new Ledger(_folder.FullName);
        File.WriteAllText(ledger.File, string.Concat(Enumerable.Repeat("这不是数据库。", 500)));

        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => new SourceReader(TimeProvider.System).ReadAsync(ledger.Query("SELECT 1 FROM x"), default));

        Assert.Contains("不是完好的SQLite数据库", failure.Message);
    }

    [Fact]
    public async Task No_file_appears_beside_the_database_whatever_is_asked()
    {
        var ledger = await OpenAsync();
        foreach (var change in ledger.Changes) await Record.ExceptionAsync(() => new SourceReader(TimeProvider.System).ReadAsync(ledger.Query(change), default));

        Assert.Equal(["ledger.db"], _folder.EnumerateFiles().Select(file => file.Name));
    }

    protected override async Task<ILedger> OpenAsync()
    {
        var ledger = new Ledger(_folder.FullName);
        await ledger.ExecuteAsync("""
            CREATE TABLE ledger (code TEXT, month TEXT, spent TEXT);
            INSERT INTO ledger VALUES ('P01', '2024-08', '6000.00'), ('P02', '2024-08', '1307100.05');
            """);
        return ledger;
    }

    private sealed class Ledger(string folder) : ILedger
    {
        public string File { get; } = Path.Combine(folder, "ledger.db");

        public string Endless => "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";

        public string Bytes => "SELECT x'00ff' AS bytes";

        public (string Query, object?[] Cells) Types => (
            "SELECT '设备' AS a, 9007199254740993 AS b, 0.1 AS c, NULL AS d, '2024-08-31' AS e",
            ["设备", "9007199254740993", 0.1, null, "2024-08-31"]);

        public IReadOnlyList<string> Changes { get; } =
        [
            "DELETE FROM ledger",
            "DELETE FROM ledger RETURNING code",
            "INSERT INTO ledger VALUES ('x', 'y', 1)",
            "SELECT code FROM ledger; DELETE FROM ledger",
            "SELECT code FROM ledger; SELECT code FROM ledger",
            "PRAGMA query_only = 0",
            "DROP TABLE ledger",
            "CREATE TEMP TABLE t (a)",
            $"ATTACH '{Path.Combine(folder, "other.db")}' AS other",
            $"VACUUM INTO '{Path.Combine(folder, "copy.db")}'",
        ];

        public SourceQuery Query(string text, int seconds = 30, int maxRows = 1_000) =>
            new("ledger", "sqlite", $"Data Source={File}", null, text, TimeSpan.FromSeconds(seconds), maxRows, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

        public async Task ExecuteAsync(string sql)
        {
            await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }

        public async Task<long> CountAsync()
        {
            await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM ledger";
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }
}
