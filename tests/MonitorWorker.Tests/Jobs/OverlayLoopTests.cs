using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs;

/// <summary>Silences, waivers, acknowledgements, answers and corrections over the real database, from files to mails.</summary>
public class OverlayLoopTests
{
    private const string Lag = "execution-lag/2024/101/P01/-";
    private static readonly Word _head = new("股室负责人", "head@example.com", "合同已签，11月付款");

    [Fact]
    public async Task What_is_silenced_is_judged_and_told_to_nobody_until_the_silence_ends()
    {
        await using var office = await OfficeAsync(1m); // yellow
        await SilenceAsync(office, SilenceKind.Silence, "P01", Day(9, 30));
        Assert.Empty(await office.RoundAsync());
        Assert.Equal(AlertState.Firing, (await AlertAsync(office)).State);

        office.DropExecution("2024-09", ("P01", 1m), ("P02", 147m)); // pace 66: still yellow
        Assert.Empty(await office.RoundAsync(Day(9, 30)));
        var mail = Assert.Single(await office.RoundAsync(Day(10, 1)));
        Assert.Contains("黄色预警", mail.Subject);
        Assert.Empty(await office.RoundAsync(Day(10, 2)));
        Assert.Equal(TransitionKind.Told, (await CaseAsync(office)).Events[^1].Kind);
    }

    [Fact]
    public async Task What_came_and_went_under_a_silence_is_never_told()
    {
        await using var office = await OfficeAsync(0.6m);
        await SilenceAsync(office, SilenceKind.Silence, "P01", Day(9, 30));
        Assert.Empty(await office.RoundAsync());
        office.DropExecution("2024-09", ("P01", 1.6m), ("P02", 147m));
        Assert.Empty(await office.RoundAsync(Day(9, 30)));
        Assert.Empty(await office.RoundAsync(Day(10, 8)));
    }

    [Fact]
    public async Task What_was_put_right_under_a_silence_is_told_at_its_end_to_those_who_had_the_warning()
    {
        await using var office = await OfficeAsync(0.6m);
        Assert.Single(await office.RoundAsync());
        await SilenceAsync(office, SilenceKind.Silence, "P01", Day(9, 30));
        office.DropExecution("2024-09", ("P01", 1.6m), ("P02", 147m));
        Assert.Empty(await office.RoundAsync(Day(9, 30)));
        var mail = Assert.Single(await office.RoundAsync(Day(10, 8)));
        Assert.Equal(("resolved", "office@example.com"), (mail.Kind, mail.Recipient));
        Assert.Empty(await office.RoundAsync(Day(10, 9)));
    }

    [Fact]
    public async Task A_silence_that_ends_while_better_figures_wait_lets_go_no_warning_that_they_belie()
    {
        await using var office = await OfficeAsync(0.6m);
        var hold = new HoldPeriods(default, new HoldPeriod(2, HoldUnit.Checks));
        var rule = new ScopedRule("execution-lag", new Scoped<RuleSetting>(new RuleSetting(new ExecutionLag(Some.Pace()), hold)));
        office.Settings = office.Settings with { Rules = Some.RuleBook(Some.Rules() with { Rules = [rule] }) };
        await SilenceAsync(office, SilenceKind.Silence, "P01", Some.August31);
        Assert.Empty(await office.RoundAsync());
        office.DropExecution("2024-09", ("P01", 1.8m), ("P02", 147m));
        Assert.Empty(await office.RoundAsync(Day(9, 30)));
        Assert.Empty(await office.RoundAsync(Day(10, 8)));
    }

    [Fact]
    public async Task Who_had_the_warning_has_the_better_news_though_it_came_and_went_under_a_silence()
    {
        await using var office = await OfficeAsync(0.6m);
        Assert.Single(await office.RoundAsync());
        await SilenceAsync(office, SilenceKind.Silence, "P01", Day(11, 30));
        office.DropExecution("2024-09", ("P01", 1.6m), ("P02", 147m)); // put right
        Assert.Empty(await office.RoundAsync(Day(9, 30)));
        office.DropExecution("2024-10", ("P01", 0.7m), ("P02", 163m)); // found again
        Assert.Empty(await office.RoundAsync(Day(10, 31)));
        office.Drop("通讯录2.csv", """
            姓名,邮箱,角色,单位编码,责任股室
            办公室第二责任人,second@example.com,责任人,101,办公室
            """);
        office.DropExecution("2024-11", ("P01", 1.8m), ("P02", 180m)); // and put right for good
        Assert.Empty(await office.RoundAsync(Day(11, 30)));
        var mail = Assert.Single(await office.RoundAsync(Day(12, 1)));
        Assert.Equal(("resolved", "office@example.com"), (mail.Kind, mail.Recipient));
    }

