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
        return Make(kind, $"【{head}】{line.ProjectName}{About(line)}{Bracketed(line.Number)}", context, Describe(line, kind == MailKind.Resolved));
    }

    public static RenderedMail OfDigest(MailContext context, DigestView digest)
    {
        var counts = string.Join("、", digest.Tiles.Select(tile => $"{tile.Word}{tile.Count}项（{tile.Amount}万元）"));
        if (digest.Statements is { } wrong) counts += (counts.Length == 0 ? "" : "、") + $"填报数不符{wrong.Count}项";
        if (digest.Mended is { } mended) counts += (counts.Length == 0 ? "" : "、") + $"填报数已相符{mended.Count}项";
        if (digest.Indicators is { } goals) counts += (counts.Length == 0 ? "" : "、") + $"绩效指标{goals.Count}项";
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

        return Make(MailKind.Digest, $"【监控摘要】{digest.MonthsSoFar}{counts}", context, text.ToString());
    }

    public static RenderedMail OfTest(MailContext context) => Make(MailKind.Test, "【测试邮件】邮件通道可用", context, "这是一封测试邮件，收到即说明邮件通道可用。\n");

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
        $"{indicator.Symbol}{(indicator.Reason == NoticeReason.Resolved ? "预警解除" : indicator.LevelWord)} {indicator.RuleWord} {indicator.ProjectName}“{indicator.Name}”"
        + $"：目标{indicator.Operator}{indicator.Target ?? "未填写"}，{indicator.Month}完成{indicator.Value ?? "未报送"}"
        + (indicator.Attainment is null ? "" : $"，为全年目标的{indicator.Attainment}%")
        + (indicator.AgainstSchedule is null ? "" : $"，为应完成数的{indicator.AgainstSchedule}%")
        + $"。{indicator.Message}。{indicator.SourceFile} {indicator.SourceSheet} 第{indicator.SourceRow}行{Bracketed(indicator.Number)}";

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

    private static string Bracketed(string? number) => number is null ? "" : $" [{number}]";
}
