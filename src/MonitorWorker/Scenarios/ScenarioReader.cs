using MonitorWorker.Import;

namespace MonitorWorker.Scenarios;

/// <summary>
/// Divides the sheets of a scenario file into scenarios. A row 场景 begins one; its input tables follow, each under its own header; the
/// header with 检查日 begins what is expected. Whatever is not understood is a problem of its scenario, never passed over.
/// </summary>
/// <param name="nearest">The known word that a misspelled one probably means; null where none is near.</param>
public sealed class ScenarioReader(TableCatalog catalog, Func<string, IEnumerable<string>, string?> nearest)
{
    /// <returns>Empty where no sheet has a row 场景.</returns>
    /// <exception cref="UnreadableFileException">The rows cannot be read.</exception>
    public IReadOnlyList<Scenario> Read(IEnumerable<SourceSheet> sheets) => [.. sheets.SelectMany(sheet => new ScenarioSheet(catalog, nearest, sheet.Name).Read(sheet.Rows))];
}
