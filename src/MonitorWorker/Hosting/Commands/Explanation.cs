using Fractions;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;

namespace MonitorWorker.Hosting.Commands;

/// <summary>One line's verdict in words and figures that a hand calculator repeats.</summary>
/// <param name="years">Until when catching up is asked for.</param>
/// <param name="earlier">What was found about the project in earlier years.</param>
internal sealed class Explanation(JudgedPosition judged, TimeZoneInfo zone, FiscalYearDays years, IReadOnlyList<PastAlert> earlier)
{
    private readonly BudgetPosition _position = judged.Position;

    private bool IsClosed => years.IsClosed(_position.Key.FiscalYear, _position.AsOf);

    public void Write()
    {
        WriteHead();
        WriteEvidence();
        WriteSchedule();
        WriteRemedies();
        WriteForecasts();
        WriteRules();
    }

    private void WriteHead()
    {
        ConsoleOutput.WriteLine($"{_position.Key.ProjectCode} {_position.ProjectName}（{_position.Category.Name()}，{_position.Fund}）");
        ConsoleOutput.WriteLine($"单位：{_position.EntityName ?? _position.Key.EntityCode}  责任股室：{_position.Section ?? "—"}");
        foreach (var alert in earlier) ConsoleOutput.WriteLine($"往年预警：{PastAlertWords.Of(alert, _position.Key.ProjectCode)}");
        ConsoleOutput.WriteLine($"检查日：{_position.AsOf:yyyy-MM-dd}  判断到：{_position.JudgedDay:yyyy-MM-dd}  已报送月份：{_position.Period?.ToString() ?? "无"}");
    }

    private void WriteEvidence() => ConsoleOutput.WriteTable(
        ["数据项", "日期", ">金额（元）", "出处", "导入时间"],
        _position.Evidence.Select(evidence => new[]
        {
            evidence.What + (evidence.Note is null ? "" : $" {evidence.Note}"),
            evidence.When ?? "",
            evidence.Amount.ToString(),
            Place(evidence.Source),
            $"{TimeZoneInfo.ConvertTime(evidence.Source.ImportedAt, zone):yyyy-MM-dd HH:mm}",
        }));

    private void WriteSchedule()
    {
        ConsoleOutput.WriteLine($"调整后预算数 = {_position.Original} + {_position.Adjusted} = {_position.Revised}");
        if (_position.CannotJudge is { } reason) ConsoleOutput.WriteLine($"不作判断：{reason}");
        if (_position.Rate is { } rate) ConsoleOutput.WriteLine($"执行率 = {_position.Executed} ÷ {_position.Revised} = {Rounding.Percent(rate)}%");
        if (_position.Scheduled is not { } scheduled || _position.DueFen is not { } due) return;

        ConsoleOutput.WriteLine($"进度口径：{Schedules()}{(_position.Schedule == ScheduleKind.Steps ? $"（规则集{judged.Rules.Name}：{judged.Rules.Steps}）" : "")}");
        ConsoleOutput.WriteTable(
            ["资金", ">金额（元）", "到判断日应执行的比例", ">应执行（元）", "出处"],
            _position.Tranches.Select(tranche => new[]
            {
                tranche.IsOriginal ? tranche.What : FormattableString.Invariant($"{tranche.What}（{tranche.Arrived:yyyy-MM-dd}）"),
                Money.Round(tranche.Amount).ToString(),
                tranche.Clock.Explain(_position.JudgedDay),
                Money.Round(tranche.Amount * tranche.Clock.ShareAt(_position.JudgedDay)).ToString(),
                Place(tranche.Source),
            }));
        if (_position.Evidence.Any(evidence => evidence is { What: "预算调整", Amount.Fen: < 0 })) ConsoleOutput.WriteLine("追减按比例减少它之前的各笔资金，表中是减少以后的金额。");
        ConsoleOutput.WriteLine($"序时进度 = 应执行合计 {Money.Round(due)} ÷ {_position.Revised} = {Rounding.Percent(scheduled)}%（{scheduled.Numerator}/{scheduled.Denominator}）");
        if (_position is { Gap: { } gap, Pace: { } pace })
            ConsoleOutput.WriteLine($"差额 = 执行率 − 序时进度 = {Rounding.Percent(gap)} 个百分点；进度比 = 执行率 ÷ 序时进度 × 100 = {Rounding.TwoDecimals(pace)}");
    }

    /// <summary>Lines that are judged together may each have their own.</summary>
    private string Schedules() => _position.Schedule == ScheduleKind.Steps
        ? ScheduleKind.Steps.Name()
        : string.Join("、", _position.Lines.Select(line => line.Schedule.Name()).Distinct());

