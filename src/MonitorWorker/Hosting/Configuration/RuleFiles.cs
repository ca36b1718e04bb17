using System.ComponentModel.DataAnnotations;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What every rule of a set may say of itself.</summary>
internal abstract record RuleFile
{
    /// <summary>True finds nothing; for exceptions mostly.</summary>
    public bool Off { get; init; }

    /// <summary>持续期.</summary>
    public string For { get; init; } = "0";

    /// <summary>保持期.</summary>
    public string HoldOn { get; init; } = "0";

    /// <summary>Exceptions; read before the rule is bound, since each is the rule's own settings but for what it says.</summary>
    public IReadOnlyList<NoSettings> Overrides { get; init; } = [];

    /// <summary>Both periods, once they have been found good.</summary>
    public HoldPeriods Hold => HoldPeriod.TryParse(For, out var lasting) & HoldPeriod.TryParse(HoldOn, out var holding) ? new HoldPeriods(lasting, holding) : HoldPeriods.None;

    /// <summary>Sections that say something only with a limit in them.</summary>
    public virtual IReadOnlyDictionary<string, decimal?[]> Sections => new Dictionary<string, decimal?[]>();

    /// <summary>Limits that only make sense in an order.</summary>
    public virtual IEnumerable<LimitOrder> Orders => [];
}

/// <summary>Two limits of one section, of which the first must not be above the second; null is not set.</summary>
/// <param name="Section">Key below the rule in which both stand; null where they are the rule's own.</param>
internal sealed record LimitOrder(string? Section, string Low, decimal? Lowest, string High, decimal? Highest)
{
    public bool IsKept => Lowest is not { } low || Highest is not { } high || low <= high;
}

/// <summary>A rule about lines.</summary>
internal abstract record LineRuleFile : RuleFile
{
    /// <param name="steps">The step table of the set; null where it has none.</param>
    public abstract IRule ToRule(StepTable? steps);
}

/// <summary>execution-lag; a measure that is not named is not asked. A rule that names none has been given the default before.</summary>
internal sealed record LagFile : LineRuleFile
{
    public PaceFile? Pace { get; init; }

    public GapFile? Gap { get; init; }

    public YuanFile? Yuan { get; init; }

    [AllowedValues("either", "both")]
    public string Join { get; init; } = "either";

    public LagLimits Limits => Off ? LagLimits.None
        : new LagLimits
        {
            Pace = Pace is { } pace ? new MeasureLimits(pace.Red, pace.Yellow) : null,
            Gap = Gap is { } gap ? new MeasureLimits(gap.Red, gap.Yellow) : null,
            Yuan = Yuan is { } yuan ? new MeasureLimits(yuan.Red, yuan.Yellow) : null,
            Both = Join == "both",
        };

    public override IReadOnlyDictionary<string, decimal?[]> Sections => new (string Name, decimal?[]? Limits)[]
    {
        ("pace", Pace is null ? null : [Pace.Red, Pace.Yellow]),
        ("gap", Gap is null ? null : [Gap.Red, Gap.Yellow]),
        ("yuan", Yuan is null ? null : [Yuan.Red, Yuan.Yellow]),
    }.Where(section => section.Limits is not null).ToDictionary(section => section.Name, section => section.Limits!);

    public override IEnumerable<LimitOrder> Orders =>
    [
        new("pace", "red", Pace?.Red, "yellow", Pace?.Yellow),
        new("gap", "yellow", Gap?.Yellow, "red", Gap?.Red),
        new("yuan", "yellow", Yuan?.Yellow, "red", Yuan?.Red),
    ];

    public override IRule ToRule(StepTable? steps) => new ExecutionLag(Limits, steps);
}

/// <summary>Percent of scheduled progress: below.</summary>
internal sealed record PaceFile
{
    [Range(0.01, 100)]
    public decimal? Red { get; init; }

    [Range(0.01, 100)]
    public decimal? Yellow { get; init; }
}

/// <summary>Percentage points behind: above.</summary>
internal sealed record GapFile
{
    [Range(0, 100)]
    public decimal? Red { get; init; }

    [Range(0, 100)]
    public decimal? Yellow { get; init; }
}

/// <summary>Yuan behind: above.</summary>
internal sealed record YuanFile
{
    [Range(0, 1e13)]
    public decimal? Red { get; init; }

    [Range(0, 1e13)]
    public decimal? Yellow { get; init; }
}

/// <summary>execution-ahead.</summary>
internal sealed record AheadFile : LineRuleFile
{
    [Range(0, 100)]
    public decimal Gap { get; init; } = 20;

    [Range(100, 10000)]
    public decimal Pace { get; init; } = 150;

    [AllowedValues("yellow", "red", "blue")]
    public string Level { get; init; } = "yellow";

    public override IRule ToRule(StepTable? steps) => new ExecutionAhead(Gap, Pace, Levels.Parse(Level));
}

