using MonitorWorker.Calendar;

namespace MonitorWorker.Import;

/// <summary>Remembers what one file has told, so that a second row of the same line and month is noticed.</summary>
internal sealed class Twins
{
    private readonly Dictionary<(string? Entity, string Project, string? Fund, YearMonth Month), int> _executions = [];

    /// <summary>Row that first gave the execution of a line and month, if this is not the first.</summary>
    public int? FirstRowOf((string? Entity, string Project, string? Fund, YearMonth Month) execution, int row) =>
        _executions.TryAdd(execution, row) ? null : _executions[execution];
}
