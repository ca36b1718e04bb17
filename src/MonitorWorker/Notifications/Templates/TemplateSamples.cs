using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Import;
using MonitorWorker.Notifications.Views;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Tasks;

namespace MonitorWorker.Notifications.Templates;

/// <summary>
/// Invented lines for trying templates at start: one with every figure, one with hardly any, one ahead of schedule, so
/// that the branches of a template are walked as well as its main road.
/// </summary>
internal static class TemplateSamples
{
    internal static readonly MailContext Full = new()
    {
        OfficeName = "示例县财政局",
        ContactPhone = "000-0000",
        FromAddress = "monitor@example.com",
        Recipient = new MailPerson("责任人甲", "responsible@example.com"),
        WhyYou = "责任人（示例项目）",
        GeneratedAt = new DateTimeOffset(2024, 9, 2, 8, 30, 0, TimeSpan.FromHours(8)),
        RunId = "sample",
        DataAsOf = new DateOnly(2024, 8, 31),
        ReadsReplies = true,
    };

    private static readonly MailContext Bare = Full with { ContactPhone = null, DataAsOf = null, ReadsReplies = false, RunId = null };

    internal static readonly LineSnapshot Behind = new()
    {
        Rule = "execution-lag",
        Level = "red",
        Reason = NoticeReason.FirstNotice,
        Number = "YJ-2024-0001",
        FiscalYear = 2024,
        ProjectCode = "S1",
        ProjectName = "示例项目",
        EntityName = "示例单位",
        Section = "示例股",
        Category = "项目支出",
        Fund = "一般公共预算",
        Procurement = true,
        Period = "2024-08",
        JudgedDay = new DateOnly(2024, 8, 31),
        Original = 1_000_000,
        Adjusted = 1_000_000,
        Revised = 2_000_000,
        Executed = 600_000,
        Rate = "30.00",
        Schedule = "month",
        Scheduled = "66.67",
        ScheduledAmount = 1_333_333,
        Gap = "-36.67",
        Pace = "45.00",
        CatchUp = 733_334,
        ToClear = 466_667,
        ToLower = 200_000,
        RequiredPerMonth = 350_000,
        SpentPerMonth = 75_000,
        ForecastOutturn = 900_000,
        StatedOutturn = 2_000_000,
        LastKnownPeriod = "2024-08",
        LastKnownExecuted = 600_000,
        Message = "示例",
        RuleText = "示例规则",
        RuleSet = "default",
        SourceFile = "示例.xlsx",
        SourceSheet = "执行",
        SourceRow = 3,
        ImportedAt = "2024年9月2日 08:30",
    };

    private static readonly LineSnapshot Ahead = Behind with
    {
        Level = "green",
        Rate = "80.00",
        Gap = "13.33",
        Executed = 1_600_000,
        CatchUp = 0,
        ToClear = 0,
        ToLower = null,
        ForecastOutturn = 2_400_000,
        StatedOutturn = 1_000_000,
        Number = null,
    };

    internal static readonly LineSnapshot Unknown = new()
    {
        Rule = "missing-data",
        Level = "grey",
        Reason = NoticeReason.FirstNotice,
        FiscalYear = 2024,
        ProjectCode = "S2",
        ProjectName = "示例项目二",
        Category = "项目支出",
        JudgedDay = new DateOnly(2024, 8, 31),
        Schedule = "month",
        Message = "示例",
        RuleSet = "default",
        SourceFile = "示例.xlsx",
    };

    private static readonly TroubleNotice Failing = new(
        TroubleKind.Source, "示例数据源", false, Full.GeneratedAt, null, "示例原因", "示例办法", "example", Full.GeneratedAt.AddDays(-1));

    private static readonly string[] Troubles =
        [TroubleKind.Source, TroubleKind.File, TroubleKind.Template, TroubleKind.Mail, TroubleKind.Schedule, TroubleKind.Disk, TroubleKind.Calendar, TroubleKind.Mailbox, TroubleKind.Incoming];

    private static readonly UndeliveredMail Letter = new(1, "someone@example.com", "示例主题", ["YJ-2024-0001"], Full.GeneratedAt, 1, "550 no such user");

    private static readonly FigureChange Change = new("执行", null, "S1", null, "2024-08", "2024-07", new Money(200), new Money(100), "执行", 3);

