using Fractions;
using MonitorWorker.Budgets;

namespace MonitorWorker.Rules.Kinds;

/// <summary>A stated figure in the words of a message and in the figures of the contract: yuan, percent or a count.</summary>
internal static class StatedValues
{
    public static string What(StatedFigure figure) =>
        $"截至{figure.Month}“{figure.Scope}”的{figure.Item.Name()}" + (figure.Denominator is { } denominator ? $"（分母为{denominator.Name()}）" : "");

    public static StatedComparison Compare(RecomputedFigure stated, Fraction? recomputed, string? parts)
    {
        var figure = stated.Figure;
        return new StatedComparison(
            figure.Report,
            figure.ReportingUnit,
            figure.Month,
            figure.Scope,
            figure.Item.Name(),
            figure.Denominator?.Name(),
            figure.Written,
            recomputed is { } value ? figure.Print(value) : null,
            recomputed is { } right ? figure.Print(figure.Exact - right) : null,
            parts);
    }

    public static IReadOnlyDictionary<string, string?> Of(RecomputedFigure stated, Fraction? recomputed)
    {
        var figure = stated.Figure;
        return new Dictionary<string, string?>
        {
            ["scope"] = figure.Scope,
            ["item"] = figure.Item.Name(),
            ["stated"] = Print(figure.Exact),
            ["recomputed"] = recomputed is { } value ? Print(value) : null,
            ["difference"] = recomputed is { } right ? Print(figure.Exact - right) : null,
            ["period"] = figure.Month.ToString(),
            ["denominator"] = figure.Item.Measure() == StatedMeasure.Percent ? (figure.Denominator ?? StatedItem.Revised).Name() : null,
            ["report"] = figure.Report,
        };

        string Print(Fraction exact) => figure.Item.Measure() switch
        {
            StatedMeasure.Amount => Rounding.TwoDecimals(exact / 100),
            StatedMeasure.Percent => Rounding.TwoDecimals(exact),
            _ => Rounding.Decimals(exact, 0),
        };
    }
}
