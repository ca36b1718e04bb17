namespace MonitorWorker.Notifications;

/// <summary>
/// A stated figure beside the recomputed one, frozen when a notice was decided. Figures are in the unit of the statement, as
/// printed (744.89万元, 100.00%, 6个); null is "not known".
/// </summary>
public sealed record StatementSnapshot
{
    /// <summary>statement-mismatch or total-mismatch.</summary>
    public required string Rule { get; init; }

    public required string Level { get; init; }

    public string? PreviousLevel { get; init; }

    public required string Reason { get; init; }

    public string? Number { get; init; }

    public string? Report { get; init; }

    public string? ReportingUnit { get; init; }

    /// <summary>截止月份 as 2024-08.</summary>
    public required string Period { get; init; }

    public required DateOnly JudgedDay { get; init; }

    public required string Scope { get; init; }

    public required string Item { get; init; }

    /// <summary>分母 that was named; null for the usual one.</summary>
    public string? Denominator { get; init; }

    public required string Stated { get; init; }

    public string? Recomputed { get; init; }

    /// <summary>Stated − recomputed.</summary>
    public string? Difference { get; init; }

    /// <summary>Of a total, the parts as they were added.</summary>
    public string? Parts { get; init; }

    public required string Message { get; init; }

    public required string RuleText { get; init; }

    public required string RuleSet { get; init; }

    public required string SourceFile { get; init; }

    public string? SourceSheet { get; init; }

    public int SourceRow { get; init; }

    public string? ImportedAt { get; init; }

    /// <summary>Why it is told now, where the reason does not say it all.</summary>
    public NoticeDetails? Details { get; init; }
}
