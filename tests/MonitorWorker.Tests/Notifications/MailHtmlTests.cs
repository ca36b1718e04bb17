using MonitorWorker.Notifications;
using MonitorWorker.Tasks;

namespace MonitorWorker.Tests.Notifications;

/// <summary>Every mail in every shape keeps to what mail programs understand, and says the same figures twice.</summary>
public sealed class MailHtmlTests
{
    private static readonly MailComposer Composer = new(TemplateCatalog.Load(SomeSnapshot.TemplateFolder));

    private static readonly Dictionary<string, LineSnapshot[]> Cases = new()
    {
        ["warning"] = [SomeSnapshot.Equipment],
        ["warning raised"] = [SomeSnapshot.Equipment with { Reason = "raised", PreviousLevel = "yellow" }],
        ["warning without place, number, plan"] = [SomeSnapshot.Equipment with { EntityName = null, Section = null, Number = null, StatedOutturn = null, SourceSheet = null }],
        ["warning with adjustment"] = [SomeSnapshot.Equipment with { Original = 1_000_000, Adjusted = 1_000_000 }],
        ["nothing spent in January"] = [SomeSnapshot.Equipment with { Period = "2024-01", Executed = 0, Rate = "0.00", Scheduled = "8.33", SpentPerMonth = 0, ForecastOutturn = 0 }],
        ["all spent in December"] = [SomeSnapshot.Equipment with { Period = "2024-12", Reason = "resolved", Executed = 2_000_000, Rate = "100.00", Scheduled = "100.00" }],
        ["digest"] = [.. SomeSnapshot.Office],
        ["digest of all sorts"] = [.. SomeSnapshot.Many(13)],
        ["digest of many"] = [.. SomeSnapshot.Many(2_000)],
        ["digest of nothing"] = [],
        ["warning by all rules"] = [.. SomeSnapshot.EquipmentByAllRules],
        ["warning led by money that runs ahead"] = [Fast("execution-ahead", "80.00", 1_600_000)],
        ["warning of over-execution"] = [Fast("over-execution", "104.00", 2_080_000)],
        ["warning of the last month"] = [Fast("over-execution", "104.00", 2_080_000) with { Period = "2024-12" }],
        ["warning of goals"] = [Fast("goal-money-gap", "80.00", 1_600_000)],
        ["warning of idle funds"] = [SomeSnapshot.Equipment with { Rule = "idle-funds", Executed = 0, Rate = "0.00" }],
        ["warning of the forecast"] = [SomeSnapshot.EquipmentByAllRules[2] with { Reason = "lowered", PreviousLevel = "red", Level = "yellow" }],
        ["digest of folded lines"] = [.. SomeSnapshot.Office, .. SomeSnapshot.EquipmentByAllRules, SomeSnapshot.NotReported[0] with { Rule = "stale-data", Level = "red", Number = "YJ-2024-0031" }],
        ["digest of many folded lines"] = [.. SomeSnapshot.Many(500), .. SomeSnapshot.Many(500).Select(line => line with { Rule = "forecast-overrun", Message = string.Concat(Enumerable.Repeat("<&>", 100)) })],
        ["digest of many sections"] = [.. SomeSnapshot.Many(500).Select((line, index) => line with { Section = $"第{index}<&>股室" })],
        ["resolved by all rules"] = [.. SomeSnapshot.EquipmentByAllRules.Select(line => line with { Reason = "resolved", PreviousLevel = "red", Level = "green" })],
        ["resolved"] = [SomeSnapshot.CaughtUp],
        ["resolved, data arrived"] = [SomeSnapshot.Equipment with { Rule = "missing-data", Reason = "resolved", PreviousLevel = "grey" }],
    };

    private static readonly Dictionary<string, StatementSnapshot[]> StatementCases = new()
    {
        ["stated figures"] = [.. SomeSnapshot.Statements],
        ["one stated figure"] = [SomeSnapshot.Statements[0] with { Report = null, Number = null, SourceSheet = null }],
        ["stated figures put right"] = [SomeSnapshot.Statements[3]],
        ["many stated figures"] = [.. Enumerable.Range(0, 500).Select(row => SomeSnapshot.Statements[row % 4] with { Parts = SomeSnapshot.Statements[row % 4].Parts is null ? null : string.Join(" + ", Enumerable.Repeat("1556.51万元", 100)), Scope = string.Concat(Enumerable.Repeat("项目名称=<&>\"", 30)), SourceRow = row })],
    };

