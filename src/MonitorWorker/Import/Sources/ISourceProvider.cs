namespace MonitorWorker.Import.Sources;

/// <summary>
/// One kind of database that sources may be in. All that is peculiar to it is behind this seam: a further kind is a
/// further class, named in <see cref="SourceProviders"/>.
/// </summary>
public interface ISourceProvider
{
    /// <summary>As <c>sources[].provider</c> says it.</summary>
    string Name { get; }

    /// <summary>False where a database of this kind knows no login.</summary>
    bool TakesPassword { get; }

    /// <summary>What is wrong with a connection string, or null. Never repeats a value: it may be a secret.</summary>
    ConnectionComplaint? Complaint(string connectionString);

    /// <summary>The connection string with a file in it made absolute.</summary>
    /// <param name="folder">What a relative file is relative to.</param>
    string Resolve(string connectionString, string folder);

    /// <summary>
    /// Runs the one query so that it can change nothing, and reads its whole answer: first the names of the columns, then
    /// the rows.
    /// </summary>
    /// <exception cref="SourceFailedException">The database cannot be reached or refuses, or its answer cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Time was over.</exception>
    Task<IReadOnlyList<SourceRow>> AskAsync(SourceQuery query, string? password, CancellationToken cancellationToken);
}

/// <summary>Why a connection string cannot be used.</summary>
/// <param name="HoldsPassword">A secret stands in it.</param>
public sealed record ConnectionComplaint(string Message, string Expected, bool HoldsPassword = false);

/// <summary>The kinds of databases that can be read: a new one is a new class here.</summary>
public static class SourceProviders
{
    public static IReadOnlyList<ISourceProvider> All { get; } = [new SqliteProvider(), new PostgresProvider()];

    /// <returns>Null where there is none of that name.</returns>
    public static ISourceProvider? Named(string? name) => All.FirstOrDefault(provider => provider.Name == name);
}
