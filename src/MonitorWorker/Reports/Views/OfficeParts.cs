using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Reports.Overview;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>How many lines have a light, and how much money.</summary>
internal sealed class LightView
{
    private LightView(Level light, List<JudgedPosition> lines)
    {
        var words = LevelWords.Of(light.Code());
        (Symbol, Word) = (words.Symbol, Print.Word(words));
        Count = Print.Count(lines.Count);
        Revised = Print.Amount(Money.Sum(lines.Where(line => !line.Position.HasTwoOriginals).Select(line => line.Position.Revised)));
    }

    public string Symbol { get; }

    public string Word { get; }

    public string Count { get; }

    public string Revised { get; }

    public static IEnumerable<LightView> Of(IReadOnlyList<JudgedPosition> lines) =>
        lines.GroupBy(line => line.Light).OrderByDescending(light => light.Key).Select(light => new LightView(light.Key, [.. light]));
}

/// <summary>A line whose light has changed.</summary>
internal sealed class ChangeView(LightChange change)
{
    /// <summary>项目名称</summary>
    public string? Name { get; } = Print.Name(change.Line.Position.ProjectName);

    public string? Entity { get; } = Print.Name(change.Line.Position.EntityName);

    /// <summary>Light in the last period, in words.</summary>
    public string Before { get; } = Print.Word(change.Before);

    public string Now { get; } = Print.Word(change.Now);

    public string Revised { get; } = Print.Amount(change.Line.Position.Revised);

    public string? Rate { get; } = Print.Percent(change.Line.Position.Rate);
}

/// <summary>An alert that nobody has answered.</summary>
internal sealed class UnansweredView(ReportAlert alert, Judgement now)
{
    public string Number { get; } = alert.Number;

    /// <summary>项目名称; null of stated figures.</summary>
    public string? Name { get; } = Print.Name(AlertLines.NameOf(now, alert));

    /// <summary>Null where it is of no one entity.</summary>
    public string? Entity { get; } = Print.Name(AlertLines.EntityOf(now, alert));

    public string? RuleWord { get; } = RuleWords.Of(alert.Rule);

    public string LevelWord { get; } = Print.Word(alert.Level);

    /// <summary>First day of the alert.</summary>
    public string? Since { get; } = Print.Months.Day(alert.Since);

    /// <summary>Calendar days that it has been open.</summary>
    public string Days { get; } = Print.Count(Math.Max(0, now.AsOf.DayNumber - alert.Since.DayNumber));
}

/// <summary>A promise that was not kept.</summary>
internal sealed class PromiseView(PromiseStanding promise, Judgement now)
{
    public string Number { get; } = promise.Alert.Number;

    /// <summary>项目名称; null of stated figures.</summary>
    public string? Name { get; } = Print.Name(AlertLines.NameOf(now, promise.Alert));

    public string? Entity { get; } = Print.Name(AlertLines.EntityOf(now, promise.Alert));

    /// <summary>Who promised.</summary>
    public string? By { get; } = Print.Name(promise.Answer.By, 40);

    public string? Measure { get; } = Print.Name(promise.Answer.Measure, 120);

    /// <summary>预计完成日期</summary>
    public string? Due { get; } = Print.Months.Day(promise.Due);

    /// <summary>执行率 that was promised; null where none was.</summary>
    public string? Promised { get; } = Print.TwoDecimals(promise.Answer.PromisedRate is { } rate ? (Fractions.Fraction)rate : null);

    /// <summary>执行率 now.</summary>
    public string? Rate { get; } = Print.Percent(promise.Line?.Position.Rate);
}

/// <summary>What would be left at the end of the year if it goes on as it did so far.</summary>
internal sealed class RiskView(YearEndRisk risk, Money revised, int most)
{
    /// <summary>Null where nothing would be left.</summary>
    public string? Unspent { get; } = Print.AmountIfAny(risk.Unspent);

