using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using MonitorWorker.Performance;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What a rule set file says, key by key; it is bound like the options.</summary>
internal sealed record RuleSetFile
{
    public required string Name { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    public string? Description { get; init; }

    /// <summary>The document that the rules come from.</summary>
    public string? Basis { get; init; }

    /// <summary>口径 of the lines that the set judges.</summary>
    public string? Scope { get; init; }

    /// <summary>The schedule of lines that have none of their own, instead of month/12.</summary>
    public IReadOnlyList<StepFile> Steps { get; init; } = [];

    /// <summary>How indicators are read; what is not said is as in <see cref="MonitorWorker.Performance.IndicatorPolicy"/>.</summary>
    public IndicatorsFile? Indicators { get; init; }

    public required RulesFile Rules { get; init; }
}

/// <summary>Words and units of indicators; null is the default.</summary>
internal sealed record IndicatorsFile
{
    public IReadOnlyList<string>? Prorated { get; init; }

    public IReadOnlyList<string>? Unprorated { get; init; }

    public IReadOnlyList<string>? PointUnits { get; init; }

    public IReadOnlyList<string>? Met { get; init; }

    public IReadOnlyList<string>? Partly { get; init; }

    public IReadOnlyList<string>? Missed { get; init; }

    [Range(0, 100)]
    public decimal? MetPercent { get; init; }

    [Range(0, 100)]
    public decimal? PartlyPercent { get; init; }

    [Range(0, 100)]
    public decimal? MissedPercent { get; init; }

    public IndicatorPolicy ToPolicy()
    {
        var usual = new IndicatorPolicy();
        return new IndicatorPolicy
        {
            ProratedWords = Prorated ?? usual.ProratedWords,
            UnproratedWords = Unprorated ?? usual.UnproratedWords,
            PointUnits = PointUnits ?? usual.PointUnits,
            MetWords = Met ?? usual.MetWords,
            PartlyWords = Partly ?? usual.PartlyWords,
            MissedWords = Missed ?? usual.MissedWords,
            MetPercent = MetPercent ?? usual.MetPercent,
            PartlyPercent = PartlyPercent ?? usual.PartlyPercent,
            MissedPercent = MissedPercent ?? usual.MissedPercent,
        };
    }
}

/// <summary>One step of a schedule.</summary>
internal sealed record StepFile
{
    [Range(1, 12)]
    public required int Month { get; init; }

    [Range(0, 100)]
    public required decimal Percent { get; init; }
}

/// <summary>The rules of a set; one that is not there does not judge.</summary>
internal sealed record RulesFile
{
    [JsonPropertyName("execution-lag")]
    public LagFile? ExecutionLag { get; init; }

    [JsonPropertyName("execution-ahead")]
    public AheadFile? ExecutionAhead { get; init; }

    [JsonPropertyName("over-execution")]
    public OverFile? OverExecution { get; init; }

    [JsonPropertyName("idle-funds")]
    public IdleFile? IdleFunds { get; init; }

    [JsonPropertyName("missing-data")]
    public MissingFile? MissingData { get; init; }

    [JsonPropertyName("stale-data")]
    public StaleFile? StaleData { get; init; }

    [JsonPropertyName("cannot-judge")]
    public CannotJudgeFile? CannotJudge { get; init; }

    [JsonPropertyName("forecast-shortfall")]
    public ShortfallFile? ForecastShortfall { get; init; }

    [JsonPropertyName("forecast-overrun")]
    public OverrunFile? ForecastOverrun { get; init; }

    [JsonPropertyName("forecast-not-credible")]
    public NotCredibleFile? ForecastNotCredible { get; init; }

    [JsonPropertyName("target-lag")]
    public TargetLagFile? TargetLag { get; init; }

    [JsonPropertyName("target-overachieved")]
    public OverachievedFile? TargetOverachieved { get; init; }

    [JsonPropertyName("goal-money-gap")]
    public GoalGapFile? GoalMoneyGap { get; init; }

    [JsonPropertyName("statement-mismatch")]
    public LevelFile? StatementMismatch { get; init; }

    [JsonPropertyName("total-mismatch")]
    public LevelFile? TotalMismatch { get; init; }
}
