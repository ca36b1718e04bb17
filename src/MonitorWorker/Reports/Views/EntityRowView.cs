using MonitorWorker.Reports.Overview;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>One entity among others, or all of them together, beside the last period and the year before.</summary>
internal sealed class EntityRowView
{
    private readonly ComparableRates _last;
    private readonly ComparableRates _year;

    public EntityRowView(EntityStanding entity, LagLimits usual)
        : this(entity.Name, entity.Lines, entity.Before, entity.LastYear, usual)
    {
    }

    /// <param name="last">Empty where nothing is known.</param>
    public EntityRowView(string name, IReadOnlyList<JudgedPosition> now, IReadOnlyList<JudgedPosition> last, IReadOnlyList<JudgedPosition> year, LagLimits usual)
    {
        Name = Print.Name(name);
        Money = new MoneyView(name, now, usual);
        (_last, _year) = (ComparableRates.Of(now, last), ComparableRates.Of(now, year));
    }

    public string? Name { get; }

    public MoneyView Money { get; }

    /// <summary>执行率 of the last period, of the lines that could be judged then and now.</summary>
    public string? LastRate => Print.Percent(_last.Then);

    /// <summary>Rate of those lines now less rate then, percentage points with sign.</summary>
    public string? LastPoints => Print.Points(_last.Now - _last.Then);

    /// <summary>执行率 of the same month a year before, of the lines that could be judged then and now.</summary>
    public string? YearRate => Print.Percent(_year.Then);

    /// <summary>Rate of those lines now less rate then, percentage points with sign.</summary>
    public string? YearPoints => Print.Points(_year.Now - _year.Then);
}
