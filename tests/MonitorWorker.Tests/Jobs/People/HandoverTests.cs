using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Jobs.People;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Jobs.Incoming;

namespace MonitorWorker.Tests.Jobs.People;

/// <summary>An office that goes from one person to another, over the real database, from the command to the mails.</summary>
public class HandoverTests
{
    private const string OldBook = """
        姓名,邮箱,角色,单位编码,责任股室
        办公室责任人,office@example.com;office@private.example,责任人,101,办公室
        办公室负责人,head@example.com,股室负责人,101,办公室
        分管领导,deputy@example.com,分管领导,101,
        财务股经办,finance@example.com,财务人员,101,
        绩效股经办,performance@example.com,绩效管理人员,,
        """;

    [Fact]
    public async Task Everything_of_one_person_goes_to_another_in_one_mail_and_a_farewell()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.ArriveAsync(letters.Reply(await letters.WarningAsync()), Letters.Whole());
        await letters.Office.Overlays.AddAsync(SilenceKind.Silence, new SilenceScope("P02", null, null, null, null), new Word("办公室责任人", "office@example.com", "按季支付"), Some.August31, Letters.Day(9, 30), Some.Noon, default);
        await letters.SendAsync();
        letters.Today = Letters.Day(9, 2);
        await HandOverAsync(letters, "office@example.com", "new@example.com", "新责任人");

        var mails = await letters.SendAsync();
        Assert.Equal(["new@example.com", "office@example.com", "office@private.example"], mails.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
        var list = mails.Single(mail => mail.Recipient == "new@example.com");
        Golden.Matches("Jobs/Golden/handover-list.txt", list.Subject + "\n" + Letters.TextOf(list));
        Assert.Contains("工作已交接给新责任人", mails.First(mail => mail.Recipient == "office@example.com").Subject);

        // Told once: neither the next check nor the same day again writes another.
        Assert.Empty(await letters.Office.RoundAsync(letters.Today));
        Assert.Equal(0, await letters.Office.Successions.RunAsync(letters.Today, default));
    }

