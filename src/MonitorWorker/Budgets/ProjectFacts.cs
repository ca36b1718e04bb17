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

    /// <summary>A later import of the same line supersedes the earlier one; two rows of one import stay two.</summary>
    public void AddLine(BudgetLine line)
    {
        if (!_linesByFund.TryGetValue(line.Fund, out var lines)) _linesByFund[line.Fund] = lines = [];
        lines.RemoveAll(earlier => earlier.Batch < line.Batch);
        lines.Add(line);
    }

    /// <summary>A budget that names no fund takes what names one.</summary>
    public bool HasFund(string fund) => _linesByFund.ContainsKey(fund) || NamesNoFund;

    private bool NamesNoFund => _linesByFund.Count == 1 && _linesByFund.ContainsKey("");

    private bool IsOf(string? factFund, string lineFund) => factFund is null || factFund == lineFund || NamesNoFund;

    public IEnumerable<JudgedUnit> Units(int year)
    {
        var project = _linesByFund.First().Value[0].ProjectCode;
        var several = _linesByFund.Count > 1;
        var asOne = several && (Adjustments.Exists(fact => fact.Fund is null) || Executions.Exists(fact => fact.Fund is null));
        if (asOne)
        {
            var funds = _linesByFund.Keys.Order(StringComparer.Ordinal).ToList();
            var lines = _linesByFund.Values.Select(lines => lines[^1]).ToList();
            var together = lines[0] with
            {
                Fund = string.Join(";", funds),
                Original = new Money(lines.Sum(line => line.Original.Fen)),
                Procurement = lines.Exists(line => line.Procurement),
            };
            // One fund with two budgets spoils the sum as well.
            var twice = _linesByFund.Values.FirstOrDefault(same => same.Count > 1) ?? [together];
            yield return new JudgedUnit(
                new LineKey(year, EntityCode, project, ""), together, [.. _linesByFund.Values.SelectMany(same => same)], twice, Adjustments, Executions, Outturns, funds);
            yield break;
        }

        foreach (var (fund, lines) in _linesByFund)
        {
            yield return new JudgedUnit(
                new LineKey(year, EntityCode, project, fund),
                lines[^1],
                lines,
                lines,
                [.. Adjustments.Where(fact => IsOf(fact.Fund, fund))],
                [.. Executions.Where(fact => IsOf(fact.Fund, fund))],
                [.. Outturns.Where(fact => fact.Fund == fund || (fact.Fund is null && !several) || NamesNoFund)],
                NamesNoFund ? [.. Executions.Select(fact => fact.Fund).OfType<string>().Distinct()] : [fund]);
        }
    }
}

/// <summary>A line, or a project taken as one, with the facts that belong to it.</summary>
internal sealed record JudgedUnit(
    LineKey Key,
    BudgetLine Line,
    IReadOnlyList<BudgetLine> Lines,
    IReadOnlyList<BudgetLine> OriginalBudgets,
    IReadOnlyList<Adjustment> Adjustments,
    IReadOnlyList<Execution> Executions,
    IReadOnlyList<StatedOutturn> Outturns,
    IReadOnlyList<string> Funds)
{
    /// <summary>
    /// Adjustments up to a day in order of their date. A later import that speaks of the same fund, date and document
    /// supersedes the earlier one, so that a corrected copy of a workbook does not count its adjustments twice.
    /// </summary>
    public IReadOnlyList<Adjustment> AdjustmentsUpTo(DateOnly day) =>
        [.. Adjustments.Select(fact => fact.Fund).Distinct().SelectMany(fund => Arrivals(fund, day)).OrderBy(fact => fact.Date).ThenBy(fact => fact.Source.Row)];

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
    public Evidence? ExecutedAt(YearMonth month)
    {
        var ofMonth = Executions.Where(fact => fact.Month == month).ToList();
        if (ofMonth.LastOrDefault(fact => fact.Fund is null) is { } total) return Executed(total.Cumulative, total.Source);

        var latest = Funds.Select(fund => ofMonth.LastOrDefault(fact => fact.Fund == fund)).ToList();
        return latest.Count == 0 || latest.Exists(fact => fact is null)
            ? null
            : Executed(new Money(latest.Sum(fact => fact!.Cumulative.Fen)), latest[^1]!.Source);

        Evidence Executed(Money amount, SourceRef source) => new("累计执行数", month.ToString(), amount, source);
    }
}
