using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>alerts list</c> and <c>alerts show</c>: how alerts stand, and the story of one.</summary>
internal static class AlertsVerb
{
    internal sealed record Filter(string? Project, string? Rule, bool All);

    public static async Task<int> ListAsync(GlobalOptions global, Filter filter, bool json, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var today = Today(session);
        var alerts = (await session.Get<CaseBook>().ListAsync(today, stop))
            .Where(alert => (filter.Project is null || alert.Project == filter.Project) && (filter.Rule is null || alert.Rule == filter.Rule))
            .Where(alert => filter.All || json || alert.State is not (AlertState.Resolved or AlertState.Ended))
            .ToList();
        if (json)
        {
            JsonOutput.Write(alerts.Select(JsonOutput.Alert));
            return ExitCodes.Good;
        }

        ConsoleOutput.WriteTable(
            ["编号", "等级", "状态", "规则", "项目", "自", "最近通知", "静默至", "受理", "答复期限"],
            alerts.Select(alert => (IReadOnlyList<string>)
            [
                alert.Number,
                AlertWords.Of(alert.Level, alert.Rule),
                AlertWords.Of(alert.State),
                RuleWords.Of(alert.Rule) ?? alert.Rule,
                alert.Project,
                $"{alert.Since:yyyy-MM-dd}",
                alert.LastTold is { } told ? Local(session, told) : "—",
                alert.SilencedUntil is { } silenced ? $"{silenced:yyyy-MM-dd}" : "",
                alert.Acknowledged?.Author ?? "",
                alert.Answer is null ? "" : alert.Answer.DueDate is { } due ? $"{due:yyyy-MM-dd}" : "未定",
            ]));
        if (!filter.All) ConsoleOutput.WriteLine("已解除和年度终结的不在内；--all 全部列出");
        return ExitCodes.Good;
    }

    public static async Task<int> ShowAsync(GlobalOptions global, string keyOrNumber, bool json, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var today = Today(session);
        if (await session.Get<CaseBook>().FindAsync(keyOrNumber, today, stop) is not { } found) return await NoneAsync(session, keyOrNumber, today, stop, all: true);

        var lines = await FiguresAsync(session, found, today, stop);
        if (json) JsonOutput.Write(JsonOutput.Case(found, lines));
        else
        {
            var subject = new FormerSubject(found.Alert.Key);
            var earlier = subject.Line is var (entity, project) ? await PastAlertWords.LoadAsync(session, subject.FiscalYear, entity, project, today, stop) : [];
            new CaseBookOutput(found, lines, time => Local(session, time)) { EarlierYears = [.. earlier.Select(alert => PastAlertWords.Of(alert, subject.ProjectCode ?? ""))] }.Write();
        }

        return ExitCodes.Good;
    }

    /// <param name="all">What is put right counts as well.</param>
    internal static async Task<int> NoneAsync(Session session, string keyOrNumber, DateOnly today, CancellationToken stop, bool all = false)
    {
        var open = (await session.Get<CaseBook>().ListAsync(today, stop)).Where(alert => all || alert.State == AlertState.Firing).Take(10).Select(alert => alert.Number).ToList();
        ConsoleOutput.WriteError($"没有{(all ? "" : "未解除的")}预警“{keyOrNumber}”。应为预警编号（如YJ-2024-0007）或 alerts list 列出的键。现有：{(open.Count == 0 ? "（没有）" : string.Join("、", open))}");
        return ExitCodes.Failed;
    }

    internal static DateOnly Today(Session session) => session.Get<OfficeSettings>().JudgeAsOf(null, session.Get<TimeProvider>().GetUtcNow());

    /// <summary>
    /// The line's figures at the end of each month of the story, and on each promised day, by the data that are there now. Nothing for what is about no
    /// line.
    /// </summary>
    private static async Task<IReadOnlyList<CaseFigure>> FiguresAsync(Session session, Case found, DateOnly today, CancellationToken stop)
    {
        if (new FormerSubject(found.Alert.Key).Line is not var (entity, project) || found.Checks.Count == 0) return [];

        // An alert of a year that is over has that year's figures, whatever budget there is by now.
        var lastDay = FiscalYearDays.LastDay(new FormerSubject(found.Alert.Key).FiscalYear);
        var facts = await session.Get<FactStore>().LoadAsync(today < lastDay ? today : lastDay, stop);
        var last = found.Checks.Max(check => check.AsOf);
        if (last > lastDay) last = lastDay;
        var days = Enumerable.Range(1, 12)
            .Select(month => new YearMonth(found.Alert.Since.Year, month).LastDay)
            .Concat(found.Answers.Select(answer => answer.DueDate).OfType<DateOnly>())
            .Where(day => day >= found.Alert.Since && day <= last)
            .Concat(found.Answers.Select(answer => answer.On).Where(day => day <= last))
            .Append(last)
            .Distinct()
            .Order();
        return
        [
            .. days.SelectMany(day => PositionBook.Build(facts, day).Positions
                .Where(position => (position.Key.EntityCode, position.Key.ProjectCode) == (entity, project))
                .Select(position => new CaseFigure(
                    day, position.Period?.ToString(), Rounding.Percent(position.Rate), Rounding.Percent(position.Scheduled), position.Executed?.ToString(), position.Revised.ToString()))),
        ];
    }

    private static string Local(Session session, DateTimeOffset time) => $"{TimeZoneInfo.ConvertTime(time, session.Get<OfficeSettings>().Zone):yyyy-MM-dd HH:mm}";
}

/// <summary>A line's figures as of a day, as printed; null where they are not known.</summary>
/// <param name="Period">Month that the figures speak for.</param>
internal sealed record CaseFigure(DateOnly AsOf, string? Period, string? Rate, string? Scheduled, string? Executed, string Revised);
