using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs.Incoming;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs.Incoming;

/// <summary>From a warning to a reply and what follows from it, over the real database.</summary>
public class AnswerLoopTests
{
    [Fact]
    public async Task A_reply_is_recorded_and_confirmed_and_stops_the_reminders_until_its_day_and_wakes_up_quoting_it()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        Assert.Contains("程序自动登记", Letters.TextOf(warning));
        Assert.Contains("转办", Letters.TextOf(warning));
        var entry = await letters.ArriveAsync(letters.Reply(warning), Letters.Whole());
        Assert.Equal((IncomingOutcome.Answered, "YJ-2024-0001"), (entry.Outcome, Assert.Single(entry.Alerts)));

        var receipt = Assert.Single(await letters.SendAsync());
        Assert.Equal("office@example.com", receipt.Recipient);
        Assert.Equal("【答复已登记】设备购置经费 [YJ-2024-0001]", receipt.Subject);
        foreach (var said in new[] { "采购流标", "重新招标", "2024年10月31日", "60.00%", "至2024年10月31日不再催办", "绩效股经办" }) Assert.Contains(said, Letters.TextOf(receipt));

        foreach (var day in new[] { Letters.Day(9, 9), Letters.Day(9, 30), Letters.Day(10, 31) })
        {
            letters.Today = day;
            Assert.DoesNotContain(await letters.Office.RoundAsync(day), mail => mail.Kind != "answer");
        }

        var digest = await DigestAsync(letters);
        Assert.Contains("办公室责任人于2024年8月31日答复：原因是采购流标；措施是重新招标；预计2024年10月31日完成，执行率达到 60.00%", Letters.TextOf(digest.First(mail => mail.Recipient == "performance@example.com")));
        Assert.Contains("原因是采购流标", Letters.TextOf(digest.First(mail => mail.Recipient == "leader@example.com")));

        letters.Today = Letters.Day(11, 1);
        var woken = (await letters.Office.RoundAsync(letters.Today)).First(mail => mail.Recipient == "office@example.com");
        Assert.StartsWith("【催办】", Letters.TextOf(woken), StringComparison.Ordinal);
        Assert.Contains("您于2024年8月31日答复：2024年10月31日（含当日）前完成，执行率达到 60.00%（重新招标）。期限已过", Letters.TextOf(woken));
        var story = await letters.CaseAsync();
        Assert.Contains(story.Events, happened => happened is { Kind: TransitionKind.Answered, Actor: "办公室责任人" });
        Assert.Equal(entry.Id, Assert.Single(story.Incoming).Id);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_once_and_added_by_the_next_reply()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        var first = await letters.ArriveAsync(letters.Reply(warning), new ReplyPart.Statement(null, "采购流标", null, new ReadDate("月底前后", null, "看不出是哪一天")));
        Assert.Equal(IncomingOutcome.Partial, first.Outcome);
        var receipt = Assert.Single(await letters.SendAsync());
        Assert.Contains("还缺整改措施、预计完成日期", Letters.TextOf(receipt));
        Assert.Contains("“月底前后”看不出是哪一天", Letters.TextOf(receipt));
        Assert.Contains("催办推后1个工作日", Letters.TextOf(receipt));

