using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs.Incoming;

/// <summary>What changes nothing, however it is dressed: the mail is kept, and that is all.</summary>
public class NeverFooledTests
{
    public static TheoryData<string> Tricks =>
    [
        "automatic", "out of office", "mailing list", "own", "unreadable", "no sender", "huge", "forged", "foreign", "tampered", "number alone", "forwarded without words", "bounce of a foreign mail", "bounce of an address",
    ];

    [Theory]
    [MemberData(nameof(Tricks))]
    public async Task Nothing_changes(string trick)
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        var before = await letters.StateAsync();
        var reply = letters.Reply(warning);
        var mail = trick switch
        {
            "automatic" => reply with { Kind = IncomingKind.Automatic },
            "out of office" => reply with { Kind = IncomingKind.OutOfOffice, AwayUntil = Letters.Day(10, 8) },
            "mailing list" => reply with { Kind = IncomingKind.List },
            "own" => reply with { Kind = IncomingKind.Own },
            "unreadable" => reply with { Kind = IncomingKind.Unreadable },
            "no sender" => reply with { FromAddress = null },
            "forged" => letters.Fresh("leader@example.com") with { SubjectNumbers = ["YJ-2024-0001"], Proofs = [new SenderProof("mx.forged.example", ["example.com"])] },
            "foreign" => letters.Fresh("office@example.com") with { Answered = ["yj.warning.aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbb@example.com"] },
            "tampered" => letters.Fresh("office@example.com") with { Answered = [warning.MessageId[..^13] + "x@example.com"] },
            "number alone" => letters.Fresh("office@example.com") with { SubjectNumbers = ["YJ-2024-0001"], QuotedNumbers = ["YJ-2024-0001"] },
            "forwarded without words" => letters.Reply(warning, "nobody@example.net"),
            "bounce of a foreign mail" => letters.Fresh("mailer-daemon@example.net") with { Kind = IncomingKind.Bounce, Bounce = new BounceReport("other@example.net", null, null, true, "5.1.1", "no such user") },
            "bounce of an address" => letters.Fresh("mailer-daemon@example.net") with { Kind = IncomingKind.Bounce, Bounce = new BounceReport(null, null, "nobody@example.net", true, "5.1.1", "no such user") },
            _ => reply,
        };
        ReplyPart[] parts = trick == "forwarded without words" ? [new ReplyPart.Seen(null)] : [Letters.Whole(), new ReplyPart.HandOver(null, "李四"), new ReplyPart.Dispute(null, ""), new ReplyPart.DigestChoice(true)];
        await letters.TakeInAsync(mail, parts, size: trick == "huge" ? 2_000_000 : 100);
        Assert.Equal(before, await letters.StateAsync());
        var kept = await letters.Office.Incoming.FindAsync((await letters.Office.Incoming.ListAsync(10, default)).Single().Id, default);
        Assert.Equal(mail.Identity, System.Text.Encoding.UTF8.GetString(kept!.Raw));
    }

    [Fact]
    public async Task An_absence_is_noted_at_the_alert_and_told_to_nobody()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        await letters.ArriveAsync(letters.Reply(warning) with { Kind = IncomingKind.OutOfOffice, AwayUntil = Letters.Day(10, 8) });
        Assert.Contains("收件人休假至2024-10-08", Assert.Single((await letters.CaseAsync()).Incoming).Detail);
        Assert.Empty(await letters.SendAsync());
    }

    [Fact]
    public async Task Words_of_another_address_never_stop_the_escalation()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        await letters.ArriveAsync(letters.Reply(warning, "nobody@example.net"), Letters.Whole());
        letters.Today = Letters.Day(9, 20);
        Assert.Contains(await letters.Office.RoundAsync(letters.Today), mail => mail.Recipient == "deputy@example.com" && Letters.TextOf(mail).StartsWith("【逐级催办】", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Beyond_the_daily_cap_of_an_address_mails_are_kept_and_not_acted_upon()
    {
        await using var letters = await Letters.OpenAsync(answersPerDay: 2);
        var warning = await letters.WarningAsync();
        foreach (var cause in new[] { "一", "二", "三" }) await letters.ArriveAsync(letters.Reply(warning), Letters.Whole() with { Cause = cause });
        Assert.Equal("二", (await letters.AnswerAsync())!.Cause);
        Assert.Equal(IncomingStore.TooMany, (await letters.Office.Incoming.ListAsync(1, default)).Single().Detail);
        // Another address is another matter, and so is another day.
        Assert.Equal(IncomingOutcome.Answered, (await letters.ArriveAsync(letters.Reply(warning, "head@example.com"), Letters.Whole())).Outcome);
        letters.Office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(IncomingOutcome.Answered, (await letters.ArriveAsync(letters.Reply(warning), Letters.Whole())).Outcome);
    }

    [Fact]
    public async Task Nobody_gets_more_than_three_receipts_about_an_alert_in_a_day()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        for (var i = 0; i < 5; i++) await letters.ArriveAsync(letters.Reply(warning), Letters.Whole());
        Assert.Equal(3, (await letters.SendAsync()).Count);
        letters.Office.Clock.Advance(TimeSpan.FromDays(1));
        await letters.ArriveAsync(letters.Reply(warning), Letters.Whole());
        Assert.Single(await letters.SendAsync());
    }

    [Fact]
    public async Task A_receipt_says_that_it_is_one_and_names_the_mail_that_it_answers_and_quotes_nothing_else()
    {
        await using var letters = await Letters.OpenAsync();
        var reply = letters.Reply(await letters.WarningAsync()) with { Text = "原文里的别的话<script>alert(1)</script>" };
        await letters.ArriveAsync(reply, Letters.Whole() with { Measure = "重新招标<script>alert(2)</script>" });
        using var receipt = Letters.Mime(Assert.Single(await letters.SendAsync()));
        Assert.Equal(("auto-replied", reply.Identity), (receipt.Headers["Auto-Submitted"], receipt.InReplyTo));
        Assert.DoesNotContain("原文里的别的话", receipt.TextBody);
        Assert.DoesNotContain("<script>", receipt.HtmlBody);
    }
}
