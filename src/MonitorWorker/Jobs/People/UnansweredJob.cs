using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.People;

/// <summary>Tells whoever keeps the figures, once, of alerts that all who could have left unanswered (久未答复): a person has to speak to them.</summary>
public sealed class UnansweredJob(FactStore facts, AlertStore alerts, NoteBook notes, OfficeSettings office)
{
    /// <summary>Days after which it is no news.</summary>
    private const int Days = 31;

    /// <param name="day">The day of the check.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (!office.Routes.FollowsUp) return 0;
        var memory = await alerts.LoadAsync(cancellationToken);
        var silent = memory.Alerts.Values.Where(alert => alert is { State: AlertState.Firing, IsBelieved: true, Unheard.Count: > 0 } && !HasWord(memory.Overlays, alert, day)).ToList();
        if (silent.Count == 0) return 0;

        var contacts = await facts.LoadContactsAsync(cancellationToken);
        var router = new Router(contacts, day, office.CatchAll, office.Routes);
        var estate = new Estate(memory, await facts.LoadAsync(day, cancellationToken), contacts, office, day);
        var told = 0;
        foreach (var group in silent
            .Select(alert => (Alert: alert, Since: FollowUp.UnansweredSince(alert, estate.EscalationOf(alert), office.Workdays, day)))
            .Where(one => one.Since is { } since && since.DayNumber > day.DayNumber - Days)
            .GroupBy(one => (new FormerSubject(one.Alert.Key).Line?.Entity, one.Since)))
        {
            var (entity, since) = group.Key;
            var to = router.ForFigures(entity);
            List<Alert> same = [.. group.Select(one => one.Alert).Where(alert => LevelOf(alert, to) != Disclosure.None).OrderBy(alert => alert.Number, StringComparer.Ordinal)];
            if (same.Count == 0) continue;
            // By the day on which it came to that: who is told of one alert is not told again when another follows later.
            told += await notes.TellAsync(to, Note(same, alert => LevelOf(alert, to), estate, memory), $"unanswered|{entity}|{since:yyyy-MM-dd}", cancellationToken);
        }

        return told;

        Disclosure LevelOf(Alert alert, IReadOnlyList<Recipient> to) => estate.DisclosureOf(alert, to.Select(recipient => recipient.Address));
    }

    private static bool HasWord(Overlays overlays, Alert alert, DateOnly day) =>
        overlays.Acknowledgements.GetValueOrDefault(alert.Key)?.Holds(alert.Level, day) == true
        || overlays.Answers.GetValueOrDefault(alert.Key)?.DueDate >= day
        || overlays.Disputes.GetValueOrDefault(alert.Key)?.Until >= day
        || overlays.Mute(alert.Key, alert.Level, day) is not null;

    private static NoteNotice Note(List<Alert> silent, Func<Alert, Disclosure> levelOf, Estate estate, AlertBook memory)
    {
        var told = silent.SelectMany(alert => memory.Told.GetValueOrDefault(alert.Key) ?? []).ToList();
        var leaders = new[] { ContactRole.Leader, ContactRole.DeputyLeader }.Select(role => role.Name()).Where(role => told.Exists(recipient => recipient.Why.StartsWith(role, StringComparison.Ordinal))).ToList();
        var (who, what) = leaders.Count > 0 ? (leaders[0], "建议当面汇报") : ("责任人", "建议当面或电话沟通");
        var times = silent.Max(alert => alert.Unheard.Count);
        return new NoteNotice(
            $"{who}已提醒{times}次未答复，{what}",
            $"下列{silent.Count}条预警多次催办，没有人答复。再发邮件作用不大：今后最多每{FollowUp.RareWorkdays}个工作日催办一次，领导改在监控汇总里看到。")
        {
            Items = [.. silent.Select(alert => InWords(alert, levelOf(alert), estate, memory))],
            Ask = "请当面汇报或电话沟通，取得答复后代为登记：answer add 预警编号 --by 姓名 --via 电话 --cause 偏差原因 --measure 整改措施 --due 预计完成日期。登记后不再催办，到期未完成再提醒。",
        };
    }

    private static string InWords(Alert alert, Disclosure level, Estate estate, AlertBook memory)
    {
        if (level != Disclosure.Full) return $"{alert.Number}（按外发级别只列编号）";
        var told = (memory.Told.GetValueOrDefault(alert.Key) ?? []).Select(recipient => recipient.Name).Distinct().ToList();
        return $"{estate.TitleOf(alert)}；催办{alert.Unheard.Count}次（{alert.Unheard[0].Day:yyyy-MM-dd}至{alert.Unheard[^1].Day:yyyy-MM-dd}），收件人：{string.Join('、', told.Take(6))}";
    }
}