        var second = await letters.ArriveAsync(letters.Reply(receipt), new ReplyPart.Statement(null, null, "重新招标", new ReadDate("10月31日", Letters.Day(10, 31), null)));
        Assert.Equal(IncomingOutcome.Answered, second.Outcome);
        Assert.Equal(("采购流标", "重新招标", Letters.Day(10, 31)), (await letters.AnswerAsync()) is { } answer ? (answer.Cause, answer.Measure!, answer.DueDate!.Value) : default);
    }

    [Fact]
    public async Task A_partial_answer_gives_one_working_day_and_no_more()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.ArriveAsync(letters.Reply(await letters.WarningAsync()), new ReplyPart.Statement(null, "采购流标", null, null));
        letters.Today = Letters.Day(9, 13); // the tenth working day after 31 August
        Assert.DoesNotContain(await letters.Office.RoundAsync(letters.Today), mail => Letters.TextOf(mail).StartsWith("【逐级催办】", StringComparison.Ordinal));
        letters.Today = Letters.Day(9, 14); // a make-up working day
        var escalation = (await letters.Office.RoundAsync(letters.Today)).First(mail => mail.Recipient == "deputy@example.com");
        Assert.Contains("原因是采购流标", Letters.TextOf(escalation));
        Assert.DoesNotContain("尚未收到答复", Letters.TextOf(escalation));
    }

    [Fact]
    public async Task Words_that_are_no_answer_are_kept_and_asked_for_and_shown_to_the_finance_contact()
    {
        await using var letters = await Letters.OpenAsync();
        var entry = await letters.ArriveAsync(letters.Reply(await letters.WarningAsync()), new ReplyPart.Remark(null, "我们会抓紧的"));
        Assert.Equal(IncomingOutcome.Unclear, entry.Outcome);
        Assert.Equal("我们会抓紧的", (await letters.AnswerAsync())!.Cause);
        var sent = await letters.SendAsync();
        Assert.Equal(["finance@example.com", "office@example.com"], sent.Select(mail => mail.Recipient).Order());
        Assert.Contains("偏差原因", Letters.TextOf(sent.First(mail => mail.Recipient == "office@example.com")));
        Assert.Contains("我们会抓紧的", Letters.TextOf(sent.First(mail => mail.Recipient == "finance@example.com")));
    }

    [Fact]
    public async Task A_word_beside_a_promise_leaves_the_promise_as_it_is()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        await letters.ArriveAsync(letters.Reply(warning), Letters.Whole());
        await letters.ArriveAsync(letters.Reply(warning), new ReplyPart.Remark(null, "已发布公告"));
        await letters.ArriveAsync(letters.Reply(warning, "head@example.com"), new ReplyPart.Statement(null, null, "每周调度", null));
        var answer = await letters.AnswerAsync();
        Assert.Equal(("办公室责任人", Letters.Day(10, 31)), (answer!.By, answer.DueDate!.Value));
        var story = await letters.CaseAsync();
        Assert.Equal(["已发布公告", "每周调度"], story.Events.Where(happened => happened.Kind == TransitionKind.Remarked).Select(happened => happened.Reason));
    }

    [Fact]
    public async Task What_a_leader_says_is_no_answer_of_whoever_is_responsible()
    {
        await using var letters = await Letters.OpenAsync();
        var entry = await letters.ArriveAsync(letters.Reply(await letters.WarningAsync(), "leader@example.com"), new ReplyPart.Remark(null, "请抓紧办理"));
        Assert.Equal(IncomingOutcome.Seen, entry.Outcome);
        Assert.Null(await letters.AnswerAsync());
        Assert.Contains((await letters.CaseAsync()).Events, happened => happened.Kind == TransitionKind.Remarked && happened.Reason == "请抓紧办理");
        Assert.DoesNotContain("怎样补充", Letters.TextOf(Assert.Single(await letters.SendAsync())));
    }

    [Fact]
    public async Task A_day_that_cannot_be_taken_takes_the_place_of_the_one_before_and_is_asked_for()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        await letters.ArriveAsync(letters.Reply(warning), Letters.Whole());
        var entry = await letters.ArriveAsync(letters.Reply(warning), new ReplyPart.Statement(null, "改为询价", "重新采购", new ReadDate("尽快", null, "看不出是哪一天")));
        Assert.Equal(IncomingOutcome.Partial, entry.Outcome);
        Assert.Equal(("改为询价", null), ((await letters.AnswerAsync())!.Cause, (await letters.AnswerAsync())!.DueDate));
    }

    [Fact]
    public async Task Figures_that_are_said_to_be_wrong_are_checked_however_much_was_written_before()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        for (var n = 0; n < 4; n++) await letters.ArriveAsync(letters.Reply(warning), new ReplyPart.Remark(null, $"我们会抓紧的{n}"));
        await letters.ArriveAsync(letters.Reply(warning), new ReplyPart.Dispute(null, "应为1.20万元"));
        var sent = await letters.SendAsync();
        Assert.Single(sent, mail => mail.Subject.StartsWith("【请核对数据】", StringComparison.Ordinal) && mail.Recipient == "finance@example.com");
        Assert.Single(sent, mail => mail.Subject.StartsWith("【已转财务核对】", StringComparison.Ordinal) && mail.Recipient == "office@example.com");
        Assert.Equal(3, sent.Count(mail => mail.Subject.StartsWith("【请补充答复】", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Greetings_and_thanks_beside_an_answer_take_nothing_from_it()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        var entry = await letters.ArriveAsync(letters.Reply(warning), new ReplyPart.Remark(null, "情况说明如下"), Letters.Whole(), new ReplyPart.Remark(null, "请领导放心"));
        Assert.Equal(IncomingOutcome.Answered, entry.Outcome);
        var answer = await letters.AnswerAsync();
        Assert.Equal((true, Letters.Day(10, 31)), (answer!.IsWhole, answer.DueDate!.Value));
        Assert.DoesNotContain("情况说明如下", answer.Cause);
        var sent = Assert.Single(await letters.SendAsync());
        Assert.Equal("office@example.com", sent.Recipient);
        Assert.DoesNotContain("怎样补充", Letters.TextOf(sent));
    }

    [Fact]
    public async Task A_reply_covers_all_alerts_of_the_line_that_the_mail_told()
    {
        await using var letters = await Letters.OpenAsync(spent: 0);
        letters.Office.Settings = letters.Office.Settings with { Rules = Some.RuleBook(Some.Rules() with { Rules = [.. Some.Rules().Rules, new MonitorWorker.Rules.Kinds.IdleFunds(1, 2)] }) };
        var warning = await letters.WarningAsync();
        var entry = await letters.ArriveAsync(letters.Reply(warning), Letters.Whole());
        Assert.Equal(2, entry.Alerts.Count);
        Assert.All(await letters.Office.Cases.ListAsync(letters.Today, default), alert => Assert.NotNull(alert.Answer));
    }

    [Fact]
    public async Task A_reply_to_a_mail_about_several_lines_needs_the_number()
    {
        await using var letters = await Letters.OpenAsync(operating: 30);
        var digest = await letters.WarningAsync();
        Assert.Equal("digest", digest.Kind);
        Assert.Equal(IncomingOutcome.Unclear, (await letters.ArriveAsync(letters.Reply(digest), Letters.Whole())).Outcome);
        Assert.Contains("请写明是哪一条的编号", Letters.TextOf(Assert.Single(await letters.SendAsync())));

        var entry = await letters.ArriveAsync(letters.Reply(digest), Letters.Whole("YJ-2024-0002"), new ReplyPart.Remark("YJ-2024-0099", "没有的编号"));
        Assert.Equal((IncomingOutcome.Answered, "YJ-2024-0002"), (entry.Outcome, Assert.Single(entry.Alerts)));
        Assert.Equal(["YJ-2024-0002"], (await letters.Office.Cases.ListAsync(letters.Today, default)).Where(alert => alert.Answer is not null).Select(alert => alert.Number));
        Assert.Contains("没有您可以答复的这个编号的预警", Letters.TextOf(Assert.Single(await letters.SendAsync())));
    }

    [Fact]
    public async Task A_digest_of_everything_is_answered_by_number()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        var digest = (await DigestAsync(letters)).First(mail => mail.Recipient == "performance@example.com");
        var entry = await letters.ArriveAsync(letters.Reply(digest, "performance@example.com"), Letters.Whole("YJ-2024-0001"));
        Assert.Equal(IncomingOutcome.Answered, entry.Outcome);
        Assert.Equal("绩效股经办", (await letters.AnswerAsync())!.By);
    }

    [Fact]
    public async Task Handed_over_the_new_person_is_told_with_who_did_and_the_old_one_until_the_new_one_replies()
    {
        await using var letters = await Letters.OpenAsync();
        var entry = await letters.ArriveAsync(letters.Reply(await letters.WarningAsync()), new ReplyPart.HandOver(null, "李四"));
        Assert.Equal(IncomingOutcome.HandedOver, entry.Outcome);
        var sent = await letters.SendAsync();
        var handed = sent.First(mail => mail.Recipient == "colleague@example.com");
        Assert.Equal("warning", handed.Kind);
        Assert.Contains("由办公室责任人转给您办理", Letters.TextOf(handed));
        Assert.Contains("已转李四办理", Letters.TextOf(sent.First(mail => mail.Recipient == "office@example.com")));

        letters.Today = Letters.Day(9, 9);
        Assert.Equal(["colleague@example.com", "office@example.com", "office@private.example"], (await letters.Office.RoundAsync(letters.Today)).Select(mail => mail.Recipient).Order());

        Assert.Equal(IncomingOutcome.Seen, (await letters.ArriveAsync(letters.Reply(handed, "colleague@example.com"), new ReplyPart.Seen(null))).Outcome);
        letters.Today = Letters.Day(9, 18);
        var reminded = (await letters.Office.RoundAsync(letters.Today)).Where(mail => mail.Recipient != "deputy@example.com").Select(mail => mail.Recipient).ToList();
        Assert.Contains("colleague@example.com", reminded);
        Assert.DoesNotContain("office@example.com", reminded);

        // Better news is for all who had the worse.
        letters.Office.DropExecution("2024-09", ("P01", 1.9m), ("P02", 147m));
        letters.Today = Letters.Day(9, 30);
        var good = (await letters.Office.RoundAsync(letters.Today)).Select(mail => mail.Recipient).ToList();
        Assert.Contains("colleague@example.com", good);
        Assert.Contains("office@example.com", good);
    }

    [Theory]
    [InlineData("查无此人", "通讯录中没有“查无此人”")]
    [InlineData("外单位经办", "通讯录中没有“外单位经办”")] // of another entity, who may not see it
    [InlineData("重名", "通讯录中有几个“重名”")]
    [InlineData("办公室责任人", "通讯录中没有“办公室责任人”")] // oneself
    public async Task Who_is_not_known_by_that_name_is_handed_nothing(string name, string says)
    {
        await using var letters = await Letters.OpenAsync();
        Assert.Equal(IncomingOutcome.Unclear, (await letters.ArriveAsync(letters.Reply(await letters.WarningAsync()), new ReplyPart.HandOver(null, name))).Outcome);
        Assert.Contains(says, Letters.TextOf(Assert.Single(await letters.SendAsync())));
        Assert.Null((await letters.CaseAsync()).Alert.HandedOver);
    }

    [Fact]
    public async Task Disputed_figures_go_to_the_finance_contact_and_pause_the_reminders_three_working_days_once()
    {
        await using var letters = await Letters.OpenAsync(remind: 1);
        var warning = await letters.WarningAsync();
        Assert.Equal(IncomingOutcome.Disputed, (await letters.ArriveAsync(letters.Reply(warning), new ReplyPart.Dispute(null, "应为1.6万元，见凭证第12号"))).Outcome);
        var check = (await letters.SendAsync()).First(mail => mail.Recipient == "finance@example.com");
        foreach (var said in new[] { "应为1.6万元，见凭证第12号", "0.60", "2.00", "第2行", "办公室责任人（office@example.com）" }) Assert.Contains(said, Letters.TextOf(check));

        foreach (var (day, isReminded) in new[] { (Letters.Day(9, 2), false), (Letters.Day(9, 4), false), (Letters.Day(9, 5), true) })
        {
            letters.Today = day;
            Assert.Equal(isReminded, (await letters.Office.RoundAsync(day)).Count > 0);
        }

        await letters.ArriveAsync(letters.Reply(warning), new ReplyPart.Dispute(null, "还是不对"));
        Assert.Contains("这次照常催办", Letters.TextOf((await letters.SendAsync()).First(mail => mail.Recipient == "office@example.com")));
        letters.Today = Letters.Day(9, 6);
        Assert.NotEmpty(await letters.Office.RoundAsync(letters.Today));
        Assert.Equal(2, (await letters.CaseAsync()).Events.Count(happened => happened.Kind == TransitionKind.Disputed));
    }

    [Fact]
    public async Task A_leader_who_has_read_is_named_in_the_next_digest_and_gets_no_receipt()
    {
        await using var letters = await Letters.OpenAsync();
        var warning = await letters.WarningAsync();
        Assert.Equal(IncomingOutcome.Seen, (await letters.ArriveAsync(letters.Reply(warning, "leader@example.com"), new ReplyPart.Seen(null))).Outcome);
        Assert.Empty(await letters.SendAsync());
        Assert.Equal(["主要领导"], (await letters.CaseAsync()).Alert.ReadBy);
        Assert.Null(await letters.AnswerAsync());
        Assert.Contains("已阅：主要领导", Letters.TextOf((await DigestAsync(letters)).First(mail => mail.Recipient == "performance@example.com")));
    }

    [Fact]
    public async Task Who_wants_red_ones_alone_gets_them_alone_until_all_are_wanted_again()
    {
        await using var letters = await Letters.OpenAsync(operating: 100); // red and yellow
        await letters.WarningAsync();
        var digest = (await DigestAsync(letters)).First(mail => mail.Recipient == "performance@example.com");
        Assert.Contains("日常公用支出", Letters.TextOf(digest));
        Assert.Equal(IncomingOutcome.Chosen, (await letters.ArriveAsync(letters.Reply(digest, "performance@example.com"), new ReplyPart.DigestChoice(true))).Outcome);
        Assert.Contains("只列红色预警", Letters.TextOf(Assert.Single(await letters.SendAsync())));

        letters.Office.Clock.Advance(TimeSpan.FromDays(1));
        digest = (await DigestAsync(letters)).First(mail => mail.Recipient == "performance@example.com");
        Assert.Contains("设备购置经费", Letters.TextOf(digest));
        Assert.DoesNotContain("日常公用支出", Letters.TextOf(digest));
        Assert.Contains("恢复全部", Letters.TextOf(digest));

        await letters.ArriveAsync(letters.Reply(digest, "performance@example.com"), new ReplyPart.DigestChoice(false));
        await letters.SendAsync();
        letters.Office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("日常公用支出", Letters.TextOf((await DigestAsync(letters)).First(mail => mail.Recipient == "performance@example.com")));
    }

    [Fact]
    public async Task Who_wants_red_ones_alone_is_never_told_that_all_is_well()
    {
        await using var letters = await Letters.OpenAsync(spent: 1m); // yellow
        await letters.WarningAsync();
        await letters.ArriveAsync(Letters.Proven(letters.Fresh("performance@example.com")), new ReplyPart.DigestChoice(true));
        var digest = (await DigestAsync(letters)).First(mail => mail.Recipient == "performance@example.com");
        Assert.Contains("没有红色预警", digest.Subject);
        Assert.DoesNotContain("没有滞后", Letters.TextOf(digest));
    }

    [Fact]
    public async Task What_is_said_on_the_telephone_is_written_down_and_confirmed_by_mail()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        var said = new SpokenAnswer("办公室责任人", "电话", "财务股经办", "采购流标", "重新招标", Letters.Day(10, 31), 60);
        Assert.Equal(("办公室责任人", "office@example.com"), await letters.Office.ByHand.AddAsync("YJ-2024-0001", said, default));
        Assert.Null(await letters.Office.ByHand.AddAsync("YJ-2024-0099", said, default));
        var answer = await letters.AnswerAsync();
        Assert.Equal(("电话", "财务股经办"), (answer!.Via, answer.RecordedBy));
        var confirmation = Assert.Single(await letters.SendAsync());
        Assert.Equal("office@example.com", confirmation.Recipient);
        Assert.Contains("您通过电话作出的答复，已由财务股经办代为登记", Letters.TextOf(confirmation));
        // And is put right by a reply to the confirmation.
        await letters.ArriveAsync(letters.Reply(confirmation) with { SubjectNumbers = ["YJ-2024-0001"] }, Letters.Whole() with { Cause = "供货延期" });
        Assert.Equal("供货延期", (await letters.AnswerAsync())!.Cause);
    }

    private static async Task<IReadOnlyList<OutgoingMail>> DigestAsync(Letters letters)
    {
        await letters.SendAsync();
        await letters.Office.Digest.RunAsync($"digest-{Guid.NewGuid():N}", letters.Today, default);
        return await letters.SendAsync();
    }
}
