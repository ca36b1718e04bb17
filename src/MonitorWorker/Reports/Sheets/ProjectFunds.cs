using Fractions;
using MonitorWorker.Budgets;

namespace MonitorWorker.Reports.Sheets;

/// <summary>The block 项目资金 of the form: a row for each kind of money, there even where the project has none of it, and their total.</summary>
internal sealed class ProjectFunds
{
    private const string Mixed = "未分资金来源的资金";

    private static readonly string[] _names = ["name", "original", "adjusted", "revised", "executed", "rate", "outturn"];

    private static readonly (string Name, Func<string, bool> Holds)[] _kinds =
    [
        ("其中：财政资金（一般公共预算拨款）", fund => fund.Contains("一般公共预算", StringComparison.Ordinal)),
        ("财政资金（政府性基金预算拨款）", fund => fund.Contains("政府性基金", StringComparison.Ordinal)),
        ("财政资金（国有资本经营预算拨款）", fund => fund.Contains("国有资本", StringComparison.Ordinal)),
        ("其他资金", _ => true),
    ];

    private readonly IReadOnlyList<BudgetPosition> _lines;
    private readonly bool _isKnown;

    public ProjectFunds(IReadOnlyList<BudgetPosition> lines)
    {
        _lines = lines;
        _isKnown = lines.All(line => !line.HasTwoOriginals);
        var byKind = lines.ToLookup(KindOf);
        var rows = _kinds.Select(kind => RowOf(kind.Name, [.. byKind[kind.Name]])).ToList();
        // Its execution was reported for all its money at once, so that none of it can stand in a row above.
        if (byKind[Mixed].ToList() is { Count: > 0 } mixed) rows.Add(RowOf($"{Mixed}（{string.Join("、", mixed.Select(SummedLines.FundOf).Distinct())}）", mixed));
        Rows = TemplateRows.Of(_names, rows);
        Total = _names.Zip(RowOf("年度资金总额", lines)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    public TemplateRows Rows { get; }

    public IReadOnlyDictionary<string, object?> Total { get; }

    /// <summary>Of all the money; null where a part of it is not known.</summary>
    public Fraction? Rate => Share(line => line.Executed);

    public Fraction? OutturnRate => Share(line => line.StatedOutturn);

    private static string KindOf(BudgetPosition line) =>
        line.Key.Fund.Length == 0 && line.Fund.Contains(';', StringComparison.Ordinal) ? Mixed : Array.Find(_kinds, kind => kind.Holds(line.Fund)).Name;

    private static object?[] RowOf(string name, IReadOnlyList<BudgetPosition> lines)
    {
        if (lines.Count == 0) return [name, FormFigures.None, FormFigures.None, FormFigures.None, FormFigures.None, null, FormFigures.None];
        var isKnown = lines.All(line => !line.HasTwoOriginals);
        var revised = Sum(line => line.Revised)!.Value;
        var executed = Sum(line => line.Executed);
        return
        [
            name,
            isKnown ? FormFigures.Wan(Sum(line => line.Original)) : FormFigures.CannotJudge,
            FormFigures.Wan(Sum(line => line.Adjusted)),
            isKnown ? FormFigures.Wan(revised) : FormFigures.CannotJudge,
            executed is { } spent ? FormFigures.Wan(spent) : FormFigures.NotReported,
            isKnown && executed is { } part && revised > Money.Zero ? FormFigures.Percent(part.ToFraction() / revised.ToFraction()) : null,
            FormFigures.Wan(Sum(line => line.StatedOutturn)),
        ];

        Money? Sum(Func<BudgetPosition, Money?> amount) => lines.Aggregate((Money?)Money.Zero, (sum, line) => sum + amount(line));
    }

    private Fraction? Share(Func<BudgetPosition, Money?> amount)
    {
        var revised = Money.Sum(_lines.Select(line => line.Revised));
        var part = _lines.Aggregate((Money?)Money.Zero, (sum, line) => sum + amount(line));
        return _isKnown && revised > Money.Zero && part is { } known ? known.ToFraction() / revised.ToFraction() : null;
    }
}
