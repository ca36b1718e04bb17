using System.Globalization;
using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Performance;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>《项目支出绩效目标执行监控表》 of one project.</summary>
internal sealed class ProjectForm
{
    private static readonly string[] _rowNames =
    [
        "level1", "level2", "name", "target", "actual", "expected", "funding", "rules", "staff", "equipment", "other", "cause", "certain", "possible", "impossible", "remark",
    ];

    private readonly ReportBook _book;
    private readonly IReadOnlyList<JudgedPosition> _lines;
    private readonly JudgedGoals? _goals;
    private readonly IReadOnlyList<ReportAlert> _alerts;
    private readonly ProjectFunds _funds;

    /// <exception cref="ReportPartException">The entity has no such project.</exception>
    public ProjectForm(ReportBook book, string entityCode, string projectCode)
    {
        _book = book;
        _lines = book.Now.LinesOf(entityCode, projectCode);
        if (_lines.Count == 0) throw new ReportPartException($"单位{entityCode}没有项目{projectCode}");
        _goals = book.Now.Goals.FirstOrDefault(judged => judged.Goals.Key.EntityCode == entityCode && judged.Goals.Key.ProjectCode == projectCode);
        _alerts = [.. book.Alerts.Where(alert => alert.EntityCode == entityCode && alert.ProjectCode == projectCode)];
        _funds = new ProjectFunds([.. _lines.Select(line => line.Position)]);
    }

    private BudgetPosition First => _lines[0].Position;

    private YearMonth Month => First.Period ?? FormFigures.LastMonth(_book.Now.AsOf);

    public IReadOnlyDictionary<string, object> Model() => new Dictionary<string, object>
    {
        ["report"] = FormModel.Report(_book, First.Period),
        ["project"] = new Dictionary<string, object?>
        {
            ["name"] = First.ProjectName,
            ["code"] = First.Key.ProjectCode,
            ["department"] = FormModel.DepartmentOf(_book, First.Key.EntityCode, FormModel.NameOf(First)),
            ["entity"] = FormModel.NameOf(First),
            ["section"] = First.Section,
            ["light"] = FormFigures.Light(_lines.MaxBy(line => line.Light)!),
            ["scheduled"] = FormFigures.Percent(Scheduled),
            ["goal"] = _book.Texts.Of(First.Key.EntityCode, "项目/" + First.Key.ProjectCode) is { } text ? Plain(text) : null,
            ["completion"] = Completion(),
        },
        ["total"] = _funds.Total,
        ["funds"] = _funds.Rows,
        ["indicators"] = TemplateRows.Of(_rowNames, [MoneyRow(), .. Indicators().Select(IndicatorRow)]),
    };

    /// <summary>Of all its money; null where it is not known of a part.</summary>
    private Fraction? Scheduled
    {
        get
        {
            var revised = Money.Sum(_lines.Select(line => line.Position.Revised));
            if (_lines.Any(line => line.Position.CannotJudge is not null || line.Position.DueFen is null) || revised <= Money.Zero) return null;
            return _lines.Aggregate(Fraction.Zero, (sum, line) => sum + line.Position.DueFen!.Value) / revised.ToFraction();
        }
    }

    /// <summary>Those of one first and second level stand together, in the order in which the table has them first.</summary>
    private IEnumerable<IndicatorAttainment> Indicators() => (_goals?.Goals.Indicators ?? [])
        .GroupBy(indicator => indicator.Indicator.Level1)
        .SelectMany(first => first.GroupBy(indicator => indicator.Indicator.Level2).SelectMany(second => second));

    /// <summary>总体完成情况, from what was reported alone.</summary>
    private string Completion()
    {
        if (_goals is not { Goals: var goals }) return "未报送绩效指标。";
        var met = goals.Indicators.Count(indicator => indicator.InRange == true || indicator.Grade == IndicatorGrade.Met);
        var missing = goals.Indicators.Count(indicator => indicator.Missing);
        var text = string.Create(CultureInfo.InvariantCulture, $"设绩效指标{goals.Indicators.Count}项，截至{goals.Month?.Month ?? Month.Month}月底已报送完成值{goals.Indicators.Count - missing}项，其中已达到年度指标值{met}项");
        if (missing > 0) text += string.Create(CultureInfo.InvariantCulture, $"，未报送{missing}项");
        if (goals.Attainment is { } attainment) text += $"；按权重计算的达成进度为{Rounding.Percent(attainment)}%{(goals.NotCounted > 0 ? "（不含未报送和不能判断的指标）" : "")}";
        return text + "。";
    }

