using MonitorWorker.Reports.Overview;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>One entity among others, or all of them together. Rates are of the judged part at each time, since what is missing differs from entity to entity.</summary>
internal sealed class EntityRowView
{
    private readonly MoneyView? _last;
    private readonly MoneyView? _year;

    public EntityRowView(EntityStanding entity, LagLimits usual)
        : this(entity.Name, entity.Lines, entity.Before, entity.LastYear, usual)
    {
    }

    /// <param name="last">Empty where nothing is known.</param>
    public EntityRowView(string name, IReadOnlyList<JudgedPosition> now, IReadOnlyList<JudgedPosition> last, IReadOnlyList<JudgedPosition> year, LagLimits usual)
    {
        Name = Print.Name(name);
        Money = new MoneyView(name, now, usual);
        _last = last.Count > 0 ? new MoneyView(null, last, usual) : null;
        _year = year.Count > 0 ? new MoneyView(null, year, usual) : null;
    }

    public string? Name { get; }

    public MoneyView Money { get; }

    /// <summary>执行率 of the judged part in the last period.</summary>
    public string? LastRate => _last?.JudgedRate;

    /// <summary>Rate now less rate then, percentage points with sign.</summary>
    public string? LastPoints => Print.Points(Money.RateShare - _last?.RateShare);

    /// <summary>执行率 of the judged part in the same month a year before.</summary>
    public string? YearRate => _year?.JudgedRate;

    public string? YearPoints => Print.Points(Money.RateShare - _year?.RateShare);
}