/// <summary>over-execution.</summary>
internal sealed record OverFile : LineRuleFile
{
    [Range(100, 1000)]
    public decimal Rate { get; init; } = 100;

    [AllowedValues("yellow", "red", "blue")]
    public string Level { get; init; } = "red";

    public override IRule ToRule(StepTable? steps) => new OverExecution(Rate, Levels.Parse(Level));
}

/// <summary>idle-funds, in whole months.</summary>
internal sealed record IdleFile : LineRuleFile
{
    [Range(1, 12)]
    public int Yellow { get; init; } = 3;

    [Range(1, 12)]
    public int Red { get; init; } = 6;

    public override IEnumerable<LimitOrder> Orders => [new(null, "yellow", Yellow, "red", Red)];

    public override IRule ToRule(StepTable? steps) => new IdleFunds(Yellow, Red);
}

/// <summary>missing-data.</summary>
internal sealed record MissingFile : LineRuleFile
{
    public override IRule ToRule(StepTable? steps) => new MissingData();
}

/// <summary>stale-data, in days.</summary>
internal sealed record StaleFile : LineRuleFile
{
    [Range(1, 366)]
    public int Yellow { get; init; } = 45;

    [Range(1, 366)]
    public int Red { get; init; } = 75;

    public override IEnumerable<LimitOrder> Orders => [new(null, "yellow", Yellow, "red", Red)];

    public override IRule ToRule(StepTable? steps) => new StaleData(Yellow, Red);
}

/// <summary>cannot-judge.</summary>
internal sealed record CannotJudgeFile : LineRuleFile
{
    public override IRule ToRule(StepTable? steps) => new CannotJudge();
}

/// <summary>How a forecast is made.</summary>
internal abstract record ForecastFile : LineRuleFile
{
    [AllowedValues("straight-line", "last-three-months", "plan-adjusted", "seasonal")]
    public string Method { get; init; } = "straight-line";

    [Range(1, 12)]
    public int FromMonth { get; init; } = 3;

    protected ForecastMethod Asked => ForecastMethods.ByCode[Method];
}

/// <summary>forecast-shortfall, in percent of the revised budget.</summary>
internal sealed record ShortfallFile : ForecastFile
{
    [Range(0, 100)]
    public decimal Yellow { get; init; } = 90;

    [Range(0, 100)]
    public decimal Red { get; init; } = 70;

    public override IEnumerable<LimitOrder> Orders => [new(null, "red", Red, "yellow", Yellow)];

    public override IRule ToRule(StepTable? steps) => new ForecastShortfall(Yellow, Red, Asked, FromMonth);
}

/// <summary>forecast-overrun, in percent of the revised budget.</summary>
internal sealed record OverrunFile : ForecastFile
{
    [Range(100, 1000)]
    public decimal Yellow { get; init; } = 105;

    [Range(100, 1000)]
    public decimal? Red { get; init; }

    public override IEnumerable<LimitOrder> Orders => [new(null, "yellow", Yellow, "red", Red)];

    public override IRule ToRule(StepTable? steps) => new ForecastOverrun(Yellow, Red, Asked, FromMonth);
}

/// <summary>forecast-not-credible, in times the pace so far.</summary>
internal sealed record NotCredibleFile : LineRuleFile
{
    [Range(1, 1000)]
    public decimal Yellow { get; init; } = 2;

    [Range(1, 1000)]
    public decimal Red { get; init; } = 4;

    [Range(1, 12)]
    public int FromMonth { get; init; } = 3;

    public override IEnumerable<LimitOrder> Orders => [new(null, "yellow", Yellow, "red", Red)];

    public override IRule ToRule(StepTable? steps) => new ForecastNotCredible(Yellow, Red, FromMonth);
}

/// <summary>target-lag, in percent of what is due.</summary>
internal sealed record TargetLagFile : RuleFile
{
    [Range(0.01, 100)]
    public decimal Yellow { get; init; } = 80;

    [Range(0.01, 100)]
    public decimal Red { get; init; } = 60;

    public override IEnumerable<LimitOrder> Orders => [new(null, "red", Red, "yellow", Yellow)];
}

/// <summary>target-overachieved, in percent of what is due.</summary>
internal sealed record OverachievedFile : RuleFile
{
    [Range(100, 10000)]
    public decimal Percent { get; init; } = 120;

    [AllowedValues("blue", "yellow", "red")]
    public string Level { get; init; } = "blue";
}

/// <summary>goal-money-gap, in percentage points.</summary>
internal sealed record GoalGapFile : RuleFile
{
    [Range(0, 100)]
    public decimal Points { get; init; } = 10;

    [AllowedValues("yellow", "red", "blue")]
    public string Level { get; init; } = "yellow";
}

/// <summary>A rule whose only setting is how grave its findings are; unset is the rule's own default.</summary>
internal sealed record LevelFile
{
    [AllowedValues("yellow", "red", null)]
    public string? Level { get; init; }
}

/// <summary>A section without keys.</summary>
internal sealed record NoSettings;
