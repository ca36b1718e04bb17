using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>What would take a flag away: the amounts that a person can act on, in fen, rounded up.</summary>
/// <param name="By">The day by which it would have to be spent.</param>
/// <param name="Scheduled">序时进度 on that day, a share.</param>
/// <param name="CatchUp">To be on schedule.</param>
/// <param name="ToClear">The least that makes the light green.</param>
/// <param name="ToLower">The least that makes the level one better: red becomes yellow, yellow green.</param>
public sealed record Remedy(DateOnly By, Fractions.Fraction? Scheduled, Money? CatchUp, Money? ToClear, Money? ToLower)
{
    /// <summary>On the judged day: zero where nothing is wrong, null where nothing can be judged.</summary>
    public static Remedy Of(BudgetPosition position, LagLimits limits)
    {
        var light = Light.Of(position, limits);
        var toClear = light switch
        {
            Level.Grey => null,
            Level.Red or Level.Yellow => Outlook.ToReach(position, limits.ClearFloor(position)),
            _ => Money.Zero,
        };
        var toLower = light == Level.Red ? Outlook.ToReach(position, limits.Floor(position, Level.Red)) : toClear;
        return new Remedy(position.JudgedDay, position.Scheduled, Outlook.CatchUp(position), toClear, toLower);
    }

    /// <summary>The same at the end of the next month, when the next figures are judged, if nothing were spent until then; null where the year is over.</summary>
    public static Remedy? Next(BudgetPosition position, LagLimits limits) => position.NextDay is { } day
        ? Of(position with { JudgedDay = day, Scheduled = position.ScheduledBy(day) }, limits)
        : null;
}
