using System.Text.Json.Serialization;

namespace MonitorWorker.Notifications;

/// <summary>
/// One performance indicator and what was found about it, frozen when a notice was decided. Target and value are as
/// written, with their unit; shares are percent, two decimals, half up. Null is "not known".
/// </summary>
public sealed record IndicatorSnapshot
{
    /// <summary>target-lag, target-overachieved, missing-data or cannot-judge.</summary>
    public required string Rule { get; init; }

    public required string Level { get; init; }

    public string? PreviousLevel { get; init; }

    public required string Reason { get; init; }

    public string? Number { get; init; }

    public required int FiscalYear { get; init; }

    /// <summary>单位编码; null in snapshots older than the property.</summary>
    public string? EntityCode { get; init; }

    public required string ProjectCode { get; init; }

    public required string ProjectName { get; init; }

    public string? EntityName { get; init; }

    public string? Section { get; init; }

    /// <summary>三级指标.</summary>
    public required string Indicator { get; init; }

    /// <summary>一级指标 and 二级指标.</summary>
    public string? Level1 { get; init; }

    public string? Level2 { get; init; }

    /// <summary>指标性质 as a sign (≥, &gt;, =, ≤, &lt;) or 定性.</summary>
    public string? Operator { get; init; }

    public string? Target { get; init; }

    public string? Value { get; init; }

    /// <summary>Judged month as 2024-08; null where none has been reported.</summary>
    public string? Period { get; init; }

    public required DateOnly JudgedDay { get; init; }

    /// <summary>Value as percent of what is due by the judged month.</summary>
    public string? AgainstSchedule { get; init; }

    /// <summary>Value as percent of the target of the year.</summary>
    public string? Attainment { get; init; }

    /// <summary>Percent of the target that is due by the judged month.</summary>
    public string? Scheduled { get; init; }

    public required string Message { get; init; }

    public string? RuleText { get; init; }

    public required string RuleSet { get; init; }

    public required string SourceFile { get; init; }

    public string? SourceSheet { get; init; }

    public int SourceRow { get; init; }

    public string? ImportedAt { get; init; }

    /// <summary>Why it is told now, where the reason does not say it all.</summary>
    public NoticeDetails? Details { get; init; }

    /// <summary>First day of the episode; null where there is no alert.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Last day before others are told for want of an answer; null where nobody would be.</summary>
    public DateOnly? AnswerBy { get; init; }

    /// <summary>True where an alert ends with it.</summary>
    [JsonIgnore]
    public bool IsOver => NoticeReason.Ends(Reason, Level);
}