    private static readonly ReceiptNotice Accepted = new(
        new ReceiptContent("示例.csv", Full.GeneratedAt, false, [new TableReading("执行", "", 2, 2, 0), new TableReading(null, "说明", 1, 0, 0) { Note = "示例" }], [], 0, [], ImportReview.Nothing, null),
        [],
        0,
        null);

    private static readonly ReceiptNotice Refused = new(
        new ReceiptContent(
            "示例.xlsx",
            Full.GeneratedAt,
            false,
            [new TableReading("执行", "执行", 200, 50, 150)],
            [new RowProblem("执行", 3, "累计执行数", "示例", "示例原因", "示例") { ColumnNumber = 3 }, new RowProblem("", 0, null, null, "示例原因", "示例")],
            150,
            [new RowRemark("执行", 3, "累计执行数", "1", "示例")],
            new ImportReview([Change], 300, [Change], [Change], "示例原因"),
            "示例原因"),
        [new MissingLine("S2", "示例项目二", "示例股室", "2024-08"), new MissingLine("S3", "示例项目三", null, "2024-08")],
        30,
        "示例-待更正.xlsx");

    internal static readonly StatementSnapshot Wrong = new()
    {
        Rule = "statement-mismatch",
        Level = "yellow",
        Reason = NoticeReason.FirstNotice,
        Number = "YJ-2024-0002",
        Report = "示例报告",
        ReportingUnit = "示例单位",
        Period = "2024-08",
        JudgedDay = new DateOnly(2024, 8, 31),
        Scope = "支出类别=项目支出",
        Item = "全年预计执行率",
        Denominator = "年初预算数",
        Stated = "100.00%",
        Recomputed = "191.77%",
        Difference = "-91.77%",
        Message = "示例",
        RuleText = "示例规则",
        RuleSet = "default",
        SourceFile = "示例.xlsx",
        SourceSheet = "填报数",
        SourceRow = 3,
        ImportedAt = "2024年9月2日 08:30",
    };

    private static readonly StatementSnapshot WrongTotal = Wrong with
    {
        Rule = "total-mismatch",
        Level = "red",
        Denominator = null,
        Parts = "1.00万元 + 2.00万元",
        Stated = "4.00万元",
        Recomputed = "3.00万元",
        Difference = "1.00万元",
    };

    internal static readonly IndicatorSnapshot Lagging = new()
    {
        Rule = "target-lag",
        Level = "red",
        Reason = NoticeReason.FirstNotice,
        Number = "YJ-2024-0003",
        FiscalYear = 2024,
        ProjectCode = "S1",
        ProjectName = "示例项目",
        EntityName = "示例单位",
        Section = "示例股",
        Indicator = "示例指标",
        Level1 = "产出指标",
        Level2 = "数量指标",
        Operator = "≥",
        Target = "100件",
        Value = "30",
        Period = "2024-08",
        JudgedDay = new DateOnly(2024, 8, 31),
        AgainstSchedule = "45.00",
        Attainment = "30.00",
        Scheduled = "66.67",
        Message = "示例",
        RuleText = "示例规则",
        RuleSet = "default",
        SourceFile = "示例.xlsx",
        SourceSheet = "指标完成",
        SourceRow = 3,
        ImportedAt = "2024年9月2日 08:30",
    };

    private static readonly SilenceSnapshot[] Silences =
    [
        new(1, false, "示例项目", "示例人", "示例", Full.DataAsOf!.Value, Full.DataAsOf!.Value.AddDays(2), true),
        new(2, true, "示例单位", "示例人", "示例", Full.DataAsOf!.Value, Full.DataAsOf!.Value.AddDays(90), false),
    ];

    private static readonly SummarySnapshot Sums = SummarySnapshot.Of("全部单位", [Behind, Behind with { ProjectCode = "S3", Section = "示例二股", Level = "yellow" }, Ahead, Unknown], [], []) with
    {
        IndicatorsLagging = 2,
        IndicatorsRed = 1,
        IndicatorsUnknown = 1,
        IndicatorsOverachieved = 1,
        Statements = 1,
        HasPrevious = true,
        Worse = new Movements(2, [new Movement("示例项目", "execution-lag", "green", "red"), new Movement("示例项目二", "missing-data", "yellow", "grey")]),
        Better = new Movements(1, [new Movement("示例项目三", "idle-funds", "red", "green")]),
        Longest = [new OpenAlert("示例项目", "execution-lag", "red", new DateOnly(2024, 5, 31), "YJ-2024-0001") { Heard = Heard }],
        Open = 3,
        Unanswered = 2,
        Silences = Silences,
    };

