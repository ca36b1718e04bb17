using MonitorWorker.Delivery;
using MonitorWorker.Jobs.Incoming;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs.Incoming;

/// <summary>Who is believed: who × what the mail shows of ours × what the receiving server says × how the alert stands.</summary>
public class AuthorisationTests
{
    [Theory]
    [InlineData(true, "Valid", false, "Accepted")]
    [InlineData(true, "Valid", true, "Accepted")]
    [InlineData(true, "Expired", false, "Refused")]
    [InlineData(true, "Expired", true, "Accepted")]
    [InlineData(true, "None", false, "Refused")]
    [InlineData(true, "None", true, "Accepted")]
    [InlineData(false, "Valid", false, "Forwarded")]
    [InlineData(false, "Valid", true, "Forwarded")]
    [InlineData(false, "Expired", false, "Refused")]
    [InlineData(false, "Expired", true, "Refused")]
    [InlineData(false, "None", false, "Refused")]
    [InlineData(false, "None", true, "Refused")]
    public void Truth_table(bool mayAnswer, string token, bool isProven, string expected)
    {
        var (admission, reason) = SenderCheck.Decide(mayAnswer, Enum.Parse<TokenState>(token), isProven);
        Assert.Equal(expected, admission.ToString());
        Assert.Equal(admission == Admission.Accepted, reason.Length == 0);
    }

    [Theory]
    // The recipient, and people above.
    [InlineData("office@example.com", "valid", false, "answered")]
    [InlineData("OFFICE@example.com", "valid", false, "answered")]
    [InlineData("office@private.example", "valid", false, "answered")] // another address of the same person
    [InlineData("head@example.com", "valid", false, "answered")]
    [InlineData("deputy@example.com", "valid", false, "answered")]
    [InlineData("leader@example.com", "valid", false, "answered")]
    [InlineData("finance@example.com", "valid", false, "answered")]
    // Others to whom it was passed on.
    [InlineData("colleague@example.com", "valid", false, "forwarded")]
    [InlineData("colleague@example.com", "valid", true, "forwarded")]
    [InlineData("stranger@example.com", "valid", true, "forwarded")] // of another entity
    [InlineData("performance@example.com", "valid", true, "forwarded")]
    [InlineData("nobody@example.net", "valid", false, "forwarded")]
    // A signature that was good too long ago.
    [InlineData("office@example.com", "expired", false, "ignored")]
    [InlineData("office@example.com", "expired", true, "answered")]
    [InlineData("nobody@example.net", "expired", false, "ignored")]
    // The number alone, which anybody can write.
    [InlineData("office@example.com", "number", false, "ignored")]
    [InlineData("office@example.com", "number", true, "answered")]
    [InlineData("head@example.com", "number", true, "answered")]
    [InlineData("leader@example.com", "number", true, "answered")]
    [InlineData("office@private.example", "number", true, "ignored")] // proven for another domain
    [InlineData("colleague@example.com", "number", true, "ignored")]
    [InlineData("stranger@example.com", "number", true, "ignored")]
    [InlineData("nobody@example.net", "number", false, "ignored")]
    // A reference to a mail that we never wrote.
    [InlineData("office@example.com", "foreign", false, "ignored")]
    [InlineData("office@example.com", "tampered", false, "ignored")]
    public async Task Who_is_believed(string from, string token, bool isProven, string outcome)
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        if (token == "expired") letters.Office.Clock.Advance(TimeSpan.FromDays(401));
        var mail = token switch
        {
            "number" => letters.Fresh(from) with { SubjectNumbers = ["YJ-2024-0001"] },
            "foreign" => letters.Fresh(from) with { Answered = ["yj.warning.aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbb@example.com"], SubjectNumbers = ["YJ-2024-0001"] },
            "tampered" => letters.Fresh(from) with { Answered = [warning.MessageId.Replace('a', 'b').Replace('c', 'd')], SubjectNumbers = ["YJ-2024-0001"] },
            _ => letters.Reply(warning, from) with { SubjectNumbers = ["YJ-2024-0001"] },
        };
        var entry = await letters.ArriveAsync(isProven ? Letters.Proven(mail) : mail, Letters.Whole());
        Assert.Equal(outcome, entry.Outcome);
        Assert.Equal(outcome == IncomingOutcome.Answered, await letters.AnswerAsync() is not null);
        // Who is not believed is not written to.
        Assert.Equal(outcome == IncomingOutcome.Answered, (await letters.SendAsync()).Any(sent => sent.Recipient.Equals(from, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("mx.example.com", "example.com", "answered")]
    [InlineData("MX.example.com", "EXAMPLE.com", "answered")]
    [InlineData("mx.forged.example", "example.com", "ignored")] // anybody can write the header
    [InlineData("mx.example.com", "forged.example", "ignored")]
    [InlineData("mx.example.com", "ample.com", "ignored")]
    public async Task Only_the_word_of_the_trusted_server_about_the_senders_own_domain_counts(string server, string domain, string outcome)
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        var mail = letters.Fresh("office@example.com") with { SubjectNumbers = ["YJ-2024-0001"] };
        Assert.Equal(outcome, (await letters.ArriveAsync(Letters.Proven(mail, domain, server), Letters.Whole())).Outcome);
    }

    [Theory]
    [InlineData(false, "answered")] // no word on the sender
    [InlineData(true, "forwarded")]
    public async Task What_the_trusted_server_calls_forged_is_asked_about_although_it_shows_our_mail(bool fails, string outcome)
    {
        await using var letters = await Letters.OpenAsync();
        var mail = letters.Reply(await letters.WarningAsync()) with { Proofs = [new SenderProof(Letters.Server, []) { Failed = fails }] };
        Assert.Equal(outcome, (await letters.ArriveAsync(mail, Letters.Whole())).Outcome);
        Assert.Equal(fails, await letters.AnswerAsync() is null);
        if (fails) Assert.StartsWith("【请确认】", Assert.Single(await letters.SendAsync()).Subject);
    }

    [Fact]
    public async Task Of_several_words_of_the_trusted_server_the_topmost_counts()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        var mail = letters.Fresh("office@example.com") with { SubjectNumbers = ["YJ-2024-0001"], Proofs = [new SenderProof(Letters.Server, []), new SenderProof(Letters.Server, ["example.com"])] };
        Assert.Equal(IncomingOutcome.Ignored, (await letters.ArriveAsync(mail, Letters.Whole())).Outcome);
    }

