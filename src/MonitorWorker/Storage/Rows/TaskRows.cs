using MonitorWorker.Calendar;

namespace MonitorWorker.Storage.Rows;

/// <summary>监控任务</summary>
internal sealed class MonitoringTaskRow : StoredFactRow
{
    /// <summary>文号</summary>
    public required string DocumentNumber { get; set; }

    public string? Title { get; set; }

    /// <summary>截止月份: the month whose figures are to be reported.</summary>
    public YearMonth Month { get; set; }

    /// <summary>报送截止日期</summary>
    public DateOnly Deadline { get; set; }

    /// <summary>Codes of the entities that report, joined by semicolons; null is every entity of the budget.</summary>
    public string? Entities { get; set; }
}

/// <summary>One reminder or list of a monitoring task that was told: nobody gets the same twice.</summary>
internal sealed class TaskNoticeRow
{
    public long Id { get; set; }

    /// <summary>文号 and month.</summary>
    public required string Task { get; set; }

    /// <summary>Whose report is missing; empty for the list of all.</summary>
    public required string EntityCode { get; set; }

    public required string RecipientAddress { get; set; }

    /// <summary>Which of the task's occasions: e.g. -3 is three working days before the deadline.</summary>
    public int Occasion { get; set; }

    public DateOnly On { get; set; }

    public DateTimeOffset At { get; set; }

    public string? MessageId { get; set; }
}
