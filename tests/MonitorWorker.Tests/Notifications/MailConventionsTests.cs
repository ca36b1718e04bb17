using System.Net;
using System.Text.RegularExpressions;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Tests.Delivery;

namespace MonitorWorker.Tests.Notifications;

/// <summary>Each mail of the sample office, written as it would leave, keeps to the conventions of mail; and one can be told from another.</summary>
public sealed partial class MailConventionsTests
{
    private static readonly MailComposer Composer = new(TemplateCatalog.Load(SomeSnapshot.TemplateFolder));
    private static readonly MailPerson From = new("示例县财政局", "monitor@example.com");
    private static readonly DateTimeOffset Morning = new(2024, 9, 5, 9, 0, 0, TimeSpan.FromHours(8));

    public static MatrixTheoryData<string, string> Samples => new(["zh-CN", "en"], SampleMails.All.Select(sample => $"{sample.Kind} {sample.Name}"));

    [Fact]
    public void Every_kind_of_mail_has_a_sample() => Assert.Equal(MailKind.All.Order(), SampleMails.All.Select(sample => sample.Kind).Distinct().Order());

    [Fact]
    public void No_two_samples_of_a_kind_have_one_name() => Assert.Equal(SampleMails.All.Count, SampleMails.All.DistinctBy(sample => (sample.Kind, sample.Name)).Count());

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_mail_keeps_to_the_conventions(string locale, string sample)
    {
        var kind = sample.Split(' ')[0];
        var mail = Rendered(kind, sample.Split(' ')[1], locale);
        var message = Message(mail) with { IsOptional = kind == MailKind.Summary, Language = locale };
        ComposedMessage[] shapes =
        [
            message,
            message with { ReplyTo = "monitor+0007.abcdefgh@example.com" },
            message with
            {
                Subject = "Re: " + mail.Subject, ThreadRoot = "yj.warning.abcdefghijkmnpqrstuv@example.com", ThreadTopic = mail.Subject, ThreadBegan = Morning.AddDays(-30),
            },
            message with { InReplyTo = "CA+f=abc.123-xyz@mail.example.com", IsReply = true },
            message with { Attachments = [new MailAttachment("示例县经济信息科学技术局-填报表_2024年8月（待更正）.xlsx", MailAttachment.Workbook, [.. Enumerable.Range(0, 5_000).Select(value => (byte)value)])] },
        ];

        Assert.Equal(kind, mail.Kind);
        Assert.Null(mail.Fallback);
        Assert.All(shapes, shape => Assert.Empty(MailRules.Broken(MimeWriter.Write(shape, From, Morning), shape)));
        Assert.Empty(HtmlLint.Problems(mail.Html, locale));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_preview_says_something_that_the_subject_does_not(string locale, string sample)
    {
        var mail = Rendered(sample.Split(' ')[0], sample.Split(' ')[1], locale);
        var preview = Preview(mail);

        Assert.InRange(preview.Length, 8, locale == "en" ? 450 : 300);
        Assert.DoesNotContain(preview, mail.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("warning", "reminder", "【催办】")]
    [InlineData("warning", "promise", "【催办】")]
    [InlineData("warning", "escalation", "【逐级催办】")]
    [InlineData("warning", "correction", "【更正】")]
    [InlineData("resolved", "resolved", "【预警解除】")]
    [InlineData("resolved", "correction", "【更正】")]
    [InlineData("digest", "reminder", "【催办】")]
    [InlineData("digest", "escalation", "【逐级催办】")]
    [InlineData("warning", "reminder", "[Reminder] ")]
    [InlineData("warning", "escalation", "[Escalation] ")]
    [InlineData("warning", "correction", "[Correction] ")]
    [InlineData("resolved", "resolved", "[Resolved] ")]
    [InlineData("resolved", "correction", "[Correction] ")]
    [InlineData("digest", "reminder", "[Reminder] ")]
    [InlineData("digest", "escalation", "[Escalation] ")]
    public void A_follow_up_says_what_it_is_first_in_subject_preview_text_and_picture(string kind, string name, string sort)
    {
        var mail = Rendered(kind, name, sort[0] == '[' ? "en" : "zh-CN");

        Assert.StartsWith(sort, mail.Subject, StringComparison.Ordinal);
        Assert.StartsWith(sort, Preview(mail), StringComparison.Ordinal);
        Assert.StartsWith(sort, mail.Text, StringComparison.Ordinal);
        Assert.Contains(sort.Trim('【', '】', '[', ']', ' '), Visible(mail)[..160], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raised", "由黄色预警升为红色预警。执行率30.00%")]
    [InlineData("lowered", "由红色预警降为黄色预警。执行率50.00%")]
    [InlineData("reminder", "【催办】执行率30.00%")]
    [InlineData("raised", "Raised from yellow alert to red alert. Execution rate 30.00%", "en")]
    [InlineData("reminder", "[Reminder] Execution rate 30.00%", "en")]
    public void Under_the_first_subject_the_preview_shows_the_figures_of_today(string name, string begins, string locale = "zh-CN") =>
        Assert.StartsWith(begins, Preview(Rendered("warning", name, locale)), StringComparison.Ordinal);

    [Fact]
    public void What_a_list_of_mails_shows_tells_each_from_the_others()
    {
        string[] names = ["warning red", "warning reminder", "warning escalation", "warning correction", "warning raised", "resolved resolved", "resolved correction", "digest everything", "digest well", "digest no-data", "digest reminder"];
        var mails = names.Select(name => name.Split(' ')).Select(name => Rendered(name[0], name[1])).ToList();

        Assert.Equal(names.Length - 1, mails.Select(mail => mail.Subject).Distinct().Count()); // a raised red one is a red one
        Assert.Equal(names.Length, mails.Select(mail => Preview(mail)).Distinct().Count());
        Assert.Equal(names.Length, mails.Select(mail => string.Join('\n', mail.Text.Split('\n').Take(4))).Distinct().Count());
    }

    [Fact]
    public void The_rules_are_known_to_refuse()
    {
        var mail = Message(Rendered("warning", "red"));
        var good = System.Text.Encoding.ASCII.GetString(MimeWriter.Write(mail, From, Morning));
        (string Old, string New, string Because)[] spoilt =
        [
            ("\r\nList-Id:", "\nList-Id:", "bare CR or LF"),
            ("+0800", "+0000", "office's zone"),
            ("Auto-Submitted: auto-generated", "Auto-Submitted: auto-replied", "Auto-Submitted"),
            ("OOF, AutoReply", "All", "suppresses"),
            ("MIME-Version: 1.0", "MIME-Version: 1.0\r\nPrecedence: bulk", "Precedence stands there"),
            ("Subject: ", "Subject: " + new string('x', 60) + " ", "header line too long"),
            ("Thread-Index: A", "Thread-Index: B", "Thread-Index does not begin with 1"),
            ("Message-Id: <", "Message-Id: <x", "another Message-ID"),
            ("text/html", "text/rtf", "not text, then html"),
        ];

        foreach (var (old, replacement, because) in spoilt)
        {
            Assert.Contains(old, good, StringComparison.Ordinal);
            var bytes = System.Text.Encoding.ASCII.GetBytes(good.Replace(old, replacement, StringComparison.Ordinal));
            Assert.Contains(MailRules.Broken(bytes, mail), problem => problem.Contains(because, StringComparison.Ordinal));
        }
    }

    internal static RenderedMail Rendered(string kind, string name, string locale = "zh-CN") =>
        SampleMails.All.Single(sample => sample.Kind == kind && sample.Name == name).Compose(locale == "en" ? InEnglish.Composer : Composer, SampleMails.Context);

    internal static string Preview(RenderedMail mail) => WebUtility.HtmlDecode(PreviewPattern().Match(mail.Html).Groups["text"].Value).Trim();

    private static string Visible(RenderedMail mail) =>
        WebUtility.HtmlDecode(TagPattern().Replace(mail.Html[(mail.Html.IndexOf("</div>", StringComparison.Ordinal) + 6)..], "")).ReplaceLineEndings("").Trim();

    private static ComposedMessage Message(RenderedMail mail) => new(
        mail.Kind, SampleMails.Context.Recipient, mail.Subject, mail.Text, mail.Html, MessageIds.For(mail.Kind, "responsible@example.com", [7], "test", From.Address), null);

    [GeneratedRegex("mso-hide:all;\">(?<text>[^\n]*)\n")]
    private static partial Regex PreviewPattern();

    [GeneratedRegex("<!--.*?-->|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex TagPattern();
}
