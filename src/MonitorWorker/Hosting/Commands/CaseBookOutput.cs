using System.Globalization;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Jobs.Auditing;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary>The story of an alert, day by day, as a person reads it aloud to an auditor.</summary>
/// <param name="local">A time in the office's zone.</param>
internal sealed class CaseBookOutput(Case book, IReadOnlyList<CaseFigure> figures, Func<DateTimeOffset, string> local)
{
    private static readonly CultureInfo _invariant = CultureInfo.InvariantCulture;

    /// <summary>What was found about the same project in earlier years, in words.</summary>
    public IReadOnlyList<string> EarlierYears { get; init; } = [];

    public void Write()
    {
        var alert = book.Alert;
        ConsoleOutput.WriteLine($"{alert.Number}  {RuleWords.Of(alert.Rule)}{(alert.Project.Length == 0 ? "" : $"  项目{alert.Project}")}");
        ConsoleOutput.WriteLine($"{AlertWords.Of(alert.Level, alert.Rule)}，{AlertWords.Of(alert.State)}，自{alert.Since:yyyy-MM-dd}，第{Math.Max(alert.Episode, 1)}次");
        ConsoleOutput.WriteLine($"键：{alert.Key}");
        foreach (var year in EarlierYears) ConsoleOutput.WriteLine($"往年预警：{year}");
        if (alert.Acknowledged is { } taken) ConsoleOutput.WriteLine($"已受理：{taken.Author}，至{taken.Until:yyyy-MM-dd}（{taken.Reason}）");
        if (alert.HandedOver is { } handed) ConsoleOutput.WriteLine($"已转办：{handed.FromName}转{handed.ToName}（{handed.ToAddress}），{(handed.Accepted ? "已接手" : "尚未回复")}");
        if (alert.Disputed is { } dispute) ConsoleOutput.WriteLine($"反映数据有误：{dispute.By}（{dispute.Says}），核对至{dispute.Until:yyyy-MM-dd}");
        if (alert.ReadBy.Count > 0) ConsoleOutput.WriteLine($"已阅：{string.Join("、", alert.ReadBy)}");
        foreach (var mail in book.Incoming) ConsoleOutput.WriteLine($"来信{mail.Id}：{local(mail.At)} {mail.FromAddress}，{AlertWords.OfOutcome(mail.Outcome)}（{mail.Detail}）");
        foreach (var entry in book.Silences)
        {
            var silence = entry.Silence;
            ConsoleOutput.WriteLine(
                $"{AlertWords.Of(silence.Kind)}{silence.Id}：{SilenceWords.Of(silence.Scope)}，{silence.From:yyyy-MM-dd}至{silence.Until:yyyy-MM-dd}，{silence.Author}（{silence.Reason}）"
                + (entry.EndedAt is { } ended ? $"，已于{local(ended)}结束（{entry.EndedBecause}）" : ""));
        }

        ConsoleOutput.WriteLine("");
        foreach (var entry in Entries().OrderBy(entry => entry.Day).ThenBy(entry => entry.Order))
        {
            ConsoleOutput.WriteLine($"{entry.Day:yyyy-MM-dd}  {entry.Text}");
            foreach (var more in entry.More) ConsoleOutput.WriteLine($"            {more}");
        }
    }

    private IEnumerable<(DateOnly Day, int Order, string Text, IReadOnlyList<string> More)> Entries()
    {
        foreach (var happened in book.Events) yield return (DayOf(happened), 1, Describe(happened), [.. happened.Mails.Select(Describe)]);
        foreach (var quiet in Quiet()) yield return quiet;
        foreach (var figure in figures)
            yield return (figure.AsOf, 0, $"数据（按现有资料，含后来的更正）：截至{figure.Period ?? "—"}{Told(figure)}", []);
        foreach (var answer in book.Answers.Where(answer => answer.DueDate is not null)) yield return (answer.DueDate!.Value, 2, Kept(answer), []);
    }