    private static readonly ReportLine Asked = new("S1", "示例项目", "示例股", "一般公共预算", new Money(2_000_000), false, new YearMonth(2024, 7), new Money(500_000));

    private static readonly ReportIndicator AskedToo = new("S1", "示例项目", "示例指标", "≥100件", false, new YearMonth(2024, 7), "20");

    /// <summary>Two of each sort, and two that know as little as there can be.</summary>
    private static readonly TaskStanding Standing = new(
        new MonitoringTask(1, "示例〔2024〕1号", "示例任务", new YearMonth(2024, 8), new DateOnly(2024, 9, 10), [], new SourceRef("示例.xlsx", "监控任务", 2, default)),
        new DateOnly(2024, 9, 10),
        5,
        false,
        [
            new EntityReport("101", "示例单位", [Asked, Asked with { Fund = null, KnownMonth = null, Known = null }], [AskedToo, AskedToo with { KnownMonth = null, Known = null }]),
            new EntityReport("102", null, [Asked with { IsReported = true }, Asked], []),
            new EntityReport("103", "示例单位三", [Asked with { IsReported = true }], [AskedToo]),
            new EntityReport("104", "示例单位四", [Asked with { IsReported = true }], []),
            new EntityReport("105", "示例单位五", [Asked with { IsReported = true }], []),
            new EntityReport("106", null, [], []),
            new EntityReport("107", null, [], []),
        ]);

    /// <summary>Everything at once, and as little as there can be.</summary>
    private static readonly ReportNotice[] Reports =
    [
        .. ReportMatterKind.All.Select(kind => new ReportNotice("in-year", "部门事中绩效监控报告", 2024, "2024-08", ["示例单位"], "default")
        {
            Matters =
            [
                new ReportMatter(kind, "red", 3) { Names = ["示例项目", "示例项目二"], Fen = 2_000_000, Share = "12.34", Rate = "30.00", Scheduled = "66.67", CatchUp = 733_334, Since = new DateOnly(2024, 5, 31), Item = "调整后预算数", Stated = "1.00万元", Recomputed = "2.00万元", Difference = "-1.00万元" },
                new ReportMatter(kind, "grey", 1) { Names = ["示例项目"] },
            ],
            Files = [new ReportFileNote("示例.docx", 40_000), new ReportFileNote("示例.zip", 4_000_000, 12)],
            Failed = [new ReportGap("示例.xlsx", "示例原因"), new ReportGap("示例二.xlsx", "示例原因")],
            LeftOut = ["示例三.xlsx", "示例四.xlsx"],
        }),
        new("in-year", "部门事中绩效监控报告", null, null, [], "default"),
        new("in-year", "部门事中绩效监控报告", 2024, "2024-01", ["示例单位", "示例单位二"], "default") { Files = [new ReportFileNote("示例.docx", 900)] },
        new("in-year", "部门事中绩效监控报告", 2024, "2024-08", ["示例单位", "示例单位二"], "default")
        {
            Failed = [.. Enumerable.Repeat(new ReportGap("示例.xlsx", "示例原因"), 30)],
            LeftOut = [.. Enumerable.Repeat("示例.xlsx", 30)],
        },
    ];

    private static readonly EndingNotice Ending = new("静默", "项目S1", "责任人甲", "示例", new DateOnly(2024, 9, 5), ["YJ-2024-0001", "YJ-2024-0002"], true);

    private static readonly HeardWords Heard = new()
    {
        Answer = new GivenAnswer("责任人甲", new DateOnly(2024, 9, 3), "示例原因", "示例措施", new DateOnly(2024, 10, 31), "60.00"),
        HandedTo = "责任人乙",
        DisputedBy = "责任人甲",
        DisputedUntil = new DateOnly(2024, 9, 6),
        ReadBy = ["主要领导甲"],
    };

    private static readonly AnswerItem Said = new(AnswerResult.Recorded, ["YJ-2024-0001"])
    {
        Project = "示例项目",
        Cause = "示例原因",
        Measure = "示例措施",
        Due = new DateOnly(2024, 10, 31),
        DueWritten = "月底前后",
        DueProblem = "示例",
        Rate = "60.00",
        Missing = ["整改措施", "预计完成日期"],
        RestsUntil = new DateOnly(2024, 10, 31),
        To = "责任人乙",
        Says = "示例",
        SeenBy = ["财务人员甲"],
        Line = Behind,
    };

