using Fractions;
using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>One row of 填报数: a figure that somebody stated in a report or on a form.</summary>
/// <param name="Scope">口径 as written; see <see cref="BudgetScope"/>.</param>
/// <param name="Value">填报值 in <paramref name="Unit"/>; its scale is its precision: 66.95 has two decimals, 27 none.</param>
/// <param name="Unit">元, 万元, 亿元, % or 个.</param>
/// <param name="Denominator">分母 of a rate; null is the revised budget.</param>
/// <param name="ReportingUnit">填报单位.</param>
/// <param name="Report">报告名称.</param>
public sealed record StatedFigure(
    long Batch,
    YearMonth Month,
    string Scope,
    StatedItem Item,
    decimal Value,
    string Unit,
    StatedItem? Denominator,
    string? ReportingUnit,
    string? Report,
    SourceRef Source)
{
    /// <summary>Nobody states more decimals than this; a spreadsheet formula shows fifteen digits of noise.</summary>
    private const int MostDecimals = 8;

    /// <summary>The report, else the file: what a corrected copy speaks for again.</summary>
    public string Document => Report ?? Source.File;

    public int Decimals => Math.Min(Value.Scale, (byte)MostDecimals);

    /// <summary>One <see cref="Unit"/> in fen, percent points or items.</summary>
    public Fraction UnitSize => Unit switch
    {
        "元" => 100,
        "万元" => 1_000_000,
        "亿元" => new Fraction(10_000_000_000L),
        _ => 1,
    };

    /// <summary>The stated figure in fen, percent or items, exact.</summary>
    public Fraction Exact => (Fraction)Value * UnitSize;

    /// <summary>Half a unit of the last place, in fen, percent or items: what rounding alone can do.</summary>
    public Fraction HalfLastPlace => UnitSize / new Fraction(2 * System.Numerics.BigInteger.Pow(10, Decimals));

    /// <summary>As it was stated: <c>27%</c>, <c>66.90%</c>.</summary>
    public string Written => Rounding.Decimals((Fraction)Value, Decimals) + Unit;

    /// <summary>An exact amount, rate or count in this figure's own unit, with at least its decimals: <c>746.89万元</c>.</summary>
    public string Print(Fraction exact)
    {
        var decimals = Item.Measure() == StatedMeasure.Count ? 0 : Math.Max(2, Decimals);
        return Rounding.Decimals(exact / UnitSize, decimals) + Unit;
    }
}

/// <summary>What makes two rows of 填报数 the same statement, so that a corrected copy takes the place of the first.</summary>
/// <param name="Document">报告名称, else the file's name.</param>
/// <param name="Scope">口径 in one spelling.</param>
/// <param name="Occurrence">From 1: a report that says the same twice has two statements.</param>
public sealed record StatementKey(
    int FiscalYear,
    YearMonth Month,
    string Document,
    string ReportingUnit,
    string Scope,
    StatedItem Item,
    StatedItem? Denominator,
    int Occurrence) : IFindingSubject
{
    /// <summary>Null: a statement is about a scope, which may hold any number of projects.</summary>
    public string? ProjectCode => null;
}
