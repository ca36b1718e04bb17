using Fractions;
using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>
/// Lines added up, each counted once. Rates are of the lines that can be judged alone, and the lines that lag are named: a
/// green sum hides neither them nor what was not reported.
/// </summary>
/// <param name="By">total, entity, section, category or fund.</param>
/// <param name="Name">Null for the whole, and where the budget names none.</param>
/// <param name="Revised">Of all lines, in fen; lines whose budget is not known add nothing.</param>
/// <param name="JudgedRevised">Of the lines with a figure and a schedule.</param>
/// <param name="Executed">Of the same lines; null where there is none.</param>
/// <param name="Scheduled">Share of <paramref name="JudgedRevised"/> that is due.</param>
/// <param name="Light">Of the sum; grey where nothing can be judged.</param>
/// <param name="Lights">How many lines have which light.</param>
/// <param name="Behind">The red lines and then the yellow ones, the largest first.</param>
public sealed record Rollup(
    string By,
    string? Name,
    int Lines,
    Money Revised,
    int JudgedLines,
    Money JudgedRevised,
    Money? Executed,
    Fraction? Scheduled,
    Level Light,
    IReadOnlyDictionary<Level, int> Lights,
    IReadOnlyList<JudgedPosition> Behind)
{
    public Fraction? Rate => Executed is { } executed && JudgedRevised > Money.Zero ? executed.ToFraction() / JudgedRevised.ToFraction() : null;

    public Fraction? Gap => Rate is { } rate && Scheduled is { } scheduled && scheduled > Fraction.Zero ? rate - scheduled : null;

    public Fraction? Pace => Rate is { } rate && Scheduled is { } scheduled && scheduled > Fraction.Zero ? rate / scheduled * 100 : null;

    /// <summary>The whole first, then each way of dividing it; the parts of one way add up to the whole.</summary>
    public static IReadOnlyList<Rollup> Of(IReadOnlyList<JudgedPosition> lines, LagLimits limits)
    {
        if (lines.Count == 0) return [];
        (string By, Func<BudgetPosition, string?> Name)[] ways =
        [
            ("entity", position => position.EntityName ?? NullIfEmpty(position.Key.EntityCode)),
            ("section", position => position.Section),
            ("category", position => position.Category.Name()),
            ("fund", position => NullIfEmpty(position.Fund)),
        ];
        return
        [
            Sum("total", null, lines, limits),
            .. ways.SelectMany(way => lines
                .GroupBy(judged => way.Name(judged.Position))
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Sum(way.By, group.Key, [.. group], limits))),
        ];
    }

    /// <summary>Some lines added up; also none.</summary>
    /// <param name="by">What they have in common.</param>
    public static Rollup Sum(string by, string? name, IReadOnlyList<JudgedPosition> lines, LagLimits limits)
    {
        var judged = lines.Select(line => line.Position).Where(position => position.IsJudged).ToList();
        var revised = Money.Sum(judged.Select(position => position.Revised));
        var executed = Money.Sum(judged.Select(position => position.Executed!.Value));
        Fraction? scheduled = revised > Money.Zero
            ? ExactSum.Of(judged.Select(position => position.DueFen!.Value)) / revised.ToFraction()
            : null;
        // Lines that all go by other limits than the usual are summed by theirs.
        var own = lines.Select(line => line.Lag).Distinct().Take(2).ToList() is [var only] ? only : limits;
        return new Rollup(
            by,
            name,
            lines.Count,
            Money.Sum(lines.Where(line => !line.Position.HasTwoOriginals).Select(line => line.Position.Revised)),
            judged.Count,
            revised,
            judged.Count == 0 ? null : executed,
            scheduled,
            scheduled is not { } due ? Level.Grey : executed > revised ? Level.Blue : own.LevelOf(executed, revised, due),
            lines.CountBy(line => line.Light).OrderByDescending(pair => pair.Key).ToDictionary(),
            [.. lines.Where(line => line.Light is Level.Red or Level.Yellow).OrderByDescending(line => line.Light).ThenByDescending(line => line.Position.Revised)]);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