    private static readonly string[] Purposes = [AnswerPurpose.Receipt, AnswerPurpose.Confirm, AnswerPurpose.Check, AnswerPurpose.Unclear, AnswerPurpose.Recorded];

    private static readonly string[] Results =
    [
        AnswerResult.Recorded, AnswerResult.Partial, AnswerResult.Noted, AnswerResult.HandedOver, AnswerResult.UnknownName, AnswerResult.SeveralNames, AnswerResult.Disputed, AnswerResult.NoNumber,
        AnswerResult.UnknownNumber, AnswerResult.Closed, AnswerResult.NotAlert, AnswerResult.Unclear,
    ];

    private static readonly AlsoFound[] Also =
    [
        new("forecast-shortfall", "red", "yellow", NoticeReason.Raised, "YJ-2024-0004", "示例", "示例规则"),
        new("forecast-not-credible", "yellow", "red", NoticeReason.Lowered, null, "示例", null),
        new("missing-data", "grey", null, NoticeReason.FirstNotice, null, "示例", null),
    ];

    private static readonly string[] MoneyGoesFast = ["execution-ahead", "over-execution", "forecast-overrun", "goal-money-gap", "stale-data"];

    private static readonly string[] MoneyGoesSlowly = ["idle-funds", "forecast-shortfall", "forecast-not-credible"];