    [Fact]
    public async Task An_alert_that_is_put_right_takes_no_answer_and_says_so()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        letters.Office.DropExecution("2024-09", ("P01", 1.9m), ("P02", 147m));
        letters.Today = Letters.Day(9, 30);
        await letters.Office.RoundAsync(letters.Today);
        Assert.Equal(IncomingOutcome.Ignored, (await letters.ArriveAsync(letters.Reply(warning), Letters.Whole())).Outcome);
        Assert.Null(await letters.AnswerAsync());
        Assert.Contains("已经解除", Letters.TextOf(Assert.Single(await letters.SendAsync())));
    }

    [Fact]
    public async Task The_address_that_was_replied_to_names_the_mail_where_the_references_are_lost()
    {
        await using var letters = await Letters.OpenAsync(plus: true);
        var warning = await letters.WarningAsync();
        var address = Letters.Mime(warning).ReplyTo.Mailboxes.Single().Address;
        Assert.StartsWith("monitor+", address, StringComparison.Ordinal);
        var entry = await letters.ArriveAsync(letters.Fresh("office@example.com") with { SentTo = [address] }, Letters.Whole());
        Assert.Equal((IncomingOutcome.Answered, "YJ-2024-0001"), (entry.Outcome, Assert.Single(entry.Alerts)));
    }

    [Fact]
    public async Task Without_a_mailbox_mails_are_what_they_were()
    {
        await using var letters = await Letters.OpenAsync();
        letters.Office.Settings = letters.Office.Settings with { Replies = null };
        var warning = await letters.WarningAsync();
        Assert.True(MailReference.TryParseId(warning.MessageId, out var reference));
        Assert.Null(reference.Signature);
        Assert.Empty(Letters.Mime(warning).ReplyTo);
        Assert.Contains("程序不自动登记", Letters.TextOf(warning));
        Assert.False(File.Exists(Path.Combine(letters.Office.Folder, "token.key")));
    }

    [Fact]
    public async Task A_mail_written_before_there_was_a_mailbox_needs_another_proof()
    {
        await using var letters = await Letters.OpenAsync();
        var replies = letters.Office.Settings.Replies;
        letters.Office.Settings = letters.Office.Settings with { Replies = null };
        var warning = await letters.WarningAsync();
        letters.Office.Settings = letters.Office.Settings with { Replies = replies };
        Assert.Equal(IncomingOutcome.Ignored, (await letters.ArriveAsync(letters.Reply(warning), Letters.Whole())).Outcome);
        Assert.Equal(IncomingOutcome.Answered, (await letters.ArriveAsync(Letters.Proven(letters.Reply(warning)), Letters.Whole())).Outcome);
    }

    [Fact]
    public async Task What_somebody_else_writes_is_recorded_once_its_reader_confirms_it()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        await letters.ArriveAsync(letters.Reply(warning, "private@example.net"), Letters.Whole());
        var asked = Assert.Single(await letters.SendAsync());
        Assert.Equal("office@example.com", asked.Recipient);
        Assert.Contains("private@example.net", Letters.TextOf(asked));
        Assert.Contains("采购流标", Letters.TextOf(asked));
        // Only its reader can confirm.
        Assert.Equal(IncomingOutcome.Forwarded, (await letters.ArriveAsync(letters.Reply(asked, "private@example.net"), new ReplyPart.Confirmation(null))).Outcome);
        Assert.Null(await letters.AnswerAsync());

        Assert.Equal(IncomingOutcome.Answered, (await letters.ArriveAsync(letters.Reply(asked), new ReplyPart.Confirmation(null))).Outcome);
        var answer = await letters.AnswerAsync();
        Assert.Equal(("采购流标", "办公室责任人", Letters.Day(10, 31)), (answer!.Cause, answer.By, answer.DueDate!.Value));
        Assert.Equal(IncomingOutcome.Seen, (await letters.ArriveAsync(letters.Reply(asked), new ReplyPart.Confirmation(null))).Outcome);
        Assert.Single((await letters.CaseAsync()).Answers);
    }
}
