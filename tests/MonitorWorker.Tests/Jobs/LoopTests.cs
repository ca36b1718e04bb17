using System.Text;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs;
using MonitorWorker.Storage;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Tests.Jobs;

/// <summary>From a file in the inbox to a mail, over the real database.</summary>
public class LoopTests
{
    [Fact]
    public async Task A_lagging_project_warns_its_responsible_person_once_and_an_unchanged_check_is_silent()
    {
        await using var office = await TestOffice.WithAugustAsync();
        var mail = Assert.Single(await office.RoundAsync());
        Assert.Equal("office@example.com", mail.Recipient);
        Assert.Contains("设备购置经费", mail.Subject);
        Assert.Contains("YJ-2024-0001", mail.Subject);

        Assert.Empty(await office.RoundAsync());
        office.Clock.Advance(TimeSpan.FromDays(270));
        Assert.Empty(await office.RoundAsync());
    }

    [Fact]
    public async Task A_worsened_line_is_told_and_a_cleared_one_gets_one_resolved_mail_to_those_who_were_told()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 1m), ("P02", 130.71m)); // pace 75: yellow
        var first = Assert.Single(await office.RoundAsync());
        Assert.Contains("黄色", first.Subject);

        office.DropExecution("2024-10", ("P01", 1m), ("P02", 163m)); // pace 60: still yellow, nothing new
        Assert.Empty(await office.RoundAsync(new DateOnly(2024, 10, 31)));

        office.DropExecution("2024-11", ("P01", 1m), ("P02", 180m)); // pace 54.5: red
        var raised = Assert.Single(await office.RoundAsync(new DateOnly(2024, 11, 30)));
        Assert.Contains("红色", raised.Subject);
        Assert.Contains($"In-Reply-To: <{first.MessageId}>", Encoding.ASCII.GetString(raised.Mime).ReplaceLineEndings(" ").Replace("\t", ""));

        office.DropExecution("2024-12", ("P01", 2m), ("P02", 195m));
        var resolved = Assert.Single(await office.RoundAsync(new DateOnly(2024, 12, 31)));
        Assert.Equal(("resolved", "office@example.com"), (resolved.Kind, resolved.Recipient));
        Assert.Empty(await office.RoundAsync(new DateOnly(2024, 12, 31)));
    }

    [Fact]
    public async Task What_is_told_of_an_alert_stays_one_conversation_whatever_program_shows_it()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 1m), ("P02", 130.71m)); // yellow
        var first = Assert.Single(await office.RoundAsync());
        office.Clock.Advance(TimeSpan.FromDays(90));
        office.DropExecution("2024-11", ("P01", 1m), ("P02", 180m)); // red
        var raised = Assert.Single(await office.RoundAsync(new DateOnly(2024, 11, 30)));
        office.Clock.Advance(TimeSpan.FromDays(31));
        office.DropExecution("2024-12", ("P01", 2m), ("P02", 195m));
        var resolved = Assert.Single(await office.RoundAsync(new DateOnly(2024, 12, 31)));

        var mails = new[] { first, raised, resolved }.Select(mail => MimeKit.MimeMessage.Load(new MemoryStream(mail.Mime))).ToList();
        // What got worse has a subject of its own, so that nobody reads 黄色 over what is red; what ends goes on under that.
        Assert.Contains("【红色预警】", raised.Subject);
        Assert.Equal("Re: " + raised.Subject, resolved.Subject);
        Assert.StartsWith("【预警解除】", mails[2].TextBody!, StringComparison.Ordinal);
        Assert.All(mails.Skip(1), mail => Assert.Equal((first.MessageId, first.MessageId), (mail.InReplyTo, mail.References.Single())));
        Assert.All(mails, mail => Assert.Equal(first.Subject, mail.Headers["Thread-Topic"]));
        var indexes = mails.Select(mail => Convert.FromBase64String(mail.Headers["Thread-Index"]!)).ToList();
        Assert.Equal([22, 27, 27], indexes.Select(index => index.Length));
        Assert.All(indexes, index => Assert.Equal(indexes[0], index[..22]));
    }

    [Fact]
    public async Task A_rehearsal_answers_nothing_that_its_reader_has_not_had()
    {
        await using var office = await TestOffice.WithAugustAsync();
        Assert.Single(await office.RoundAsync());
        office.Settings = office.Settings with { RehearsalTo = new MonitorWorker.Notifications.Recipient("演练收件人", "rehearsal@example.com", "演练") };
        office.DropExecution("2024-12", ("P01", 2m), ("P02", 195m));
        var resolved = Assert.Single(await office.RoundAsync(new DateOnly(2024, 12, 31)));

        Assert.StartsWith("【演练，应发给", resolved.Subject, StringComparison.Ordinal);
        Assert.Empty(MimeKit.MimeMessage.Load(new MemoryStream(resolved.Mime)).References);
    }

    [Fact]
    public async Task A_mail_that_goes_on_says_that_it_is_a_rehearsal_where_it_is_one_and_only_there()
    {
        await using var office = await TestOffice.WithAugustAsync();
        var first = Assert.Single(await office.RoundAsync());
        office.Settings = office.Settings with { RehearsalTo = new MonitorWorker.Notifications.Recipient("演练收件人", "office@example.com", "演练") };
        office.DropExecution("2024-12", ("P01", 2m), ("P02", 195m));
        var resolved = Assert.Single(await office.RoundAsync(new DateOnly(2024, 12, 31)));

        var (labelled, plain) = (resolved.Subject["Re: ".Length..], first.Subject);
        Assert.StartsWith("Re: ", resolved.Subject, StringComparison.Ordinal);
        Assert.StartsWith("【演练，应发给", labelled, StringComparison.Ordinal);
        Assert.StartsWith("【", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("演练", plain, StringComparison.Ordinal);
        Assert.EndsWith("】" + plain, labelled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_data_is_told_to_finance_and_resolves_nothing()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.RoundAsync();
        office.DropExecution("2024-09", ("P01", null), ("P02", 150m));
        var mail = Assert.Single(await office.RoundAsync(new DateOnly(2024, 9, 30)));
        Assert.Equal("finance@example.com", mail.Recipient);
        var alert = (await office.Alerts.LoadAsync(default)).Alerts["execution-lag/2024/101/P01/-"];
        Assert.Equal(MonitorWorker.Alerts.AlertState.Firing, alert.State);
    }

    [Fact]
    public async Task A_line_that_lags_again_after_it_was_resolved_is_a_new_episode_under_the_same_number()
    {
        await using var office = await TestOffice.WithAugustAsync();
        var first = Assert.Single(await office.RoundAsync());
        office.DropExecution("2024-09", ("P01", 1.5m), ("P02", 150m));
        await office.RoundAsync(new DateOnly(2024, 9, 30));
        office.DropExecution("2024-12", ("P01", 1m), ("P02", 195m));
        var again = Assert.Single(await office.RoundAsync(new DateOnly(2024, 12, 31)));
        Assert.Contains("YJ-2024-0001", again.Subject);
        Assert.NotEqual(first.MessageId, again.MessageId);
    }

    [Fact]
    public async Task Several_notices_for_one_person_are_one_mail()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Drop("预算.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数\n" + string.Join('\n', Enumerable.Range(1, 30).Select(n => $"2024,P{n:00},项目{n},项目支出,10")));
        office.DropExecution("2024-08", [.. Enumerable.Range(1, 29).Select(n => ($"P{n:00}", (decimal?)n / 10))]);
        var mail = Assert.Single(await office.RoundAsync());
        Assert.Equal(("digest", "admin@example.com"), (mail.Kind, mail.Recipient));
    }

    [Fact]
    public async Task The_same_content_under_another_name_changes_nothing()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.RoundAsync();
        office.DropBudget();
        File.Move(Path.Combine(office.Inbox, "预算.csv"), Path.Combine(office.Inbox, "改名.csv"));
        Assert.True(Assert.Single(await office.Import.RunAsync(false, default)).Unchanged);
        Assert.Empty(Directory.EnumerateFiles(office.Inbox));
    }

    [Fact]
    public async Task With_reject_a_file_with_one_bad_row_is_read_not_at_all()
    {
        await using var office = await TestOffice.OpenAsync(reject: true);
        office.DropBudget();
        office.Drop("执行.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,0.6\nP02,2024-08,很多");
        await office.RoundAsync();
        var result = await office.Check.RunAsync(Some.August31, false, default);
        Assert.All(result.Judgement.Positions, judged => Assert.Null(judged.Position.Executed));
        Assert.Single(await office.Facts.LoadProblemsAsync(default));
    }

    [Fact]
    public async Task A_check_of_an_earlier_day_is_refused_unless_it_only_looks()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.RoundAsync();
        await Assert.ThrowsAsync<CheckRefusedException>(() => office.Check.RunAsync(new DateOnly(2024, 8, 30), false, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stopped_between_any_two_steps_it_goes_on_where_it_stopped(int steps)
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.Import.RunAsync(false, default);
        if (steps >= 2) await office.Check.RunAsync(Some.August31, false, default);
        if (steps >= 3) await office.Compose.RunAsync(default);

        Assert.Single(await office.RoundAsync());
        Assert.Empty(await office.RoundAsync());
    }

    [Fact]
    public async Task A_sender_that_died_with_a_claim_is_followed_by_another_with_the_same_message()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.Import.RunAsync(false, default);
        await office.Check.RunAsync(Some.August31, false, default);
        await office.Compose.RunAsync(default);
        ClaimedMail? claimed;
        await using (await office.Outbox.TakeSendingAsync(office.Clock.GetUtcNow(), default))
            claimed = await office.Outbox.ClaimAsync(office.Clock.GetUtcNow(), TimeSpan.FromMinutes(20), default);

        var mail = Assert.Single(await office.RoundAsync());
        Assert.Equal(claimed!.Mail.MessageId, mail.MessageId);
        Assert.Equal(claimed.Mail.Mime, mail.Mime);
    }

    [Fact]
    public async Task Two_processes_never_send_at_once()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await using var other = await office.Outbox.TakeSendingAsync(office.Clock.GetUtcNow(), default);
        await office.Import.RunAsync(false, default);
        await office.Check.RunAsync(Some.August31, false, default);
        await office.Compose.RunAsync(default);

        var waiting = office.Deliver.RunAsync(office.Clock.GetUtcNow().AddSeconds(30), office.Clock.GetUtcNow().AddSeconds(30), default);
        office.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(new DeliveryRound(0, 0, 0), await waiting);
        Assert.Equal(OutboxState.Queued, Assert.Single(await office.Outbox.ListAsync(default)).State);
    }

    [Fact]
    public async Task A_server_that_hangs_ends_the_round_in_time_and_the_mail_is_due_again()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.Import.RunAsync(false, default);
        await office.Check.RunAsync(Some.August31, false, default);
        await office.Compose.RunAsync(default);
        office.ServerHangs = true;
        var until = office.Clock.GetUtcNow().AddSeconds(30);

        var round = office.Deliver.RunAsync(until, until, default);
        await office.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(20));
        office.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(new DeliveryRound(0, 1, 0) { ChannelIsBroken = true }, await round.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("did not answer", Assert.Single(await office.Outbox.ListAsync(default)).LastError);
        office.ServerHangs = false;
        office.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Single(await office.RoundAsync());
    }

    [Fact]
    public async Task What_was_refused_is_shown_by_every_check_until_the_file_is_mended()
    {
        await using var office = await TestOffice.WithAugustAsync();
        office.Drop("执行.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,0.6\nP02,2024-08,很多");
        await office.RoundAsync();

        var (file, problem) = Assert.Single((await office.Check.RunAsync(Some.August31, false, default)).Refused);
        Assert.Equal(("执行.csv", 3, "累计执行数", "很多"), (file, problem.Row, problem.Column, problem.Value));

        office.Drop("执行.csv", "项目编码,截止月份,累计执行数\nP01,2024-08,0.6\nP02,2024-08,130.72");
        await office.RoundAsync();
        Assert.Empty((await office.Check.RunAsync(Some.August31, false, default)).Refused);
    }

    [Fact]
    public async Task A_file_of_which_nothing_was_read_is_named_each_time_and_read_once_the_rules_allow()
    {
        await using var office = await TestOffice.OpenAsync(reject: true);
        const string csv = "项目编码,截止月份,累计执行数\nP01,2024-08,0.6\nP02,2024-08,很多";
        office.Drop("执行.csv", csv);
        Assert.True(Assert.Single(await office.Import.RunAsync(false, default)).Rejected);
        office.Drop("执行.csv", csv);
        var again = Assert.Single(await office.Import.RunAsync(false, default));
        Assert.Equal((true, 1), (again.Rejected, again.Refused));

        office.Settings = office.Settings with { RejectFileOnBadRow = false };
        office.Drop("执行.csv", csv);
        Assert.Equal(1, Assert.Single(Assert.Single(await office.Import.RunAsync(false, default)).Reading.Tables).Accepted);
        office.Drop("执行.csv", csv);
        Assert.True(Assert.Single(await office.Import.RunAsync(false, default)).Unchanged);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_stays_in_the_inbox_and_is_tried_again()
    {
        await using var office = await TestOffice.OpenAsync();
        var file = Path.Combine(office.Inbox, "预算.xlsx");
        var whole = File.ReadAllBytes(Path.Combine(Repository.Config, "sample", Samples.SampleOffice.Workbook));
        await File.WriteAllBytesAsync(file, whole[..(whole.Length / 2)]);
        Assert.True(Assert.Single(await office.Import.RunAsync(false, default)).Reading.IsUnreadable);
        Assert.True(File.Exists(file));

        await File.WriteAllBytesAsync(file, whole);
        Assert.Empty(Assert.Single(await office.Import.RunAsync(false, default)).Reading.Problems);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_file_that_still_grows_waits_for_the_next_run()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { InboxQuiet = TimeSpan.FromSeconds(1) };
        office.DropBudget();
        office.DropContacts();

        var run = office.Import.RunAsync(false, default);
        await File.AppendAllTextAsync(Path.Combine(office.Inbox, "预算.csv"), "\n2024,P03,绿化经费,项目支出,5,101,办公室");
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("通讯录.csv", Assert.Single(await run).Reading.File);

        run = office.Import.RunAsync(false, default);
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, Assert.Single(Assert.Single(await run).Reading.Tables).Accepted);
    }

    [Fact]
    public async Task Somebody_with_two_addresses_gets_the_mail_at_both_though_one_is_refused()
    {
        await using var office = await TestOffice.WithAugustAsync();
        office.Drop("通讯录.csv", "姓名,邮箱,角色,单位编码,责任股室\n办公室责任人,office@example.com；phone@example.com,责任人,101,办公室");
        office.Answer = mail => mail.Recipient == "office@example.com" ? new DeliveryOutcome.Rejected("550 no such user") : new DeliveryOutcome.Accepted("250 ok");
        Assert.Contains(await office.RoundAsync(), mail => mail.Recipient == "phone@example.com");
        Assert.Contains(await office.Outbox.ListAsync(default), mail => mail.To == "office@example.com" && mail.State == OutboxState.Dead);
    }

    [Fact]
    public async Task A_deferred_mail_is_tried_again_and_a_rejected_one_is_dead_at_once()
    {
        await using var office = await TestOffice.WithAugustAsync();
        office.Answer = _ => new DeliveryOutcome.Deferred("450 greylisted");
        Assert.Empty(await office.RoundAsync());
        Assert.Equal(OutboxState.Deferred, Assert.Single(await office.Outbox.ListAsync(default), mail => mail.Kind == "warning").State);
        Assert.Equal(new DeliveryRound(0, 0, 0), await office.Deliver.RunAsync(office.Clock.GetUtcNow().AddSeconds(1), office.Clock.GetUtcNow().AddSeconds(1), default));

        office.Clock.Advance(TimeSpan.FromMinutes(2));
        office.Answer = _ => new DeliveryOutcome.Rejected("550 no such user");
        Assert.Empty(await office.RoundAsync());
        var dead = Assert.Single(await office.Outbox.ListAsync(default), mail => mail.Kind == "warning");
        Assert.Equal((OutboxState.Dead, 2, "550 no such user"), (dead.State, dead.Attempts, dead.LastError));
    }

    [Fact]
    public async Task A_broken_channel_is_tried_once_a_round_and_no_mail_loses_its_place()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 0.6m));
        var tries = 0;
        office.Answer = _ =>
        {
            tries++;
            return new DeliveryOutcome.Broken("535 wrong password");
        };
        Assert.Empty(await office.RoundAsync());
        Assert.Equal(1, tries);

        office.Answer = _ => new DeliveryOutcome.Accepted("250");
        office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, (await office.RoundAsync()).Count);
    }

    [Fact]
    public async Task A_mail_that_is_never_taken_is_given_up_after_its_lifetime()
    {
        await using var office = await TestOffice.WithAugustAsync();
        office.Answer = _ => new DeliveryOutcome.Deferred("421 busy");
        await office.RoundAsync();
        for (var hour = 0; hour < 24 * 6; hour++)
        {
            office.Clock.Advance(TimeSpan.FromHours(1));
            await office.Deliver.RunAsync(office.Clock.GetUtcNow().AddSeconds(1), office.Clock.GetUtcNow().AddSeconds(1), default);
        }

        Assert.Equal(OutboxState.Dead, Assert.Single(await office.Outbox.ListAsync(default), mail => mail.Kind == "warning").State);
    }

    [Fact]
    public async Task Checks_that_run_at_the_same_time_decide_each_notice_once()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.Import.RunAsync(false, default);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => office.Check.RunAsync(Some.August31, false, default))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => office.Compose.RunAsync(default))));
        Assert.Single(await office.RoundAsync());
    }

    [Fact]
    public async Task The_digest_of_one_due_time_is_sent_once()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.RoundAsync();
        await office.Digest.RunAsync("weekly@1", Some.August31, default);
        await office.Digest.RunAsync("weekly@1", Some.August31, default);
        var mail = Assert.Single(await office.RoundAsync());
        Assert.Equal(("digest", "performance@example.com"), (mail.Kind, mail.Recipient));
    }
}
