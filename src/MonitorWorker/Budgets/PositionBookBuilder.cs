using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>Gathers one fiscal year's facts under their projects and settles each line's position.</summary>
internal sealed class PositionBookBuilder
{
    private readonly int _year;
    private readonly DateOnly _asOf;
    private readonly Dictionary<(string Entity, string Project), ProjectFacts> _projects = [];
    private readonly Dictionary<string, List<ProjectFacts>> _byCode = [];
    private readonly HashSet<string> _entities = [];
    private readonly List<UnmatchedFact> _unmatched = [];
    private readonly IReadOnlyList<BudgetLine> _lines;
    private readonly Successors _successors;

    public PositionBookBuilder(int year, DateOnly asOf, IReadOnlyList<BudgetLine> lines)
    {
        _year = year;
        _asOf = asOf;
        _lines = lines;
        _successors = new Successors(lines);
        foreach (var line in lines)
        {
            _entities.Add(line.EntityCode);
            if (line.EntityName is { } name) _entities.Add(name);
            if (!_projects.TryGetValue((line.EntityCode, line.ProjectCode), out var project))
            {
                _projects[(line.EntityCode, line.ProjectCode)] = project = new ProjectFacts(line.EntityCode);
                if (!_byCode.TryGetValue(line.ProjectCode, out var sameCode)) _byCode[line.ProjectCode] = sameCode = [];
                sameCode.Add(project);
            }

            project.AddLine(line);
        }
    }

    public void Add(Adjustment fact)
    {
        if (Find("预算调整", fact.EntityCode, fact.ProjectCode, fact.Fund, fact.Source) is { } project) project.Adjustments.Add(fact);
    }

    public void Add(Execution fact)
    {
        if (Find("执行", fact.EntityCode, fact.ProjectCode, fact.Fund, fact.Source) is { } project) project.Executions.Add(fact);
    }

    public void Add(StatedOutturn fact)
    {
        if (Find("全年预计", fact.EntityCode, fact.ProjectCode, fact.Fund, fact.Source) is { } project) project.Outturns.Add(fact);
    }

    public void Add(SpendingPlanPoint fact)
    {
        if (Find("用款计划", fact.EntityCode, fact.ProjectCode, fact.Fund, fact.Source) is { } project) project.PlanPoints.Add(fact);
    }

    /// <summary>A task changes no position; whom it asks and no budget knows is listed.</summary>
    public void Add(MonitoringTask fact)
    {
        foreach (var entity in fact.Entities.Where(entity => !_entities.Contains(entity)))
            _unmatched.Add(new UnmatchedFact("监控任务", "", $"预算表中没有填报单位“{entity}”", "与预算表一致的单位编码或单位名称，几个用分号隔开", fact.Source));
    }

    /// <summary>A project that had other entities or funds last year has no shape to go by; one that had another code has, where its line names that (原项目编码).</summary>
    public void AddLastYear(Execution fact)
    {
        if (Match(fact.EntityCode, _successors.Of(fact.EntityCode, fact.ProjectCode), fact.Fund, out _) is { } project) project.LastYear.Add(fact);
    }

    /// <summary>A former code that no earlier budget has is a slip of the pen, and listed; the line counts all the same.</summary>
    /// <param name="earlier">Codes of earlier budgets.</param>
    public void CheckFormer(IReadOnlySet<string> earlier)
    {
        foreach (var line in _lines.Where(line => line.FormerProjectCode is { } former && !earlier.Contains(former)))
            _unmatched.Add(new UnmatchedFact("预算", line.ProjectCode, $"以前年度的预算中没有原项目编码“{line.FormerProjectCode}”", "上一年度预算表中的项目编码；新增项目留空", line.Source));
    }

    /// <param name="month">The month at which every entity is judged; null is each one's latest reported.</param>
    public PositionBook Build(YearMonth? month = null)
    {
        foreach (var project in _projects.Values) project.Sort();
        var periods = _projects.Values
            .Where(project => project.Executions.Count > 0)
            .GroupBy(project => project.EntityCode, project => project.Executions.Max(fact => fact.Month))
            .ToDictionary(group => group.Key, group => group.Max());

        var positions = _projects.Values
            .SelectMany(project => project.Units(_year).Select(unit => Position(unit, month ?? (periods.TryGetValue(project.EntityCode, out var latest) ? latest : null))))
            .OrderBy(position => position.Key.EntityCode, StringComparer.Ordinal)
            .ThenBy(position => position.Key.ProjectCode, StringComparer.Ordinal)
            .ThenBy(position => position.Key.Fund, StringComparer.Ordinal)
            .ToList();
        return new PositionBook(_asOf, _year, positions, [.. _unmatched, .. _projects.Values.Select(project => project.UnusedPlan()).OfType<UnmatchedFact>()]);
    }

