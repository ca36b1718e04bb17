using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Reports.Overview;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>How many lines have a light, and how much money.</summary>
internal sealed class LightView
{
    private LightView(Level light, List<JudgedPosition> lines)
    {
        var words = LevelWords.Of(light.Code());
        (Symbol, Word) = (words.Symbol, words.Word);
        Count = Figures.Count(lines.Count);
        Revised = MailWords.Chinese.Figures.Amount(lines.Where(line => !line.Position.HasTwoOriginals).Sum(line => line.Position.Revised.Fen))!;
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
    public string Name { get; } = Plain.Line(change.Line.Position.ProjectName, 60)!;

    public string? Entity { get; } = Plain.Line(change.Line.Position.EntityName, 60);

    public string Before { get; } = LevelWords.Of(change.Before.Code()).Word;

    public string Now { get; } = LevelWords.Of(change.Now.Code()).Word;

    public string? Revised { get; } = MailWords.Chinese.Figures.Amount(change.Line.Position.Revised.Fen);

    public string? Rate { get; } = Figures.Percent(Rounding.Percent(change.Line.Position.Rate));
}

/// <summary>An alert that nobody has answered.</summary>
internal sealed class UnansweredView(ReportAlert alert, Judgement now)
{
    public string Number { get; } = alert.Number;

    /// <summary>项目名称; null of stated figures.</summary>
    public string? Name { get; } = AlertNames.Of(now, alert);

    public string? Entity { get; } = AlertNames.EntityOf(now, alert);

    public string Rule { get; } = RuleWords.Of(alert.Rule)!;

    public string Light { get; } = LevelWords.Of(alert.Level.Code()).Word;

    public string Since { get; } = MailWords.Chinese.Months.Day(alert.Since)!;

    /// <summary>Calendar days that it has been open.</summary>
    public string Days { get; } = Figures.Count(Math.Max(0, now.AsOf.DayNumber - alert.Since.DayNumber));
}

/// <summary>A promise that was not kept.</summary>
internal sealed class PromiseView(PromiseStanding promise, Judgement now)
{
    public string Number { get; } = promise.Alert.Number;

    public string? Name { get; } = AlertNames.Of(now, promise.Alert);

    public string? Entity { get; } = AlertNames.EntityOf(now, promise.Alert);

    public string By { get; } = Plain.Line(promise.Answer.By, 40)!;

    public string? Measure { get; } = Plain.Line(promise.Answer.Measure, 120);

    public string Due { get; } = MailWords.Chinese.Months.Day(promise.Due)!;

    /// <summary>执行率 that was promised; null where none was.</summary>
    public string? Promised { get; } = promise.Answer.PromisedRate is { } rate ? Figures.Percent(Rounding.TwoDecimals((Fractions.Fraction)rate)) : null;

    /// <summary>执行率 now.</summary>
    public string? Rate { get; } = Figures.Percent(Rounding.Percent(promise.Line?.Position.Rate));
}

/// <summary>What would be left at the end of the year.</summary>
internal sealed class RiskView(YearEndRisk risk, Money revised, int most)
{
    /// <summary>Null where nothing would be left.</summary>
    public string? Unspent { get; } = risk.Unspent > Money.Zero ? MailWords.Chinese.Figures.Amount(risk.Unspent.Fen) : null;

    /// <summary>Percent of the whole revised budget.</summary>
    public string? UnspentShare { get; } = risk.Unspent > Money.Zero ? Figures.Share(risk.Unspent.Fen, revised.Fen) : null;

    public string? Overspent { get; } = risk.Overspent > Money.Zero ? MailWords.Chinese.Figures.Amount(risk.Overspent.Fen) : null;

    /// <summary>Lines without a forecast; null where there are none.</summary>
    public string? UnknownCount { get; } = risk.UnknownLines > 0 ? Figures.Count(risk.UnknownLines) : null;

    public string? Unknown { get; } = risk.UnknownLines > 0 ? MailWords.Chinese.Figures.Amount(risk.Unknown.Fen) : null;

    public string? UnknownShare { get; } = risk.UnknownLines > 0 ? Figures.Share(risk.Unknown.Fen, revised.Fen) : null;

    /// <summary>The largest of those that would be left.</summary>
    public IReadOnlyList<RiskLineView> Lines { get; } = [.. risk.Lines.Where(line => line.Left > Money.Zero).Take(most).Select(line => new RiskLineView(line))];
}

/// <summary>A line of which money would be left.</summary>
internal sealed class RiskLineView(LineAtRisk line)
{
    public string Name { get; } = Plain.Line(line.Line.Position.ProjectName, 60)!;

    public string? Entity { get; } = Plain.Line(line.Line.Position.EntityName, 60);

    public string? Revised { get; } = MailWords.Chinese.Figures.Amount(line.Line.Position.Revised.Fen);

    /// <summary>全年测算.</summary>
    public string? Outturn { get; } = MailWords.Chinese.Figures.Amount(line.Outturn.Fen);

    public string? Left { get; } = MailWords.Chinese.Figures.Amount(line.Left.Fen);

    /// <summary>By what it is worked out, e.g. 平均进度.</summary>
    public string Method { get; } = line.Method.Name();
}

/// <summary>A waiver in force.</summary>
internal sealed class WaiverView(Silence silence)
{
    public string What { get; } = Plain.Line(SilenceWords.Of(silence.Scope), 80)!;

    public string? Reason { get; } = Plain.Line(silence.Reason, 120);

    public string? Author { get; } = Plain.Line(silence.Author, 40);

    public string Until { get; } = MailWords.Chinese.Months.Day(silence.Until)!;
}

/// <summary>A month of the curve, in 万元.</summary>
internal sealed class CurveView(CurvePoint point)
{
    /// <summary>8月</summary>
    public string Month { get; } = Figures.Count(point.Month.Month) + "月";

    public string Planned { get; } = MailWords.Chinese.Figures.Amount(point.Planned.Fen)!;

    /// <summary>Null where it is not known, and of months to come.</summary>
    public string? Actual { get; } = MailWords.Chinese.Figures.Amount(point.Actual?.Fen);
}

/// <summary>What an alert is about, by name.</summary>
internal static class AlertNames
{
    public static string? Of(Judgement judgement, ReportAlert alert) => alert.ProjectCode is { } project
        ? Plain.Line(LineOf(judgement, alert)?.ProjectName ?? project, 60)
        : null;

    public static string? EntityOf(Judgement judgement, ReportAlert alert) => Plain.Line(LineOf(judgement, alert)?.EntityName ?? alert.EntityCode, 60);

    private static BudgetPosition? LineOf(Judgement judgement, ReportAlert alert) => alert is { EntityCode: { } entity, ProjectCode: { } project }
        ? judgement.LinesOf(entity, project).Select(line => line.Position).FirstOrDefault()
        : null;
}
