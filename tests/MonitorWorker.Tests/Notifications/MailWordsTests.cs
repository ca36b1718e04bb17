using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Tests.Rules;

namespace MonitorWorker.Tests.Notifications;

/// <summary>The words of a language, and the phrase book by which the program's Chinese sentences are put into English.</summary>
public sealed class MailWordsTests
{
    private static readonly MailWords English = MailWords.Of("en");

    [Theory]
    [InlineData("执行率30.00%，序时进度66.67%，相当于序时进度的45.00%，低于60%", "execution rate 30.00%, scheduled progress 66.67%, 45.00% of schedule, below 60%")]
    [InlineData("执行率30.00%，序时进度66.67%，相当于序时进度的45.00%，比序时进度低36.67个百分点，超过20个", "execution rate 30.00%, scheduled progress 66.67%, 45.00% of schedule, 36.67 points below schedule, more than 20")]
    [InlineData("执行率÷序时进度×100低于60为红色，低于80为黄色", "red: execution rate ÷ scheduled progress × 100 below 60, yellow: below 80")]
    [InlineData("执行率÷序时进度×100低于60且执行率低于序时进度超过20个百分点为红色", "red: execution rate ÷ scheduled progress × 100 below 60 and execution rate more than 20 points below scheduled progress")]
    [InlineData("填报全年预计执行20000.00元，今后每月须执行3500.00元，是此前每月750.00元的4.67倍", "the stated outturn of CNY 20,000 needs CNY 3,500 a month from now on, 4.67 times the CNY 750 a month so far")]
    [InlineData("没有截至2024-08的累计执行数，最近一次是2024-06的6000.50元", "no cumulative execution up to August 2024, the last was CNY 6,000.50 for June 2024")]
    [InlineData("资金2024-03-01可用，满5个整月没有支出", "money available since 1 March 2024, nothing spent for 5 whole months")]
    [InlineData("测算的全年执行低于调整后预算数的90%为黄色，低于70%为红色（按平均进度，本项按各笔资金自己的进度，有3个月数据起）", "yellow: forecast outturn below 90% of the revised budget, red: below 70% (by the average rate so far, here by each tranche's own schedule, from 3 months of data on)")]
    [InlineData("“培训人次”完成值“完成”不是数字", "“培训人次”: the completed value “完成” is not a number")]
    [InlineData("check任务应于2024年9月2日 08:30运行，至今没有运行", "the check job was to run on 2 September 2024, 08:30, and has not run yet")]
    [InlineData("看不出是哪一天，请写年月日，如2024-10-31", "it names no single day: please write the day as 2024-10-31")]
    [InlineData("说的是已经完成的事，数据更新后预警会解除；还没有完成的，请写年月日，如2024-10-31", "it speaks of what is done, and the alert is resolved when the data are updated; for what is not done yet: please write the day as 2024-10-31")]
    [InlineData("已经过去（今天是2024-09-03），请写年月日，如2024-10-31", "it is in the past (today is 2024-09-03): please write the day as 2024-10-31")]
    [InlineData("由张三转办", "handed over to you by 张三")]
    [InlineData("责任人的邮箱退信，转财务人员", "mails to the responsible person come back, passed on to you: finance staff")]
    [InlineData("退信：5.1.1 no such user", "came back: 5.1.1 no such user")]
    [InlineData("no Chinese", "no Chinese")]
    public void A_sentence_of_the_program_is_said_in_english(string chinese, string expected) => Assert.Equal(expected, English.Sentence(chinese));

    [Theory]
    [InlineData("一句没有收录的话")]
    [InlineData("执行率30.00%，一句没有收录的话")]
    [InlineData("没有登记一个新的角色")]
    public void A_sentence_that_the_book_lacks_is_quoted_whole(string chinese)
    {
        Assert.Equal($"“{chinese}”", English.Sentence(chinese));
        Assert.Equal($"Idle funds: “{chinese}”", English.Finding("idle-funds", chinese));
        Assert.Equal(chinese, MailWords.Chinese.Sentence(chinese));
    }

    [Theory]
    [InlineData("744.89万元", "CNY 7,448,900")]
    [InlineData("-2.00万元", "CNY −20,000")]
    [InlineData("1.5亿元", "CNY 150,000,000")]
    [InlineData("12.34元", "CNY 12.34")]
    [InlineData("1556.51万元 + 294.63万元", "CNY 15,565,100 + CNY 2,946,300")]
    [InlineData("100%", "100%")]
    [InlineData("6个", "6")]
    [InlineData("3行相加", "3 rows added up")]
    public void A_stated_figure_is_printed_in_yuan(string stated, string expected) => Assert.Equal(expected, English.Stated(stated));

