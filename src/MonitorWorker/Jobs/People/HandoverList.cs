using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.People;

/// <summary>What a successor and a predecessor are written: 交接清单, without figures, which each alert's own mails bring.</summary>
internal static class HandoverList
{
    private const int LongestText = 80;
    private const int MostOffices = 4;

    /// <param name="open">What goes over, by number.</param>
    public static NoteNotice ForSuccessor(Succession one, IReadOnlyList<Alert> open, IReadOnlyList<Silence> silences, Estate estate)
    {
        var count = open.Count == 0 ? "没有未解除的预警" : $"{open.Count}条未解除的预警";
        var stays = one.IsEntered ? "这次交接由系统登记：以后导入的通讯录仍是旧名单的，交接照样有效，直到通讯录写明新的任职起始日期或离任日期。" : "";
        return new NoteNotice(
            $"交接清单：{one.From.Name}的工作自{Day(one.Day)}起由您接替，{count}",
            $"自{Day(one.Day)}起，您接替{one.From.Name}：{Offices(one.Rows)}。"
                + (open.Count == 0 ? "目前没有未解除的预警。" : $"下列事项随之由您负责；{one.From.Name}已经作出的答复和承诺继续有效，仍记在{one.From.Name}名下。自您任职之日起{FollowUp.DaysForSuccessor}个工作日内不催办，也不逐级上报，此后按原来的期限计算。")
                + stays)
        {
            Items =
            [
                .. open.Where(alert => estate.DisclosureOf(alert, one.To.Addresses) != Disclosure.None).Select(alert => InWords(alert, one, estate)),
                .. open.Count(alert => estate.DisclosureOf(alert, one.To.Addresses) == Disclosure.None) is > 0 and var hidden ? [$"另有{hidden}条按外发级别不列，用命令alerts list查看"] : Array.Empty<string>(),
                .. silences.Select(silence => $"{(silence.Kind == SilenceKind.Waiver ? "豁免" : "静默")}{silence.Id}：{(estate.MayName(silence.Scope) ? SilenceWords.Of(silence.Scope) : "（按外发级别不列）")}，{silence.Author}发起，至{Day(silence.Until)}，原因：{Short(silence.Reason)}；到期前提醒您"),
            ],
            Ask = open.Count == 0 ? null : "请逐条核对。尚无答复的，直接回复本邮件：先写“编号：”和预警编号，再写偏差原因、整改措施、预计完成日期。",
        };
    }

    public static NoteNotice ForPredecessor(Succession one, int open, int silences) => new(
        $"工作已交接给{one.To.Name}，自{Day(one.Day)}起",
        $"自{Day(one.Day)}起，您的下列工作由{one.To.Name}接替，有关的预警不再发给您。您作出的答复和承诺仍记在您名下，由{one.To.Name}继续落实。")
    {
        Items =
        [
            .. one.Rows.Select(PeopleStore.InWords).Distinct(),
            $"未解除的预警：{open}条",
            .. silences == 0 ? Array.Empty<string>() : [$"静默和豁免：{silences}项，到期前提醒{one.To.Name}"],
        ],
        Ask = "交接有误的，请在当天告知系统管理员。",
    };

    private static string InWords(Alert alert, Succession one, Estate estate)
    {
        if (estate.DisclosureOf(alert, one.To.Addresses) != Disclosure.Full) return $"{alert.Number}（按外发级别只列编号）";
        var (overlays, day) = (estate.Overlays, estate.Day);
        var parts = new List<string> { estate.TitleOf(alert) };
        if (alert.FirstTold is { } told) parts.Add($"{Day(told)}首次通知");
        parts.Add(overlays.Answers.GetValueOrDefault(alert.Key) is { } answer ? Said(answer, day) : "尚无答复");
        if (overlays.Acknowledgements.GetValueOrDefault(alert.Key) is { } taken && taken.Until >= day) parts.Add($"{taken.Author}已受理，至{Day(taken.Until)}不催办");
        if (overlays.Disputes.GetValueOrDefault(alert.Key) is { } dispute && dispute.Until >= day) parts.Add($"{dispute.By}提出数据有误，核对至{Day(dispute.Until)}");
        return string.Join('；', parts);
    }

    private static string Said(Answer answer, DateOnly day)
    {
        var said = new[]
        {
            answer.Cause.Length == 0 ? null : $"原因是{Short(answer.Cause)}",
            answer.Measure is { } measure ? $"措施是{Short(measure)}" : null,
            answer.DueDate is { } due ? $"承诺{Day(due)}前完成（{(due < day ? "已逾期" : "由您继续落实")}）" : "没有预计完成日期",
        };
        return $"{answer.By}于{Day(answer.On)}答复：{string.Join('，', said.OfType<string>())}";
    }

    private static string Offices(IReadOnlyList<Contact> rows)
    {
        var offices = rows.Select(PeopleStore.InWords).Distinct().ToList();
        return string.Join('、', offices.Take(MostOffices)) + (offices.Count > MostOffices ? $"等{offices.Count}项职责" : "");
    }

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";

    private static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
}