    [Fact]
    public async Task A_waiver_up_to_yellow_outlives_a_check_although_something_is_red()
    {
        await using var office = await OfficeAsync(0.6m); // red
        Assert.Single(await office.RoundAsync());
        var scope = new SilenceScope("P01", null, null, Level.Yellow, null);
        Assert.Equal(0, (await office.Overlays.AddAsync(SilenceKind.Waiver, scope, _head, Some.August31, Day(12, 31), office.Clock.GetUtcNow(), default)).Covered);
        Assert.Empty(await office.RoundAsync());
        Assert.Null(Assert.Single(await office.Overlays.ListAsync(default)).EndedAt);
    }

    [Fact]
    public async Task A_silence_that_a_person_ends_lets_go_what_it_held_back()
    {
        await using var office = await OfficeAsync(0.6m);
        var id = await SilenceAsync(office, SilenceKind.Silence, "P01", Day(12, 31));
        Assert.Empty(await office.RoundAsync());
        Assert.True(await office.Overlays.ExpireAsync(id, "股室负责人", office.Clock.GetUtcNow(), default));
        Assert.False(await office.Overlays.ExpireAsync(id, "股室负责人", office.Clock.GetUtcNow(), default));
        Assert.Single(await office.RoundAsync());
    }

    [Theory]
    [InlineData("head@example.com", "head@example.com")]
    [InlineData(null, "admin@example.com")] // no address
    [InlineData("left@example.com", "admin@example.com")] // has left
    public async Task The_author_is_told_once_before_the_end(string? author, string told)
    {
        await using var office = await OfficeAsync(0.6m);
        office.Drop("离任.csv", "姓名,邮箱,角色,单位编码,离任日期\n已离任,left@example.com,责任人,101,2024-08-01");
        await office.RoundAsync();
        await office.Overlays.AddAsync(
            SilenceKind.Silence, new SilenceScope("P01", null, null, null, null), new Word("股室负责人", author, "已知"), Some.August31, Day(9, 30), office.Clock.GetUtcNow(), default);
        Assert.Equal(0, await office.Endings.RunAsync(Day(9, 25), default)); // 30 September is the fourth working day after it
        Assert.Equal(1, await office.Endings.RunAsync(Day(9, 26), default));
        Assert.Equal(0, await office.Endings.RunAsync(Day(9, 27), default));
        var mail = Assert.Single(await office.Outbox.ListAsync(default), mail => mail.Kind == "ending");
        Assert.Equal(told, mail.To);
        Assert.Contains("【静默将到期】项目P01", mail.Subject);
    }

    [Fact]
    public async Task A_waiver_breaks_when_the_project_gets_worse_and_says_by_what()
    {
        await using var office = await OfficeAsync(1m); // yellow
        Assert.Single(await office.RoundAsync());
        await SilenceAsync(office, SilenceKind.Waiver, "P01", Day(12, 31));
        office.DropExecution("2024-10", ("P01", 1.1m), ("P02", 163m)); // pace 66: as it was
        Assert.Empty(await office.RoundAsync(Day(10, 31)));

        office.DropExecution("2024-11", ("P01", 1.1m), ("P02", 180m)); // pace 60: as it was
        Assert.Empty(await office.RoundAsync(Day(11, 30)));
        office.DropExecution("2024-12", ("P01", 1.1m), ("P02", 195m)); // pace 55: red
        Assert.Contains("红色", Assert.Single(await office.RoundAsync(Day(12, 31))).Subject);
        var entry = Assert.Single(await office.Overlays.ListAsync(default));
        Assert.Equal(Lag, entry.EndedBecause);
    }

    [Fact]
    public async Task An_unpaid_promise_is_reminded_of_with_its_words_and_the_story_tells_it_all()
    {
        await using var office = await OfficeAsync(0.6m);
        var first = Assert.Single(await office.RoundAsync());
        var answer = new Answer("履行政府采购程序", "10月签合同", Day(10, 31), 60, "办公室责任人", Some.August31, office.Clock.GetUtcNow());
        Assert.True(await office.Overlays.AnswerAsync("YJ-2024-0001", answer, default));
        office.DropExecution("2024-10", ("P01", 0.96m), ("P02", 163m)); // pace 57.6: still red
        Assert.Empty(await office.RoundAsync(Day(10, 31)));
        var reminder = Assert.Single(await office.RoundAsync(Day(11, 1)));
        AssertGoesOn("【催办】", first, reminder);
        var text = MailText(reminder);
        Assert.Contains("执行率达到 60.00%", text);
        Assert.Contains("目前执行率为 48.00%", text);
        Assert.Empty(await office.RoundAsync(Day(11, 4)));

        var story = await CaseAsync(office);
        Assert.Equal([TransitionKind.Opened, TransitionKind.Answered, TransitionKind.Reminded], story.Events.Select(happened => happened.Kind));
        Assert.Equal("reminder", Assert.Single(story.Events[2].Mails).Reason);
        Assert.Equal(answer, Assert.Single(story.Answers));
        Assert.Equal(4, story.Checks.Count);
    }

