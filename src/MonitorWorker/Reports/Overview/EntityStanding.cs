using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Overview;

/// <summary>Where one entity stands, beside the last period and the year before.</summary>
/// <param name="Before">Its lines as of the last period; null where there were none.</param>
/// <param name="LastYear">Its lines as of the same month a year before; null where none are known.</param>
public sealed record EntityStanding(string Code, string Name, YearMonth? Period, Rollup Now, Rollup? Before, Rollup? LastYear, int NotReportedLines, Money NotReported)
{
    /// <summary>Of red lines, and of yellow ones: what an entity is ordered by.</summary>
    public required (Money Red, Money Yellow) Behind { get; init; }

    /// <summary>All entities, those with the most red money first, then yellow, then not reported.</summary>
    public static IReadOnlyList<EntityStanding> Of(ReportBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var before = ByEntity(book.LastPeriod);
        var lastYear = ByEntity(book.LastYear);
        return
        [
            .. ByEntity(book.Now)
                .Select(entity => Of(entity.Key, entity.Value, SumOf(before, entity.Key, book.LastPeriod), SumOf(lastYear, entity.Key, book.LastYear), book.Now.Rules.General.Lag.Standard))
                .OrderByDescending(entity => entity.Behind.Red)
                .ThenByDescending(entity => entity.Behind.Yellow)
                .ThenByDescending(entity => entity.NotReported)
                .ThenBy(entity => entity.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>Lines without a figure that nobody can call judged; a budget given twice is another matter.</summary>
    internal static bool IsNotReported(JudgedPosition line) => line.Position is { Executed: null, HasTwoOriginals: false };

    private static EntityStanding Of(string code, List<JudgedPosition> lines, Rollup? before, Rollup? lastYear, LagLimits limits)
    {
        var missing = lines.Where(IsNotReported).ToList();
        return new EntityStanding(
            code,
            lines.Select(line => line.Position.EntityName).FirstOrDefault(name => name is not null) ?? code,
            lines.Max(line => line.Position.Period),
            Rollup.Sum("entity", code, lines, limits),
            before,
            lastYear,
            missing.Count,
            Sum(missing))
        {
            Behind = (Sum(lines.Where(line => line.Light == Level.Red)), Sum(lines.Where(line => line.Light == Level.Yellow))),
        };
    }

    private static Dictionary<string, List<JudgedPosition>> ByEntity(Judgement? judgement) =>
        judgement?.Positions.GroupBy(line => line.Position.Key.EntityCode).ToDictionary(lines => lines.Key, lines => lines.ToList()) ?? [];

    private static Rollup? SumOf(Dictionary<string, List<JudgedPosition>> lines, string code, Judgement? judgement) =>
        lines.TryGetValue(code, out var own) ? Rollup.Sum("entity", code, own, judgement!.Rules.General.Lag.Standard) : null;

    private static Money Sum(IEnumerable<JudgedPosition> lines) => lines.Aggregate(Money.Zero, (sum, line) => sum + line.Position.Revised);
}
