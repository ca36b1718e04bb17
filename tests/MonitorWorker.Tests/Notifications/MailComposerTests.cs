using System.Globalization;
using System.Text;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Notifications;

public sealed class MailComposerTests
{
    private static readonly MailComposer Composer = new(TemplateCatalog.Load(SomeSnapshot.TemplateFolder));

    [Theory]
    [InlineData("execution-lag", "first-notice", "warning")]
    [InlineData("execution-lag", "raised", "warning")]
    [InlineData("execution-lag", "lowered", "warning")]
    [InlineData("execution-lag", "resolved", "resolved")]
    [InlineData("missing-data", "resolved", "resolved")]
    [InlineData("missing-data", "first-notice", "digest")]
    [InlineData("cannot-judge", "first-notice", "digest")]
    [InlineData("execution-lag", "digest", "digest")]
    public void One_line_gets_the_mail_of_its_reason(string rule, string reason, string kind)
    {
        var mail = Compose(SomeSnapshot.Equipment with { Rule = rule, Reason = reason });

        Assert.Equal((kind, null), (mail.Kind, mail.Fallback));
    }

    [Theory]
    [InlineData("execution-lag", "【红色预警】设备购置经费执行率30.00%，比序时低36.67个百分点 [YJ-2024-0007]")]
    [InlineData("idle-funds", "【红色预警】设备购置经费资金闲置：1—8月累计执行0.60万元，执行率30.00% [YJ-2024-0007]")]
    [InlineData("forecast-shortfall", "【红色预警】设备购置经费全年预计完不成：测算全年执行率45.00% [YJ-2024-0007]")]
    [InlineData("forecast-overrun", "【红色预警】设备购置经费全年预计超预算：测算全年执行率45.00% [YJ-2024-0007]")]
    [InlineData("forecast-not-credible", "【红色预警】设备购置经费填报的全年预计不可信：填报2.00万元，测算只有0.90万元 [YJ-2024-0007]")]
    [InlineData("execution-ahead", "【红色预警】设备购置经费支出过快：执行率30.00%，比序时低36.67个百分点 [YJ-2024-0007]")]
    [InlineData("over-execution", "【红色预警】设备购置经费超预算执行：执行率30.00% [YJ-2024-0007]")]
    [InlineData("goal-money-gap", "【红色预警】设备购置经费资金快于绩效：执行率30.00% [YJ-2024-0007]")]
    public void A_warning_says_in_its_subject_which_rule_leads(string rule, string subject)
    {
        var mail = Compose(SomeSnapshot.Equipment with { Rule = rule });

        Assert.Equal(("warning", null, subject), (mail.Kind, mail.Fallback, mail.Subject));
    }

