using System.Text;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Incoming;
using MonitorWorker.Mailboxes;
using MonitorWorker.Notifications;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs.Incoming;

/// <summary>An office with a mailbox, and letters that arrive in it as if they had been read from bytes.</summary>
internal sealed class Letters : IAsyncDisposable
{
    public const string Server = "mx.example.com";
    public const string Lag = "execution-lag/2024/101/P01/-";

    private readonly Dictionary<string, (IncomingMail Mail, ReplyReading Reading)> _written = [];
    private int _count;

    private Letters(TestOffice office) => Office = office;

    public TestOffice Office { get; }

    /// <summary>The day by which mails are read and checks judge.</summary>
    public DateOnly Today
    {
        get => Office.Settings.AsOf!.Value;
        set => Office.Settings = Office.Settings with { AsOf = value };
    }

    /// <summary>The equipment purchase is red. Everybody who may be told has an address of a name of their own; 办公室责任人 has two.</summary>
    /// <param name="plus">The server delivers NAME+anything.</param>
    /// <param name="answersPerDay">As configured.</param>
    /// <param name="spent">Of the equipment purchase by August, 万元.</param>
    /// <param name="operating">Of the operating expenditure.</param>
    /// <param name="remind">Working days from one reminder to the next.</param>
    public static async Task<Letters> OpenAsync(bool plus = false, int answersPerDay = 20, decimal spent = 0.6m, decimal operating = 130.71m, int? remind = 5)
    {
        var office = await TestOffice.OpenAsync();
        var letters = new Letters(office);
        office.Reading = new MailReading((raw, _) => letters._written[Encoding.UTF8.GetString(raw)].Mail, (mail, _, _) => letters._written.Values.First(written => written.Mail.Identity == mail.Identity).Reading);
        office.Settings = office.Settings with
        {
            Workdays = Some.Workdays,
            Replies = new ReplySettings(new ReplyTokens(Path.Combine(office.Folder, "token.key")), TimeSpan.FromDays(400), plus, Server, answersPerDay, 1_000_000),
            Routes = new RouteBook(
                [
                    new ConfiguredRoute(new Route(
                        "all", Timing.Now, new ReminderPolicy(remind), new EscalationPolicy("test", [new EscalationStep(10, [ContactRole.DeputyLeader], null)]))),
                ],
                MailDomains.All),
        };
        office.DropBudget();
        office.Drop("通讯录.csv", """
            姓名,邮箱,角色,单位编码,责任股室
            办公室责任人,office@example.com;office@private.example,责任人,101,办公室
            办公室负责人,head@example.com,股室负责人,101,办公室
            分管领导,deputy@example.com,分管领导,101,
            主要领导,leader@example.com,主要领导,101,
            财务股经办,finance@example.com,财务人员,101,
            绩效股经办,performance@example.com,绩效管理人员,,
            李四,colleague@example.com,责任人,101,业务股
            外单位经办,stranger@example.com,责任人,102,办公室
            重名,one@example.com,责任人,101,业务股
            重名,two@example.com,责任人,101,业务二股
            """);
        office.DropExecution("2024-08", ("P01", spent), ("P02", operating));
        return letters;
    }

    /// <summary>The first round: the warning about the equipment purchase, to the first address.</summary>
    public async Task<OutgoingMail> WarningAsync() => (await Office.RoundAsync(Today)).First(mail => mail.Recipient == "office@example.com");

    /// <summary>A person's reply to a mail of ours, with nothing that proves the sender.</summary>
    public IncomingMail Reply(OutgoingMail to, string from = "office@example.com") => Fresh(from) with { Answered = [to.MessageId], Subject = "回复：" + to.Subject };

    /// <summary>A person's mail that names none of ours.</summary>
    public IncomingMail Fresh(string from) => new() { Identity = $"letter{++_count}@example.net", Kind = IncomingKind.Personal, Because = "个人来信", FromAddress = from, FromName = "来信人", Subject = "来信" };

    /// <summary>The office's own server says that it is from that domain.</summary>
    public static IncomingMail Proven(IncomingMail mail, string domain = "example.com", string server = Server) => mail with { Proofs = [new SenderProof(server, [domain])] };

    /// <summary>Arrives, is read and taken in; returns what became of it.</summary>
    public async Task<IncomingEntry> ArriveAsync(IncomingMail mail, params ReplyPart[] parts)
    {
        await TakeInAsync(mail, parts);
        return (await Office.Incoming.ListAsync(1, default))[0];
    }

    /// <param name="uid">Its number in the mailbox.</param>
    public Task TakeInAsync(IncomingMail mail, IReadOnlyList<ReplyPart> parts, string? uid = null, long size = 100)
    {
        _written[mail.Identity] = (mail, new ReplyReading(parts));
        return Office.Intaking.HandleAsync(new MailboxMail("imap:monitor", 1, uid ?? mail.Identity, Encoding.UTF8.GetBytes(mail.Identity), size), default);
    }

    /// <summary>What is sent because of what arrived.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> SendAsync()
    {
        var before = Office.Sent.Count;
        await Office.Compose.RunAsync(default);
        await Office.Deliver.RunAsync(Office.Clock.GetUtcNow().AddHours(1), Office.Clock.GetUtcNow().AddHours(1), default);
        return Office.Sent[before..];
    }

    public async Task<Case> CaseAsync(string key = Lag) => (await Office.Cases.FindAsync(key, Today, default))!;

    public async Task<Answer?> AnswerAsync() => (await CaseAsync()).Alert.Answer;

    /// <summary>All that a mail could change, in words, to be compared.</summary>
    public async Task<string> StateAsync()
    {
        var found = await CaseAsync();
        return string.Join('\n', [
            $"{found.Alert.State} {found.Alert.Level} {found.Alert.HandedOver} {found.Alert.Disputed} {string.Join(',', found.Alert.ReadBy)}",
            .. found.Events.Select(happened => $"{happened.Kind} {happened.Actor} {happened.Reason}"),
            .. found.Answers.Select(answer => answer.ToString()),
            .. (await Office.Outbox.ListAsync(default)).Select(mail => $"{mail.To} {mail.Subject} {mail.State}"),
            .. (await Office.Incoming.ListMarksAsync(default)).Select(mark => mark.Address),
            .. await Office.Incoming.LoadOnlyRedAsync(default),
        ]);
    }

    public static ReplyPart.Statement Whole(string? number = null) => new(number, "采购流标", "重新招标", new ReadDate("10月31日", new DateOnly(2024, 10, 31), null)) { PromisedRate = 60 };

    public static string TextOf(OutgoingMail mail)
    {
        using var bytes = new MemoryStream(mail.Mime);
        return MimeKit.MimeMessage.Load(bytes).TextBody!;
    }

    public static MimeKit.MimeMessage Mime(OutgoingMail mail) => MimeKit.MimeMessage.Load(new MemoryStream(mail.Mime));

    public static DateOnly Day(int month, int day) => new(2024, month, day);

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
