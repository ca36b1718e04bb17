using MonitorWorker.Import.Sources;

namespace MonitorWorker.AcceptanceTests.Sources;

/// <summary>A database that offices keep: the table <c>ledger</c> with codes, months and what was spent. One class for each kind of database.</summary>
public interface ILedger
{
    /// <summary>A query that never ends by itself.</summary>
    string Endless { get; }

    /// <summary>A query with a column <c>bytes</c> that no cell can hold.</summary>
    string Bytes { get; }

    /// <summary>What each type is read as: the query, and the cells of its one row.</summary>
    (string Query, object?[] Cells) Types { get; }

    /// <summary>Queries that would change something if they could.</summary>
    IReadOnlyList<string> Changes { get; }

    SourceQuery Query(string text, int seconds = 30, int maxRows = 1_000);

    Task ExecuteAsync(string sql);

    Task<long> CountAsync();
}
