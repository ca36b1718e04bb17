using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Overview;

/// <summary>The lines of one entity, beside those of the last period and of the year before.</summary>
/// <param name="Before">Empty where there is nothing to compare with.</param>
/// <param name="LastYear">Empty where nothing is known of the same month a year before.</param>
public sealed record EntityStanding(
    string Code, string Name, IReadOnlyList<JudgedPosition> Lines, IReadOnlyList<JudgedPosition> Before, IReadOnlyList<JudgedPosition> LastYear)
{
    /// <summary>All entities, those with the most red money first, then yellow, then not reported.</summary>
    public static IReadOnlyList<EntityStanding> Of(ReportBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var (before, lastYear) = (ByEntity(book.LastPeriod), ByEntity(book.LastYear));
        return
        [
            .. book.Now.Positions.GroupBy(line => line.Position.Key.EntityCode)
                .Select(lines => new EntityStanding(
                    lines.Key, lines.Select(line => line.Position.EntityName).FirstOrDefault(name => name is not null) ?? lines.Key, [.. lines], [.. before[lines.Key]], [.. lastYear[lines.Key]]))
                .OrderByDescending(entity => entity.MoneyOf(line => line.Light == Level.Red))
                .ThenByDescending(entity => entity.MoneyOf(line => line.Light == Level.Yellow))
                .ThenByDescending(entity => entity.MoneyOf(line => line.Position.Executed is null))
                .ThenBy(entity => entity.Code, StringComparer.Ordinal),
        ];
    }

    private static ILookup<string, JudgedPosition> ByEntity(Judgement? judgement) => (judgement?.Positions ?? []).ToLookup(line => line.Position.Key.EntityCode);

    private Money MoneyOf(Func<JudgedPosition, bool> isIn) => Money.Sum(Lines.Where(isIn).Select(line => line.Position.Revised));
}
