using System.Globalization;
using System.Net;
using System.Text;
using MonitorWorker.Notifications.Views;

namespace MonitorWorker.Notifications;

/// <summary>
/// The words used where a template fails: plain, complete, without a template engine. All figures are in it, since it
/// may be the only warning that somebody gets.
/// </summary>
internal static class BuiltInMail
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static RenderedMail OfLine(string kind, MailContext context, LineSnapshot snapshot)
    {
        var line = new LineView(snapshot);
        var head = kind == MailKind.Resolved ? "预警解除" : line.LevelWord;
        return Make(kind, $"{TagOf(line.Reason)}【{head}】{line.ProjectName}{About(line)}{Bracketed(line.Number)}", context, Describe(line, kind == MailKind.Resolved));
    }

    public static RenderedMail OfDigest(MailContext context, DigestView digest)
    {
        var counts = string.Join("、", digest.Tiles.Select(tile => $"{tile.Word}{tile.Count}项（{tile.Amount}万元）"));
        if (digest.Statements is { } wrong) counts += (counts.Length == 0 ? "" : "、") + $"填报数不符{wrong.Count}项";
        if (digest.Mended is { } mended) counts += (counts.Length == 0 ? "" : "、") + $"填报数已相符{mended.Count}项";
        if (digest.Indicators is { } goals) counts += (counts.Length == 0 ? "" : "、") + $"绩效指标{goals.Count}项";
        if (VerdictOf(digest.Verdict, digest.JudgedDay) is { } verdict) counts = verdict;
        var text = new StringBuilder().AppendLine(counts).AppendLine();
        foreach (var part in new[] { digest.Attention, digest.Missing, digest.Unjudged, digest.Resolved, digest.Normal }.OfType<SectionView>())
        {
            foreach (var line in part.Items) text.Append(Describe(line, part == digest.Resolved)).AppendLine();
            if (part.MoreCount is not null) text.AppendLine(Invariant, $"另有{part.MoreCount}项共{part.MoreAmount}万元未列出。").AppendLine();
        }

        foreach (var part in new[] { digest.Statements, digest.Mended }.OfType<StatementsView>())
        {
            foreach (var statement in part.Items) text.AppendLine(Describe(statement));
            if (part.MoreCount is not null) text.AppendLine(Invariant, $"另有{part.MoreCount}项填报数未列出。");
        }

        foreach (var part in new[] { digest.Indicators?.Lagging, digest.Indicators?.Missing, digest.Indicators?.Unjudged, digest.Indicators?.Overachieved, digest.Indicators?.Resolved }.OfType<IndicatorGroupView>())
        {
            foreach (var indicator in part.Items) text.AppendLine(Describe(indicator));
            if (part.MoreCount is not null) text.AppendLine(Invariant, $"另有{part.MoreCount}项绩效指标未列出。");
        }

        foreach (var sum in new[] { digest.Sections, digest.Categories }.OfType<RollupsView>().SelectMany(sums => sums.Items))
            text.AppendLine(Describe(sum));

        foreach (var silence in digest.Silences) text.AppendLine(Describe(silence));
        return Make(MailKind.Digest, $"{(digest.Escalated is not null ? "【逐级催办】" : digest.Reminded is not null ? "【催办】" : "【监控摘要】")}{digest.MonthsSoFar}{counts}", context, text.ToString());
    }

    public static RenderedMail OfSummary(MailContext context, SummaryView summary)
    {
        var counts = string.Join("、", summary.Tiles.Select(tile => $"{tile.Word}{tile.Count}项（{tile.Amount}万元）"));
        var head = VerdictOf(summary.Verdict, summary.JudgedDay) ?? counts;
        var text = new StringBuilder().AppendLine(head).AppendLine();
        foreach (var sum in summary.Parts.Prepend(summary.Whole)) text.AppendLine(Describe(sum));
        if (summary.MoreParts is not null) text.AppendLine(Invariant, $"另有{summary.MoreParts}个未列出。");
        Add(text, "绩效指标滞后", summary.IndicatorsLagging, "项");
        Add(text, "绩效指标不能判断", summary.IndicatorsUnknown, "项");
        Add(text, "填报数不符", summary.Statements, "项");
        foreach (var movement in summary.Worse) text.AppendLine(Invariant, $"变差：{movement.Name} {movement.RuleWord}（{movement.Before}→{movement.Now}）");
        foreach (var movement in summary.Better) text.AppendLine(Invariant, $"好转：{movement.Name} {movement.RuleWord}（{movement.Before}→{movement.Now}）");
        foreach (var alert in summary.Longest) text.AppendLine(Invariant, $"最久未解除：{alert.Symbol}{alert.LevelWord} {alert.Name} {alert.RuleWord}，自{alert.Since}{Bracketed(alert.Number)}");
        Add(text, "还没有说明原因和措施的预警", summary.Unanswered, "条");
        foreach (var silence in summary.Silences) text.AppendLine(Describe(silence));
        return Make(MailKind.Summary, $"【监控汇总】{summary.Whole.Name}{summary.MonthsSoFar}：{head}", context, text.ToString());
    }

    public static RenderedMail OfTest(MailContext context) => Make(MailKind.Test, "【测试邮件】邮件通道可用", context, "这是一封测试邮件，收到即说明邮件通道可用。\n");

    public static RenderedMail OfEnding(MailContext context, EndingNotice notice)
    {
        var ending = new EndingView(notice);
        var text = new StringBuilder();
        Add(text, "范围", ending.Covers, "");
        Add(text, "由", ending.Author, "");
        Add(text, "原因", ending.Reason, "");
        Add(text, "有效至", ending.Until, "（含当日）");
        Add(text, "未解除的预警", ending.Open, $"条 {ending.Numbers}");
        return Make(MailKind.Ending, $"【{ending.Kind}将到期】{ending.Covers}：至{ending.Until}", context, text.ToString());
    }

    public static RenderedMail OfTrouble(MailContext context, TroubleNotice notice)
    {
        var trouble = new TroubleView(notice);
        var what = trouble.Name is null ? trouble.KindWord : $"{trouble.KindWord} {trouble.Name}";
        var text = new StringBuilder().AppendLine(what);
        Add(text, "故障开始", trouble.Since, "");
        Add(text, "恢复", trouble.Until, "");
        Add(text, "原因", trouble.Reason, "");
        Add(text, "请处理", trouble.Cure, "");
        Add(text, "详细情况", trouble.Detail, "");
        Add(text, "上一次读到数据", trouble.LastGoodAt, "");
        return Make(MailKind.Trouble, trouble.Over ? $"【运行恢复】{what}" : $"【运行故障】{what}：{trouble.Reason}", context, text.ToString());
    }

    public static RenderedMail OfUndelivered(MailContext context, UndeliveredNotice notice)
    {
        var undelivered = new UndeliveredView(notice);
        var text = new StringBuilder().AppendLine("以下邮件没有送达，也不会再自动发送。请核对收件人的邮箱，并用其他方式告知本人：").AppendLine();
        foreach (var letter in undelivered.Items)
        {
            text.AppendLine(Invariant, $"{letter.Recipient}：{letter.Subject}");
            Add(text, "预警编号", letter.Alerts, "");
            Add(text, "写成时间", letter.WrittenAt, "");
            Add(text, "邮件服务器的答复", letter.Reason, "");
        }

        if (undelivered.MoreCount is { } more) text.AppendLine(Invariant, $"另有{more}封未列出，见outbox list。");
        return Make(MailKind.Undelivered, $"【邮件未送达】{undelivered.Count}封邮件没有送达", context, text.ToString());
    }

    public static RenderedMail OfAnswer(MailContext context, AnswerNotice notice)
    {
        var answer = new AnswerView(notice);
        var what = answer.Purpose switch
        {
            AnswerPurpose.Confirm => "请确认一份答复是否出自您",
            AnswerPurpose.Check => "请核对预警的数据",
            AnswerPurpose.Unclear => "一封回复没有看懂",
            AnswerPurpose.Recorded => "您的答复已代为登记",
            _ => "您的回复已收到",
        };
        var text = new StringBuilder();
        Add(text, "回复人", answer.By, answer.ByAddress is null ? "" : $"（{answer.ByAddress}）");
        Add(text, "方式", answer.Via, answer.RecordedBy is null ? "" : $"，由{answer.RecordedBy}代录");
        foreach (var said in answer.Items)
        {
            text.AppendLine(Invariant, $"{said.Project ?? "预警"}{Bracketed(said.Number)}：{AnswerWords.Of(said.Result)}");
            Add(text, "偏差原因", said.Cause, "");
            Add(text, "整改措施", said.Measure, "");
            Add(text, "预计完成日期", said.Due, "");
            Add(text, "看不出日期", said.DueWritten, said.DueProblem is null ? "" : $"（{said.DueProblem}）");
            Add(text, "承诺执行率", said.Rate, "%");
            Add(text, "还缺", said.Missing, "");
            Add(text, "不再催办至", said.RestsUntil, "");
            Add(text, "转办给", said.To, "");
            Add(text, "说明", said.Says, "");
            if (said.Line is { } line) text.Append(Describe(line, resolved: false));
        }

        if (answer.Purpose == AnswerPurpose.Confirm) text.AppendLine("确属您的意见的，请回复“确认”。");
        if (answer.OnlyRed) text.AppendLine("今后的监控摘要只列红色预警；回复“恢复全部”即恢复。");
        if (answer.AllAgain) text.AppendLine("今后的监控摘要恢复全部内容。");
        return Make(MailKind.Answer, $"【答复】{what}{Bracketed(answer.Number)}", context, text.ToString());
    }

    public static RenderedMail OfReceipt(MailContext context, ReceiptNotice notice)
    {
        var receipt = new ReceiptView(notice);
        var text = new StringBuilder().AppendLine(Invariant, $"文件：{receipt.File}");
        Add(text, "读入", receipt.Accepted, "行");
        Add(text, "拒收", receipt.Refused, "行");
        Add(text, "暂不生效", receipt.Held, "");
        foreach (var problem in receipt.Problems)
            text.AppendLine(Invariant, $"- {problem.Sheet} {problem.Place} {problem.Column}“{problem.Value}”：{problem.Reason}；应为：{problem.Expected}");
        foreach (var remark in receipt.Remarks) text.AppendLine(Invariant, $"- {remark}");
        foreach (var change in receipt.Changes.Concat(receipt.Falls).Concat(receipt.Slips))
            text.AppendLine(Invariant, $"- {change.Table} {change.Project} {change.Period}：{change.Before}万元 → {change.After}万元");
        Add(text, "还没有报送执行数的项目", receipt.MissingCount, "个");
        return Make(MailKind.Receipt, $"【回执】{receipt.File}：读入{receipt.Accepted}行，拒收{receipt.Refused ?? "0"}行", context, text.ToString());
    }

    public static RenderedMail OfReminder(MailContext context, ReminderView reminder)
    {
        var text = new StringBuilder();
        foreach (var item in reminder.Items)
        {
            text.AppendLine(Invariant, $"{item.Entity} 截至{item.Month}，{item.Document}：报送截止{item.Deadline}，{item.Left}，应报{item.Due}项，缺{item.Missing}项");
            foreach (var line in item.Lines) text.AppendLine(Invariant, $"- {line.Code} {line.Name} {line.Fund}：缺累计执行数");
            Add(text, "未列出的项目", item.MoreLines, "个");
            foreach (var indicator in item.Indicators) text.AppendLine(Invariant, $"- {indicator.Project}“{indicator.Name}”：缺完成值");
            Add(text, "未列出的指标", item.MoreIndicators, "个");
            Add(text, "附件", item.Attachment, "");
        }

        Add(text, "未列出的单位和任务", reminder.MoreItems, "个");
        return Make(MailKind.TaskReminder, $"【催报】截至{reminder.Month}{reminder.What}：报送截止{reminder.Deadline}，缺{reminder.Missing}项", context, text.ToString());
    }

    public static RenderedMail OfTaskList(MailContext context, TaskListView task)
    {
        var text = new StringBuilder()
            .AppendLine(Invariant, $"{task.Document}：报送截止{task.Deadline}，{task.Left}")
            .AppendLine(Invariant, $"{task.EntityCount}个单位应报{task.Due}项，已报{task.Reported}项，缺{task.Missing}项");
        foreach (var entity in task.Open) text.AppendLine(Invariant, $"- {entity.Name}：应报{entity.Due}，已报{entity.Reported}，缺{entity.Missing} {entity.Contact}");
        Add(text, "未列出的单位", task.MoreOpen, "个");
        Add(text, "已报齐", Names(task.CompleteNames), task.MoreComplete is null ? "" : $"等，另有{task.MoreComplete}个");
        Add(text, "无预算", Names(task.WithoutBudget), task.MoreWithoutBudget is null ? "" : $"等，另有{task.MoreWithoutBudget}个");
        return Make(MailKind.TaskList, $"【报送情况】截至{task.Month}：{task.EntityCount}个单位中{task.CompleteCount}个已报齐", context, text.ToString());
    }

    private static string? Names(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Join("、", names);

    private static RenderedMail Make(string kind, string subject, MailContext context, string body)
    {
        var mail = new MailView(context);
        var text = new StringBuilder()
            .AppendLine(mail.OfficeName)
            .AppendLine(subject)
            .AppendLine()
            .Append(body)
            .AppendLine()
            .AppendLine(Invariant, $"发给您的原因：{mail.WhyYou}。回复本邮件即寄到{mail.FromAddress}。")
            .AppendLine(mail.ContactPhone is null ? null : $"联系电话：{mail.ContactPhone}")
            .AppendLine(Invariant, $"生成时间：{mail.GeneratedAt}；数据截至：{mail.DataAsOf}；运行编号：{mail.RunId}")
            .Replace("\r\n", "\n")
            .ToString();
        var html = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n<title>"
            + WebUtility.HtmlEncode(subject) + "</title>\n</head>\n<body>\n<p style=\"font-size:14px;line-height:22px;\">"
            + WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal) + "</p>\n</body>\n</html>\n";
        return new RenderedMail(kind, Plain.Line(subject, 400) ?? kind, text, html, null);
    }

    private static string Describe(LineView line, bool resolved)
    {
        var text = new StringBuilder().AppendLine(Invariant, $"{line.Symbol}{(resolved ? "预警解除" : line.LevelWord)} {line.ProjectName}{Bracketed(line.Number)}");
        Add(text, "单位", line.Place, "");
        Add(text, "数据截至", line.JudgedDay, "");
        Add(text, "原等级", line.PreviousWord, "");
        Add(text, "年初预算数", line.Original, "万元");
        Add(text, "年内调整数", line.Adjusted, "万元");
        Add(text, "调整后预算数", line.Revised, "万元");
        text.AppendLine(line.Executed is null ? "  累计执行数：未报送" : "  累计执行数：" + line.Executed + "万元");
        Add(text, "最近一次报送", line.LastKnownExecuted, $"万元（{line.LastKnownMonth}）");
        Add(text, "执行率", line.Rate, "%");
        Add(text, "序时进度", line.Scheduled, $"%（{line.ScheduleWord}）");
        Add(text, "按序时应执行", line.ScheduledAmount, "万元");
        Add(text, "与序时进度的差额", line.Difference, "万元");
        Add(text, "与序时进度相差", line.Gap, "个百分点");
        Add(text, "相当于序时进度的", line.Pace, "%");
        Add(text, "赶上序时进度还需", line.CatchUp, "万元");
        Add(text, "降低预警等级还需", line.ToLower, "万元");
        Add(text, "解除预警还需", line.ToClear, "万元");
        Add(text, "完成全年预算还需", line.ToFinish, "万元");
        Add(text, "今后平均每月须执行", line.RequiredPerMonth, "万元");
        Add(text, "此前平均每月执行", line.SpentPerMonth, "万元");
        Add(text, "须提高到此前的", line.Multiple, "倍");
        Add(text, $"按{line.OutturnBy}测算全年执行", line.Outturn, $"万元（{line.OutturnRate}%）");
        Add(text, "单位填报全年预计执行", line.Stated, $"万元（{line.StatedRate}%）");
        Add(text, "结论", line.Message, "");
        AddDetails(text, line.Details, line.Rate);
        foreach (var found in line.Also) text.AppendLine(Invariant, $"  {(resolved ? "同时解除" : "同时发现")}：{found.Symbol}{found.LevelWord} {found.RuleWord} {found.Message}{Bracketed(found.Number)}");
        Add(text, "规则", line.RuleText, $"（规则集{line.RuleSet}）");
        foreach (var found in line.Also) Add(text, "规则", found.RuleText, "");
        Add(text, "数据来源", line.SourceFile, $" {line.SourceSheet} 第{line.SourceRow}行 {line.ImportedAt}导入");
        return text.ToString();
    }

    private static string Describe(StatementView statement) =>
        $"{statement.Symbol}{(statement.Reason == NoticeReason.Resolved ? "预警解除" : statement.LevelWord)} 截至{statement.Month}“{statement.Scope}”的{statement.Item}"
        + (statement.Denominator is null ? "" : $"（分母为{statement.Denominator}）")
        + $"：填报{statement.Stated}，"
        + (statement.Parts is null ? "" : $"各部分填报{statement.Parts}，")
        + $"重新计算{statement.Recomputed ?? "未知"}，相差{statement.Difference ?? "未知"}。"
        + $"{statement.SourceFile} {statement.SourceSheet} 第{statement.SourceRow}行{Bracketed(statement.Number)}";

    private static string Describe(IndicatorView indicator) =>
        $"{indicator.Symbol}{(indicator.IsOver ? "预警解除" : indicator.LevelWord)} {indicator.RuleWord} {indicator.ProjectName}“{indicator.Name}”"
        + $"：目标{indicator.Operator}{indicator.Target ?? "未填写"}，{indicator.Month}完成{indicator.Value ?? "未报送"}"
        + (indicator.Attainment is null ? "" : $"，为全年目标的{indicator.Attainment}%")
        + (indicator.AgainstSchedule is null ? "" : $"，为应完成数的{indicator.AgainstSchedule}%")
        + $"。{indicator.Message}。{indicator.SourceFile} {indicator.SourceSheet} 第{indicator.SourceRow}行{Bracketed(indicator.Number)}";

    /// <summary>No data is not good news.</summary>
    private static string? VerdictOf(string? verdict, string? day) => verdict switch
    {
        "well" => $"没有滞后，数据截至{day}",
        "owner_well" => $"目前没有需要处理的预警，数据截至{day}",
        "no_red" => "没有红色预警",
        "no_data" => "没有可以判断的数据，不能当作没有滞后",
        _ => null,
    };

    private static string Describe(SilenceView silence) =>
        $"暂不通知：{silence.Covers}，{silence.From}至{silence.Until}{(silence.EndsSoon ? "（即将到期）" : "")}，{silence.Author}：{silence.Reason}";

    private static string Describe(SumView sum) =>
        $"{sum.Name ?? "未注明"}：{sum.Count}项，调整后预算数{sum.Revised}万元，累计执行数{sum.Executed ?? "未报送"}，执行率{sum.Rate ?? "未知"}，序时进度{sum.Scheduled ?? "未知"}"
        + (sum.MissingCount is null ? "" : $"，其中{sum.MissingCount}项没有数据或无法判断")
        + (sum.RedNames is null ? "" : $"，红色预警{sum.RedNames}");

    private static string Describe(RollupView sum) =>
        $"{sum.Name ?? "未注明"}：{sum.Count}项，调整后预算数{sum.Revised}万元，累计执行数{sum.Executed ?? "未报送"}，执行率{sum.Rate ?? "未知"}"
        + (sum.MissingCount is null ? "" : $"，其中{sum.MissingCount}项未报送")
        + (sum.RedNames is null ? "" : $"，红色预警{sum.RedNames}");

    /// <summary>The lag is what such a mail is about where nothing else is said.</summary>
    private static string About(LineView line) => line.Rule == "execution-lag" || line.RuleWord is null ? "" : "：" + line.RuleWord;

    private static void Add(StringBuilder text, string label, string? value, string unit)
    {
        if (value is not null) text.AppendLine(Invariant, $"  {label}：{value}{unit}");
    }

    private static void AddDetails(StringBuilder text, DetailsView? details, string? rate)
    {
        if (details is null) return;
        if (details.Correction is { } wrong)
            text.AppendLine(Invariant, $"  更正：{wrong.Month}原为{wrong.OldExecuted ?? wrong.OldValue ?? "未报送"}（执行率{wrong.OldRate ?? "未知"}%，{wrong.OldWord}），现为{wrong.NewExecuted ?? wrong.NewValue ?? "未报送"}（执行率{wrong.NewRate ?? "未知"}%，{wrong.NewWord}）");
        Add(text, "此前的规则集", details.RulesBefore, "");
        Add(text, "首次通知后已过", details.WorkdaysOpen, "个工作日，尚未处理完毕");
        if (details.RepliesUnread) text.AppendLine("  收信暂时故障，如已回复请勿重复");
        if (details.Promise is { } promise)
            text.AppendLine(Invariant, $"  {promise.By}{promise.On}答复：{promise.Due}前完成{(promise.Rate is null ? "" : $"，执行率达到{promise.Rate}%，现为{rate ?? "未知"}%")}");
        Add(text, "转办人", details.HandedOverBy, "");
        if (details.Heard is { } heard)
        {
            Add(text, "答复", heard.By, $"（{heard.On}）");
            Add(text, "偏差原因", heard.Cause, "");
            Add(text, "整改措施", heard.Measure, "");
            Add(text, "预计完成日期", heard.Due, "");
            Add(text, "承诺执行率", heard.Rate, "%");
            Add(text, "已转办", heard.HandedTo, "");
            Add(text, "反映数据有误", heard.DisputedBy, $"，核对至{heard.DisputedUntil}");
            Add(text, "已阅", heard.ReadBy, "");
        }

        foreach (var said in details.StepSays) text.AppendLine(Invariant, $"  {said}");
    }

    private static string TagOf(string? reason) => reason switch
    {
        NoticeReason.Reminder => "【催办】",
        NoticeReason.Escalation => "【逐级催办】",
        NoticeReason.Correction => "【更正】",
        _ => "",
    };

    private static string Bracketed(string? number) => number is null ? "" : $" [{number}]";
}