    private void WriteRemedies()
    {
        if (_position.CannotJudge is not null || _position.Executed is null) return;
        if (IsClosed)
        {
            var last = years.LastPayment(_position.Key.FiscalYear);
            ConsoleOutput.WriteLine(last == FiscalYearDays.LastDay(_position.Key.FiscalYear)
                ? $"{_position.Key.FiscalYear}年度已经结束，不再要求追赶进度"
                : $"已过关账日（{last.Month}月{last.Day}日），不再要求追赶进度");
            return;
        }

        Remedy?[] remedies = [Remedy.Of(_position, judged.Lag), Remedy.Next(_position, judged.Lag)];
        ConsoleOutput.WriteTable(
            ["到哪一天", ">序时进度%", ">赶上序时进度还需（元）", ">解除预警还需（元）", ">降一级还需（元）"],
            remedies.OfType<Remedy>().Select(remedy => new[]
            {
                $"{remedy.By:yyyy-MM-dd}",
                remedy.Scheduled is { } share ? Rounding.Percent(share) : "—",
                Print(remedy.CatchUp),
                Print(remedy.ToClear),
                Print(remedy.ToLower),
            }));
    }

    private void WriteForecasts()
    {
        if (_position is not { Executed: { } executed, Period: { } period } || _position.CannotJudge is not null) return;
        ConsoleOutput.WriteTable(
            ["全年测算", "算式", ">全年执行（元）", ">占预算%"],
            Enum.GetValues<ForecastMethod>().Select(method => new[]
            {
                method.Name(),
                Formula(method, executed, period.Month),
                Forecast.Outturn(_position, method) is { } outturn ? Money.Round(outturn).ToString() : "—",
                Forecast.Outturn(_position, method) is { } expected ? Rounding.TwoDecimals(expected / _position.Revised.ToFraction() * 100) : "—",
            }));
        if (!IsClosed && Outlook.RequiredPerMonth(_position) is { } required)
            ConsoleOutput.WriteLine($"完成全年预算每月还需 ({_position.Revised} − {executed}) ÷ {12 - period.Month} = {required}；此前每月 {executed} ÷ {Forecast.MonthsGone(_position)} = {Outlook.SpentPerMonth(_position)}");
        if (_position.StatedOutturn is not { } stated) return;
        var times = Forecast.TimesFaster(_position, out var endless);
        ConsoleOutput.WriteLine($"单位填报全年预计执行 {stated}" + (times is { } factor
            ? Forecast.GoesByOwnClocks(_position)
                ? $"：按自己的进度，今后须为此前的 [({stated} − {executed}) ÷ (1 − 序时进度)] ÷ [{executed} ÷ 序时进度] = {Rounding.TwoDecimals(factor)} 倍"
                : $"：今后每月须执行 ({stated} − {executed}) ÷ {12 - period.Month}，是此前月均的 {Rounding.TwoDecimals(factor)} 倍"
            : endless ? "：按此前的支出没有倍数可言" : "：不需要加快支出"));
    }

    private string Formula(ForecastMethod method, Money executed, int month) => method switch
    {
        ForecastMethod.LastThreeMonths => _position.ExecutedThreeMonthsAgo is { } before
            ? $"{executed} + ({executed} − {before}) ÷ 3 × {12 - month}"
            : "缺三个月前的累计执行数",
        ForecastMethod.PlanAdjusted => _position.Scheduled is { } scheduled && scheduled > Fraction.Zero
            ? $"{executed} ÷ 序时进度 {Rounding.Percent(scheduled)}%"
            : "还没有到应支出的时候",
        ForecastMethod.Seasonal => _position.LastYearsShare is { } share ? $"{executed} ÷ 上年同期占全年的 {Rounding.Percent(share)}%" : "没有上年同期的数据",
        _ => $"{executed} ÷ {month} × 12",
    };

    private void WriteRules()
    {
        var rules = judged.Rules;
        ConsoleOutput.WriteLine(
            $"规则集：{rules.Name}，{rules.EffectiveFrom:yyyy-MM-dd}起{(rules.Scope is { } scope ? $"，适用于{scope}" : "")}（{string.Concat(rules.Description, rules.Description.Length > 0 ? "；" : "")}{(rules.Basis is { } basis ? $"依据：{basis}；" : "")}SHA-256 {rules.Hash[..12]}）");
        ConsoleOutput.WriteLine($"灯：{judged.Light.Code()}（{judged.Lag.Describe()}）");
        WriteFindings(rules, judged.Findings);
    }

    /// <summary>Each rule's verdict, what it says, and where its settings come from.</summary>
    public static void WriteFindings(RuleSet rules, IEnumerable<Finding> findings) => ConsoleOutput.WriteTable(
        ["规则", "结论", "等级", "说明", "规定", "设定来自"],
        findings.Select(finding => new[]
        {
            finding.Rule,
            finding.Outcome.ToString().ToLowerInvariant(),
            finding.Outcome == Outcome.Breached ? finding.Level.Code() : "—",
            finding.Message,
            finding.RuleText + Held(finding.Hold),
            finding.Exception is { } exception ? $"{rules.Name}的例外（{exception}）" : rules.Name,
        }));

    private static string Held(HoldPeriods hold) => hold == HoldPeriods.None ? "" : $"（for {hold.For}，holdOn {hold.HoldOn}）";

    private static string Place(SourceRef source) => $"{source.File} {source.Sheet} 第{source.Row}行";

    private static string Print(Money? amount) => amount?.ToString() ?? "—";
}