    private static readonly Dictionary<string, IndicatorSnapshot[]> IndicatorCases = new()
    {
        ["indicators"] = [.. SomeSnapshot.Indicators],
        ["one indicator without place, kind, target"] = [SomeSnapshot.Indicators[3] with { EntityName = null, Section = null, Level1 = null, Level2 = null, Operator = null, Target = null, Period = null, SourceSheet = null, SourceRow = 0 }],
        ["many indicators"] = [.. Enumerable.Range(0, 500).Select(row => SomeSnapshot.Indicators[row % 5] with { Indicator = string.Concat(Enumerable.Repeat("指标<&>\"", 40)), Target = new string('目', 300), Value = new string('值', 300), SourceRow = row })],
    };

    internal static readonly Dictionary<string, SummarySnapshot> Summaries = new()
    {
        ["office"] = SomeSnapshot.Summary,
        ["nothing open"] = SummarySnapshot.Of("综合股", SomeSnapshot.AllWell, [], []),
        ["nothing"] = SummarySnapshot.Of("综合股", [], [], []),
        ["many"] = SummarySnapshot.Of("全部单位", [.. SomeSnapshot.Many(2_000).Where(line => line.Reason != "resolved").Select((line, index) => line with { Section = $"第{index % 40}<&>股室" })], [], []) with
        {
            HasPrevious = true,
            Silences = [.. Enumerable.Repeat(SomeSnapshot.Silences[0] with { Covers = "<&>\"", Reason = string.Concat(Enumerable.Repeat("<&>", 90)) }, 30)],
        },
        ["several entities"] = SummarySnapshot.Of("全部单位", [SomeSnapshot.Equipment, SomeSnapshot.Operating with { EntityName = "示例县某所" }], [], []),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys, .. StatementCases.Keys, .. IndicatorCases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Html_keeps_to_the_allowed_list(string name) => Assert.Empty(HtmlLint.Problems(Mail(name).Html));

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Every_decimal_of_the_html_stands_in_the_text(string name)
    {
        var mail = Mail(name);

        Assert.All(HtmlLint.Decimals(mail.Html).Distinct(), number => Assert.Contains(number, mail.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_subject_is_one_short_line(string name)
    {
        var subject = Mail(name).Subject;

        Assert.InRange(subject.Length, 5, 400);
        Assert.DoesNotContain(subject, char.IsControl);
    }

    [Fact]
    public void Test_mail_keeps_to_the_allowed_list() =>
        Assert.Empty(HtmlLint.Problems(Composer.ComposeTest(SomeSnapshot.Context).Html));

    public static TheoryData<string> SummaryNames => [.. Summaries.Keys];

    [Theory]
    [MemberData(nameof(SummaryNames))]
    public void A_summary_keeps_to_the_allowed_list_and_says_every_decimal_twice(string name)
    {
        var mail = Composer.ComposeSummary(SomeSnapshot.LeaderContext, Summaries[name]);

        Assert.Null(mail.Fallback);
        Assert.Empty(HtmlLint.Problems(mail.Html));
        Assert.All(HtmlLint.Decimals(mail.Html).Distinct(), number => Assert.Contains(number, mail.Text, StringComparison.Ordinal));
        Assert.InRange(mail.Subject.Length, 5, 400);
        Assert.True(mail.Html.Length < 30_000, $"{mail.Html.Length} characters are more than a screen and a half.");
    }

    [Theory]
    [InlineData(false, "没有滞后，数据截至 2024年8月31日")]
    [InlineData(true, "目前没有需要处理的预警，数据截至 2024年8月31日")]
    public void Nothing_open_is_said_in_the_subject_and_in_the_first_sentence(bool toOwner, string said)
    {
        var mail = Composer.Compose(SomeSnapshot.Context, SomeSnapshot.AllWell, note: new DigestNote { ToOwner = toOwner });

        Assert.Contains(said, mail.Subject, StringComparison.Ordinal);
        Assert.Contains(said, mail.Text.Split('\n')[1], StringComparison.Ordinal);
        Assert.Empty(HtmlLint.Problems(mail.Html));
    }

    [Fact]
    public void Missing_data_are_never_good_news()
    {
        RenderedMail[] mails =
        [
            Composer.Compose(SomeSnapshot.Context, [], note: new DigestNote()),
            Composer.Compose(SomeSnapshot.Context, SomeSnapshot.NotReported, note: new DigestNote()),
            Composer.Compose(SomeSnapshot.Context, [SomeSnapshot.CannotJudge], note: new DigestNote { ToOwner = true }),
            Composer.ComposeSummary(SomeSnapshot.Context, SummarySnapshot.Of("全部单位", [], [], [])),
            Composer.ComposeSummary(SomeSnapshot.Context, SummarySnapshot.Of("全部单位", SomeSnapshot.NotReported, [], [])),
        ];

        Assert.All(mails, mail =>
        {
            Assert.Contains("没有可以判断的数据，不能当作没有滞后", mail.Subject, StringComparison.Ordinal);
            Assert.Contains("没有可以判断的数据，不能当作没有滞后", mail.Text.Split('\n')[1], StringComparison.Ordinal);
            Assert.Empty(HtmlLint.Problems(mail.Html));
        });
        var partly = Composer.Compose(SomeSnapshot.Context, [.. SomeSnapshot.AllWell, SomeSnapshot.NotReported[0]], note: new DigestNote());
        Assert.DoesNotContain("没有滞后", partly.Subject, StringComparison.Ordinal);
        Assert.Contains("未报送1项", partly.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_of_changes_says_nothing_of_what_it_does_not_list() =>
        Assert.DoesNotContain("没有滞后", Composer.Compose(SomeSnapshot.Context, [SomeSnapshot.CaughtUp, SomeSnapshot.Operating]).Text, StringComparison.Ordinal);

    [Fact]
    public void The_subject_says_how_many_lagging_indicators_are_red()
    {
        IndicatorSnapshot[] lagging = [.. new[] { "red", "yellow", "red" }.Select((level, row) => SomeSnapshot.Indicator("target-lag", level, $"指标{row}", "30", row))];

        Assert.Contains("绩效指标滞后3项（红色2项）", Composer.Compose(SomeSnapshot.Context, [], indicators: lagging).Subject, StringComparison.Ordinal);
        Assert.EndsWith("绩效指标滞后1项", Composer.Compose(SomeSnapshot.Context, [], indicators: [lagging[1]]).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source")]
    [InlineData("file")]
    [InlineData("template")]
    [InlineData("mail")]
    [InlineData("schedule")]
    [InlineData("disk")]
    [InlineData("calendar")]
    public void A_mail_about_a_trouble_keeps_to_the_allowed_list(string kind)
    {
        var notice = SomeSnapshot.FailingSource with { Kind = kind, Name = "<b>x</b>", Detail = "SELECT <b> & \"x\"", LastGoodAt = null };
        foreach (var shape in new[] { notice, notice with { Detail = null, Cure = null }, notice with { Over = true, Until = notice.Since }, notice with { Over = true, Until = notice.Since, Detail = null, Cure = null, Reason = null } })
        {
            var mail = Composer.ComposeTrouble(SomeSnapshot.AdministratorContext, shape);

            Assert.Null(mail.Fallback);
            Assert.StartsWith(shape.Over ? "【运行恢复】" : "【运行故障】", mail.Subject, StringComparison.Ordinal);
            Assert.Empty(HtmlLint.Problems(mail.Html));
            Assert.DoesNotContain("<b>", mail.Html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(500)]
    public void A_mail_about_undelivered_mails_keeps_to_the_allowed_list_and_to_its_size(int count)
    {
        var letter = SomeSnapshot.Undelivered.Mails[0] with { Subject = new string('<', 300), Reason = "<&>" + new string('拒', 600), Alerts = [.. Enumerable.Range(1, 400).Select(number => $"YJ-2024-{number:0000}")] };
        var mail = Composer.ComposeUndelivered(SomeSnapshot.AdministratorContext, new UndeliveredNotice([.. Enumerable.Repeat(letter, count)]));

        Assert.Null(mail.Fallback);
        Assert.Empty(HtmlLint.Problems(mail.Html));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(mail.Html), 1, MailComposer.LargestHtml);
    }

    [Theory]
    [InlineData(AnswerPurpose.Receipt)]
    [InlineData(AnswerPurpose.Confirm)]
    [InlineData(AnswerPurpose.Check)]
    [InlineData(AnswerPurpose.Unclear)]
    [InlineData(AnswerPurpose.Recorded)]
    public void Mails_about_a_reply_keep_to_the_allowed_list_and_to_their_size_whatever_was_written(string purpose)
    {
        string[] results =
        [
            AnswerResult.Recorded, AnswerResult.Partial, AnswerResult.Noted, AnswerResult.HandedOver, AnswerResult.UnknownName, AnswerResult.SeveralNames, AnswerResult.Disputed, AnswerResult.NoNumber,
            AnswerResult.UnknownNumber, AnswerResult.Closed, AnswerResult.NotAlert, AnswerResult.Unclear,
        ];
        var evil = string.Concat(Enumerable.Repeat("<script>alert(1)</script>&\"", 100));
        foreach (var result in results)
        {
            var item = SomeSnapshot.Said with { Result = result, Cause = evil, Measure = evil, Says = evil, To = evil, DueWritten = evil, DueProblem = evil, Line = SomeSnapshot.Equipment, SeenBy = [evil] };
            foreach (var count in new[] { 1, 50 })
            {
                var mail = Composer.ComposeAnswer(
                    SomeSnapshot.RepliedContext, new AnswerNotice(purpose, [.. Enumerable.Repeat(item, count)]) { By = evil, ByAddress = evil, Via = evil, RecordedBy = evil, OnlyRed = true });
                Assert.Null(mail.Fallback);
                Assert.Empty(HtmlLint.Problems(mail.Html));
                Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
                Assert.All(HtmlLint.Decimals(mail.Html).Distinct(), number => Assert.Contains(number, mail.Text, StringComparison.Ordinal));
                Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(mail.Html), 1, MailComposer.LargestHtml);
            }
        }
    }

    [Fact]
    public void Mails_about_a_task_keep_to_the_allowed_list_however_long()
    {
        var standing = SomeSnapshot.EightyDepartments;
        var nobody = standing.Entities.Select(entity => entity with { Lines = [.. entity.Lines.Select(line => line with { IsReported = false, ProjectName = string.Concat(Enumerable.Repeat("<&>", 100)) })] }).ToList();
        var many = Enumerable.Range(0, 2000).Select(number => nobody[number % 78] with { Code = $"{number}", Name = string.Concat(Enumerable.Repeat("<单位&>", 30)) }).ToList();
        EntityReport[][] offices = [[.. standing.Entities], [.. nobody], [.. many], [.. standing.Entities.Skip(50)], [.. standing.Entities.Skip(78)]];
        foreach (var entities in offices)
        {
            foreach (var workdays in new[] { 5, 0, -1 })
            {
                var now = standing with { Entities = entities, Workdays = workdays, IsGuess = workdays == 0 };
                var list = Composer.ComposeTaskList(SomeSnapshot.DigestContext, new TaskListNotice(now, new Dictionary<string, string>(), null));
                var reminder = Composer.ComposeReminder(SomeSnapshot.Context, new ReminderNotice([.. entities.Select(entity => new ReminderItem(now, entity, null))]));
                foreach (var mail in new[] { list, reminder })
                {
                    Assert.Null(mail.Fallback);
                    Assert.Empty(HtmlLint.Problems(mail.Html));
                    Assert.All(HtmlLint.Decimals(mail.Html).Distinct(), number => Assert.Contains(number, mail.Text, StringComparison.Ordinal));
                }
            }
        }

        Assert.DoesNotContain("另有", Composer.ComposeTaskList(SomeSnapshot.DigestContext, new TaskListNotice(standing with { Entities = nobody }, new Dictionary<string, string>(), null)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<img src=\"x\">", "tag img")]
    [InlineData("<p class=\"x\">a</p>", "attribute class")]
    [InlineData("<p style=\"position:fixed;\">a</p>", "style position")]
    [InlineData("<a href=\"https://example.com\">a</a>", "no mailto")]
    [InlineData("<td style=\"background-color:#ffffff;\">a</td>", "bgcolor")]
    [InlineData("<p>a</td>", "closes nothing")]
    public void The_list_is_known_to_refuse(string piece, string because)
    {
        var html = Mail("warning").Html.Replace("</body>", piece + "</body>", StringComparison.Ordinal);

        Assert.Contains(HtmlLint.Problems(html), problem => problem.Contains(because, StringComparison.Ordinal));
    }

    internal static RenderedMail Mail(string name, MailComposer? composer = null)
    {
        var mail = (composer ?? Composer).Compose(SomeSnapshot.Context, Cases.GetValueOrDefault(name, []), StatementCases.GetValueOrDefault(name, []), IndicatorCases.GetValueOrDefault(name, []));
        Assert.Null(mail.Fallback);
        return mail;
    }

    private static LineSnapshot Fast(string rule, string rate, long executed) => SomeSnapshot.Equipment with
    {
        Rule = rule,
        Rate = rate,
        Executed = executed,
        Gap = "13.33",
        CatchUp = 0,
        ToClear = 0,
        ToLower = null,
        ForecastOutturn = executed * 12 / 8,
        Message = "支出快于应有的进度",
    };
}