    [Fact]
    public async Task Revised_data_correct_what_was_told_to_exactly_those_who_were_told_with_both_figures()
    {
        await using var office = await OfficeAsync(0.6m);
        var first = Assert.Single(await office.RoundAsync());
        office.DropExecution("2024-08", ("P01", 1.8m), ("P02", 130.71m));
        var mail = Assert.Single(await office.RoundAsync(Day(9, 2)));
        Assert.Equal("office@example.com", mail.Recipient);
        AssertGoesOn("【更正】", first, mail);
        var text = MailText(mail);
        Assert.Contains("原为 0.60 万元（执行率 30.00%）", text);
        Assert.Contains("现更正为 1.80 万元（执行率 90.00%）", text);
        Assert.Equal(TransitionKind.Corrected, (await CaseAsync(office)).Events[^1].Kind);
        Assert.Empty(await office.RoundAsync(Day(9, 3)));
    }

    [Fact]
    public async Task A_correction_that_comes_with_the_next_month_is_one_all_the_same()
    {
        await using var office = await OfficeAsync(0.6m);
        var first = Assert.Single(await office.RoundAsync());
        office.DropExecution("2024-08", ("P01", 1.8m), ("P02", 130.71m));
        office.DropExecution("2024-09", ("P01", 1.9m), ("P02", 147m));
        AssertGoesOn("【更正】", first, Assert.Single(await office.RoundAsync(Day(9, 30))));
    }

    [Fact]
    public async Task What_was_spent_since_is_no_correction()
    {
        await using var office = await OfficeAsync(0.6m);
        var first = Assert.Single(await office.RoundAsync());
        office.DropExecution("2024-09", ("P01", 1.9m), ("P02", 147m));
        AssertGoesOn("【预警解除】", first, Assert.Single(await office.RoundAsync(Day(9, 30))));
    }

    [Fact]
    public async Task A_rule_set_that_changes_judges_open_alerts_anew_and_says_so()
    {
        await using var office = await OfficeAsync(0.6m);
        var first = Assert.Single(await office.RoundAsync());
        office.Settings = office.Settings with { Rules = Some.RuleBook(Some.Rules(red: 40, yellow: 80, name: "milder") with { Hash = new string('1', 64) }) };
        var mail = Assert.Single(await office.RoundAsync());
        AssertGoesOn("▲黄色预警", first, mail);
        Assert.Contains("判断规则已由规则集 default 改为 milder", MailText(mail));
        Assert.Empty(await office.RoundAsync());
    }

    [Fact]
    public async Task A_new_rule_set_by_which_all_is_as_it_was_tells_nobody()
    {
        await using var office = await OfficeAsync(0.6m);
        await office.RoundAsync();
        office.Settings = office.Settings with { Rules = Some.RuleBook(Some.Rules(name: "renamed") with { Hash = new string('1', 64) }) };
        Assert.Empty(await office.RoundAsync());
    }

    [Fact]
    public async Task Undoing_an_import_takes_back_what_people_were_going_to_be_told_and_no_more()
    {
        await using var office = await OfficeAsync(1m);
        await office.RoundAsync();
        var before = await AlertAsync(office);
        office.Clock.Advance(TimeSpan.FromHours(1));
        office.DropExecution("2024-11", ("P01", 1m), ("P02", 180m)); // red
        await office.Intake.RunAsync(keepFiles: false, default);
        await office.Check.RunAsync(Day(11, 30), false, default);
        var imports = await office.Imports.ListAsync(default);
        Assert.Null((await office.Imports.UndoAsync(imports[0].Id, "财务人员", office.Clock.GetUtcNow(), default)).Left);
        Assert.Equal(before, await AlertAsync(office));
        Assert.Empty(await office.RoundAsync(Day(11, 30)));
    }

    private static async Task<TestOffice> OfficeAsync(decimal spent)
    {
        var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { Workdays = Some.Workdays };
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", spent), ("P02", 130.71m));
        await office.Intake.RunAsync(keepFiles: false, default);
        return office;
    }

    private static async Task<long> SilenceAsync(TestOffice office, SilenceKind kind, string project, DateOnly until) =>
        (await office.Overlays.AddAsync(kind, new SilenceScope(project, null, null, null, null), _head, Some.August31, until, office.Clock.GetUtcNow(), default)).Id;

    private static DateOnly Day(int month, int day) => new(2024, month, day);

    private static async Task<Alert> AlertAsync(TestOffice office) => (await office.Alerts.LoadAsync(default)).Alerts[Lag];

    private static async Task<Case> CaseAsync(TestOffice office) => (await new CaseBook(office.Store).FindAsync(Lag, Some.August31, default))!;

    /// <summary>It goes on under the first subject; what sort of mail it is stands first in the preview and in the text.</summary>
    private static void AssertGoesOn(string sort, OutgoingMail first, OutgoingMail mail)
    {
        Assert.Equal("Re: " + first.Subject, mail.Subject);
        Assert.StartsWith(sort, MailText(mail), StringComparison.Ordinal);
    }

    private static string MailText(OutgoingMail mail)
    {
        using var bytes = new MemoryStream(mail.Mime);
        return MimeKit.MimeMessage.Load(bytes).TextBody!;
    }
}
