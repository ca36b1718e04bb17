using Fractions;
using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>All facts of one project in one fiscal year, and how it divides into units that are judged by themselves.</summary>
internal sealed class ProjectFacts(string entityCode)
{
    private readonly Dictionary<string, List<BudgetLine>> _linesByFund = [];

    public string EntityCode { get; } = entityCode;

    public List<Adjustment> Adjustments { get; } = [];

    public List<Execution> Executions { get; } = [];

    public List<StatedOutturn> Outturns { get; } = [];

    public List<SpendingPlanPoint> PlanPoints { get; } = [];

    /// <summary>执行 of the year before.</summary>
    public List<Execution> LastYear { get; } = [];

    /// <summary>A later import of the same line supersedes the earlier one; two rows of one import stay two.</summary>
    public void AddLine(BudgetLine line)
    {
        if (!_linesByFund.TryGetValue(line.Fund, out var lines)) _linesByFund[line.Fund] = lines = [];
        if (lines.Exists(other => other.Batch > line.Batch)) return;
        lines.RemoveAll(earlier => earlier.Batch < line.Batch);
        lines.Add(line);
    }

    /// <summary>
    /// Puts all facts into the order of their import, within one of its rows: of two about the same thing the last one counts, in
    /// whatever order they were added.
    /// </summary>
    public void Sort()
    {
        foreach (var lines in _linesByFund.Values) InOrder(lines, line => line.Batch, line => line.Source);
        InOrder(Adjustments, fact => fact.Batch, fact => fact.Source);
        InOrder(Executions, fact => fact.Batch, fact => fact.Source);
        InOrder(Outturns, fact => fact.Batch, fact => fact.Source);
        InOrder(PlanPoints, fact => fact.Batch, fact => fact.Source);
        InOrder(LastYear, fact => fact.Batch, fact => fact.Source);
    }

    private static void InOrder<T>(List<T> facts, Func<T, long> batch, Func<T, SourceRef> source)
    {
        if (facts.Count < 2) return;
        List<T> sorted =
        [
            .. facts
                .OrderBy(batch)
                .ThenBy(fact => source(fact).File, StringComparer.Ordinal)
                .ThenBy(fact => source(fact).Sheet, StringComparer.Ordinal)
                .ThenBy(fact => source(fact).Row),
        ];
        facts.Clear();
        facts.AddRange(sorted);
    }

    /// <summary>The rows of all its funds.</summary>
    public IReadOnlyList<BudgetLine> AllLines => _allLines ??= [.. _linesByFund.Values.SelectMany(lines => lines)];

    private List<BudgetLine>? _allLines;

    /// <summary>A plan of a project none of whose lines goes by one is listed, so that nobody believes it were used; null where that is not so.</summary>
    public UnmatchedFact? UnusedPlan() => PlanPoints.Count == 0 || _linesByFund.Values.Any(lines => lines[^1].Schedule == ScheduleKind.Plan)
        ? null
        : new UnmatchedFact("用款计划", PlanPoints[0].ProjectCode, "预算表中这个项目的进度口径不是用款计划，这份计划没有用上", "预算表的进度口径填“用款计划”", PlanPoints[0].Source);

    /// <summary>A budget that names no fund takes what names one.</summary>
    public bool HasFund(string fund) => _linesByFund.ContainsKey(fund) || NamesNoFund;

    private bool NamesNoFund => _linesByFund.Count == 1 && _linesByFund.ContainsKey("");

    private bool IsOf(string? factFund, string lineFund) => factFund is null || factFund == lineFund || NamesNoFund;

    public IEnumerable<JudgedUnit> Units(int year)
    {
        var byFund = _linesByFund.OrderBy(lines => lines.Key, StringComparer.Ordinal).ToList();
        var project = byFund[0].Value[0].ProjectCode;
        var several = byFund.Count > 1;
        var asOne = several && (
            Adjustments.Exists(fact => fact.Fund is null)
            || Executions.Exists(fact => fact.Fund is null)
            || Outturns.Exists(fact => fact.Fund is null)
            || PlanPoints.Exists(fact => fact.Fund is null));
        if (asOne)
        {
            var funds = byFund.Select(lines => lines.Key).ToList();
            var lines = byFund.Select(lines => lines.Value[^1]).ToList();
            var together = lines[0] with
            {
                Fund = string.Join(";", funds),
                Original = new Money(lines.Sum(line => line.Original.Fen)),
                Procurement = lines.Exists(line => line.Procurement),
            };
            // One fund with two budgets spoils the sum as well.
            var twice = byFund.Find(same => same.Value.Count > 1).Value ?? [together];
            yield return new JudgedUnit(
                new LineKey(year, EntityCode, project, ""), together, [.. byFund.SelectMany(same => same.Value)], lines, twice, Adjustments, Executions, OutturnsAsOne(funds), funds)
            {
                PlanPoints = PlanPoints,
                LastYear = LastYear,
            };
            yield break;
        }

        foreach (var (fund, lines) in byFund)
        {
            yield return new JudgedUnit(
                new LineKey(year, EntityCode, project, fund),
                lines[^1],
                lines,
                [lines[^1]],
                lines,
                [.. Adjustments.Where(fact => IsOf(fact.Fund, fund))],
                [.. Executions.Where(fact => IsOf(fact.Fund, fund))],
                NamesNoFund ? OutturnsAsOne([.. Outturns.Select(fact => fact.Fund).OfType<string>().Distinct()]) : [.. Outturns.Where(fact => IsOf(fact.Fund, fund))],
                NamesNoFund ? [.. Executions.Select(fact => fact.Fund).OfType<string>().Distinct()] : [fund])
            {
                PlanPoints = PlanPoints.Count == 0 ? [] : [.. PlanPoints.Where(fact => IsOf(fact.Fund, fund))],
                LastYear = LastYear.Count == 0 ? [] : [.. LastYear.Where(fact => IsOf(fact.Fund, fund))],
            };
        }
    }

