using MonitorWorker.Delivery;
using MonitorWorker.Replies;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Tests.Jobs.Incoming;

/// <summary>Mails that the server took and that came back all the same.</summary>
public class BounceTests
{
    [Theory]
    [InlineData(true)] // by the Message-ID
    [InlineData(false)] // by the envelope's ID, which is the same
    public async Task A_mail_that_came_back_for_good_marks_its_address_and_tells_the_administrator_and_the_next_in_line(bool byMessage)
    {
        await using var letters = await OfficeAsync();
        var warning = await WarningAsync(letters);
        var entry = await BounceAsync(letters, byMessage ? warning.MessageId : null, byMessage ? null : warning.MessageId, "head@example.com");
        Assert.Equal((IncomingOutcome.Bounce, "YJ-2024-0001"), (entry.Outcome, Assert.Single(entry.Alerts)));
        Assert.Equal("head@example.com", Assert.Single(await letters.Office.Incoming.ListMarksAsync(default)).Address);

        var sent = await letters.SendAsync();
        var next = sent.Single(mail => mail.Recipient == "finance@example.com");
        Assert.Equal("warning", next.Kind);
        Assert.Contains("的邮箱退信，转财务人员", Letters.TextOf(next));
        Assert.Equal(OutboxState.Dead, (await letters.Office.Outbox.ListAsync(default)).Single(mail => mail.MessageId == warning.MessageId).State);
        var told = (await letters.SendAsync()).Concat(sent).Single(mail => mail.Kind == "undelivered");
        Assert.Equal("admin@example.com", told.Recipient);
        Assert.Contains("no such user", Letters.TextOf(told));

        // Nothing more goes there, and nobody is told twice.
        letters.Today = Letters.Day(9, 9);
        Assert.Equal(["finance@example.com"], (await letters.Office.RoundAsync(letters.Today)).Select(mail => mail.Recipient));
        var story = await letters.CaseAsync();
        Assert.Contains(story.Events, happened => happened.Kind == MonitorWorker.Alerts.TransitionKind.Rerouted);
    }

    [Fact]
    public async Task Where_another_address_of_the_same_person_was_told_nobody_else_is()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        await BounceAsync(letters, warning.MessageId, null, "office@example.com");
        Assert.DoesNotContain(await letters.SendAsync(), mail => mail.Kind == "warning");
        letters.Today = Letters.Day(9, 9);
        Assert.Equal(["office@private.example"], (await letters.Office.RoundAsync(letters.Today)).Select(mail => mail.Recipient));
    }

    [Fact]
    public async Task A_full_mailbox_is_told_and_its_address_stays_good()
    {
        await using var letters = await OfficeAsync();
        var warning = await WarningAsync(letters);
        await BounceAsync(letters, warning.MessageId, null, "head@example.com", status: "5.2.2");
        Assert.Empty(await letters.Office.Incoming.ListMarksAsync(default));
        Assert.Contains(await letters.SendAsync(), mail => mail.Recipient == "finance@example.com" && mail.Kind == "warning");
        Assert.Equal(OutboxState.Dead, (await letters.Office.Outbox.ListAsync(default)).Single(mail => mail.MessageId == warning.MessageId).State);
    }

    [Fact]
    public async Task A_server_that_still_tries_is_only_noted()
    {
        await using var letters = await OfficeAsync();
        var warning = await WarningAsync(letters);
        var before = await letters.StateAsync();
        Assert.Equal(IncomingOutcome.Bounce, (await BounceAsync(letters, warning.MessageId, null, "head@example.com", isPermanent: false)).Outcome);
        Assert.Equal(before, await letters.StateAsync());
        Assert.Contains("还在尝试", Assert.Single((await letters.CaseAsync()).Incoming).Detail);
    }

    [Fact]
    public async Task A_report_that_names_an_address_alone_is_told_to_the_administrator_and_stops_nothing()
    {
        await using var letters = await OfficeAsync();
        await WarningAsync(letters);
        await BounceAsync(letters, null, null, "head@example.com");
        Assert.Empty(await letters.Office.Incoming.ListMarksAsync(default));
        var sent = (await letters.SendAsync()).Concat(await letters.SendAsync()).ToList();
        Assert.Equal(["undelivered"], sent.Select(mail => mail.Kind));
        letters.Today = Letters.Day(9, 9);
        Assert.Equal(["head@example.com"], (await letters.Office.RoundAsync(letters.Today)).Select(mail => mail.Recipient));
    }

    [Fact]
    public async Task A_report_about_a_mail_of_long_ago_is_not_found_by_its_address()
    {
        await using var letters = await OfficeAsync();
        await WarningAsync(letters);
        letters.Office.Clock.Advance(TimeSpan.FromDays(4));
        await BounceAsync(letters, null, null, "head@example.com");
        Assert.Empty(await letters.SendAsync());
    }

    [Fact]
    public async Task The_same_failure_twice_is_told_once()
    {
        await using var letters = await OfficeAsync();
        var warning = await WarningAsync(letters);
        await BounceAsync(letters, warning.MessageId, null, "head@example.com");
        await BounceAsync(letters, warning.MessageId, null, "head@example.com");
        var sent = (await letters.SendAsync()).Concat(await letters.SendAsync()).ToList();
        Assert.Equal(["undelivered", "warning"], sent.Select(mail => mail.Kind).Order());
        Assert.Single(await letters.Office.Incoming.ListMarksAsync(default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mark_is_lifted_by_a_mail_from_the_address_or_by_a_person(bool byMail)
    {
        await using var letters = await OfficeAsync();
        var warning = await WarningAsync(letters);
        await BounceAsync(letters, warning.MessageId, null, "head@example.com");
        await letters.SendAsync();
        if (byMail) await letters.ArriveAsync(letters.Reply(warning, "head@example.com"), new ReplyPart.Seen(null));
        else Assert.True(await letters.Office.Incoming.LiftAsync("Head@example.com", "系统管理员", letters.Office.Clock.GetUtcNow(), default));
        Assert.Empty(await letters.Office.Incoming.ListMarksAsync(default));
        Assert.False(await letters.Office.Incoming.LiftAsync("head@example.com", "系统管理员", letters.Office.Clock.GetUtcNow(), default));
        letters.Today = Letters.Day(9, 9);
        Assert.Contains("head@example.com", (await letters.Office.RoundAsync(letters.Today)).Select(mail => mail.Recipient));
    }

    /// <summary>The head is told alone, since nobody of the section is responsible.</summary>
    private static async Task<Letters> OfficeAsync()
    {
        var letters = await Letters.OpenAsync();
        letters.Office.Drop("通讯录.csv", """
            姓名,邮箱,角色,单位编码,责任股室
            办公室负责人,head@example.com,股室负责人,101,办公室
            财务股经办,finance@example.com,财务人员,101,
            """);
        return letters;
    }

    private static async Task<OutgoingMail> WarningAsync(Letters letters) => Assert.Single(await letters.Office.RoundAsync(letters.Today));

    private static Task<IncomingEntry> BounceAsync(Letters letters, string? messageId, string? envelopeId, string recipient, bool isPermanent = true, string status = "5.1.1") => letters.ArriveAsync(
        letters.Fresh("mailer-daemon@example.com") with { Kind = IncomingKind.Bounce, Because = "退信", Bounce = new BounceReport(messageId, envelopeId, recipient, isPermanent, status, "550 no such user") });
}
