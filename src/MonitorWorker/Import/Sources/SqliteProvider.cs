using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MonitorWorker.Import.Sources;

/// <summary>Reads an SQLite file: opened read-only, and an authorizer lets nothing through but reading.</summary>
internal sealed class SqliteProvider : ISourceProvider
{
    /// <summary>Virtual machine steps between two looks at the clock: well under a millisecond.</summary>
    private const int StepsBetweenLooks = 10_000;

    private const string Example = "e.g. Data Source=../data/ledger.db";

    // SQLite's action codes, which the wrapper does not name: READ, SELECT, FUNCTION, RECURSIVE.
    private static readonly HashSet<int> _reading = [20, 21, 31, 33];

    public string Name => "sqlite";

    public bool TakesPassword => false;

    public ConnectionComplaint? Complaint(string connectionString)
    {
        try
        {
            var connection = new SqliteConnectionStringBuilder(connectionString);
            if (connection.Password.Length > 0) return new ConnectionComplaint("a password stands in it, and SQLite files have none", "the password removed", HoldsPassword: true);
            if (connection.DataSource.Length == 0) return new ConnectionComplaint("names no Data Source", Example);
            return connection.Mode == SqliteOpenMode.Memory || connection.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
                ? new ConnectionComplaint("is a database in memory, which is always empty", Example)
                : null;
        }
        catch (ArgumentException)
        {
            return new ConnectionComplaint("is not a connection string of SQLite", Example);
        }
    }

    public string Resolve(string connectionString, string folder)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        connection.DataSource = Path.GetFullPath(connection.DataSource, folder);
        return connection.ToString();
    }

    public async Task<IReadOnlyList<SourceRow>> AskAsync(SourceQuery query, string? password, CancellationToken cancellationToken)
    {
        var builder = new SqliteConnectionStringBuilder(query.ConnectionString)
        {
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            // How long a writer is waited for.
            DefaultTimeout = (int)Math.Ceiling(query.TimeOut.TotalSeconds),
        };
        if (!File.Exists(builder.DataSource)) throw new SourceFailedException("数据库文件不存在", "检查sources[].connectionString的Data Source", builder.DataSource);

        try
        {
            await using var connection = new SqliteConnection(builder.ToString());
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA query_only = 1";
            await command.ExecuteNonQueryAsync(cancellationToken);
            raw.sqlite3_set_authorizer(
                connection.Handle, (object _, int action, string _, string _, string _, string _) => _reading.Contains(action) ? raw.SQLITE_OK : raw.SQLITE_DENY, null);
            // The command's own time-out only waits for locks; a query at work is stopped from inside.
            raw.sqlite3_progress_handler(connection.Handle, StepsBetweenLooks, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
            command.CommandText = query.Text;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await QueryAnswer.ReadAsync(reader, query, cancellationToken);
        }
        catch (SqliteException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure(e);
        }
    }

    private static SourceFailedException Failure(SqliteException e) => e.SqliteErrorCode switch
    {
        raw.SQLITE_AUTH or raw.SQLITE_READONLY => new("查询不只是读取，已被拒绝", "sources[].query须是一条SELECT语句：来源只读", e.Message),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new("数据库被其他程序锁住", "等待其他程序结束写入；下次运行时会再读", e.Message),
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_IOERR => new("数据库文件打不开", "检查文件和运行本服务的用户的读取权限", e.Message),
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => new("文件不是完好的SQLite数据库", "检查sources[].connectionString所指的文件", e.Message),
        _ => new("数据库不能执行这条查询", "在数据库工具里试运行sources[].query，改正后自动采用", e.Message),
    };
}
