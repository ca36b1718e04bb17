using System.Text.Json.Serialization;

namespace MonitorWorker.Notifications;

/// <summary>
/// The figures of one budget line frozen at the moment when a notice was decided. Stored with the notice, so that a mail
/// composed later says what the check saw. Amounts are fen; rates, gaps and paces are percent (points) as printed, two
/// decimals, half up. Null is "not known", never zero.
/// </summary>
public sealed record LineSnapshot
{
    /// <summary>Rule id, e.g. execution-lag; empty for a line without a finding in a digest.</summary>
    public string Rule { get; init; } = "";

    /// <summary>red, yellow, green, blue or grey.</summary>
    public required string Level { get; init; }

    /// <summary>Level before this notice, where there was one.</summary>
    public string? PreviousLevel { get; init; }

    /// <summary>One of <see cref="NoticeReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>True where the alert ends because nothing judges it any more, not because anything was put right.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Number of the alert (YJ-2024-0007); null for a line without one.</summary>
    public string? Number { get; init; }

    public required int FiscalYear { get; init; }

    public required string ProjectCode { get; init; }

    public required string ProjectName { get; init; }

    public string? EntityName { get; init; }

    public string? Section { get; init; }

    /// <summary>人员支出, 公用支出 or 项目支出.</summary>
    public required string Category { get; init; }

    public string? Fund { get; init; }

    public bool Procurement { get; init; }

    /// <summary>Judged month as 2024-08; null where the entity has reported nothing.</summary>
    public string? Period { get; init; }

    /// <summary>Day the figures speak for.</summary>
    public required DateOnly JudgedDay { get; init; }

    public long? Original { get; init; }

    public long Adjusted { get; init; }

    public long? Revised { get; init; }

    public long? Executed { get; init; }

    public string? Rate { get; init; }

    /// <summary>Name of the money schedule: month, day, milestone, plan.</summary>
    public required string Schedule { get; init; }

    public string? Scheduled { get; init; }

    /// <summary>What should have been spent by the judged day, half up to the fen.</summary>
    public long? ScheduledAmount { get; init; }

    public string? Gap { get; init; }

    public string? Pace { get; init; }

    /// <summary>Still to spend to be on schedule today; to take the flag away; to lower its level; per month to finish.</summary>
    public long? CatchUp { get; init; }

    public long? ToClear { get; init; }

    public long? ToLower { get; init; }

    public long? RequiredPerMonth { get; init; }

    /// <summary>Average spent per month so far, unrounded to two places of 万元 where short (750.00 yuan = 75000 fen).</summary>
    public long? SpentPerMonth { get; init; }

    /// <summary>Forecast of the whole year, by the method that fits the line.</summary>
    public long? ForecastOutturn { get; init; }

    /// <summary>What the forecast goes by, in words: 平均进度, 各笔资金自己的进度.</summary>
    public string? ForecastBy { get; init; }

    public long? StatedOutturn { get; init; }

    /// <summary>Last month for which this line was reported, with its figure.</summary>
    public string? LastKnownPeriod { get; init; }

    public long? LastKnownExecuted { get; init; }

    /// <summary>The finding in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What the rule says, with the threshold that judged, in one sentence; null without a finding.</summary>
    public string? RuleText { get; init; }

    public required string RuleSet { get; init; }

    /// <summary>Where the judged figure (or, if missing, the budget line) was read.</summary>
    public required string SourceFile { get; init; }

    public string? SourceSheet { get; init; }

    public int SourceRow { get; init; }

    /// <summary>When that file was imported, in the office's zone, e.g. 2024年9月2日 08:30.</summary>
    public string? ImportedAt { get; init; }

    /// <summary>关账日 of its year, once that has passed: nobody is asked to catch up any more. Null before.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>What else people know to be open of this line, though nothing about it is new; a page about the line names it. Null where there is nothing.</summary>
    public IReadOnlyList<AlsoFound>? StillOpen { get; init; }

    /// <summary>Why it is told now, where the reason does not say it all.</summary>
    public NoticeDetails? Details { get; init; }

    /// <summary>True where an alert ends with it.</summary>
    [JsonIgnore]
    public bool IsOver => NoticeReason.Ends(Reason, Level);

    /// <summary>What else was found about this line; put together when a mail is composed, so never stored.</summary>
    [JsonIgnore]
    public IReadOnlyList<AlsoFound> Also { get; init; } = [];
}
