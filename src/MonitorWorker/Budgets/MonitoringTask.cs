using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>One row of 监控任务: who has to report the figures of a month, and until when.</summary>
/// <param name="DocumentNumber">文号; with <paramref name="Month"/> it says which task it is.</param>
/// <param name="Title">任务名称; null where none is given.</param>
/// <param name="Month">截止月份: the month whose figures are to be reported.</param>
/// <param name="Deadline">报送截止日期 as written, which may be a day off.</param>
/// <param name="Entities">填报单位, codes or names as the budget has them; empty is every entity of the budget of that year.</param>
public sealed record MonitoringTask(
    long Batch, string DocumentNumber, string? Title, YearMonth Month, DateOnly Deadline, IReadOnlyList<string> Entities, SourceRef Source)
{
    /// <summary>
    /// The tasks that rows make: the latest import of 文号 and month counts, its rows are one task of all their entities. The
    /// last row says the deadline.
    /// </summary>
    /// <param name="rows">In the order of their import.</param>
    public static IReadOnlyList<MonitoringTask> Latest(IEnumerable<MonitoringTask> rows) =>
    [
        .. rows.GroupBy(row => (row.DocumentNumber, row.Month)).Select(same =>
        {
            var last = same.Last();
            var parts = same.Where(row => row.Batch == last.Batch).ToList();
            return last with
            {
                Title = parts.FindLast(row => row.Title is not null)?.Title,
                Entities = parts.Exists(row => row.Entities.Count == 0) ? [] : [.. parts.SelectMany(row => row.Entities).Distinct()],
            };
        }),
    ];
}
