using MonitorWorker.Alerts;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Which budget years a check decides about. Usually it is the one that is judged; in the 整理期 of the new year, while figures of December come in, the old one as well,
/// whether there is a new budget or not; and a year that has ended is decided about once more, for good.
/// </summary>
internal sealed class OpenYears(FactStore facts, OfficeSettings office)
{
    private readonly Dictionary<int, Judgement> _final = [];

    /// <summary>The years whose alerts still change.</summary>
    /// <param name="now">What is judged as of the day.</param>
    public async Task<IReadOnlyList<Judgement>> JudgedAsync(Judgement now, CancellationToken cancellationToken)
    {
        if (now.FiscalYear is not { } year) return [now];
        if (office.Years.HasEnded(year, now.AsOf)) return [];
        // Without a budget of this year the old one is judged anyway.
        if (year != now.AsOf.Year || office.Years.HasEnded(year - 1, now.AsOf)) return [now];
        var before = Judgement.Of(await facts.LoadAsync(FiscalYearDays.LastDay(year - 1), cancellationToken), office.Rules, now.AsOf);
        return before.FiscalYear == year - 1 ? [before, now] : [now];
    }

    /// <summary>A year as its last figures have it.</summary>
    public async Task<Judgement> FinalAsync(int year, CancellationToken cancellationToken)
    {
        if (_final.TryGetValue(year, out var judgement)) return judgement;
        var lastDay = FiscalYearDays.LastDay(year);
        return _final[year] = Judgement.Of(await facts.LoadAsync(lastDay, cancellationToken), office.Rules, lastDay);
    }

    /// <summary>Years that have ended and of which something is open, the oldest first.</summary>
    public static IReadOnlyList<int> LeftOver(AlertBook memory, FiscalYearDays years, DateOnly asOf) =>
    [
        .. memory.Alerts.Values.Where(AlertDecider.IsLeft)
            .Select(alert => new FormerSubject(alert.Key).FiscalYear)
            .Distinct()
            .Where(year => years.HasEnded(year, asOf))
            .Order(),
    ];
}