    [Fact]
    public void Several_findings_about_one_line_are_one_page_with_all_numbers()
    {
        var mail = Compose([.. SomeSnapshot.EquipmentByAllRules]);

        Assert.Equal("warning", mail.Kind);
        Assert.StartsWith("【红色预警】设备购置经费执行率30.00%", mail.Subject, StringComparison.Ordinal);
        foreach (var part in new[] { mail.Html, mail.Text })
        {
            foreach (var expected in new[] { "YJ-2024-0007", "YJ-2024-0008", "YJ-2024-0009", "预计执行不足", "全年预计不可信", "同时发现", "按平均进度测算的全年执行率低于70%为红色" })
                Assert.Contains(expected, part, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("over-execution")]
    [InlineData("execution-ahead")]
    [InlineData("forecast-overrun")]
    [InlineData("goal-money-gap")]
    public void Nobody_is_asked_to_spend_more_where_money_goes_too_fast(string rule)
    {
        var mail = Compose(SomeSnapshot.Equipment with { Rule = rule, CatchUp = 1 });

        Assert.DoesNotContain("还需", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("须执行", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_yet_be_spent_is_not_more_than_there_is()
    {
        var mail = Compose(SomeSnapshot.Equipment with { Rule = "execution-ahead", Executed = 1_333_300, Period = "2024-09" });

        Assert.Contains("10—12月平均每月可执行：0.2222 万元", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_end_a_lag_is_not_told_to_end_another_finding()
    {
        var alone = Compose(SomeSnapshot.Equipment with { Rule = "forecast-shortfall" });
        var beside = Compose(SomeSnapshot.Equipment with { Rule = "idle-funds" }, SomeSnapshot.Equipment with { Level = "yellow" });

        Assert.Contains("赶上序时进度还需：0.7334 万元", alone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0.4667", alone.Text + alone.Html, StringComparison.Ordinal);
        Assert.Contains("解除“支出进度滞后”还需：0.4667 万元", beside.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_a_rate_is_listed_rather_than_drawn() =>
        Assert.Equal("digest", Compose(SomeSnapshot.Equipment with { Rule = "idle-funds", Rate = null }).Kind);

    [Fact]
    public void A_missing_figure_leads_and_the_old_finding_stands_beside_it()
    {
        var mail = Compose(SomeSnapshot.NotReported[0], SomeSnapshot.NotReported[0] with { Rule = "stale-data", Level = "red", Number = "YJ-2024-0031", Message = "数据截至2024年5月31日" });

        Assert.Contains("未报送1项", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("同时发现 ■红色预警 数据过期：数据截至2024年5月31日。编号 YJ-2024-0031。", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Indicators_are_told_by_what_is_to_be_done_about_them()
    {
        var mail = Composer.Compose(SomeSnapshot.Context, [SomeSnapshot.Equipment], indicators: SomeSnapshot.Indicators);

        Assert.Equal(("digest", null), (mail.Kind, mail.Fallback));
        Assert.Contains("绩效指标滞后1项（红色1项）、指标未报1项、指标无法判断1项、指标超额完成1项、指标预警解除1项", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("目标≥100件，2024年8月完成值 30，为全年目标的 30.00%，按进度应为 66.67%，相当于应完成数的 45.00%。", mail.Text, StringComparison.Ordinal);
        Assert.Contains("2024年8月的完成值未报送", mail.Text, StringComparison.Ordinal);
        Assert.Contains("完成值“完成”不是数字，不能与目标比较", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_indicators_are_counted_and_not_all_listed()
    {
        var many = Enumerable.Range(0, 500).Select(row => SomeSnapshot.Indicators[row % 5] with { Indicator = $"指标{row}" }).ToList();

        var mail = Composer.Compose(SomeSnapshot.Context, [], indicators: many);

        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), 1, MailComposer.LargestHtml - 1);
        Assert.Contains("滞后 100 项", mail.Text, StringComparison.Ordinal);
        Assert.Contains("项指标未在本邮件列出", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_lines_are_one_digest() =>
        Assert.Equal("digest", Compose(SomeSnapshot.Equipment, SomeSnapshot.CaughtUp).Kind);

    [Fact]
    public void No_lines_make_a_digest_that_says_so()
    {
        var mail = Compose();

        Assert.Null(mail.Fallback);
        Assert.Contains("没有需要办理的事项", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Raised_and_lowered_say_from_what_to_what()
    {
        var raised = Compose(SomeSnapshot.Equipment with { Reason = "raised", PreviousLevel = "yellow" });
        var lowered = Compose(SomeSnapshot.Equipment with { Reason = "lowered", Level = "yellow", PreviousLevel = "red" });

        Assert.Contains("由黄色预警升为红色预警", raised.Html, StringComparison.Ordinal);
        Assert.Contains("由黄色预警升为红色预警", raised.Text, StringComparison.Ordinal);
        Assert.Contains("由红色预警降为黄色预警", lowered.Html, StringComparison.Ordinal);
        Assert.StartsWith("【黄色预警】", lowered.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_that_must_be_spent_are_enough_as_printed()
    {
        var text = Compose(SomeSnapshot.Equipment).Text;

        Assert.Contains("赶上序时进度还需：0.7334 万元", text, StringComparison.Ordinal);
        Assert.Contains("解除预警还需：0.4667 万元", text, StringComparison.Ordinal);
        Assert.Contains("1—8月平均每月执行：0.075 万元", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_arrived_is_not_called_on_schedule()
    {
        var mail = Compose(SomeSnapshot.Equipment with { Rule = "missing-data", Level = "green", Reason = "resolved", PreviousLevel = "grey" });

        Assert.Contains("执行数已报送", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("此前为未报送数据", mail.Text, StringComparison.Ordinal);
        Assert.Contains("不表示进度正常", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_figure_is_a_word_and_never_zero()
    {
        var text = Compose([.. SomeSnapshot.NotReported]).Text;

        Assert.Contains("累计执行数未报送", text, StringComparison.Ordinal);
        Assert.DoesNotContain("累计执行数 0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("：0.00", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Grey_lines_are_told_apart_by_what_is_wrong()
    {
        var mail = Compose(SomeSnapshot.CannotJudge, SomeSnapshot.NotReported[0]);

        Assert.Contains("未报送1项、无法判断1项", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("调整后预算数为0.00元，不能计算执行率", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_with_two_findings_is_one_budget()
    {
        var mail = Compose([.. SomeSnapshot.NotReported, SomeSnapshot.Equipment, SomeSnapshot.Equipment with { Rule = "idle-funds", Level = "yellow", Number = "YJ-2024-0012" }]);

        Assert.Contains("本次所列 8 项，调整后预算数共 1,361.37 万元", mail.Text, StringComparison.Ordinal);
        Assert.Contains("需要关注的 1 项", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("▲黄色预警 1 项", mail.Text, StringComparison.Ordinal);
        Assert.Contains("YJ-2024-0007", mail.Text, StringComparison.Ordinal);
        Assert.Contains("YJ-2024-0012", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_escaped_in_html_and_plain_in_text()
    {
        const string Name = "<script>alert(1)</script>&\"楼宇\"";
        var warning = Compose(SomeSnapshot.Equipment with { ProjectName = Name });
        var digest = Compose(SomeSnapshot.Equipment with { ProjectName = Name }, SomeSnapshot.NotReported[0] with { ProjectName = Name });

        foreach (var mail in new[] { warning, digest })
        {
            Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;楼宇&quot;", mail.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("&amp;lt;", mail.Html, StringComparison.Ordinal);
            Assert.Contains(Name, mail.Text, StringComparison.Ordinal);
        }

        Assert.Contains(Name, warning.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_and_direction_characters_of_data_are_left_out()
    {
        var mail = Compose(SomeSnapshot.Equipment with { ProjectName = "设备\r\nBcc: a@example.com\u202E\u0007\u0085购置" });

        Assert.StartsWith("【红色预警】设备 Bcc: a@example.com 购置执行率", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Subject, char.IsControl);
        Assert.DoesNotContain('\u202E', mail.Html);
        Assert.DoesNotContain("\nBcc", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_does_not_push_the_number_out_of_the_subject() =>
        Assert.EndsWith("[YJ-2024-0007]", Compose(SomeSnapshot.Equipment with { ProjectName = new string('长', 500) }).Subject, StringComparison.Ordinal);

    [Theory]
    [InlineData(61)]
    [InlineData(2_000)]
    public void A_long_digest_stays_small_and_says_what_it_left_out(int count)
    {
        var mail = Compose([.. SomeSnapshot.Many(count)]);

        Assert.Null(mail.Fallback);
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), 1, MailComposer.LargestHtml - 1);
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Text), 1, MailComposer.LargestHtml - 1);
        Assert.Contains("万元未在本邮件列出", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_said_to_be_left_out_of_a_short_digest() =>
        Assert.DoesNotContain("未在本邮件列出", Compose([.. SomeSnapshot.Office]).Html, StringComparison.Ordinal);

    [Fact]
    public void Every_line_of_a_digest_names_its_number_and_row()
    {
        var missing = SomeSnapshot.NotReported[0] with { Number = "YJ-2024-0011" };
        var unjudged = SomeSnapshot.CannotJudge with { Number = "YJ-2024-0012" };

        var mail = Compose(SomeSnapshot.Equipment, missing, unjudged);

        foreach (var expected in new[] { "YJ-2024-0007", "YJ-2024-0011", "YJ-2024-0012", "第3行", "第5行", "第12行" })
        {
            Assert.Contains(expected, mail.Html, StringComparison.Ordinal);
            Assert.Contains(expected, mail.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Mails_of_many_threads_at_once_are_the_same()
    {
        var expected = Compose([.. SomeSnapshot.Office]);

        Assert.All(
            Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(8).Select(_ => Compose([.. SomeSnapshot.Office])),
            mail => Assert.Equal(expected, mail));
    }

    [Fact]
    public void Mails_promise_nothing_that_the_program_does_not_do()
    {
        foreach (var mail in Everything(Composer))
        {
            foreach (var promise in new[] { "回执", "催办", "抄送", "逾期", "截止", "收据" })
                Assert.DoesNotContain(promise, mail.Subject + mail.Text + mail.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_contact_is_named_only_where_there_is_one()
    {
        var mail = Composer.Compose(SomeSnapshot.Context with { ContactPhone = null }, [SomeSnapshot.Equipment]);

        Assert.DoesNotContain("致电", mail.Html + mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    public void The_machines_culture_changes_nothing(string culture)
    {
        var expected = Everything(Composer);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Everything(new MailComposer(TemplateCatalog.Load(SomeSnapshot.TemplateFolder))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static RenderedMail Compose(params LineSnapshot[] lines) => Composer.Compose(SomeSnapshot.Context, lines);

    private static RenderedMail[] Everything(MailComposer composer) =>
    [
        composer.Compose(SomeSnapshot.Context, [SomeSnapshot.Equipment]),
        composer.Compose(SomeSnapshot.Context, SomeSnapshot.Office),
        composer.Compose(SomeSnapshot.Context, [SomeSnapshot.CaughtUp]),
        composer.ComposeTest(SomeSnapshot.Context),
        composer.ComposeTrouble(SomeSnapshot.AdministratorContext, SomeSnapshot.FailingSource),
    ];
}
