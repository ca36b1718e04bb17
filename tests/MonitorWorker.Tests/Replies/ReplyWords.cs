using System.Globalization;
using MonitorWorker.Replies;

namespace MonitorWorker.Tests.Replies;

/// <summary>A reading in the words of <c>Corpus/expected.tsv</c>.</summary>
internal static class ReplyWords
{
    public static string Kind(IncomingKind kind) => kind switch
    {
        IncomingKind.Personal => "本人",
        IncomingKind.Automatic => "自动",
        IncomingKind.OutOfOffice => "不在岗",
        IncomingKind.Bounce => "退信",
        IncomingKind.Own => "自己的信",
        IncomingKind.List => "邮件列表",
        IncomingKind.Unreadable => "读不了",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(IncomingMail mail) => mail.Kind switch
    {
        IncomingKind.Personal => Of(Mails.Read(mail).Parts),
        IncomingKind.Bounce => Of(mail.Bounce!),
        IncomingKind.OutOfOffice => mail.AwayUntil is { } day ? $"至 {Day(day)}" : "没有写到哪天",
        _ => "",
    };

    public static string Of(IReadOnlyList<ReplyPart> parts) => parts.Count == 0 ? "没有说什么" : string.Join(" ‖ ", parts.Select(Of));

    private static string Of(ReplyPart part) => part switch
    {
        ReplyPart.Statement said => "答复" + Number(said.Number)
            + (said.Cause is null ? " 没有原因" : $" 原因“{said.Cause}”")
            + (said.Measure is null ? " 没有措施" : $" 措施“{said.Measure}”")
            + (said.Due is not { } due ? " 没有日期" : due.Day is { } day ? $" 日期{Day(day)}" : $" 看不出日期“{due.Written}”")
            + (said.PromisedRate is { } rate ? $" 目标{rate.ToString(CultureInfo.InvariantCulture)}" : ""),
        ReplyPart.HandOver handOver => $"转办{Number(handOver.Number)} {handOver.Name}",
        ReplyPart.Dispute dispute => $"数据有误{Number(dispute.Number)}“{dispute.Says}”",
        ReplyPart.DigestChoice choice => choice.OnlyRed ? "只要红色" : "恢复全部",
        ReplyPart.Seen seen => "已阅" + Number(seen.Number),
        ReplyPart.Confirmation confirmed => "确认" + Number(confirmed.Number),
        ReplyPart.Remark remark => $"说明{Number(remark.Number)}“{remark.Text.Replace('\n', '/')}”",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    private static string Of(BounceReport report) =>
        (report.IsPermanent ? "没送到 " : "还在投递 ") + (report.Recipient ?? "谁") + " " + (report.Status ?? "无代码") + " 信 " + (report.MessageId ?? "无") + (report.EnvelopeId is { } id ? " 信封 " + id : "");

    private static string Number(string? number) => number is null ? "" : $"[{number}]";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