    /// <summary>What is expected of the project as a whole: where each fund tells its own, their sum at the months that all of them tell, and the least likely of what they say.</summary>
    private List<StatedOutturn> OutturnsAsOne(List<string> funds) =>
    [
        .. Outturns.GroupBy(fact => fact.Month).SelectMany(month =>
        {
            if (month.LastOrDefault(fact => fact.Fund is null) is { } whole) return [whole];
            var parts = funds.Select(fund => month.LastOrDefault(fact => fact.Fund == fund)).ToList();
            return parts.Exists(part => part is null) ? [] : new[] { parts[^1]! with { Fund = null, Outturn = new Money(parts.Sum(part => part!.Outturn.Fen)), Likelihood = parts.Max(part => part!.Likelihood) } };
        }),
    ];
}

/// <summary>A line, or a project taken as one, with the facts that belong to it.</summary>
/// <param name="Line">The line that stands for all of it.</param>
/// <param name="Lines">All its rows of 预算.</param>
/// <param name="Components">The rows in force, one for each fund.</param>
internal sealed record JudgedUnit(
    LineKey Key,
    BudgetLine Line,
    IReadOnlyList<BudgetLine> Lines,
    IReadOnlyList<BudgetLine> Components,
    IReadOnlyList<BudgetLine> OriginalBudgets,
    IReadOnlyList<Adjustment> Adjustments,
    IReadOnlyList<Execution> Executions,
    IReadOnlyList<StatedOutturn> Outturns,
    IReadOnlyList<string> Funds)
{
    public required IReadOnlyList<SpendingPlanPoint> PlanPoints { get; init; }

    public required IReadOnlyList<Execution> LastYear { get; init; }

    /// <summary>The original budget by its clocks: one for each fund, or one plan for all funds where it names none.</summary>
    /// <param name="problem">Why a plan cannot be used; null where none is needed or all are good.</param>
    public IReadOnlyList<Tranche> OriginalTranches(int year, out string? problem)
    {
        problem = null;
        var tranches = new List<Tranche>();
        var planned = Components.Where(line => line.Schedule == ScheduleKind.Plan).ToList();
        var together = planned.Count > 1 && PlanPoints.Any(point => point.Fund is null);
        if (together) AddPlan(planned, PlanPoints.Where(point => point.Fund is null), ref problem);
        foreach (var line in Components)
        {
            if (line.Schedule != ScheduleKind.Plan) Add(line.Original, OwnClock(line, year), line.Fund, line.Source);
            // A plan that names no fund is that of the only line that has one.
            else if (!together) AddPlan([line], Components.Count == 1 ? PlanPoints : PlanPoints.Where(point => point.Fund is null || point.Fund == line.Fund), ref problem);
        }

        return tranches;

        void AddPlan(List<BudgetLine> lines, IEnumerable<SpendingPlanPoint> points, ref string? problem)
        {
            var original = new Money(lines.Sum(line => line.Original.Fen));
            var rows = points.ToList();
            // Without money of January there is nothing to plan.
            if (original == Money.Zero && rows.Count == 0) return;

            var clock = SpendingPlan.Read(year, rows, original, out var bad);
            problem ??= bad;
            if (clock is not null) Add(original, clock, lines.Count == 1 ? lines[0].Fund : null, lines[0].Source);
        }

        void Add(Money original, MoneyClock? clock, string? fund, SourceRef source)
        {
            if (original != Money.Zero && clock is not null) tranches.Add(new Tranche("年初预算数", original.ToFraction(), clock, true, new DateOnly(year, 1, 1), fund, source));
        }
    }

    public MoneyClock ClockOf(Adjustment addition) =>
        Tranche.OfAddition(addition.Fund is { } fund ? Components.FirstOrDefault(line => line.Fund == fund) ?? Line : Line, addition);

    /// <summary>The rows of the plan behind the original budget.</summary>
    public IEnumerable<Evidence> PlanEvidence() => Components.All(line => line.Schedule != ScheduleKind.Plan)
        ? []
        : PlanPoints.GroupBy(point => point.Fund).SelectMany(plan => SpendingPlan.RowsInForce(plan)).Select(point => new Evidence(
            "用款计划",
            point.Month.ToString(),
            point.CumulativeAmount ?? Money.Round(SpendingPlan.Share(point, Planned(point)) * Planned(point).ToFraction()),
            point.Source,
            point.CumulativePercent is { } percent ? FormattableString.Invariant($"{percent:0.######}%") : null));

    /// <summary>The original budget that a row of a plan is a share of.</summary>
    private Money Planned(SpendingPlanPoint point) => new(Components
        .Where(line => line.Schedule == ScheduleKind.Plan && (point.Fund is null || Components.Count == 1 || line.Fund == point.Fund))
        .Sum(line => line.Original.Fen));

    private static MoneyClock? OwnClock(BudgetLine line, int year)
    {
        var (first, last) = (line.StartMonth ?? 1, line.EndMonth ?? 12);
        return line.Schedule switch
        {
            ScheduleKind.Milestone => line.MilestoneDate is { } milestone ? new MilestoneClock(milestone) : null,
            ScheduleKind.Day => new DayClock(new YearMonth(year, first).FirstDay, new YearMonth(year, last).LastDay),
            _ => new MonthClock(year, first, last),
        };
    }

    /// <summary>Cumulative execution at the end of the month three months earlier; zero where that lies before January.</summary>
    public Money? ExecutedThreeMonthsBefore(YearMonth month) => month.Month switch
    {
        < 3 => null,
        3 => Money.Zero,
        _ => ExecutedAt(new YearMonth(month.Year, month.Month - 3))?.Amount,
    };

    /// <summary>Which share of last year's execution had been spent by the same month.</summary>
    public Fraction? LastYearsShare(YearMonth month)
    {
        if (LastYear.Count == 0) return null;
        var then = ExecutedAt(LastYear, new YearMonth(month.Year - 1, month.Month));
        var whole = ExecutedAt(LastYear, new YearMonth(month.Year - 1, 12));
        return then is not null && whole is { Amount: var total } && total > Money.Zero ? then.Amount.ToFraction() / total.ToFraction() : null;
    }

    /// <summary>
    /// Adjustments up to a day in order of their date. A later import that speaks of the same fund, date and document
    /// supersedes the earlier one, so that a corrected copy of a workbook does not count its adjustments twice.
    /// </summary>
    public IReadOnlyList<Adjustment> AdjustmentsUpTo(DateOnly day) => Adjustments.Count == 0
        ? []
        : [.. Adjustments.Select(fact => fact.Fund).Distinct().SelectMany(fund => Arrivals(fund, day)).OrderBy(fact => fact.Date).ThenBy(fact => fact.Source.Row)];

    /// <summary>
    /// Monthly sheets tell what has come since January: what was not told before arrived in their month. Dated adjustments
    /// up to that month are part of it, and those after it are added.
    /// </summary>
    private List<Adjustment> Arrivals(string? fund, DateOnly day)
    {
        var dated = Dated(fund, day);
        var cumulative = Adjustments
            .Where(fact => fact.IsCumulative && fact.Fund == fund && fact.Date <= day)
            .GroupBy(fact => fact.Date)
            .Select(month => month.Where(fact => fact.Batch == month.Max(other => other.Batch)).Last())
            .OrderBy(fact => fact.Date);
        foreach (var told in cumulative)
        {
            var before = dated.Where(fact => fact.Date <= told.Date).Sum(fact => fact.Amount.Fen);
            if (told.Amount.Fen != before) dated.Add(told with { Amount = new Money(told.Amount.Fen - before) });
        }

        return dated;
    }

    private List<Adjustment> Dated(string? fund, DateOnly day) =>
    [
        .. Adjustments
            .Where(fact => !fact.IsCumulative && fact.Fund == fund && fact.Date <= day)
            .GroupBy(fact => (fact.Fund, fact.Date, fact.DocumentNumber))
            .SelectMany(same => same.Where(fact => fact.Batch == same.Max(other => other.Batch)))
            .OrderBy(fact => fact.Date)
            .ThenBy(fact => fact.Source.Row),
    ];

    /// <summary>
    /// Cumulative execution of a month: the latest figure that names no fund, else the sum over all funds. A fund
    /// without a figure makes the sum unknown, not smaller.
    /// </summary>
    public Evidence? ExecutedAt(YearMonth month) => ExecutedAt(Executions, month);

    private Evidence? ExecutedAt(IReadOnlyList<Execution> executions, YearMonth month)
    {
        var ofMonth = executions.Where(fact => fact.Month == month).ToList();
        if (ofMonth.LastOrDefault(fact => fact.Fund is null) is { } total) return Executed(total.Cumulative, total.Source);

        var latest = Funds.Select(fund => ofMonth.LastOrDefault(fact => fact.Fund == fund)).ToList();
        return latest.Count == 0 || latest.Exists(fact => fact is null)
            ? null
            : Executed(new Money(latest.Sum(fact => fact!.Cumulative.Fen)), latest[^1]!.Source);

        Evidence Executed(Money amount, SourceRef source) => new("累计执行数", month.ToString(), amount, source);
    }
}