    [Fact]
    public async Task What_the_predecessor_promised_stays_the_predecessors_and_wakes_the_successor()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.ArriveAsync(letters.Reply(await letters.WarningAsync()), Letters.Whole());
        letters.Today = Letters.Day(9, 2);
        await HandOverAsync(letters, "办公室责任人", "new@example.com", "新责任人");
        await letters.SendAsync();
        letters.Today = Letters.Day(10, 31);
        Assert.Empty(await letters.Office.RoundAsync(letters.Today));
        letters.Today = Letters.Day(11, 1);
        var woken = await letters.Office.RoundAsync(letters.Today);
        Assert.Contains(woken, mail => mail.Recipient == "new@example.com");
        Assert.DoesNotContain(woken, mail => mail.Recipient.StartsWith("office@", StringComparison.Ordinal));
        Assert.Equal("办公室责任人", (await letters.AnswerAsync())!.By);
        Assert.True((await letters.CaseAsync()).Alert.HandedOver is { ToName: "新责任人", IsOfOffice: true });
    }

    [Fact]
    public async Task The_successor_has_three_working_days_before_what_the_predecessor_left_undone_goes_up_and_the_clock_does_not_begin_anew()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        letters.Today = Letters.Day(9, 12); // nine working days after the warning: the tenth escalates
        await letters.Office.RoundAsync(letters.Today);
        await HandOverAsync(letters, "office@example.com", "new@example.com", "新责任人");
        await letters.SendAsync();
        foreach (var day in new[] { Letters.Day(9, 13), Letters.Day(9, 14) })
        {
            letters.Today = day;
            Assert.DoesNotContain(await letters.Office.RoundAsync(day), mail => mail.Recipient == "deputy@example.com");
        }

        letters.Today = Letters.Day(9, 18); // the fourth: 14 is worked, 15 to 17 are Mid-Autumn
        Assert.Contains(await letters.Office.RoundAsync(letters.Today), mail => mail.Recipient == "deputy@example.com");
    }

    [Fact]
    public async Task The_successor_may_answer_and_gets_the_better_news()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        letters.Today = Letters.Day(9, 2);
        await HandOverAsync(letters, "office@example.com", "new@example.com", "新责任人");
        var list = (await letters.SendAsync()).Single(mail => mail.Recipient == "new@example.com");
        var entry = await letters.ArriveAsync(letters.Reply(list, "new@example.com"), Letters.Whole("YJ-2024-0001"));
        Assert.Equal(IncomingOutcome.Answered, entry.Outcome);
        letters.Office.DropExecution("2024-09", ("P01", 1.8m), ("P02", 150m));
        letters.Today = Letters.Day(9, 30);
        var mail = (await letters.Office.RoundAsync(letters.Today)).Single(mail => mail.Kind == "resolved");
        Assert.Equal("new@example.com", mail.Recipient);
    }

    [Fact]
    public async Task An_old_address_book_that_is_read_again_changes_nothing_and_a_new_one_does()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        letters.Today = Letters.Day(9, 2);
        await HandOverAsync(letters, "office@example.com", "new@example.com", "新责任人");
        letters.Office.Drop("通讯录-旧.csv", OldBook);
        await letters.Office.RoundAsync(letters.Today);
        Assert.Equal(Letters.Day(9, 2), (await ContactAsync(letters, "办公室责任人")).Until);
        Assert.True((await ContactAsync(letters, "新责任人")).IsInOffice(letters.Today));

        letters.Office.Drop("通讯录-新.csv", OldBook.Replace("责任股室\n", "责任股室,任职起始日期\n", StringComparison.Ordinal).Replace("责任人,101,办公室\n", "责任人,101,办公室,2024-10-08\n", StringComparison.Ordinal));
        await letters.Office.RoundAsync(letters.Today);
        Assert.Equal(((DateOnly?)Letters.Day(10, 8), null), (await ContactAsync(letters, "办公室责任人")) is { } back ? (back.From, back.Until) : default);
    }

    [Fact]
    public async Task A_hand_over_to_come_is_told_on_its_day_by_the_check()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        await HandOverAsync(letters, "office@example.com", "new@example.com", "新责任人", Letters.Day(9, 9));
        Assert.Empty(await letters.SendAsync());
        await letters.Office.Monitor.RunAsync(Letters.Day(9, 6), lookOnly: false, default);
        Assert.DoesNotContain(await letters.SendAsync(), mail => mail.Recipient == "new@example.com");
        letters.Today = Letters.Day(9, 9);
        await letters.Office.Monitor.RunAsync(letters.Today, lookOnly: false, default);
        Assert.Contains(await letters.SendAsync(), mail => mail.Recipient == "new@example.com" && mail.Subject.Contains("交接清单", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_office_that_the_address_book_shows_is_told_by_itself_once_where_something_is_open()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        letters.Office.Drop("通讯录2.csv", """
            姓名,邮箱,角色,单位编码,责任股室,任职起始日期,离任日期
            办公室责任人,office@example.com;office@private.example,责任人,101,办公室,,2024-09-02
            接任的人,heir@example.com,责任人,101,办公室,2024-09-02,
            分管领导,deputy@example.com,分管领导,101,,,2024-09-02
            新分管领导,deputy2@example.com,分管领导,101,,2024-09-02,
            """);
        letters.Today = Letters.Day(9, 2);
        await letters.Office.Monitor.RunAsync(letters.Today, lookOnly: false, default);
        var mails = (await letters.SendAsync()).Where(mail => mail.Kind == "note").ToList();
        Assert.Equal("heir@example.com", Assert.Single(mails).Recipient);
        Assert.Contains("YJ-2024-0001", Letters.TextOf(mails[0]));
        await letters.Office.Monitor.RunAsync(Letters.Day(9, 3), lookOnly: false, default);
        Assert.DoesNotContain(await letters.SendAsync(), mail => mail.Kind == "note");
    }

    [Fact]
    public async Task The_end_of_a_silence_is_told_to_whoever_has_its_authors_office()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        await letters.Office.Overlays.AddAsync(SilenceKind.Silence, new SilenceScope("P01", null, null, null, null), new Word("办公室责任人", "office@example.com", "按季支付"), Some.August31, Letters.Day(9, 20), Some.Noon, default);
        letters.Today = Letters.Day(9, 2);
        await HandOverAsync(letters, "office@example.com", "new@example.com", "新责任人");
        await HandOverAsync(letters, "new@example.com", "colleague@example.com", null);
        await letters.SendAsync();
        await letters.Office.Endings.RunAsync(Letters.Day(9, 18), default);
        var mail = Assert.Single(await letters.SendAsync());
        Assert.Equal("colleague@example.com", mail.Recipient);
        Assert.Contains("由办公室责任人发起，现由您接替", Letters.TextOf(mail));
    }

    [Fact]
    public async Task A_part_that_goes_over_leaves_the_rest_and_shows_nothing_beyond_it()
    {
        await using var letters = await Letters.OpenAsync();
        await letters.WarningAsync();
        letters.Office.Drop("多职.csv", "姓名,邮箱,角色,单位编码,责任股室\n办公室责任人,office@example.com,责任人,101,业务股");
        await letters.Office.RoundAsync(letters.Today);
        await HandOverAsync(letters, "office@example.com", "new@example.com", "新责任人", section: "业务股");
        var list = (await letters.SendAsync()).Single(mail => mail.Recipient == "new@example.com");
        Assert.DoesNotContain("YJ-2024-0001", Letters.TextOf(list)); // of the office, not of the section that went over
        Assert.True((await letters.Office.Facts.LoadContactsAsync(default)).Single(contact => contact is { Name: "办公室责任人", Section: "办公室" }).IsInOffice(letters.Today));
    }

    public static TheoryData<HandoverRequest, string> Slips() => new()
    {
        { new HandoverRequest("nobody@example.com", "office@example.com", null, null, null, null), "没有在任的nobody@example.com" },
        { new HandoverRequest("office@example.com", "new@example.com", null, null, null, null), "新来的人还要写姓名" },
        { new HandoverRequest("office@example.com", "没有这个人", null, null, null, null), "没有在任的没有这个人" },
        { new HandoverRequest("office@example.com", "office@example.com", null, null, null, null), "不能交接给自己" },
        { new HandoverRequest("office@example.com", "head@example.com", null, null, "业务股", null), "没有业务股的职责" },
        { new HandoverRequest("重名", "head@example.com", null, null, null, null), "有几个叫重名的人" },
        { new HandoverRequest("shared@example.com", "head@example.com", null, null, null, null), "共用邮箱，有甲、乙" },
        { new HandoverRequest("office@example.com", "new@elsewhere.example", "新人", null, null, null), "不在允许的域名内" },
        { new HandoverRequest("office@example.com", "head@example.com", null, new DateOnly(2024, 7, 1), null, null), "太早" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_told_and_nothing_is_handed_over(HandoverRequest asked, string problem)
    {
        Contact[] book =
        [
            Person("办公室责任人", "office@example.com", "办公室"),
            Person("办公室负责人", "head@example.com", "办公室"),
            Person("重名", "one@example.com", "业务股"),
            Person("重名", "two@example.com", "业务股"),
            Person("甲", "shared@example.com", "综合股"),
            Person("乙", "shared@example.com", "综合股"),
        ];
        var plan = HandoverByHand.Plan([asked], book, Some.August31, new MonitorWorker.Notifications.MailDomains(["example.com"]));
        Assert.Empty(plan.Handovers);
        Assert.Contains(problem, Assert.Single(plan.Problems));
    }

    private static Contact Person(string name, string address, string section) => new(name, [address], ContactRole.Responsible, "101", section, null, null, null);

    private static async Task<Contact> ContactAsync(Letters letters, string name) => (await letters.Office.Facts.LoadContactsAsync(default)).Single(contact => contact.Name == name);

    private static async Task HandOverAsync(Letters letters, string from, string to, string? name, DateOnly? day = null, string? section = null)
    {
        var plan = await letters.Office.Handover.PlanAsync([new HandoverRequest(from, to, name, day, section, null)], letters.Today, default);
        Assert.Empty(plan.Problems);
        await letters.Office.Handover.CarryOutAsync(plan, "系统管理员", letters.Today, default);
    }
}