    private BudgetPosition Position(JudgedUnit unit, YearMonth? period)
    {
        var day = period?.LastDay ?? _asOf;
        var line = unit.Line;
        var adjustments = unit.AdjustmentsUpTo(day);
        var executed = period is { } month ? unit.ExecutedAt(month) : null;
        var outturn = unit.Outturns.Where(fact => period is null || fact.Month <= period).OrderBy(fact => fact.Month).LastOrDefault();
        var adjusted = new Money(adjustments.Sum(fact => fact.Amount.Fen));
        var revised = line.Original + adjusted;
        var originals = unit.OriginalTranches(_year, out var badPlan);
        var cannotJudge = CannotJudge(unit, revised, executed?.Amount) ?? badPlan;
        var position = new BudgetPosition
        {
            Key = unit.Key,
            ProjectName = line.ProjectName,
            EntityName = line.EntityName,
            Section = line.Section,
            Category = line.Category,
            Fund = line.Fund,
            Procurement = line.Procurement,
            Period = period,
            AsOf = _asOf,
            JudgedDay = day,
            Schedule = line.Schedule,
            Original = line.Original,
            Adjusted = adjusted,
            Executed = executed?.Amount,
            StatedOutturn = outturn?.Outturn,
            Likelihood = outturn?.Likelihood,
            ExecutedThreeMonthsAgo = period is { } judged ? unit.ExecutedThreeMonthsBefore(judged) : null,
            LastYearsShare = period is { } same ? unit.LastYearsShare(same) : null,
            Tranches = cannotJudge is null ? Tranche.After(originals, adjustments, unit.ClockOf, unit.Components.Count > 1) : [],
            CannotJudge = cannotJudge,
            HasTwoOriginals = unit.OriginalBudgets.Count > 1,
            LastKnown = executed is null ? unit.Executions.OrderBy(fact => fact.Month).LastOrDefault() : null,
            Source = executed?.Source ?? line.Source,
            Lines = unit.Lines,
            Evidence = Evidence(unit, adjustments, executed, outturn),
        };
        return position with { Scheduled = position.ScheduledBy(day) };
    }

    private static string? CannotJudge(JudgedUnit unit, Money revised, Money? executed)
    {
        if (unit.OriginalBudgets.Count > 1)
        {
            return $"同一预算行有{unit.OriginalBudgets.Count}个年初预算数（"
                + string.Join("；", unit.OriginalBudgets.Select(line => $"{line.Source.Sheet}第{line.Source.Row}行")) + "）";
        }

        if (revised <= Money.Zero) return $"调整后预算数为{revised}元，不大于零" + (executed > Money.Zero ? $"，却已执行{executed}元" : "");
        var milestones = unit.Components.Where(line => line.Schedule == ScheduleKind.Milestone).Select(line => line.MilestoneDate).ToList();
        if (milestones.Contains(null)) return "进度口径为节点，但没有节点日期";
        // A slip in the year would leave the line without anything due, and green, all year.
        return milestones.Find(date => date!.Value.Year != unit.Key.FiscalYear) is { } elsewhere
            ? FormattableString.Invariant($"节点日期{elsewhere:yyyy-MM-dd}不在预算年度之内")
            : null;
    }

    private static List<Evidence> Evidence(JudgedUnit unit, IReadOnlyList<Adjustment> adjustments, Evidence? executed, StatedOutturn? outturn)
    {
        // Where one was given twice all its rows are shown, else the row of each fund.
        var evidence = (unit.OriginalBudgets.Count > 1 ? unit.Lines : unit.Components).Select(line => new Evidence("年初预算数", null, line.Original, line.Source)).ToList();
        evidence.AddRange(adjustments.Select(fact => new Evidence(
            "预算调整",
            fact.KnownByMonth ? YearMonth.Of(fact.Date).ToString() : FormattableString.Invariant($"{fact.Date:yyyy-MM-dd}"),
            fact.Amount,
            fact.Source,
            fact.DocumentNumber)));
        evidence.AddRange(unit.PlanEvidence());
        if (executed is not null) evidence.Add(executed);
        if (outturn is not null) evidence.Add(new Evidence("全年预计执行数", outturn.Month.ToString(), outturn.Outturn, outturn.Source));
        return evidence;
    }

    private ProjectFacts? Find(string table, string? entityCode, string projectCode, string? fund, SourceRef source)
    {
        var found = Match(entityCode, projectCode, fund, out var reason);
        if (found is null) _unmatched.Add(new UnmatchedFact(table, projectCode, reason, "与预算表一致的项目编码、单位编码和资金来源", source));
        return found;
    }

    private ProjectFacts? Match(string? entityCode, string projectCode, string? fund, out string reason)
    {
        ProjectFacts? found = null;
        reason = "预算表中没有这个项目编码";
        if (entityCode is not null)
        {
            found = _projects.GetValueOrDefault((entityCode, projectCode));
            // A budget that names no entities takes what names one, as long as the project is clear.
            if (found is null && _byCode.TryGetValue(projectCode, out var others))
            {
                if (others is [{ EntityCode: "" } only]) found = only;
                else reason = $"预算表中单位{entityCode}没有这个项目编码";
            }
        }
        else if (_byCode.TryGetValue(projectCode, out var sameCode))
        {
            if (sameCode.Count == 1) found = sameCode[0];
            else reason = "这个项目编码在几个单位都有，请写明单位编码";
        }

        if (found is null || fund is null || found.HasFund(fund)) return found;
        reason = $"预算表中这个项目没有资金来源“{fund}”";
        return null;
    }
}