    /// <summary>Percent of the whole revised budget.</summary>
    public string? UnspentShare { get; } = risk.Unspent > Money.Zero ? Print.Share(risk.Unspent, revised) : null;

    /// <summary>What would be spent beyond the budget of other lines; null where nothing.</summary>
    public string? Overspent { get; } = Print.AmountIfAny(risk.Overspent);

    /// <summary>Lines without a forecast; null where there is none.</summary>
    public string? UnknownCount { get; } = Print.CountIfAny(risk.UnknownLines);

    /// <summary>Their revised budget.</summary>
    public string? Unknown { get; } = risk.UnknownLines > 0 ? Print.Amount(risk.Unknown) : null;

    /// <summary>Percent of the whole revised budget.</summary>
    public string? UnknownShare { get; } = risk.UnknownLines > 0 ? Print.Share(risk.Unknown, revised) : null;

    /// <summary>The largest of those of which money would be left; at most three.</summary>
    public IReadOnlyList<RiskLineView> Lines { get; } = [.. risk.Lines.Where(line => line.Left > Money.Zero).Take(most).Select(line => new RiskLineView(line))];
}

/// <summary>A line of which money would be left.</summary>
internal sealed class RiskLineView(LineAtRisk line)
{
    /// <summary>项目名称</summary>
    public string? Name { get; } = Print.Name(line.Line.Position.ProjectName);

    public string? Entity { get; } = Print.Name(line.Line.Position.EntityName);

    public string Revised { get; } = Print.Amount(line.Line.Position.Revised);

    /// <summary>全年测算</summary>
    public string Outturn { get; } = Print.Amount(line.Outturn);

    /// <summary>Revised budget less that.</summary>
    public string Left { get; } = Print.Amount(line.Left);

    /// <summary>By what it is worked out, e.g. 平均进度.</summary>
    public string Method { get; } = line.Method.Name();
}

/// <summary>A waiver in force.</summary>
internal sealed class OfficeWaiverView(Silence silence, Judgement now)
{
    /// <summary>What is accepted as it is: 设备购置经费 资金闲置 黄色预警及以下.</summary>
    public string? What { get; } = Print.Name(SilenceWords.Of(new SilenceCover(
        [.. new[] { silence.Scope.Entity is { } entity ? EntityName(now, entity) : null, ProjectName(now, silence.Scope) }.OfType<string>()],
        silence.Scope.AlertKey is { } about ? new FormerSubject(about).Rule : silence.Scope.Rule,
        silence.Scope.Level?.Code())));

    public string? Reason { get; } = Print.Name(silence.Reason, 120);

    public string? Author { get; } = Print.Name(silence.Author, 40);

    /// <summary>Last day.</summary>
    public string? Until { get; } = Print.Months.Day(silence.Until);

    /// <summary>Codes are an entity's own: where several have a project of that code and none is named, the code is all that can be said.</summary>
    private static string? ProjectName(Judgement judgement, SilenceScope scope)
    {
        var (entity, project) = scope.AlertKey is { } key && new FormerSubject(key).Line is { } line ? (line.Entity, line.Project) : (scope.Entity, scope.Project);
        if (project is null) return null;
        var names = judgement.Positions.Where(line => line.Position.Key.ProjectCode == project && (entity is null || line.Position.Key.EntityCode == entity)).Select(line => line.Position.ProjectName).Distinct().Take(2).ToList();
        return names is [var only] ? only : project;
    }

    private static string EntityName(Judgement judgement, string code) => judgement.Positions.FirstOrDefault(line => line.Position.Key.EntityCode == code)?.Position.EntityName ?? code;
}

/// <summary>A month of the curve.</summary>
internal sealed class CurveView(CurvePoint point)
{
    /// <summary>8月</summary>
    public string Month { get; } = Print.Count(point.Month.Month) + "月";

    /// <summary>按序时应执行</summary>
    public string Planned { get; } = Print.Amount(point.Planned);

    /// <summary>Null where it is not known, and of months to come.</summary>
    public string? Actual { get; } = Print.Amount(point.Actual);
}
