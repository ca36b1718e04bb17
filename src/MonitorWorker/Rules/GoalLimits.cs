using Fractions;
using MonitorWorker.Performance;

namespace MonitorWorker.Rules;

/// <summary>Limits on what was reached of an indicator, in percent of what is due by now: below red or yellow it lags, from blue on its target is too low.</summary>
public sealed record GoalLimits(decimal Red = 60, decimal Yellow = 80, decimal Blue = 120)
{
    /// <summary>
    /// The light of one indicator: a sum by what is due, a limit or a state by whether it is kept, words by their grade. Grey
    /// where it was not reported or cannot be judged.
    /// </summary>
    public Level LightOf(IndicatorAttainment indicator) => LagOf(indicator) switch
    {
        null => Level.Grey,
        Level.Green when IsOverachieved(indicator) => Level.Blue,
        { } level => level,
    };

    /// <summary>Red, yellow or green; null where nothing can be said.</summary>
    public Level? LagOf(IndicatorAttainment indicator)
    {
        if (indicator.CannotJudge is not null || indicator.Missing) return null;
        return indicator.Measure switch
        {
            IndicatorMeasure.Schedule when indicator.AgainstSchedule is { } percent =>
                percent < (Fraction)Red ? Level.Red : percent < (Fraction)Yellow ? Level.Yellow : Level.Green,
            IndicatorMeasure.Grade => indicator.Grade switch
            {
                IndicatorGrade.Met => Level.Green,
                IndicatorGrade.Partly => Level.Yellow,
                IndicatorGrade.Missed => Level.Red,
                _ => null,
            },
            _ => indicator.InRange is { } kept ? kept ? Level.Green : Level.Red : null,
        };
    }

    public bool IsOverachieved(IndicatorAttainment indicator) => indicator.OverachievedBy is { } percent && percent >= (Fraction)Blue;

    /// <summary>The light of a project's goals is its worst indicator: what was not reported is worse than good, and blue is no better than green.</summary>
    public Level LightOf(ProjectGoals goals)
    {
        var lights = goals.Indicators.Select(LightOf).ToHashSet();
        Level[] worstFirst = [Level.Red, Level.Yellow, Level.Grey, Level.Green, Level.Blue];
        return worstFirst.First(lights.Contains);
    }
}
