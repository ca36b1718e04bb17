using System.Globalization;
using MonitorWorker.Alerts;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>What people said of some alerts of one project, as a form has room for it.</summary>
internal sealed class FormAnswers
{
    private readonly List<ReportAlert> _alerts;
    private readonly List<Answer> _answers;

    public FormAnswers(IEnumerable<ReportAlert> alerts)
    {
        _alerts = [.. alerts.Where(alert => alert.State != AlertState.Resolved)];
        // One mail often answers several alerts of a line.
        _answers = [.. _alerts.Select(alert => alert.Answer).OfType<Answer>().OrderByDescending(answer => answer.At).DistinctBy(answer => (answer.Cause, answer.Measure, answer.DueDate, answer.By))];
    }

    /// <summary>偏差原因, the newest first; empty where none was named.</summary>
    public string Cause => string.Join("；", _answers.Select(answer => answer.Cause.Trim()).Where(cause => cause.Length > 0).Distinct());

    /// <summary>预警编号 of those that are open.</summary>
    public string Numbers => string.Join("、", Open.Select(alert => alert.Number));

    /// <summary>Measure, date and by whom, one sentence for each answer.</summary>
    public IEnumerable<string> Measures => _answers.Select(MeasureOf);

    /// <summary>Red and yellow alerts that nobody has answered.</summary>
    public IEnumerable<string> Unanswered => Open
        .Where(alert => alert.Answer is null && alert.Level is Level.Red or Level.Yellow)
        .Select(alert => $"预警{alert.Number}（{FormFigures.Light(alert.Level)[1..]}）尚未答复");

    private IEnumerable<ReportAlert> Open => _alerts.Where(alert => alert.State == AlertState.Firing);

    private static string MeasureOf(Answer answer)
    {
        string?[] parts =
        [
            answer.Measure is { Length: > 0 } measure ? $"整改措施：{measure.Trim()}" : "未说明整改措施",
            answer.DueDate is { } due ? $"预计完成日期：{FormFigures.Day(due)}" : "未说明预计完成日期",
            answer.PromisedRate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"承诺执行率：{rate:0.00}%") : null,
            $"答复人：{answer.By}（{FormFigures.Day(answer.On)}{(answer.Via is { } via ? "，" + via : "")}{(answer.RecordedBy is { } by ? $"，{by}代录" : "")}）",
        ];
        return string.Join("；", parts.OfType<string>());
    }
}
