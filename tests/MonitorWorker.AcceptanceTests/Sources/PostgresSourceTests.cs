using MonitorWorker.AcceptanceTests.Servers;
using MonitorWorker.Import.Sources;

namespace MonitorWorker.AcceptanceTests.Sources;

/// <summary>The user is a superuser here: nothing but the source itself keeps it from writing.</summary>
public sealed class PostgresSourceTests(PostgresServer server) : SourceContract, IClassFixture<PostgresServer>
{
    private const string Wrong = "wr0ng-s3cret";
    private readonly SourceReader _reader = new(TimeProvider.System);

    [Fact]
    public async Task A_wrong_password_is_told_to_the_administrator_without_it()
    {
        var ledger = await OpenAsync();
        using var folder = new TemporaryFolder();
        var query = ledger.Query("SELECT 1") with { PasswordFile = folder.Write("password", Wrong) };

        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => _reader.ReadAsync(query, default));
        Assert.Contains("用户名或密码", failure.Message);
        Assert.DoesNotContain(Wrong, failure.ToString() + failure.Summary);

        await using var office = await OfficeAsync(ledger, "SELECT 1");
        office.Settings = office.Settings with { Sources = [query] };
        var told = Assert.Single(await office.RoundAsync(), mail => mail.Kind == "trouble");
        Assert.DoesNotContain(Wrong, told.Subject + Text(told));
    }

    [Fact]
    public async Task The_password_is_cut_out_of_the_databases_own_words()
    {
        var ledger = await OpenAsync();

        var failure = await Assert.ThrowsAsync<SourceFailedException>(
            () => _reader.ReadAsync(ledger.Query($"SELECT 1 FROM \"{PostgresServer.Password}\""), default));

        Assert.Contains("***", failure.Detail);
        Assert.DoesNotContain(PostgresServer.Password, failure.ToString() + failure.Summary);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        var ledger = await OpenAsync();
        var query = ledger.Query("SELECT 1") with { ConnectionString = $"Host=127.0.0.1;Port={FreePorts.Take(1)[0]};Database=postgres;Username=monitor" };

        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => _reader.ReadAsync(query, default));

        Assert.Contains("连接不上", failure.Message);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told()
    {
        var ledger = await OpenAsync();
        var query = ledger.Query("SELECT 1") with { ConnectionString = server.ConnectionString.Replace("Database=postgres", "Database=nowhere", StringComparison.Ordinal) };

        Assert.Contains("数据库不存在", (await Assert.ThrowsAsync<SourceFailedException>(() => _reader.ReadAsync(query, default))).Message);
    }

    [Theory]
    [InlineData("numeric", "'NaN'")]
    [InlineData("numeric", "'1e40'")]
    [InlineData("interval", "'1 day'")]
    [InlineData("int[]", "'{1,2}'")]
    public async Task A_value_that_is_no_cell_is_refused_and_never_guessed(string type, string value)
    {
        var ledger = await OpenAsync();

        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => _reader.ReadAsync(ledger.Query($"SELECT {value}::{type} AS odd"), default));

        Assert.Contains("“odd”列", failure.Message);
    }

    protected override async Task<ILedger> OpenAsync()
    {
        server.Require();
        await server.ExecuteAsync("""
            DROP TABLE IF EXISTS ledger, moved;
            DROP SEQUENCE IF EXISTS ledger_number;
            CREATE SEQUENCE ledger_number;
            CREATE TABLE ledger (code text, month text, spent numeric(20,2));
            INSERT INTO ledger VALUES ('P01', '2024-08', 6000.00), ('P02', '2024-08', 1307100.05);
            """);
        return new Ledger(server);
    }

    private sealed class Ledger(PostgresServer server) : ILedger
    {
        public string Endless => "SELECT pg_sleep(600)";

        public string Bytes => "SELECT '\\x00ff'::bytea AS bytes";

        public (string Query, object?[] Cells) Types => (
            """
            SELECT '设备'::varchar, 9007199254740993::bigint, 7::smallint, 0.1::float8, 0.6::real, 101.00::numeric, 12345678901234567.89::numeric, true,
                date '2024-08-31', timestamp '2024-08-31 12:30', timestamptz '2024-08-31 16:30+00', NULL::text, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid
            """,
            [
                "设备", "9007199254740993", "7", 0.1, 0.6, "101", "12345678901234567.89", true,
                new DateTime(2024, 8, 31), new DateTime(2024, 8, 31, 12, 30, 0), new DateTime(2024, 9, 1, 0, 30, 0), null, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            ]);

        public IReadOnlyList<string> Changes { get; } =
        [
            "DELETE FROM ledger",
            "DELETE FROM ledger RETURNING code",
            "INSERT INTO ledger VALUES ('x', 'y', 1)",
            "SELECT code FROM ledger; DELETE FROM ledger",
            "COMMIT; DELETE FROM ledger",
            "WITH gone AS (DELETE FROM ledger RETURNING code) SELECT code FROM gone",
            "SELECT set_config('transaction_read_only', 'off', true)",
            "SET TRANSACTION READ WRITE",
            "DO $$ BEGIN DELETE FROM ledger; END $$",
            "DROP TABLE ledger",
            "SELECT nextval('ledger_number')",
        ];

        public SourceQuery Query(string text, int seconds = 30, int maxRows = 1_000) => new(
            "ledger", "postgres", server.ConnectionString, server.PasswordFile, text, TimeSpan.FromSeconds(seconds), maxRows, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

        public Task ExecuteAsync(string sql) => server.ExecuteAsync(sql);

        public Task<long> CountAsync() => server.CountAsync("ledger");
    }
}