    public static IEnumerable<(string Kind, Dictionary<string, object> Model)> All(MailWords words)
    {
        var model = new MailModel(words);
        string[] told =
        [
            NoticeReason.FirstNotice, NoticeReason.Raised, NoticeReason.Lowered, NoticeReason.Resolved, NoticeReason.Reminder, NoticeReason.Escalation, NoticeReason.Correction, NoticeReason.Digest,
        ];
        LineSnapshot[] shapes =
        [
            Behind, Ahead, Behind with { Level = "yellow" }, Behind with { Level = "blue" }, Unknown,
            Unknown with { Rule = "execution-lag" }, Unknown with { Rule = "cannot-judge" },
            Unknown with { LastKnownPeriod = "2024-06", LastKnownExecuted = 1, Revised = 1 },
            Behind with { Also = Also }, Unknown with { Also = Also, Section = "示例股" },
            .. MoneyGoesFast.Select(rule => Ahead with { Rule = rule, Level = "yellow", Also = Also }),
            .. MoneyGoesSlowly.Select(rule => Behind with { Rule = rule }),
            Ahead with { Rule = "over-execution", Level = "red", Executed = 2_100_000, ForecastOutturn = null, StatedOutturn = null },
        ];
        LineSnapshot[] lines = [.. told.SelectMany(reason => shapes.Select(shape => shape with { Reason = reason, PreviousLevel = "red", Details = DetailsOf(reason) }))];
        StatementSnapshot[] statements =
        [
            .. told.SelectMany(reason => new[] { Wrong, WrongTotal, Wrong with { Number = null, Report = null, ReportingUnit = null, SourceSheet = null, ImportedAt = null } }
                .Select(shape => shape with { Reason = reason, PreviousLevel = "red", Level = reason == NoticeReason.Resolved ? "green" : shape.Level, Details = DetailsOf(reason) })),
        ];

        IndicatorSnapshot[] indicators =
        [
            .. told.SelectMany(reason => new[]
            {
                Lagging,
                Lagging with { Rule = "target-overachieved", Level = "blue", Number = null },
                Lagging with { Rule = "missing-data", Level = "grey", Value = null, Period = null, AgainstSchedule = null, Attainment = null, Scheduled = null },
                Lagging with { Rule = "cannot-judge", Level = "grey", Operator = null, Target = null, Level1 = null, Level2 = null, EntityName = null, Section = null, SourceRow = 0, SourceSheet = null },
            }.Select(shape => shape with { Reason = reason, PreviousLevel = "red", Details = DetailsOf(reason) })),
        ];

        yield return (MailKind.Test, model.OfTest(Full));
        yield return (MailKind.Test, model.OfTest(Bare));
        foreach (var kind in Troubles)
        {
            yield return (MailKind.Trouble, model.OfTrouble(Full, Failing with { Kind = kind }));
            yield return (MailKind.Trouble, model.OfTrouble(Bare, Failing with { Kind = kind, Cure = null, Detail = null, LastGoodAt = null }));
            yield return (MailKind.Trouble, model.OfTrouble(Bare, Failing with { Kind = kind, Over = true, Until = Full.GeneratedAt }));
            yield return (MailKind.Trouble, model.OfTrouble(Bare, Failing with { Kind = kind, Over = true, Until = Full.GeneratedAt, IsTakenBack = true }));
        }

        yield return (MailKind.Undelivered, model.OfUndelivered(Full, new UndeliveredNotice([Letter, Letter with { CameBack = true, IsStopped = true }])));
        yield return (MailKind.Undelivered, model.OfUndelivered(Bare, new UndeliveredNotice([.. Enumerable.Repeat(Letter with { Alerts = [], Reason = null }, UndeliveredView.Most + 1)])));
        foreach (var purpose in Purposes)
        {
            foreach (var result in Results)
            {
                yield return (MailKind.Answer, model.OfAnswer(Full, new AnswerNotice(purpose, [Said with { Result = result }]) { By = "责任人甲", ByAddress = "other@example.com", Via = "电话", RecordedBy = "财务人员甲", OnlyRed = true }));
                yield return (MailKind.Answer, model.OfAnswer(Bare, new AnswerNotice(purpose, [new AnswerItem(result, [])])));
            }

            yield return (MailKind.Answer, model.OfAnswer(Bare, new AnswerNotice(purpose, [.. Enumerable.Repeat(Said, 30)]) { OnlyRed = false }));
            yield return (MailKind.Answer, model.OfAnswer(Bare, new AnswerNotice(purpose, [Said, Said with { Project = "另一个示例项目", Result = AnswerResult.Partial, Missing = ["整改措施"] }])));
        }

        yield return (MailKind.Answer, model.OfAnswer(Bare, new AnswerNotice(AnswerPurpose.Receipt, []) { OnlyRed = true }));
        yield return (MailKind.Note, model.OfNote(Full, new NoteNotice("示例", "示例") { Items = [.. Enumerable.Repeat("示例", NoteNotice.MostItems + 1)], Ask = "示例" }));
        yield return (MailKind.Note, model.OfNote(Bare, new NoteNotice("示例", "示例")));
        yield return (MailKind.Ending, model.OfEnding(Full, Ending));
        yield return (MailKind.Ending, model.OfEnding(Bare, Ending with { Kind = "受理", Open = [], ToAuthor = false }));
        yield return (MailKind.Ending, model.OfEnding(Bare, Ending with { ToAuthor = false, ToSuccessor = true }));
        yield return (MailKind.Receipt, model.OfReceipt(Full, Refused));
        yield return (MailKind.Receipt, model.OfReceipt(Full, Refused with { Attachment = null, Content = Refused.Content with { Rejected = true } }));
        yield return (MailKind.Receipt, model.OfReceipt(Bare, Accepted));
        foreach (var workdays in new[] { 5, 0, -1 })
        {
            var standing = Standing with { Workdays = workdays, IsGuess = workdays == 0 };
            var items = standing.Entities.Select(entity => new ReminderItem(standing, entity, workdays == 0 ? null : "填报表.xlsx")).ToList();
            yield return (MailKind.TaskReminder, model.OfReminder(Full, new ReminderView(new ReminderNotice(items), words, limit: 1)));
            yield return (MailKind.TaskReminder, model.OfReminder(Bare, new ReminderView(new ReminderNotice(items[..1]), words)));
            yield return (MailKind.TaskReminder, model.OfReminder(Bare, new ReminderView(new ReminderNotice([.. Enumerable.Repeat(items[1], 20)]), words)));
            foreach (var limit in new[] { 1, 100 })
                yield return (MailKind.TaskList, model.OfTaskList(Full, new TaskListView(new TaskListNotice(standing, new Dictionary<string, string> { ["101"] = "财务人员甲" }, workdays == 0 ? null : "报送情况.xlsx"), words, limit)));
            yield return (MailKind.TaskList, model.OfTaskList(Bare, new TaskListView(new TaskListNotice(standing with { Entities = standing.Entities.Skip(3).ToList() }, new Dictionary<string, string>(), null), words)));
        }

        foreach (var report in Reports)
        {
            yield return (MailKind.Report, model.OfReport(Full, new ReportView(report, words)));
            yield return (MailKind.Report, model.OfReport(Bare, new ReportView(report, words)));
        }

        foreach (var line in lines)
        {
            yield return (MailKind.Warning, model.OfLine(Full, line));
            yield return (MailKind.Resolved, model.OfLine(Bare, line));
        }

        yield return (MailKind.Digest, model.OfDigest(Full, new DigestView(lines, statements, indicators, words)));
        yield return (MailKind.Digest, model.OfDigest(Bare, new DigestView(lines, statements, indicators, words, limit: 5)));
        yield return (MailKind.Digest, model.OfDigest(Bare, new DigestView([.. Enumerable.Range(0, 20).Select(section => Behind with { Section = $"示例股{section}" })], [], [], words)));
        yield return (MailKind.Digest, model.OfDigest(Bare, new DigestView([], [], [], words)));
        foreach (var toOwner in new[] { false, true })
        {
            var note = new DigestNote { ToOwner = toOwner, Silences = Silences };
            yield return (MailKind.Digest, model.OfDigest(Bare, new DigestView([Ahead with { Rule = "", RuleText = null }], [], [], words, note: note)));
            yield return (MailKind.Digest, model.OfDigest(Bare, new DigestView([], [], [], words, note: note)));
            yield return (MailKind.Digest, model.OfDigest(Full, new DigestView([Behind], [], [], words, note: note)));
            yield return (MailKind.Digest, model.OfDigest(Full, new DigestView([], [], [], words, note: note with { OnlyRed = true })));
            yield return (MailKind.Digest, model.OfDigest(Bare, new DigestView(toOwner ? [] : [Ahead with { Rule = "", RuleText = null }], [], [], words, note: note with { OnlyRed = true })));
        }

        yield return (MailKind.Summary, model.OfSummary(Full, new SummaryView(Sums, words)));
        yield return (MailKind.Summary, model.OfSummary(Bare, new SummaryView(Sums with { Worse = Movements.None, Better = Movements.None, Unanswered = 0, ByEntity = true, Silences = [.. Enumerable.Repeat(Silences[0], 9)] }, words)));
        yield return (MailKind.Summary, model.OfSummary(Bare, new SummaryView(SummarySnapshot.Of("示例股", [Ahead], [], []), words)));
        yield return (MailKind.Summary, model.OfSummary(Bare, new SummaryView(SummarySnapshot.Of("示例股", [Unknown], [], []), words)));
        yield return (MailKind.Summary, model.OfSummary(Bare, new SummaryView(SummarySnapshot.Of("全部单位", [], [], []), words)));
        yield return (MailKind.Summary, model.OfSummary(Bare, new SummaryView(SummarySnapshot.Of("全部单位", [.. Enumerable.Range(0, 20).Select(section => Behind with { ProjectCode = $"S{section}", Section = $"示例股{section}" })], [], []), words)));
        foreach (var line in shapes) yield return (MailKind.Digest, model.OfDigest(Full, new DigestView([line with { Reason = NoticeReason.Digest }], [], [], words)));
        foreach (var line in shapes.Select(line => NumberOnly.Of(line with { Number = "YJ-2024-0001", Since = line.JudgedDay, AnswerBy = line.JudgedDay })).OfType<LineSnapshot>())
            yield return (MailKind.Digest, model.OfDigest(Full, new DigestView([line], [], [], words, note: new DigestNote { Withheld = 2 })));
        foreach (var statement in statements) yield return (MailKind.Digest, model.OfDigest(Full, new DigestView([], [statement], [], words)));
        foreach (var indicator in indicators) yield return (MailKind.Digest, model.OfDigest(Full, new DigestView([], [], [indicator], words)));
    }

    private static NoticeDetails? DetailsOf(string reason) => reason switch
    {
        NoticeReason.FirstNotice => new NoticeDetails { HandedOverBy = "责任人甲" },
        NoticeReason.Digest => new NoticeDetails { Heard = Heard },
        NoticeReason.Raised => new NoticeDetails { RulesBefore = "default" },
        NoticeReason.Reminder => new NoticeDetails { WorkdaysOpen = 5, RepliesUnread = true, Promise = new Promise("责任人甲", new DateOnly(2024, 9, 3), new DateOnly(2024, 9, 30), "60.00", "示例措施") },
        NoticeReason.Escalation => new NoticeDetails { WorkdaysOpen = 10, StepSays = ["示例"], Promise = new Promise("责任人甲", new DateOnly(2024, 9, 3), new DateOnly(2024, 9, 30), null, null) },
        NoticeReason.Correction => new NoticeDetails { Correction = new ChangedFigures("2024-08", "red", "green", 600_000, 1_800_000, 2_000_000, 1_900_000, "30.00", "94.74", null, null) },
        NoticeReason.Lowered => new NoticeDetails { Correction = new ChangedFigures(null, "red", "yellow", null, null, null, null, null, null, "3", null) },
        _ => null,
    };
}
