using System.Diagnostics.CodeAnalysis;
using MonitorWorker.Budgets;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>
/// What the facts of one loading have in common: the imports that brought them, and the codes and names that stand in thousands of rows
/// and are held once. Without that a million rows are mostly copies of the same words.
/// </summary>
internal sealed class FactOrigins(Dictionary<long, ImportBatchRow> batches)
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    public ImportBatchRow Batch(long id) => batches[id];

    public SourceRef Source(StoredFactRow row) => new(batches[row.BatchId].File, Word(row.Sheet), row.Row, batches[row.BatchId].ImportedAt);

    /// <summary>The same text, held once.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Word(string? text)
    {
        if (text is null) return null;
        if (_words.TryGetValue(text, out var known)) return known;
        _words.Add(text, text);
        return text;
    }
}
