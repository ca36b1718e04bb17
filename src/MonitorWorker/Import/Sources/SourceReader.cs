namespace MonitorWorker.Import.Sources;

/// <summary>Asks a source within its time, and says in plain words what went wrong, without any secret.</summary>
public sealed class SourceReader(TimeProvider clock)
{
    /// <returns>The answer as one sheet of rows; the first is the names of the columns.</returns>
    /// <exception cref="SourceFailedException">It could not be read whole and in time.</exception>
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var provider = SourceProviders.Named(query.Provider) ?? throw new ArgumentException($"There is no provider '{query.Provider}'.", nameof(query));
        var password = Password(query.PasswordFile);
        using var limit = new CancellationTokenSource(query.TimeOut, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await provider.AskAsync(query, password, either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SourceFailedException && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // What a cut-off driver complains of is not what is wrong.
            throw TimeOver(query);
        }
        catch (SourceFailedException e)
        {
            throw e.Without(password);
        }
    }

    internal static SourceFailedException TimeOver(SourceQuery query) => new(
        $"查询在{query.TimeOut.TotalSeconds:0}秒内没有完成",
        "检查数据库是否繁忙、查询是否缺少条件或索引；确需更久时调大sources[].timeoutSeconds");

    private static string? Password(string? file)
    {
        if (file is null) return null;
        try
        {
            return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } first
                ? first.TrimEnd()
                : throw new SourceFailedException("密码文件是空的", "在sources[].passwordFile所指文件的第一行写入密码");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceFailedException("密码文件无法读取", "检查sources[].passwordFile所指的文件是否存在、运行本服务的用户能否读取", e.Message);
        }
    }
}
