using System.Globalization;
using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Incoming;
using MonitorWorker.Mailboxes;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>mail list|show|read|lift</c>: mails that came in, and what became of them.</summary>
internal static class IncomingVerb
{
    private const int Most = 200;

    public static async Task<int> ListAsync(GlobalOptions global, bool json, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, onCopy: false, stop);
        var mails = await session.Get<IncomingStore>().ListAsync(Most, stop);
        var marks = await session.Get<IncomingStore>().ListMarksAsync(stop);
        if (json)
        {
            JsonOutput.Write(new { mails = mails.Select(JsonOutput.Incoming), marked = marks.Select(mark => new { address = mark.Address, since = mark.Since, status = mark.Status, detail = mark.Detail }) });
            return ExitCodes.Good;
        }

        ConsoleOutput.WriteTable(
            [">编号", "时间", "发件人", "主题", "处理", "预警", "说明"],
            mails.Select(mail => (IReadOnlyList<string>)
            [
                mail.Id.ToString(CultureInfo.InvariantCulture), Local(session, mail.At), mail.FromAddress ?? "—", mail.Subject, AlertWords.OfOutcome(mail.Outcome), string.Join("、", mail.Alerts), mail.Detail,
            ]));
        foreach (var mark in marks) ConsoleOutput.WriteLine($"退信的邮箱：{mark.Address}，自{Local(session, mark.Since)}（{mark.Detail}）；已恢复的用 mail lift {mark.Address} --by 姓名 解除");
        return ExitCodes.Good;
    }

    public static async Task<int> ShowAsync(GlobalOptions global, long id, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, onCopy: false, stop);
        if (await session.Get<IncomingStore>().FindAsync(id, stop) is not { } mail)
        {
            ConsoleOutput.WriteError($"没有来信{id}。mail list 列出全部");
            return ExitCodes.Failed;
        }

        ConsoleOutput.WriteLine($"{mail.Id}  {Local(session, mail.At)}  {mail.FromName} {mail.FromAddress ?? "（没有发件人）"}");
        ConsoleOutput.WriteLine($"主题：{mail.Subject}");
        ConsoleOutput.WriteLine($"处理：{AlertWords.OfOutcome(mail.Outcome)}，{mail.Detail}");
        if (mail.Alerts.Count > 0) ConsoleOutput.WriteLine($"预警：{string.Join("、", mail.Alerts)}");
        if (mail.AnsweredBy is { } receipt) ConsoleOutput.WriteLine($"回执：{receipt}");
        ConsoleOutput.WriteLine($"大小：{mail.Size}字节，来自{mail.Mailbox}");
        if (mail.Raw.Length == 0)
        {
            ConsoleOutput.WriteLine("原文已按保留期限（retention.incomingMonths）清除");
            return ExitCodes.Good;
        }

        var understood = await session.Get<IncomingJob>().PreviewAsync(new MailboxMail(mail.Mailbox, null, $"{mail.Id}", mail.Raw, mail.Size), stop);
        Write(understood);
        return ExitCodes.Good;
    }

    public static async Task<int> ReadAsync(GlobalOptions global, string[] files, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, onCopy: true, stop);
        var failed = false;
        foreach (var file in files)
        {
            ConsoleOutput.WriteLine($"== {file}");
            if (!File.Exists(file))
            {
                ConsoleOutput.WriteError($"{file}: there is no such file. Expected a mail as an .eml file");
                failed = true;
                continue;
            }

            var bytes = await File.ReadAllBytesAsync(file, stop);
            var understood = await session.Get<IncomingJob>().PreviewAsync(new MailboxMail("file", null, file, bytes, bytes.LongLength), stop);
            Write(understood);
            ConsoleOutput.WriteLine($"结论：{AlertWords.OfOutcome(understood.Intake.Outcome)}，{understood.Intake.Detail}");
            if (understood.Intake.Alerts.Count > 0) ConsoleOutput.WriteLine($"预警：{string.Join("、", understood.Intake.Alerts)}");
            foreach (var told in new[] { understood.Intake.Receipt }.OfType<NewMail>().Concat(understood.Intake.Others)) ConsoleOutput.WriteLine($"会发出：{told.Recipient} {told.Subject}");
        }

        ConsoleOutput.WriteLine("只是试读，没有登记，也没有发信");
        return failed ? ExitCodes.Failed : ExitCodes.Good;
    }

    public static async Task<int> LiftAsync(GlobalOptions global, string address, string by, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, onCopy: false, stop);
        if (!await session.Get<IncomingStore>().LiftAsync(address, by, session.Get<TimeProvider>().GetUtcNow(), stop))
        {
            ConsoleOutput.WriteError($"{address} 没有退信标记。mail list 列出有标记的邮箱");
            return ExitCodes.Failed;
        }

        ConsoleOutput.WriteLine($"{address} 的退信标记已解除，今后照常发信");
        return ExitCodes.Good;
    }

    private static void Write(UnderstoodMail understood)
    {
        var mail = understood.Mail;
        ConsoleOutput.WriteLine($"种类：{KindOf(mail.Kind)}（{mail.Because}）");
        ConsoleOutput.WriteLine($"发件人：{mail.FromName} {mail.FromAddress ?? "（没有，或者有几个）"}；主题：{mail.Subject}");
        if (mail.Bounce is { } bounce) ConsoleOutput.WriteLine($"退信：{bounce.Recipient ?? "—"} {(bounce.IsPermanent ? "不会再送达" : "还在尝试")} {bounce.Status} {bounce.Detail}");
        if (understood.Reading is not { } reading) return;
        if (reading.Parts.Count == 0) ConsoleOutput.WriteLine("读到：（引用之上没有内容）");
        foreach (var part in reading.Parts) ConsoleOutput.WriteLine($"读到：{(part.Number is null ? "" : part.Number + " ")}{Describe(part)}");
    }

    private static string Describe(ReplyPart part) => part switch
    {
        ReplyPart.Statement said => $"偏差原因“{said.Cause ?? "—"}”，整改措施“{said.Measure ?? "—"}”，预计完成日期{DateOf(said.Due)}{(said.PromisedRate is { } rate ? $"，承诺执行率{rate}%" : "")}",
        ReplyPart.HandOver said => $"转办 {said.Name}",
        ReplyPart.Dispute said => $"数据有误“{said.Says}”",
        ReplyPart.DigestChoice said => said.OnlyRed ? "摘要只要红色" : "摘要恢复全部",
        ReplyPart.Seen => "已阅",
        ReplyPart.Confirmation => "确认",
        ReplyPart.Remark said => $"其他文字“{said.Text}”",
        _ => part.ToString(),
    };

    private static string DateOf(ReadDate? date) => date switch
    {
        null => "—",
        { Day: { } day } => $"{day:yyyy-MM-dd}（“{date.Written}”）",
        _ => $"看不出（“{date.Written}”，{date.Problem}）",
    };

    private static string KindOf(IncomingKind kind) => kind switch
    {
        IncomingKind.Personal => "个人来信",
        IncomingKind.Automatic => "自动邮件",
        IncomingKind.OutOfOffice => "休假自动回复",
        IncomingKind.Bounce => "退信",
        IncomingKind.Own => "本程序自己的邮件",
        IncomingKind.List => "邮件列表",
        _ => "不能读",
    };

    private static Task<Session> OpenAsync(GlobalOptions global, bool onCopy, CancellationToken stop) => Session.OpenAsync(global.ConfigFolder, null, onCopy, global.VerbLogLevel, stop);

    private static string Local(Session session, DateTimeOffset time) => $"{TimeZoneInfo.ConvertTime(time, session.Get<OfficeSettings>().Zone):yyyy-MM-dd HH:mm}";
}
