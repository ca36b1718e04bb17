using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>One step of a table: by the end of a month (1–12) so many percent of the budget should have been spent.</summary>
public sealed record Step(int Month, decimal Percent);

/// <summary>
/// A schedule in steps, as rules of finance offices state it (1—4月25%, 1—6月40% …). Each step holds until the next one;
/// before the first nothing is due.
/// </summary>
public sealed class StepTable
{
    private readonly List<Step> _steps;

    /// <exception cref="ArgumentException">Months or shares that do not rise, or a share outside 0–100.</exception>
    public StepTable(IEnumerable<Step> steps)
    {
        _steps = [.. steps];
        if (_steps.Count == 0) throw new ArgumentException("A step table needs a step.", nameof(steps));
        if (_steps.Exists(step => step.Month is < 1 or > 12 || step.Percent is < 0 or > 100))
            throw new ArgumentException("Months are 1 to 12, shares 0 to 100 percent.", nameof(steps));
        if (_steps.Zip(_steps.Skip(1)).Any(pair => pair.Second.Month <= pair.First.Month || pair.Second.Percent < pair.First.Percent))
            throw new ArgumentException("Months must rise, shares must not fall.", nameof(steps));
    }

    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Share of 0 to 1 that is due when so many months are over.</summary>
    public Fraction ShareAfter(int months) => StepAfter(months) is { } step ? (Fraction)step.Percent / 100 : Fraction.Zero;

    /// <summary>The step that holds when so many months are over; null before the first.</summary>
    public Step? StepAfter(int months) => _steps.FindLast(step => step.Month <= months);

    /// <summary>As rules state it: <c>4月25%、6月40%</c>.</summary>
    public override string ToString() => string.Join("、", _steps.Select(step => FormattableString.Invariant($"{step.Month}月{step.Percent:0.##}%")));
}
