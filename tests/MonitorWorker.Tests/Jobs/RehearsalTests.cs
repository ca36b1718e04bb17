using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Jobs.Incoming;
using MonitorWorker.Tests.Notifications;

namespace MonitorWorker.Tests.Jobs;

/// <summary>In a rehearsal every mail goes to its reader alone, says so loudly, and nobody answers for anybody.</summary>
public class RehearsalTests
{
    private const string Reader = "admin@example.com";

    public static MatrixTheoryData<string, string> Samples => new(["zh-CN", "en"], SampleMails.All.Select(sample => $"{sample.Kind} {sample.Name}"));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_kind_of_mail_says_above_all_else_that_it_is_a_rehearsal_and_for_whom(string locale, string sample)
    {
        var composer = new MailComposer(TemplateCatalog.Load(Repository.Templates, locale));
        var plain = SampleMails.All.Single(known => $"{known.Kind} {known.Name}" == sample).Compose(composer, SampleMails.Context);
        var mail = TopMark.Rehearsal(plain, composer.Words, new MailPerson("<办公室> & 责任人", "office@example.com"));

        var first = mail.Text.Split('\n')[0];
        Assert.StartsWith(locale == "en" ? "REHEARSAL" : "【演练】", first, StringComparison.Ordinal);
        Assert.Contains("<办公室> & 责任人", first, StringComparison.Ordinal);
        Assert.Contains("office@example.com", first, StringComparison.Ordinal);
        Assert.EndsWith(plain.Text, mail.Text, StringComparison.Ordinal);
        Assert.Contains(System.Net.WebUtility.HtmlEncode(first), mail.Html, StringComparison.Ordinal);
        Assert.Empty(HtmlLint.Problems(mail.Html, locale));
        Assert.Empty(HtmlLint.Problems(TopMark.GoesLive(plain, composer.Words).Html, locale));
    }

    /// <summary>Whatever stands in the outbox, also what was written in earnest before.</summary>
    [Fact]
    public async Task No_mail_of_any_kind_leaves_to_anybody_but_the_reader()
    {
        foreach (var kind in MailKind.All)
        {
            foreach (var to in new[] { Reader, "ADMIN@example.com", "office@example.com", "admin@example.com.example.net", "admin@example.org", "xadmin@example.com", "admin@example.com,office@example.com", "" })
            {
                var way = new CountingSender();
                var outcome = await new AllowedSender(way, MailDomains.All, Reader).SendAsync(new OutgoingMail(1, to, "1@example.com", "预警", kind, [1]), default);
                var mayLeave = to.Equals(Reader, StringComparison.OrdinalIgnoreCase);
                Assert.Equal((kind, to, mayLeave, mayLeave ? 1 : 0), (kind, to, outcome is DeliveryOutcome.Accepted, way.Count));
            }
        }
    }

    [Fact]
    public async Task A_mail_that_was_written_in_earnest_does_not_leave_in_a_rehearsal_and_the_reason_says_what_to_do()
    {
        var outcome = await new AllowedSender(new CountingSender(), MailDomains.All, Reader).SendAsync(new OutgoingMail(1, "office@example.com", "1@example.com", "预警", "warning", [1]), default);
        Assert.Equal(
            "mail.mode is rehearsal, and nothing goes to anybody but admin@example.com; nothing was sent to office@example.com. In live mode: outbox retry",
            Assert.IsType<DeliveryOutcome.Rejected>(outcome).Detail);
    }

    [Fact]
    public async Task A_whole_day_with_digest_receipts_and_troubles_goes_to_the_reader_alone_and_to_no_copy()
    {
        await using var office = await TestOffice.WithAugustAsync();
        office.Settings = office.Settings with { RehearsalTo = new Recipient("演练收件人", Reader, "演练") };
        office.Drop("坏.csv", "项目编码,截止月份,累计执行数\nP01,2024-13,1\n");
        await office.RoundAsync();
        await office.Receipts.RunAsync(default);
        await office.Digest.RunAsync("digest-1", Some.August31, default);
        await office.Compose.RunAsync(default);
        await office.Watch.FailsAsync(TroubleKind.Source, "支付系统", new Trouble("连接不上", "请检查网络"), default);
        await office.Deliver.RunAsync(office.Clock.GetUtcNow().AddHours(1), office.Clock.GetUtcNow().AddHours(1), default);

        Assert.Superset(new HashSet<string> { MailKind.Warning, MailKind.Digest, MailKind.Receipt, MailKind.Trouble }, office.Sent.Select(mail => mail.Kind).ToHashSet());
        Assert.All(office.Sent, mail =>
        {
            Assert.Equal(Reader, mail.Recipient);
            var message = MimeKit.MimeMessage.Load(new MemoryStream(mail.Mime));
            Assert.Equal([Reader], message.To.Mailboxes.Select(to => to.Address));
            Assert.Empty(message.Cc);
            Assert.Empty(message.Bcc);
            Assert.StartsWith("【演练，应发给", message.Subject, StringComparison.Ordinal);
            Assert.StartsWith("【演练】本邮件应发给", message.TextBody, StringComparison.Ordinal);
            Assert.Contains("【演练】本邮件应发给", message.HtmlBody, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Who_answers_a_mail_of_a_rehearsal_is_told_how_it_is_understood_and_answers_for_nobody_then_and_later()
    {
        await using var letters = await Letters.OpenAsync();
        letters.Office.Settings = letters.Office.Settings with { RehearsalTo = new Recipient("演练收件人", Reader, "演练") };
        var warning = (await letters.Office.RoundAsync(letters.Today)).First(mail => mail.Subject.Contains("office@example.com", StringComparison.Ordinal));

        var entry = await letters.ArriveAsync(Letters.Proven(letters.Reply(warning, Reader)), Letters.Whole());
        Assert.Equal(IncomingOutcome.Ignored, entry.Outcome);
        Assert.Contains("演练", entry.Detail, StringComparison.Ordinal);
        Assert.Null(await letters.AnswerAsync());
        var receipt = Assert.Single(await letters.SendAsync());
        Assert.Equal(Reader, receipt.Recipient);
        Assert.Contains("现在一条也没有登记", Letters.TextOf(receipt), StringComparison.Ordinal);

        letters.Office.Settings = letters.Office.Settings with { RehearsalTo = null };
        Assert.Equal(IncomingOutcome.Ignored, (await letters.ArriveAsync(Letters.Proven(letters.Reply(warning, Reader)), Letters.Whole())).Outcome);
        Assert.Equal(IncomingOutcome.Ignored, (await letters.ArriveAsync(letters.Reply(warning), Letters.Whole())).Outcome);
        Assert.Null(await letters.AnswerAsync());

        letters.Today = letters.Today.AddDays(2);
        var live = await letters.WarningAsync();
        Assert.Equal(IncomingOutcome.Answered, (await letters.ArriveAsync(letters.Reply(live), Letters.Whole())).Outcome);
        Assert.NotNull(await letters.AnswerAsync());
    }

    private sealed class CountingSender : IMailSender
    {
        public int Count { get; private set; }

        public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            Count++;
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted("250 ok"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
