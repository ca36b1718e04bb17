using Fractions;
using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>The limits of one measure; null is no limit.</summary>
public sealed record MeasureLimits(decimal? Red, decimal? Yellow)
{
    public decimal? At(Level level) => level == Level.Red ? Red : Yellow;
}

/// <summary>
/// How far behind its schedule a line may be. Every limit is an amount below which execution must not fall, so that what
/// clears a flag is exact and more spending never makes a colour worse.
/// </summary>
public sealed record LagLimits
{
    /// <summary>The rule of the deployed national module: pace below 60 is red, below 80 yellow.</summary>
    public static readonly LagLimits Default = new() { Pace = new MeasureLimits(60, 80) };

    /// <summary>No line is ever behind.</summary>
    public static readonly LagLimits None = new();

    /// <summary>Percent of scheduled progress: breached below.</summary>
    public MeasureLimits? Pace { get; init; }

    /// <summary>Percentage points behind scheduled progress: breached above.</summary>
    public MeasureLimits? Gap { get; init; }

    /// <summary>Yuan behind what should have been spent: breached above.</summary>
    public MeasureLimits? Yuan { get; init; }

    /// <summary>True: a level is reached when all of its limits are breached; false: when any is.</summary>
    public bool Both { get; init; }

    /// <summary>In the order in which they are told, by the names of rule set files.</summary>
    private IEnumerable<(string Measure, MeasureLimits? Limits)> Measures => [("pace", Pace), ("gap", Gap), ("yuan", Yuan)];

    /// <summary>Red, yellow or green; green where nothing is due yet. Ask only of a position with a rate and a schedule.</summary>
    public Level LevelOf(BudgetPosition position) =>
        position.Executed is { } executed && position.Scheduled is { } scheduled ? LevelOf(executed, position.Revised, scheduled) : Level.Green;

    /// <summary>The same of money that was added up over lines.</summary>
    /// <param name="scheduled">Share of the revised budget that is due.</param>
    public Level LevelOf(Money executed, Money revised, Fraction scheduled)
    {
        if (executed.ToFraction() < Floor(revised, scheduled, Level.Red)) return Level.Red;
        return executed.ToFraction() < Floor(revised, scheduled, Level.Yellow) ? Level.Yellow : Level.Green;
    }

    /// <summary>The execution in fen, exact, from which on a level is not reached; null where it has no limits or nothing is due.</summary>
    public Fraction? Floor(BudgetPosition position, Level level) => position.Scheduled is { } scheduled ? Floor(position.Revised, scheduled, level) : null;

    /// <summary>The execution from which on neither level is reached.</summary>
    public Fraction? ClearFloor(BudgetPosition position) => (Floor(position, Level.Red), Floor(position, Level.Yellow)) switch
    {
        ({ } red, { } yellow) => red > yellow ? red : yellow,
        var (red, yellow) => red ?? yellow,
    };

    /// <summary>The measures that make a position reach a level, with their limits.</summary>
    public IReadOnlyList<(string Measure, decimal Limit)> Breached(BudgetPosition position, Level level)
    {
        if (position is not { Executed: { } executed, Scheduled: { } scheduled }) return [];
        return
        [
            .. Measures
                .Where(measure => measure.Limits?.At(level) is not null)
                .Select(measure => (measure.Measure, Limit: measure.Limits!.At(level)!.Value))
                .Where(measure => executed.ToFraction() < Floor(measure.Measure, position.Revised.ToFraction(), scheduled, (Fraction)measure.Limit)),
        ];
    }

    /// <summary>The limits in one sentence.</summary>
    public string Describe()
    {
        var (said, parts) = ("", new List<string>());
        foreach (var level in new[] { Level.Red, Level.Yellow })
        {
            var limits = Measures.Where(measure => measure.Limits?.At(level) is not null).Select(measure => Words(measure.Measure, measure.Limits!.At(level)!.Value)).ToList();
            if (limits.Count == 0) continue;

            // A second limit of the same single measure is understood without naming it again.
            var again = limits is [var (first, _)] && said == first;
            parts.Add(string.Join(Both ? "且" : "或", limits.Select(limit => (again ? "" : limit.What) + limit.Limit)) + (level == Level.Red ? "为红色" : "为黄色"));
            said = limits.Count == 1 ? limits[0].What : "";
        }

        return parts.Count > 0 ? string.Join("，", parts) : "不判断支出进度";
    }

    private static (string What, string Limit) Words(string measure, decimal limit) => measure switch
    {
        "gap" => ("执行率低于序时进度", FormattableString.Invariant($"超过{limit:0.##}个百分点")),
        "yuan" => ("比按序时应执行少", FormattableString.Invariant($"{limit:0.##}元以上")),
        _ => ("执行率÷序时进度×100", FormattableString.Invariant($"低于{limit:0.##}")),
    };

    private Fraction? Floor(Money revised, Fraction scheduled, Level level)
    {
        if (scheduled <= Fraction.Zero) return null;
        Fraction? floor = null;
        foreach (var (measure, limits) in Measures)
        {
            if (limits?.At(level) is not { } limit) continue;
            var own = Floor(measure, revised.ToFraction(), scheduled, (Fraction)limit);
            floor = floor is not { } other ? own : Both == own < other ? own : other;
        }

        return floor;
    }

    private static Fraction Floor(string measure, Fraction revised, Fraction scheduled, Fraction limit) => measure switch
    {
        "gap" => revised * (scheduled - limit / 100),
        "yuan" => revised * scheduled - limit * 100,
        _ => revised * scheduled * limit / 100,
    };
}