    [Theory]
    [InlineData(2_000_000, "20,000")]
    [InlineData(1_333_333, "13,333")]
    [InlineData(-733_333, "−7,333")]
    [InlineData(40, "0.40")]
    [InlineData(0, "0")]
    public void An_amount_is_whole_yuan_unless_that_would_be_nothing(long fen, string expected) => Assert.Equal(expected, English.Figures.Amount(fen));

    [Fact]
    public void What_must_yet_be_spent_is_enough_and_what_may_be_spent_is_not_too_much()
    {
        Assert.Equal(("7,334", "7,333"), (English.Figures.ToSpend(733_334), English.Figures.Within(733_334)));
        Assert.Equal("750.50", English.Figures.Precise(75_050));
    }

    [Theory]
    [InlineData("2024-01", "Jan", "Feb–Dec")]
    [InlineData("2024-08", "Jan–Aug", "Sep–Dec")]
    [InlineData("2024-11", "Jan–Nov", "Dec")]
    [InlineData("2024-12", "Jan–Dec", null)]
    public void Months_are_named(string period, string soFar, string? left) => Assert.Equal((soFar, left), (English.Months.SoFar(period), English.Months.Left(period)));

    [Fact]
    public void Days_are_named()
    {
        Assert.Equal("Tuesday, 10 September", English.Months.Weekday(new DateOnly(2024, 9, 10)));
        Assert.Equal("9月10日（星期二）", MailWords.Chinese.Months.Weekday(new DateOnly(2024, 9, 10)));
        Assert.Equal("2 September 2024, 08:30", English.Months.Minute("2024年9月2日 08:30"));
    }

    /// <summary>Whoever changes a sentence of a rule must change it in the phrase book too.</summary>
    [Fact]
    public void Whatever_a_rule_says_can_be_said_in_english()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            foreach (var finding in RandomOffice.Judge(RandomOffice.Facts(seed), seed).Findings)
            {
                Assert.False(English.Sentence(finding.RuleText)!.StartsWith('“'), finding.RuleText);
                // The comparison of a stated figure is told by its figures.
                if (finding.Rule is not ("statement-mismatch" or "total-mismatch")) Assert.NotEqual($"“{finding.Message}”", English.Sentence(finding.Message));
            }
        }
    }

    [Fact]
    public void Why_somebody_gets_a_mail_can_be_said_in_english()
    {
        var roles = Enum.GetValues<ContactRole>();
        var catchAll = new Recipient("a", "admin@example.com", "系统管理员");
        var routes = new RouteBook([], new MailDomains(["example.com"]));
        List<string> whys = [];
        foreach (var role in roles)
        {
            var contact = new Contact("a", [$"{role}@example.com"], role, null, null, null, null, null);
            Contact[][] books =
            [
                [contact],
                [contact with { Section = "办公室（财务股）" }],
                [contact with { Until = Some.August31 }, Finance("b@example.com")],
                [contact with { From = Some.August31.AddDays(9) }, Finance("b@example.com")],
                [contact with { Addresses = ["a@elsewhere.org"] }, Finance("b@example.com")],
                [],
            ];
            foreach (var router in books.Select(book => new Router(book, Some.August31, catchAll, routes)))
            {
                whys.AddRange(new[] { "execution-lag", "missing-data" }.SelectMany(rule => router.For(rule, Some.Position())).Select(recipient => recipient.Why));
                whys.AddRange(router.ForStep(new EscalationStep(1, [role], null), Some.Position(), null).Select(recipient => recipient.Why));
                whys.AddRange(router.ForLeaders().Select(part => part.Recipient.Why).Concat(router.Administrators().Select(recipient => recipient.Why)));
            }
        }

        Assert.Contains(whys, why => why.Contains("已离任", StringComparison.Ordinal));
        Assert.All(whys.Distinct(), why => Assert.False(MailWords.HasChinese(English.Phrase(why)!.Replace("办公室（财务股）", "", StringComparison.Ordinal)), why));
        Assert.Equal("named by the route “重点项目”", English.Phrase("通知路由“重点项目”指定的邮箱"));

        static Contact Finance(string address) => new("b", [address], ContactRole.Finance, null, null, null, null, null);
    }

    [Fact]
    public void Every_word_of_the_console_is_chinese_whatever_the_mails_speak()
    {
        Assert.All(LevelWords.All, level => Assert.True(MailWords.HasChinese(level.Word)));
        Assert.Equal("数据源", TroubleKind.Word("source"));
    }

    [Fact]
    public void Both_languages_have_the_same_words_and_both_are_complete()
    {
        var shipped = new[] { "_words.json", "en/_words.json" }
            .Select(file => WordsFile.Read(file, File.ReadAllText(Path.Combine(SomeSnapshot.TemplateFolder, file)), []).Select(word => word.Key).Where(key => !key.StartsWith("said.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            .ToList();

        Assert.Equal(shipped[0], shipped[1]);
    }
}
