using MonitorWorker.Notifications;

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

    private static RenderedMail Mail(string name)
    {
        var mail = Composer.Compose(SomeSnapshot.Context, Cases.GetValueOrDefault(name, []), StatementCases.GetValueOrDefault(name, []), IndicatorCases.GetValueOrDefault(name, []));
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