    /// <summary>The money stands above the indicators: what people said of it has its causes and measures as well.</summary>
    private object?[] MoneyRow()
    {
        var answers = new FormAnswers(_alerts.Where(alert => !alert.Key.Contains("/指标:", StringComparison.Ordinal)));
        var actual = _funds.Rate is { } rate ? $"执行率{Rounding.Percent(rate)}%" + (Scheduled is { } scheduled ? $"，序时进度{Rounding.Percent(scheduled)}%" : "") : FormFigures.NotReported;
        var expected = _funds.OutturnRate is { } outturn ? $"全年预计执行率{Rounding.Percent(outturn)}%" : null;
        if (_lines.FirstOrDefault(line => line.Position is { CannotJudge: not null, Executed: not null })?.Position.CannotJudge is { } why) actual = $"{FormFigures.CannotJudge}：{why}";
        // Of several funds the least likely counts: a target is not reached in part.
        return Row("预算执行", "执行进度", "预算执行率", FormFigures.None, actual, expected, answers, [.. MissingMoney(), .. answers.Measures, .. answers.Unanswered], _lines.Max(line => line.Position.Likelihood));
    }

    private IEnumerable<string> MissingMoney()
    {
        foreach (var position in _lines.Select(line => line.Position))
        {
            var fund = _lines.Count > 1 ? $"（{SummedLines.FundOf(position)}）" : "";
            if (position.Executed is null)
            {
                var last = position.LastKnown is { } known ? $"，最近一次报送为{known.Month.Month}月底{FormFigures.Amount(known.Cumulative)}万元" : "";
                yield return $"未报送{FormFigures.Months(Month)}执行数{fund}{last}";
            }

            if (position.StatedOutturn is not null) continue;
            var method = Forecast.Fitting(position, ForecastMethod.StraightLine);
            var forecast = Forecast.Outturn(position, method) is { } outturn ? $"，按{FormFigures.Months(Month)}{method.Name()}测算为{FormFigures.Amount(Money.Round(outturn))}万元" : "";
            yield return $"未填报全年预计执行数{fund}{forecast}";
        }
    }

    private object?[] IndicatorRow(IndicatorAttainment indicator)
    {
        var answers = new FormAnswers(_alerts.Where(alert => alert.Key.EndsWith("/指标:" + indicator.Indicator.Name, StringComparison.Ordinal)));
        var months = FormFigures.Months(indicator.DueMonth ?? Month);
        var last = indicator.LastKnown is { } known ? $"，最近一次报送为{known.Month.Month}月{known.ValueText}" : "";
        string?[] missing = [indicator.Missing ? $"未报送{months}完成值{last}" : null, indicator.CannotJudge is { } why ? $"{FormFigures.CannotJudge}：{why}" : null];
        return Row(
            indicator.Indicator.Level1, indicator.Indicator.Level2, indicator.Indicator.Name, GoalWords.Target(indicator.Indicator), GoalWords.Value(indicator) ?? FormFigures.NotReported, null,
            answers, [.. missing.OfType<string>(), .. answers.Measures, .. answers.Unanswered], null);
    }

    /// <summary>Nobody states how an indicator will end, nor how likely that is: these cells stay empty for the unit to fill in. Of the money 全年预计 may say it.</summary>
    private static object?[] Row(
        string? level1, string? level2, string name, string? target, string? actual, string? expected, FormAnswers answers, IReadOnlyList<string> remarks, AttainmentLikelihood? likelihood)
    {
        var causes = DeviationCauses.Of(answers.Cause);
        return
        [
            level1, level2, name, target, actual, expected, causes.Funding, causes.Rules, causes.Staff, causes.Equipment, causes.Other, answers.Cause,
            likelihood == AttainmentLikelihood.Certain, likelihood == AttainmentLikelihood.Possible, likelihood == AttainmentLikelihood.Impossible, string.Join("\n", remarks),
        ];
    }

    /// <summary>The office's Markdown as a cell has room for it: without headings and marks.</summary>
    private static string Plain(string markdown) => string.Join('\n', markdown
        .Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Replace("**", "", StringComparison.Ordinal)));
}
