using System.Text.RegularExpressions;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Notifications;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Notifications;

/// <summary>The mails of <c>locale</c> en: kept whole, in the same shapes as the Chinese ones, and without a Chinese word but for data.</summary>
public sealed partial class EnglishMailTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates");

    public EnglishMailTests()
    {
        foreach (var file in Directory.EnumerateFiles(SomeSnapshot.TemplateFolder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder.FullName, Path.GetRelativePath(SomeSnapshot.TemplateFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>As the rules write them: SomeSnapshot's sentences are for the look.</summary>
    private static IReadOnlyList<LineSnapshot> EquipmentByAllRules =>
    [
        .. SomeSnapshot.EquipmentByAllRules.Select(line => line with
        {
            Message = line.Rule switch
            {
                "forecast-not-credible" => "填报全年预计执行20000.00元，今后每月须执行3500.00元，是此前每月750.00元的4.67倍",
                "forecast-shortfall" => "按平均进度测算全年执行9000.00元，占调整后预算数的45.00%",
                _ => line.Message,
            },
            RuleText = line.Rule switch
            {
                "forecast-not-credible" => "要达到填报的全年预计，今后的支出速度须为此前的2倍以上为黄色，4倍以上为红色",
                "forecast-shortfall" => "测算的全年执行低于调整后预算数的90%为黄色，低于70%为红色（按平均进度，有3个月数据起）",
                _ => line.RuleText,
            },
        }),
    ];

    private static IReadOnlyList<IndicatorSnapshot> Indicators =>
    [
        .. SomeSnapshot.Indicators.Select(indicator => indicator with
        {
            Message = indicator.Rule switch
            {
                "missing-data" => "“设备验收合格率”没有截至2024-08的完成值",
                "cannot-judge" => "“培训人次”完成值“完成”不是数字",
                "target-overachieved" => "“服务企业次数”年度指标值≥100，截至2024-08已完成130，相当于应完成的195.00%，指标可能定得偏低",
                _ => "“购置设备数量”年度指标值≥100，截至2024-08完成30，为全年的30.00%，按月应完成66.67%，相当于应完成的45.00%，低于60%",
            },
            RuleText = "按月应完成的指标：完成值低于应完成的80%为黄色，低于60%为红色；质量、时效、成本等指标不按月折算，超出范围为红色；定性指标部分达成为黄色，未达成为红色",
        }),
    ];

    private static IReadOnlyList<SilenceSnapshot> Silences =>
    [
        SomeSnapshot.Silences[0] with { Cover = new SilenceCover(["产业扶持项目"], "missing-data", null) },
        SomeSnapshot.Silences[1] with { Cover = new SilenceCover(["YJ-2024-0004", "设备购置经费"], "idle-funds", "yellow") },
    ];

    private static LineSnapshot Corrected => SomeSnapshot.CaughtUp with
    {
        Reason = NoticeReason.Correction,
        Details = new NoticeDetails { Correction = new ChangedFigures("2024-08", "red", "green", 600_000, 1_800_000, 2_000_000, 1_900_000, "30.00", "94.74", null, null) },
    };

    private static LineSnapshot Escalated => SomeSnapshot.Equipment with
    {
        Reason = NoticeReason.Escalation,
        Details = new NoticeDetails
        {
            WorkdaysOpen = 10,
            StepSays = ["按规定，收到预警后10个工作日内未选择继续执行、调剂或取消的，自动暂停。"],
            Promise = new Promise("办公室责任人", new DateOnly(2024, 9, 3), new DateOnly(2024, 9, 13), "60.00", "签订采购合同"),
        },
    };

    private static LineSnapshot Heard => SomeSnapshot.Equipment with
    {
        Reason = NoticeReason.Escalation,
        Details = new NoticeDetails
        {
            WorkdaysOpen = 10,
            HandedOverBy = "办公室责任人",
            Heard = new HeardWords
            {
                Answer = new GivenAnswer("办公室责任人", new DateOnly(2024, 9, 3), "采购流标", "重新招标", new DateOnly(2024, 10, 31), "60.00"),
                HandedTo = "业务股经办",
                DisputedBy = "业务股经办",
                DisputedUntil = new DateOnly(2024, 9, 6),
                ReadBy = ["主要领导"],
            },
        },
    };

    private static AnswerItem Partial => SomeSnapshot.Said with
    {
        Result = AnswerResult.Partial,
        Measure = null,
        Due = null,
        Rate = null,
        RestsUntil = null,
        DueWritten = "about 31 October",
        DueProblem = "“about 31 October”看不出是哪一天，请写年月日，如2024-10-31",
        Missing = ["整改措施", "预计完成日期"],
    };

    private static AnswerItem Disputed => new(AnswerResult.Disputed, [SomeSnapshot.Number])
    {
        Project = "设备购置经费",
        Says = "应为1.6万元，见记账凭证第12号",
        RestsUntil = new DateOnly(2024, 9, 5),
        Line = SomeSnapshot.Equipment with { Reason = NoticeReason.Digest, Number = null },
    };

    private static readonly string[] Results =
    [
        AnswerResult.Recorded, AnswerResult.Partial, AnswerResult.Noted, AnswerResult.HandedOver, AnswerResult.UnknownName, AnswerResult.SeveralNames, AnswerResult.Disputed, AnswerResult.NoNumber,
        AnswerResult.UnknownNumber, AnswerResult.Closed, AnswerResult.NotAlert, AnswerResult.Unclear,
    ];

    private static ReceiptNotice Refused => new(
        new ReceiptContent(
            "2024年8月执行.xlsx",
            SomeSnapshot.Context.GeneratedAt,
            false,
            [new TableReading("执行", "执行", 12, 10, 2), new TableReading(null, "说明", 3, 0, 0) { Note = "没有能识别的表头" }],
            [
                new RowProblem("执行", 7, "累计执行数", "1,2,3x", "不是数字", "数字，如 1234.56，可带千分位逗号") { ColumnNumber = 3 },
                new RowProblem("执行", 9, "截止月份", null, "没有填", "如 2024-08、202408 或 2024年8月"),
            ],
            2,
            [new RowRemark("执行", 12, "累计执行数", "6000", "与同列其他数相差约一万倍，可能把元填进了以万元为单位的列；已按万元读入，请核对")],
            new ImportReview(
                [new FigureChange("执行", null, "P01", null, "2024-08", "2024-08", new Money(500_000), new Money(600_000), "执行", 3)],
                1,
                [new FigureChange("执行", null, "P02", null, "2024-08", "2024-07", new Money(700_000), new Money(650_050), "执行", 4)],
                [],
                "文件的期间是2024-08，而已读入的最新期间是2024-01，相差7个月，像是填错了年月"),
            null),
        [new MissingLine("P03", "产业扶持项目", "产业股", "2024-08")],
        1,
        "2024年8月执行-待更正.xlsx");

    private static readonly Dictionary<string, Func<MailComposer, MailContext, RenderedMail>> Kept = new()
    {
        ["warning"] = (composer, context) => composer.Compose(context, [SomeSnapshot.Equipment]),
        ["warning-folded"] = (composer, context) => composer.Compose(context, EquipmentByAllRules),
        ["indicators"] = (composer, context) => composer.Compose(context, EquipmentByAllRules, indicators: Indicators),
        ["digest"] = (composer, context) => composer.Compose(context, SomeSnapshot.Office),
        ["statements"] = (composer, context) => composer.Compose(context, SomeSnapshot.NotReported, SomeSnapshot.Statements),
        ["digest-well"] = (composer, context) => composer.Compose(context, SomeSnapshot.AllWell, note: new DigestNote { Silences = Silences }),
        ["digest-no-data"] = (composer, context) => composer.Compose(context, [.. SomeSnapshot.NotReported.Select(line => line with { Reason = "digest" })], note: new DigestNote()),
        ["summary"] = (composer, context) => composer.ComposeSummary(context, SomeSnapshot.Summary with { Silences = Silences }),
        ["summary-well"] = (composer, context) => composer.ComposeSummary(context, SummarySnapshot.Of("综合股", SomeSnapshot.AllWell, [], [])),
        ["resolved"] = (composer, context) => composer.Compose(context, [SomeSnapshot.CaughtUp]),
        ["correction"] = (composer, context) => composer.Compose(context, [Corrected]),
        ["escalation"] = (composer, context) => composer.Compose(context, [Escalated]),
        ["test"] = (composer, context) => composer.ComposeTest(context),
        ["note"] = (composer, context) => composer.ComposeNote(context, SomeSnapshot.Reloaded),
        ["ending"] = (composer, context) => composer.ComposeEnding(context, new EndingNotice("静默", "项目P01", "股室负责人", "合同已签，11月付款", new DateOnly(2024, 10, 31), ["YJ-2024-0001", "YJ-2024-0004"], true) { Scope = new("P01", null, "idle-funds", Level.Yellow, null) }),
        ["trouble-source"] = (composer, context) => composer.ComposeTrouble(context, SomeSnapshot.FailingSource),
        ["trouble-source-over"] = (composer, context) => composer.ComposeTrouble(context, SomeSnapshot.FailingSource with { Over = true, Until = SomeSnapshot.MailsLeaveAgain.Until, Cure = null, Detail = null }),
        ["trouble-file"] = (composer, context) => composer.ComposeTrouble(context, SomeSnapshot.RefusedFile),
        ["trouble-template"] = (composer, context) => composer.ComposeTrouble(context, SomeSnapshot.BrokenTemplate),
        ["trouble-disk"] = (composer, context) => composer.ComposeTrouble(context, SomeSnapshot.FullDisk),
        ["trouble-mail-over"] = (composer, context) => composer.ComposeTrouble(context, SomeSnapshot.MailsLeaveAgain),
        ["undelivered"] = (composer, context) => composer.ComposeUndelivered(context, SomeSnapshot.Undelivered),
        ["receipt"] = (composer, context) => composer.ComposeReceipt(context, Refused),
        ["task-reminder"] = (composer, context) => composer.ComposeReminder(context, SomeSnapshot.Reminder),
        ["warning-heard"] = (composer, context) => composer.Compose(context with { ReadsReplies = true }, [Heard]),
        ["digest-only-red"] = (composer, context) => composer.Compose(context with { ReadsReplies = true }, [], note: new DigestNote { OnlyRed = true }),
        ["digest-reminder"] = (composer, context) => composer.Compose(context, [.. SomeSnapshot.NotReported.Select(line => line with { Reason = NoticeReason.Reminder, Details = new NoticeDetails { WorkdaysOpen = 5, RepliesUnread = true } })]),
        ["trouble-mailbox"] = (composer, context) => composer.ComposeTrouble(context, SomeSnapshot.RefusedMailbox),
        ["answer"] = (composer, _) => composer.ComposeAnswer(SomeSnapshot.RepliedContext, new AnswerNotice(AnswerPurpose.Receipt, [SomeSnapshot.Said])),
        ["answer-partial"] = (composer, _) => composer.ComposeAnswer(SomeSnapshot.RepliedContext, new AnswerNotice(AnswerPurpose.Receipt, [Partial])),
        ["answer-check"] = (composer, _) => composer.ComposeAnswer(SomeSnapshot.RepliedContext, new AnswerNotice(AnswerPurpose.Check, [Disputed]) { By = "办公室责任人", ByAddress = "office@example.com" }),
        ["answer-confirm"] = (composer, _) => composer.ComposeAnswer(SomeSnapshot.RepliedContext, new AnswerNotice(AnswerPurpose.Confirm, [SomeSnapshot.Said with { RestsUntil = null, SeenBy = [] }]) { ByAddress = "private@example.net" }),
        ["task-list"] = (composer, context) => composer.ComposeTaskList(context, SomeSnapshot.EightyDepartmentsListed),
        ["report"] = (composer, context) => composer.ComposeReport(context, SomeSnapshot.Report),
        ["report-in-part"] = (composer, context) => composer.ComposeReport(context, SomeSnapshot.ReportInPart),
    };

    public static TheoryData<string> Names => [.. Kept.Keys];

    public static TheoryData<string> CaseNames => MailHtmlTests.CaseNames;

    public static TheoryData<string> SummaryNames => MailHtmlTests.SummaryNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_mail_reads_as_kept_and_keeps_to_the_allowed_list(string name)
    {
        var mail = Kept[name](InEnglish.Composer, SomeSnapshot.Context);

        Assert.Null(mail.Fallback);
        Assert.Empty(HtmlLint.Problems(mail.Html, "en"));
        Assert.All(HtmlLint.Decimals(mail.Html).Distinct(), number => Assert.Contains(number, mail.Text, StringComparison.Ordinal));
        Golden.Matches($"Notifications/Golden/en/{name}.subject.txt", mail.Subject + "\n");
        Golden.Matches($"Notifications/Golden/en/{name}.txt", mail.Text);
        Golden.Matches($"Notifications/Golden/en/{name}.html", mail.Html);
    }

    [Fact]
    public void Every_kind_of_mail_is_kept() =>
        Assert.Equal(MailKind.All.Order(StringComparer.Ordinal), Kept.Values.Select(mail => mail(InEnglish.Composer, SomeSnapshot.Context).Kind).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Whatever_the_figures_a_mail_keeps_to_the_allowed_list_and_says_every_decimal_twice(string name)
    {
        var mail = MailHtmlTests.Mail(name, InEnglish.Composer);

        Assert.Empty(HtmlLint.Problems(mail.Html, "en"));
        Assert.All(HtmlLint.Decimals(mail.Html).Distinct(), number => Assert.Contains(number, mail.Text, StringComparison.Ordinal));
        Assert.InRange(mail.Subject.Length, 5, 400);
    }

    [Theory]
    [MemberData(nameof(SummaryNames))]
    public void Whatever_the_sums_a_summary_keeps_to_the_allowed_list(string name)
    {
        var mail = InEnglish.Composer.ComposeSummary(SomeSnapshot.LeaderContext, MailHtmlTests.Summaries[name]);

        Assert.Null(mail.Fallback);
        Assert.Empty(HtmlLint.Problems(mail.Html, "en"));
        Assert.True(mail.Html.Length < 30_000, $"{mail.Html.Length} characters are more than a screen and a half.");
    }

    [Fact]
    public void With_latin_data_no_mail_holds_a_chinese_word() => Assert.All(OfLatinData(InEnglish.Composer), InEnglish.HasNoChinese);

    [Fact]
    public void Nor_do_the_built_in_words_where_every_template_fails()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder.FullName, "en"), "*.html")) File.WriteAllText(file, "{{ oops }}");

        var mails = OfLatinData(new MailComposer(TemplateCatalog.Load(_folder.FullName, "en")));

        Assert.All(mails, mail => Assert.NotNull(mail.Fallback));
        Assert.All(mails, InEnglish.HasNoChinese);
        Assert.All(mails, mail => Assert.Contains("<html lang=\"en\">", mail.Html, StringComparison.Ordinal));
        Assert.Contains("Execution rate: 30.00%\n", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains("Revised budget: CNY 20,000\n", mails[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_and_words_hold_no_chinese_but_the_sentences_that_are_looked_up()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SomeSnapshot.TemplateFolder, "en")).Where(file => Path.GetExtension(file) != ".json"))
            Assert.False(MailWords.HasChinese(File.ReadAllText(file)), file);

        // Apart from the names of what has to be filled in, which a clerk looks for in the table.
        var words = WordsFile.Read("_words.json", File.ReadAllText(Path.Combine(SomeSnapshot.TemplateFolder, "en", "_words.json")), []);
        Assert.All(words.Where(word => MailWords.HasChinese(word.Value)), word => Assert.All(QuotedPattern().Split(word.Value), piece => Assert.True(!MailWords.HasChinese(piece), word.Value)));
    }

    [Theory]
    [InlineData("warning.txt", "one\ntwo {{ no_such_name }}\n", "en/warning.txt(2,8): ")]
    [InlineData("_foot.txt", "{{ mail.no_such_member }}", "en/_foot.txt(1,9): ")]
    [InlineData("digest.subject.txt", "", "en/digest.subject.txt: renders to nothing.")]
    [InlineData("_words.json", "{ \"level\": {\n  \"rde\": \"Red\" } }", "en/_words.json(2,10): level.rde is not a word of this program.")]
    [InlineData("_words.json", "{ \"level\": { \"and-below\": \"{levels} or less\" } }", "en/_words.json(1,27): {levels} is not known here.")]
    [InlineData("_words.json", "{ \"said\": { \"执行率{rate}%\": \"{rates}%\" } }", "en/_words.json(1,27): {rates} does not stand in the sentence before the colon.")]
    [InlineData("_words.json", "{ \"level\": {\n  \"red\": Red } }", "en/_words.json(2,10): not JSON.")]
    [InlineData("_words.json", "{ \"level\": \"red\" }", "en/_words.json(1,12): only texts in sections can stand here.")]
    [InlineData("_words.json", "{ \"level\": { \"red\": \"a\", \"red\": \"b\" } }", "en/_words.json(1,33): level.red stands here twice.")]
    public void What_is_wrong_in_an_english_file_is_found_at_load_with_its_place(string file, string text, string expected)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "en", file), text);

        Assert.Contains(Problems(), problem => problem.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_piece_that_is_chinese_is_not_taken_into_an_english_mail()
    {
        File.Delete(Path.Combine(_folder.FullName, "en", "_foot.txt"));

        Assert.Contains(Problems(), problem => problem.StartsWith("en/warning.txt(", StringComparison.Ordinal) && problem.Contains("_foot.txt", StringComparison.Ordinal));
        Assert.NotNull(new MailComposer(TemplateCatalog.Load(_folder.FullName, "en")).Compose(SomeSnapshot.Context, [SomeSnapshot.Equipment]).Fallback);
        Assert.Empty(TemplateCatalog.Load(_folder.FullName).Problems);
    }

    [Fact]
    public void Each_language_has_its_own_templates_of_every_kind()
    {
        File.Delete(Path.Combine(_folder.FullName, "en", "test.html"));

        Assert.Equal([$"en/test.html: missing in {_folder.FullName}."], Problems());
    }

    [Fact]
    public void A_word_that_an_office_changes_is_used_and_the_others_stay()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "en", "_words.json"), "{ \"level\": { \"red\": \"Urgent\" }, \"said\": { \"一般公共预算\": \"General public budget\" } }");
        var catalog = TemplateCatalog.Load(_folder.FullName, "en");

        var mail = new MailComposer(catalog).Compose(SomeSnapshot.Context, [SomeSnapshot.Equipment]);

        Assert.Empty(catalog.Problems);
        Assert.StartsWith("[Urgent] ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Project expenditure · General public budget", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Yellow alert", Assert.Single(TemplateCatalog.Load(_folder.FullName, "en").Words.Level(LevelWords.Of("yellow")).Split('\n')), StringComparison.Ordinal);
    }

    private static List<RenderedMail> OfLatinData(MailComposer composer)
    {
        var context = InEnglish.Context;
        LineSnapshot[] shapes =
        [
            SomeSnapshot.Equipment, .. EquipmentByAllRules, SomeSnapshot.CaughtUp, Corrected, Escalated, Heard, SomeSnapshot.NotReported[0],
            SomeSnapshot.Equipment with { Reason = "raised", PreviousLevel = "yellow", Details = new NoticeDetails { RulesBefore = "default（修改前）" } },
        ];
        var latin = InEnglish.Latin(shapes);
        return
        [
            .. latin.Select(line => composer.Compose(context, [line])),
            composer.Compose(context, latin),
            composer.Compose(context, InEnglish.Latin(EquipmentByAllRules), [.. SomeSnapshot.Statements.Select(InEnglish.Latin)], [.. Indicators.Select(InEnglish.Latin)], new DigestNote { Silences = [.. Silences.Select(Latin)] }),
            composer.ComposeSummary(context, InEnglish.Latin(SomeSnapshot.Summary) with { Silences = [.. Silences.Select(Latin)] }),
            composer.ComposeReport(context, InEnglish.Latin(SomeSnapshot.Report) with { EntityNames = ["Sample"] }),
            composer.ComposeReport(context, InEnglish.Latin(SomeSnapshot.ReportInPart) with { EntityNames = ["Sample", "Sample"], LeftOut = ["sample.xlsx"], Title = SomeSnapshot.Report.Title }),
            composer.ComposeTest(context),
            composer.ComposeEnding(context, new EndingNotice("受理", "预警YJ-2024-0007", "Sample", "Sample", new DateOnly(2024, 10, 31), ["YJ-2024-0001"], false)),
            composer.ComposeTrouble(context, SomeSnapshot.FailingSource),
            composer.ComposeTrouble(context, SomeSnapshot.FullDisk),
            composer.ComposeTrouble(context, SomeSnapshot.BrokenTemplate),
            composer.ComposeTrouble(context, SomeSnapshot.RefusedFile with { Name = "sample.pdf" }),
            composer.ComposeTrouble(context, SomeSnapshot.MailsLeaveAgain),
            composer.ComposeTrouble(context, SomeSnapshot.RefusedMailbox),
            composer.ComposeTrouble(context, SomeSnapshot.RefusedMailbox with { Kind = TroubleKind.Incoming, Name = "sample", Reason = "处理时出错，其中的答复没有登记", Cure = "在邮箱里阅看这封邮件并人工登记；移出收件箱即不再提示", Detail = null }),
            .. new[] { AnswerPurpose.Receipt, AnswerPurpose.Confirm, AnswerPurpose.Check, AnswerPurpose.Unclear, AnswerPurpose.Recorded }.SelectMany(purpose => Results.Select(result => composer.ComposeAnswer(
                context with { WhyYou = "您回复了预警邮件", ReadsReplies = true },
                new AnswerNotice(purpose, [LatinItem(Partial) with { Result = result }, LatinItem(Disputed) with { Result = result }]) { By = "Sample", ByAddress = "sample@example.com", Via = "电话", RecordedBy = "Sample", OnlyRed = result == AnswerResult.Recorded }))),
            composer.Compose(context with { ReadsReplies = true }, InEnglish.Latin([SomeSnapshot.NotReported[0]]), note: new DigestNote { OnlyRed = true }),
            composer.ComposeUndelivered(context, new UndeliveredNotice([.. SomeSnapshot.Undelivered.Mails.Select(mail => mail with { Subject = "Sample" })])),
            composer.ComposeReceipt(context, InEnglish.Latin(Refused) with { Attachment = "sample.xlsx", Content = LatinHeaders(Refused.Content) }),
            composer.ComposeReminder(context, new ReminderNotice([.. SomeSnapshot.Reminder.Items.Select(item => new ReminderItem(InEnglish.Latin(item.Standing), InEnglish.Latin(item.Report), "form.xlsx"))])),
            composer.ComposeTaskList(context, new TaskListNotice(InEnglish.Latin(SomeSnapshot.EightyDepartments), new Dictionary<string, string>(), null)),
        ];

        AnswerItem LatinItem(AnswerItem item) => item with
        {
            Project = "Sample",
            Cause = "Sample",
            Measure = "Sample",
            Says = item.Says is null ? null : "Sample",
            To = "Sample",
            SeenBy = ["Sample"],
            Line = item.Line is null ? null : InEnglish.Latin(item.Line),
        };

        SilenceSnapshot Latin(SilenceSnapshot silence) => InEnglish.Latin(silence) with { Reason = "Sample" };

        // Headings of the office's own tables.
        ReceiptContent LatinHeaders(ReceiptContent content) => content with
        {
            File = "sample.xlsx",
            Tables = [.. content.Tables.Select(table => table with { Sheet = "Sheet" })],
            Problems = [.. content.Problems.Select(problem => problem with { Sheet = "Sheet", Column = "Column" })],
            Remarks = [.. content.Remarks.Select(remark => remark with { Sheet = "Sheet", Column = "Column" })],
        };
    }

    [GeneratedRegex("“[^”]*”")]
    private static partial Regex QuotedPattern();

    private IEnumerable<string> Problems() => TemplateCatalog.Load(_folder.FullName, "en").Problems.Select(problem => problem.ToString());
}
