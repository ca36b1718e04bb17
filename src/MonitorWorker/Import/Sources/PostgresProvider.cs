using System.Globalization;
using Npgsql;

namespace MonitorWorker.Import.Sources;

/// <summary>Reads PostgreSQL: one statement inside a read-only transaction that is never committed.</summary>
internal sealed class PostgresProvider : ISourceProvider
{
    private const string Example = "e.g. Host=db.example.com;Database=finance;Username=monitor";

    public string Name => "postgres";

    public bool TakesPassword => true;

    public ConnectionComplaint? Complaint(string connectionString)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(connectionString);
            if (!string.IsNullOrEmpty(connection.Password) || !string.IsNullOrEmpty(connection.SslPassword))
                return new ConnectionComplaint("a password stands in it", "sources[].passwordFile, naming a file whose first line is the password", HoldsPassword: true);
            return string.IsNullOrEmpty(connection.Host) ? new ConnectionComplaint("names no Host", Example) : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            return new ConnectionComplaint("is not a connection string of PostgreSQL", Example);
        }
    }

    public string Resolve(string connectionString, string folder) => connectionString;

    public async Task<IReadOnlyList<SourceRow>> AskAsync(SourceQuery query, string? password, CancellationToken cancellationToken)
    {
        var seconds = (int)Math.Ceiling(query.TimeOut.TotalSeconds);
        var builder = new NpgsqlConnectionStringBuilder(query.ConnectionString)
        {
            Password = password,
            Pooling = false,
            PersistSecurityInfo = false,
            CommandTimeout = seconds,
            ApplicationName = "MonitorWorker",
        };
        builder.Timeout = Math.Min(builder.Timeout, seconds);
        try
        {
            await using var connection = new NpgsqlConnection(builder.ToString());
            await connection.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await PrepareAsync(connection, transaction, query.TimeOut, cancellationToken);
            // A batch takes one statement per command and refuses a second: nothing can end the transaction and go on writing.
            await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { new NpgsqlBatchCommand(query.Text.TrimEnd().TrimEnd(';')) } };
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await QueryAnswer.ReadAsync(reader, query, cancellationToken);
        }
        catch (PostgresException e)
        {
            throw Failure(e, query);
        }
        catch (NotSupportedException e)
        {
            throw new SourceFailedException("查询不只是一条语句", "sources[].query须是一条SELECT语句，中间没有分号", e.Message);
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or ArgumentException or InvalidOperationException or TimeoutException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SourceFailedException("连接不上数据库，或连接中断", "检查数据库是否运行、网络和sources[].connectionString", e.InnerException is null ? e.Message : $"{e.Message}: {e.InnerException.Message}");
        }
    }

    /// <summary>For this transaction alone, so that a pooler in between passes nothing on to others.</summary>
    private static async Task PrepareAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, TimeSpan timeOut, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = {(long)timeOut.TotalMilliseconds}"), connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static SourceFailedException Failure(PostgresException e, SourceQuery query)
    {
        // Never the detail of the message: it quotes rows.
        var said = $"{e.MessageText}, SQLSTATE {e.SqlState}";
        return e.SqlState switch
        {
            PostgresErrorCodes.QueryCanceled => SourceReader.TimeOver(query),
            PostgresErrorCodes.ReadOnlySqlTransaction => new("查询不只是读取，已被拒绝", "sources[].query须是一条SELECT语句：来源只读", said),
            PostgresErrorCodes.InsufficientPrivilege => new("数据库用户没有读取权限", "请数据库管理员给该用户授予SELECT权限", said),
            _ when e.SqlState.StartsWith("28", StringComparison.Ordinal) => new("数据库拒绝了用户名或密码", "检查Username，把有效的密码写入sources[].passwordFile所指的文件；写好后自动再试，此前12小时内不再登录，以免账户被锁", said) { IsLogin = true },
            PostgresErrorCodes.InvalidCatalogName => new("数据库不存在", "检查sources[].connectionString的Database", said),
            _ when e.SqlState[..2] is "08" or "53" or "57" or "58" => new("数据库暂时不能服务", "请数据库管理员检查；下次运行时会再读", said),
            _ => new("数据库不能执行这条查询", "在数据库工具里试运行sources[].query，改正后自动采用", said),
        };
    }
}
