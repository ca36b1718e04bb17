using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>Settings that hold for all lines but for the exceptions: the most specific exception wins, of two alike the one that stands first.</summary>
/// <param name="standard">What holds where no exception does.</param>
public sealed class Scoped<T>(T standard, IEnumerable<(BudgetScope Where, T Value)>? exceptions = null)
{
    private readonly List<(BudgetScope Where, T Value)> _exceptions = [.. (exceptions ?? []).OrderByDescending(exception => exception.Where.Specificity)];

    public T Standard => standard;

    /// <returns>What holds for a line, and the 口径 of the exception by which it does; null where it is the standard.</returns>
    public (T Value, BudgetScope? Where) For(BudgetPosition position)
    {
        foreach (var (where, value) in _exceptions)
        {
            if (where.Holds(position)) return (value, where);
        }

        return (standard, null);
    }
}