    /// <summary>Checks that changed nothing, told as one between two that did.</summary>
    private IEnumerable<(DateOnly Day, int Order, string Text, IReadOnlyList<string> More)> Quiet()
    {
        var happened = book.Events.Where(entry => entry.AsOf is not null).Select(entry => entry.At).ToHashSet();
        var run = new List<(DateOnly AsOf, string RuleSet)>();
        foreach (var check in book.Checks)
        {
            if (!happened.Contains(check.At))
            {
                run.Add((check.AsOf, check.RuleSet));
                continue;
            }

            if (run.Count > 0) yield return Told(run);
            run = [];
        }

        if (run.Count > 0) yield return Told(run);

        static (DateOnly, int, string, IReadOnlyList<string>) Told(List<(DateOnly AsOf, string RuleSet)> run) =>
            (run[0].AsOf, 3, $"检查{run.Count}次{(run.Count > 1 ? $"（至{run[^1].AsOf:yyyy-MM-dd}）" : "")}，没有变化，规则集{string.Join("、", run.Select(check => check.RuleSet).Distinct())}", []);
    }

    private string Kept(Answer answer)
    {
        var promised = answer.PromisedRate is { } rate ? $"执行率{Rounding.TwoDecimals(rate)}%" : "完成";
        var then = figures.LastOrDefault(figure => figure.AsOf <= answer.DueDate);
        // A promise for a day after the year's end stays as it was given: no figures of the year speak for it.
        var isDue = book.Checks.Any(check => check.AsOf >= answer.DueDate) && answer.DueDate <= FiscalYearDays.LastDay(new FormerSubject(book.Alert.Key).FiscalYear);
        return isDue
            ? $"承诺到期：{answer.By}承诺{promised}，实际{(then?.Rate is { } actual ? $"{actual}%" : "未报送")}"
            : book.Alert.State == AlertState.Ended ? $"承诺期限：{answer.By}承诺{promised}，年度已经终结，不再核对" : $"承诺期限：{answer.By}承诺{promised}，尚未到期";
    }

    private static string Told(CaseFigure figure) => figure.Executed is null
        ? "累计执行数未报送"
        : $"累计执行{figure.Executed}元，执行率{figure.Rate ?? "—"}%，序时{figure.Scheduled ?? "—"}%";

    /// <summary>An answer stands on the day for which it was given, whatever day the office judges.</summary>
    private DateOnly DayOf(CaseEvent happened) =>
        happened.AsOf ?? AnswerOf(happened)?.On ?? DateOnly.ParseExact(local(happened.At)[..10], "yyyy-MM-dd", _invariant);

    private Answer? AnswerOf(CaseEvent happened) => happened.Kind == TransitionKind.Answered ? book.Answers.FirstOrDefault(answer => answer.At == happened.At) : null;

    /// <summary>What was promised, beside what it was on that day.</summary>
    private string Promised(CaseEvent happened)
    {
        if (AnswerOf(happened) is not { PromisedRate: { } rate } answer) return "";
        var then = figures.LastOrDefault(figure => figure.AsOf <= answer.On) ?? (figures.Count > 0 ? figures[0] : null);
        return $"（承诺执行率{Rounding.TwoDecimals(rate)}%{(then?.Rate is { } was ? $"，当时{was}%" : "")}）";
    }

    /// <summary>How it came, where somebody wrote it down for the other.</summary>
    private string Way(CaseEvent happened) => AnswerOf(happened) is { Via: { } via } answer ? $"（{via}{(answer.RecordedBy is { } clerk ? $"，{clerk}代录" : "")}）" : "";

    private string Describe(CaseEvent happened)
    {
        var found = happened.Message is null ? "" : $"：{happened.Message}";
        var by = happened.Actor is null ? "" : $" {happened.Actor}{Way(happened)}：{happened.Reason}{Promised(happened)}";
        var rules = happened.RuleSet is null ? "" : $"，规则集{happened.RuleSet}";
        var untold = happened is { AsOf: not null, Mails.Count: 0 } ? $"（没有通知：{happened.Reason}）" : "";
        return string.Create(_invariant, $"{AlertWords.Of(happened.Kind)}  {AlertWords.Of(happened.Level, book.Alert.Rule)}{found}{by}{rules}{untold}");
    }

    private string Describe(CaseMail mail) =>
        $"→ {mail.Recipient} {mail.Address}（{mail.Why}）{AuditExport.ReasonOf(mail.Reason)}{(mail.Subject is null ? "" : $"：{mail.Subject}")}，{AlertWords.Of(mail.State)}{(mail.SettledAt is { } at ? $" {local(at)}" : "")}{(mail.Route is null ? "" : $"，路由{mail.Route}")}";
}
