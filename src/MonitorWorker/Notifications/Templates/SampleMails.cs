using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Import;
using MonitorWorker.Tasks;

namespace MonitorWorker.Notifications.Templates;

/// <summary>One mail of the sample office, to be looked at.</summary>
/// <param name="Kind">One of <see cref="MailKind.All"/>.</param>
/// <param name="Name">Unique within its kind.</param>
/// <param name="What">What it shows, for people.</param>
/// <param name="Compose">Writes it; the context names the office.</param>
internal sealed record SampleMail(string Kind, string Name, string What, Func<MailComposer, MailContext, RenderedMail> Compose);

/// <summary>
/// Every kind of mail in the shapes in which people get it, with the sample office's figures: what <c>render</c> shows, and what the tests look at. The first
/// case of a kind is the usual one.
/// </summary>
internal static class SampleMails
{
    private static readonly LineSnapshot Equipment = TemplateSamples.Behind with
    {
        Number = "YJ-2024-0007",
        ProjectCode = "P01",
        ProjectName = "设备购置经费",
        EntityName = "示例县经济信息科学技术局",
        Section = "办公室（财务股）",
        Original = 2_000_000,
        Adjusted = 0,
        Message = "执行率30.00%，序时进度66.67%，相当于序时进度的45.00%，低于60%",
        RuleText = "执行率÷序时进度×100低于60为红色，低于80为黄色",
        SourceFile = "预算执行2024年8月.xlsx",
    };

    private static readonly LineSnapshot Training = Equipment with
    {
        Level = "yellow",
        Number = "YJ-2024-0012",
        ProjectCode = "P09",
        ProjectName = "职业技能培训补助",
        Section = "综合股",
        Procurement = false,
        Original = 12_000_000,
        Adjusted = 3_000_000,
        Revised = 15_000_000,
        Executed = 7_500_000,
        Rate = "50.00",
        ScheduledAmount = 10_000_000,
        Gap = "-16.67",
        Pace = "75.00",
        CatchUp = 2_500_000,
        ToClear = 500_000,
        ToLower = null,
        RequiredPerMonth = 1_875_000,
        SpentPerMonth = 937_500,
        ForecastOutturn = 11_250_000,
        StatedOutturn = null,
        Message = "执行率50.00%，序时进度66.67%，相当于序时进度的75.00%，低于80%",
        SourceRow = 11,
    };

    private static readonly LineSnapshot[] ByAllRules =
    [
        Equipment,
        Equipment with
        {
            Rule = "forecast-shortfall",
            Number = "YJ-2024-0008",
            Message = "按平均进度测算全年执行率45.00%，低于70%",
            RuleText = "按平均进度测算的全年执行率低于70%为红色，低于90%为黄色",
        },
        Equipment with
        {
            Rule = "forecast-not-credible",
            Number = "YJ-2024-0009",
            Message = "填报的全年预计2.00万元要求今后每月为此前的4.67倍",
            RuleText = "要兑现填报的全年预计，今后每月须为此前的2倍及以上为黄色，4倍及以上为红色",
        },
    ];

    private static readonly LineSnapshot CaughtUp = Equipment with
    {
        Level = "green",
        PreviousLevel = "red",
        Reason = NoticeReason.Resolved,
        Period = "2024-09",
        JudgedDay = new DateOnly(2024, 9, 30),
        Executed = 1_400_000,
        Rate = "70.00",
        Scheduled = "75.00",
        ScheduledAmount = 1_500_000,
        Gap = "-5.00",
        Pace = "93.33",
        CatchUp = 100_000,
        ToClear = 0,
        ToLower = null,
        RequiredPerMonth = 200_000,
        SpentPerMonth = 155_556,
        ForecastOutturn = 1_866_667,
        StatedOutturn = null,
        Message = "执行率70.00%，序时进度75.00%，相当于序时进度的93.33%",
        SourceFile = "预算执行2024年9月.xlsx",
        ImportedAt = "2024年10月8日 08:30",
    };

    private static readonly LineSnapshot Operating = Fast("", "green", "66.95", 130_710_000) with
    {
        ProjectCode = "B02",
        ProjectName = "公用支出",
        Category = "公用支出",
        Section = "综合股",
        Procurement = false,
        Number = null,
        Reason = NoticeReason.Digest,
        Original = 195_240_000,
        Revised = 195_240_000,
        ScheduledAmount = 130_160_000,
        Gap = "0.28",
        Pace = "100.42",
        RequiredPerMonth = 16_132_500,
        SpentPerMonth = 16_338_750,
        ForecastOutturn = 196_065_000,
        Message = "执行率66.95%，序时进度66.67%，相当于序时进度的100.42%",
        RuleText = null,
        SourceRow = 4,
    };

    private static readonly LineSnapshot[] NotReported =
    [
        Missing("B01", "人员支出", 614_480_000, 5),
        Missing("P02", "新兴市场及周边小区10kV配电线路及低压线路改造工程", 294_630_000, 6),
        Missing("P03", "产业扶持项目", 150_000_000, 7),
        Missing("P06", "省级科技计划项目", 36_760_000, 10) with { LastKnownPeriod = "2024-06", LastKnownExecuted = 5_000_000 },
    ];

    private static readonly LineSnapshot[] Office = [.. new[] { Operating, Training, Equipment }.Concat(NotReported).Select(line => line with { Reason = NoticeReason.Digest })];

    private static readonly LineSnapshot[] Well = [Operating, Operating with { ProjectCode = "B03", ProjectName = "会议费", Section = "办公室（财务股）" }];

    private static readonly StatementSnapshot[] Statements =
    [
        Statement("支出类别=项目支出", "调整后预算数", "744.89万元", "746.89万元", "-2.00万元", 13),
        Statement("全部", "全年预计执行率", "100%", "191.77%", "-91.77%", 16) with { Denominator = "年初预算数", Number = "YJ-2024-0009" },
        Statement("全部", "全年预计执行数", "1556.61万元", "1851.14万元", "-294.53万元", 15) with
        {
            Rule = "total-mismatch", Level = "red", Parts = "1556.51万元 + 294.63万元", Number = "YJ-2024-0010", RuleText = "同一报告中互不重叠、合起来正是整体的各部分，加总应等于整体",
        },
        Statement("支出类别=项目支出", "追加项目个数", "6个", "6个", "0个", 12) with { Level = "green", PreviousLevel = "yellow", Reason = NoticeReason.Resolved, Number = "YJ-2024-0011" },
    ];

    private static readonly IndicatorSnapshot[] Indicators =
    [
        Indicator("target-lag", "red", "购置设备数量", "30", 3) with { Attainment = "30.00", AgainstSchedule = "45.00", Scheduled = "66.67", Number = "YJ-2024-0021" },
        Indicator("target-overachieved", "blue", "服务企业次数", "130", 4) with { Attainment = "130.00", AgainstSchedule = "195.00", Scheduled = "66.67" },
        Indicator("missing-data", "grey", "设备验收合格率", null, 5) with { Level2 = "质量指标", Target = "95%", Message = "没有截至2024-08的完成值" },
        Indicator("cannot-judge", "grey", "培训人次", "完成", 6) with { Message = "完成值“完成”不是数字，不能与目标比较" },
        Indicator("target-lag", "green", "设备利用率", "96", 7) with { Reason = NoticeReason.Resolved, PreviousLevel = "yellow", Attainment = "101.05", Number = "YJ-2024-0022" },
    ];

    private static readonly SilenceSnapshot[] Silences =
    [
        new(3, false, "产业扶持项目 未报送数据", "财务股经办", "等待上级下达指标", new DateOnly(2024, 8, 1), new DateOnly(2024, 9, 4), true),
        new(1, true, "YJ-2024-0004 设备购置经费 资金闲置 黄色预警及以下", "绩效股经办", "合同已签，10月到货", new DateOnly(2024, 8, 15), new DateOnly(2024, 10, 31), false),
    ];

    private static readonly TroubleNotice FailingSource = new(
        TroubleKind.Source,
        "finance-ledger",
        false,
        TemplateSamples.Full.GeneratedAt,
        null,
        "数据库拒绝了用户名或密码",
        "检查Username和sources[].passwordFile",
        "password authentication failed for user \"monitor\", SQLSTATE 28P01",
        TemplateSamples.Full.GeneratedAt.AddDays(-1));

    private static readonly UndeliveredMail Letter = new(
        17, "left@example.com", "【红色预警】设备购置经费执行率30.00%，比序时低36.67个百分点 [YJ-2024-0007]", ["YJ-2024-0007"], TemplateSamples.Full.GeneratedAt, 1, "The server refused the recipient: 550 5.1.1 no such user");

    private static readonly ReceiptContent AllRead = new(
        "预算执行2024年8月.xlsx", TemplateSamples.Full.GeneratedAt, false, [new TableReading("执行", "执行", 9, 9, 0), new TableReading(null, "说明", 4, 0, 0) { Note = "没有认出表头" }], [], 0, [], ImportReview.Nothing, null);

    private static readonly ReceiptContent PartlyRead = AllRead with
    {
        Tables = [new TableReading("执行", "执行", 9, 7, 2)],
        Problems =
        [
            new RowProblem("执行", 5, "累计执行数", "六百一十四万", "不是数字", "数字，如 614.48") { ColumnNumber = 3 },
            new RowProblem("执行", 8, "截止月份", "2024-13", "没有这个月份", "如 2024-08") { ColumnNumber = 2 },
        ],
        ProblemCount = 2,
        Review = new ImportReview(
            [new FigureChange("执行", null, "P01", null, "2024-08", null, new Money(550_000), new Money(600_000), "执行", 3)],
            1,
            [new FigureChange("执行", null, "B02", null, "2024-08", "2024-07", new Money(131_000_000), new Money(130_710_000), "执行", 4)],
            [],
            null),
    };

    private static readonly ReportLine Asked = new("P03", "产业扶持项目", "综合股", "一般公共预算", new Money(150_000_000), false, new YearMonth(2024, 7), new Money(52_000_000));

    private static readonly TaskStanding Standing = new(
        new MonitoringTask(1, "示财绩〔2024〕7号", "2024年1—8月预算绩效运行监控", new YearMonth(2024, 8), new DateOnly(2024, 9, 10), [], new SourceRef("监控任务.xlsx", "监控任务", 2, default)),
        new DateOnly(2024, 9, 10),
        5,
        false,
        [
            new EntityReport(
                "101",
                "示例县经济信息科学技术局",
                [Asked, Asked with { ProjectCode = "P02", ProjectName = "新兴市场及周边小区10kV配电线路及低压线路改造工程", Fund = "政府性基金", Revised = new Money(294_630_000), KnownMonth = null, Known = null }],
                [new ReportIndicator("P01", "设备购置经费", "设备验收合格率", "≥95%", false, null, null)]),
            new EntityReport("102", "示例县图书馆", [Asked with { IsReported = true }, Asked with { ProjectCode = "L02", ProjectName = "图书购置" }], []),
            new EntityReport("103", "示例县文化馆", [Asked with { IsReported = true }], []),
            new EntityReport("104", "示例县档案馆", [], []),
        ]);

    private static readonly ReportNotice InYear = new("in-year", "部门事中绩效监控报告", 2024, "2024-08", ["示例县经济信息科学技术局"], "default")
    {
        Matters =
        [
            new ReportMatter(ReportMatterKind.Red, "red", 1) { Names = ["设备购置经费"], Fen = 2_000_000, Rate = "30.00", Scheduled = "66.67", CatchUp = 733_334 },
            new ReportMatter(ReportMatterKind.Missing, "grey", 7) { Names = ["人员支出", "新兴市场及周边小区10kV配电线路及低压线路改造工程", "产业扶持项目"], Fen = 1_359_370_000, Share = "87.33" },
            new ReportMatter(ReportMatterKind.Stated, "yellow", 5) { Item = "调整后预算数", Stated = "744.89万元", Recomputed = "746.89万元", Difference = "-2.00万元" },
        ],
        Files =
        [
            new ReportFileNote("2024年度部门事中绩效监控报告（1-8月）.docx", 38_412),
            new ReportFileNote("2024年度部门预算绩效监控汇总表（1-8月）.xlsx", 14_020),
            new ReportFileNote("2024年度监控数据（1-8月）.xlsx", 22_800),
        ],
    };

    private static readonly NoticeDetails Overdue = new()
    {
        WorkdaysOpen = 10,
        StepSays = ["按规定，收到预警后10个工作日内未选择继续执行、调剂或取消的，自动暂停。"],
        Promise = new Promise("办公室责任人", new DateOnly(2024, 9, 3), new DateOnly(2024, 9, 13), "60.00", "签订采购合同"),
    };

    private static readonly NoteNotice Reloaded = new("配置已重新加载，收件人有变化", "配置已重新加载，从现在起按新的配置运行。")
    {
        Items = ["股室负责人（head@example.com）：不再收到2条预警", "分管领导（deputy@example.com）：开始收到2条预警"],
        Ask = "不是有意修改的，请改回配置文件，几秒钟后自动生效",
    };

    private static readonly EndingNotice Ending = new("静默", "项目P01", "股室负责人", "合同已签，11月付款", new DateOnly(2024, 10, 31), ["YJ-2024-0001", "YJ-2024-0004"], true);

    private static readonly AnswerItem Said = new(AnswerResult.Recorded, [Equipment.Number!])
    {
        Project = Equipment.ProjectName,
        Cause = "采购流标",
        Measure = "重新招标，10月签合同",
        Due = new DateOnly(2024, 10, 31),
        Rate = "60.00",
        RestsUntil = new DateOnly(2024, 10, 31),
        SeenBy = ["股室负责人甲"],
    };

    /// <summary>In the order of <see cref="MailKind.All"/>.</summary>
    public static IReadOnlyList<SampleMail> All { get; } = [.. MailKind.All.SelectMany(kind => Make().Where(sample => sample.Kind == kind))];

    /// <summary>Who the sample office's mails come from and go to.</summary>
    public static MailContext Context { get; } = TemplateSamples.Full with { WhyYou = "责任人（设备购置经费）", RunId = "20240902-0831-1" };

    private static IEnumerable<SampleMail> Make()
    {
        yield return Line(MailKind.Warning, "red", "红色预警", Equipment);
        yield return Line(MailKind.Warning, "yellow", "黄色预警，年内有追加", Training);
        yield return Line(MailKind.Warning, "raised", "黄色升为红色", Equipment with { Reason = NoticeReason.Raised, PreviousLevel = "yellow" });
        yield return Line(MailKind.Warning, "lowered", "红色降为黄色", Training with { Reason = NoticeReason.Lowered, PreviousLevel = "red" });
        yield return Line(MailKind.Warning, "reminder", "催办", Equipment with { Reason = NoticeReason.Reminder, Details = new NoticeDetails { WorkdaysOpen = 5 } });
        yield return Line(MailKind.Warning, "promise", "催办，承诺的期限已过", Equipment with { Reason = NoticeReason.Reminder, Details = Overdue with { StepSays = [] } });
        yield return Line(MailKind.Warning, "escalation", "逐级催办", Equipment with { Reason = NoticeReason.Escalation, Details = Overdue });
        yield return Line(MailKind.Warning, "correction", "更正，仍为黄色", Training with
        {
            Reason = NoticeReason.Correction,
            PreviousLevel = "red",
            Details = new NoticeDetails { Correction = new ChangedFigures("2024-08", "red", "yellow", 5_700_000, 7_500_000, 15_000_000, 15_000_000, "38.00", "50.00", null, null) },
        });
        yield return Line(MailKind.Warning, "several", "一个项目同时触发几条规则", ByAllRules);
        yield return Line(MailKind.Warning, "ahead", "支出过快", Fast("execution-ahead", "yellow", "100.00", 2_000_000) with { Gap = "33.33", Pace = "150.00", Message = "执行率100.00%，比序时进度高33.33个百分点" });
        yield return Line(MailKind.Warning, "over", "超预算执行", Fast("over-execution", "red", "104.00", 2_080_000) with { Gap = "37.33", Pace = "156.00", Message = "累计执行数超过调整后预算数" });
        yield return Line(MailKind.Warning, "idle", "资金闲置", Equipment with { Rule = "idle-funds", Executed = 0, Rate = "0.00", Gap = "-66.67", Pace = "0.00", SpentPerMonth = 0, ForecastOutturn = 0, RequiredPerMonth = 500_000, Message = "到账满6个月没有支出", RuleText = "到账满3个月没有支出为黄色，满6个月为红色" });
        yield return Line(MailKind.Warning, "bare", "单位、股室、编号、全年预计都没有，项目名称很长", Equipment with
        {
            ProjectName = "新兴市场及周边小区10kV配电线路及低压线路改造工程（二期）前期勘察设计、拆迁补偿与施工监理服务",
            EntityName = null,
            Section = null,
            Number = null,
            Fund = null,
            StatedOutturn = null,
            SourceSheet = null,
            Revised = 123_456_789_012,
            Original = 123_456_789_012,
            Executed = 37_037_036_704,
            ScheduledAmount = 82_304_526_008,
        });
        yield return new SampleMail(MailKind.Warning, "no-mailbox", "红色预警，没有收信邮箱", (composer, context) => composer.Compose(context with { ReadsReplies = false }, [Equipment]));
        yield return Line(MailKind.Warning, "heard", "逐级催办，已有答复和转办", Equipment with
        {
            Reason = NoticeReason.Escalation,
            Details = new NoticeDetails { WorkdaysOpen = 10, Heard = new HeardWords { Answer = new GivenAnswer("责任人甲", new DateOnly(2024, 9, 3), "采购流标", "重新招标", null, null), HandedTo = "责任人乙", ReadBy = ["主要领导甲"] } },
        });
        yield return Line(MailKind.Resolved, "resolved", "预警解除", CaughtUp);
        yield return Line(MailKind.Resolved, "correction", "更正，原预警不成立", CaughtUp with
        {
            Reason = NoticeReason.Correction,
            Details = new NoticeDetails { Correction = new ChangedFigures("2024-08", "red", "green", 600_000, 1_800_000, 2_000_000, 2_000_000, "30.00", "90.00", null, null) },
        });
        yield return Line(MailKind.Resolved, "reported", "未报送的数已报送", CaughtUp with { Rule = "missing-data", PreviousLevel = "grey", Number = "YJ-2024-0013" });
        yield return Line(MailKind.Resolved, "withdrawn", "规则已调整，不再判断", CaughtUp with { Withdrawn = true });

        yield return Digest("changes", "一次检查发现的几项变化", [Equipment, Training with { Reason = NoticeReason.Raised, PreviousLevel = "green" }, NotReported[0], CaughtUp with { ProjectCode = "P10", ProjectName = "档案数字化" }]);
        yield return Digest("everything", "定期摘要：全部项目", Office, new DigestNote { Silences = Silences });
        yield return Digest("well", "一切正常", Well, new DigestNote());
        yield return Digest("owner-well", "一切正常（发给责任人）", [Operating], new DigestNote { ToOwner = true });
        yield return Digest("no-data", "没有任何数据", [], new DigestNote());
        yield return Digest("reminder", "催办几项", [.. new[] { Equipment, Training, NotReported[0] }.Select(line => line with { Reason = NoticeReason.Reminder, Details = new NoticeDetails { WorkdaysOpen = 5 } })]);
        yield return Digest("escalation", "逐级催办几项", [.. new[] { Equipment, Training }.Select(line => line with { Reason = NoticeReason.Escalation, Details = Overdue })]);
        yield return Digest("only-red", "只要红色的摘要", [Equipment with { Reason = NoticeReason.Digest }], new DigestNote { OnlyRed = true });
        yield return new SampleMail(MailKind.Digest, "statements", "填报数不符", (composer, context) => composer.Compose(context, [], Statements));
        yield return new SampleMail(MailKind.Digest, "indicators", "绩效指标", (composer, context) => composer.Compose(context, ByAllRules, indicators: Indicators));

        yield return Summary("office", "领导汇总", SummarySnapshot.Of("全部单位", Office, [.. Statements.Take(3)], [.. Indicators.Take(4)]) with
        {
            HasPrevious = true,
            Worse = new Movements(2, [new Movement("设备购置经费", "execution-lag", "yellow", "red"), new Movement("产业扶持项目", "missing-data", "green", "grey")]),
            Better = new Movements(1, [new Movement("公用支出", "execution-ahead", "yellow", "green")]),
            Longest = [new OpenAlert("设备购置经费", "execution-lag", "red", new DateOnly(2024, 5, 31), "YJ-2024-0007")],
            Open = 4,
            Unanswered = 3,
            Silences = Silences,
        });
        yield return Summary("well", "领导汇总，一切正常", SummarySnapshot.Of("综合股", Well, [], []));
        yield return Summary("no-data", "领导汇总，没有数据", SummarySnapshot.Of("综合股", [], [], []));

        yield return new SampleMail(MailKind.Test, "test", "测试邮件", (composer, context) => composer.ComposeTest(context));

        yield return Trouble("source", "数据源读不到", FailingSource);
        yield return Trouble("source-over", "数据源已恢复", FailingSource with { Over = true, Until = FailingSource.Since.AddHours(5), Cure = null, Detail = null });
        yield return Trouble("file", "文件不能读", FailingSource with { Kind = TroubleKind.File, Name = "2024年8月执行.pdf", Reason = "不是能读的文件类型", Cure = "另存为.xlsx或.csv后放入；原文件请移出收件文件夹", Detail = null, LastGoodAt = null });
        yield return Trouble("template", "模板有误", FailingSource with { Kind = TroubleKind.Template, Name = "warning.html", Reason = "第2行第4列：The function `nobody` was not found", Cure = "按templates/README.md改正，用check-config核对，改好后自动采用", Detail = null, LastGoodAt = null });
        yield return Trouble("disk", "磁盘空间不足", FailingSource with { Kind = TroubleKind.Disk, Name = "/", Reason = "剩余空间不足500MB（health.minFreeMegabytes）", Cure = "清理磁盘，或把文件移到更大的磁盘", Detail = "剩余312MB；其上有database、mail.folder", LastGoodAt = null });
        yield return Trouble("mail-over", "邮件通道已恢复", FailingSource with { Kind = TroubleKind.Mail, Name = "mail", Over = true, Until = FailingSource.Since.AddHours(5), Reason = "The login was refused: 535 authentication failed", Cure = null, Detail = "其间有2封邮件没有送达，用命令outbox list查看", LastGoodAt = null });

        yield return new SampleMail(MailKind.Undelivered, "one", "一封邮件没有送达", (composer, context) => composer.ComposeUndelivered(context, new UndeliveredNotice([Letter])));
        yield return new SampleMail(MailKind.Undelivered, "several", "几封邮件没有送达", (composer, context) => composer.ComposeUndelivered(
            context, new UndeliveredNotice([Letter, Letter with { Id = 18, Recipient = "full@example.com", Subject = "【监控摘要】1—8月：红色1项", Alerts = [], Attempts = 41, Reason = null }])));
        yield return new SampleMail(MailKind.Undelivered, "came-back", "邮件被退回", (composer, context) => composer.ComposeUndelivered(
            context, new UndeliveredNotice([Letter with { Reason = "退信：5.1.1 no such user", CameBack = true, IsStopped = true }])));

        yield return Receipt("refused", "有两行拒收", new ReceiptNotice(PartlyRead, [new MissingLine("P03", "产业扶持项目", "综合股", "2024-08"), new MissingLine("P06", "省级科技计划项目", null, "2024-08")], 2, "预算执行2024年8月-待更正.xlsx"));
        yield return Receipt("good", "全部读入", new ReceiptNotice(AllRead, [], 0, null));
        yield return Receipt("rejected", "整个文件没有读入", new ReceiptNotice(PartlyRead with { Rejected = true, Review = ImportReview.Nothing }, [], 0, null));
        yield return Receipt("held", "暂不生效", new ReceiptNotice(AllRead with { Review = ImportReview.Nothing with { HeldReason = "截止月份2025-08比已有的2024-07晚13个月" } }, [], 0, null));

        yield return NoteOf("reloaded", "运行通知，有请处理的事项", Reloaded);
        yield return NoteOf("plain", "运行通知，只告知", Reloaded with { Items = [], Ask = null });
        yield return EndingOf("silence", "静默将到期", Ending);
        yield return EndingOf("acknowledged", "受理将到期，发起人已离任", Ending with { Kind = "受理", Open = ["YJ-2024-0001"], ToAuthor = false });

        yield return Reminder("due", "报送截止前", Standing);
        yield return Reminder("today", "今天截止", Standing with { Workdays = 0 });
        yield return Reminder("overdue", "已过期限", Standing with { Workdays = -1 });

        yield return TaskList("open", "有单位还没有报齐", Standing);
        yield return TaskList("complete", "全部报齐", Standing with { Entities = [.. Standing.Entities.Skip(2)] });

        yield return Report("usual", "一个单位的报告", InYear);
        yield return Report("in-part", "有文件未能生成", InYear with
        {
            Files = [.. InYear.Files.Take(1)],
            Failed = [new ReportGap("2024年度部门预算绩效监控汇总表（1-8月）.xlsx", "department.xlsx 工作表“汇总表”C7：没有名称 revizedBudget")],
        });
        yield return Report("many", "许多单位的报告，装在一个压缩包里", InYear with
        {
            EntityNames = [.. Enumerable.Range(1, 100).Select(number => $"示例县第{number}单位")],
            Matters =
            [
                new ReportMatter(ReportMatterKind.Red, "red", 61) { Names = ["设备购置经费（示例县图书馆）", "职业技能培训补助（示例县第7单位）", "档案数字化（示例县档案馆）"], Fen = 98_000_000, Rate = "12.50", Scheduled = "66.67", CatchUp = 31_733_300 },
                new ReportMatter(ReportMatterKind.Over, "blue", 2) { Names = ["会议费（示例县第9单位）", "差旅费（示例县第12单位）"], Fen = 80_000 },
                new ReportMatter(ReportMatterKind.Unanswered, "red", 17) { Names = ["设备购置经费（示例县图书馆）", "职业技能培训补助（示例县第7单位）", "档案数字化（示例县档案馆）"], Since = new DateOnly(2024, 5, 31) },
            ],
            Files = [new ReportFileNote("2024年度部门事中绩效监控报告（1-8月，100个单位）.zip", 9_800_000, 288)],
            LeftOut = [.. Enumerable.Range(89, 12).Select(number => $"{number + 100}示例县第{number}单位 2024年度监控数据（1-8月）.xlsx")],
        });
        yield return Report("well", "没有要紧的事", InYear with { Matters = [] });

        yield return AnswerOf("recorded", "答复已登记", new AnswerNotice(AnswerPurpose.Receipt, [Said]));
        yield return AnswerOf("partial", "答复待补充", new AnswerNotice(AnswerPurpose.Receipt, [Said with
        {
            Result = AnswerResult.Partial,
            Measure = null,
            Due = null,
            DueWritten = "10月底前后",
            DueProblem = "“10月底前后”看不出是哪一天，请写年月日，如2024-10-31",
            Missing = ["整改措施", "预计完成日期"],
            RestsUntil = null,
        }]));
        yield return AnswerOf("several-projects", "两个项目的答复，一个待补充", new AnswerNotice(AnswerPurpose.Receipt, [Said, new AnswerItem(AnswerResult.Partial, ["YJ-2024-0009"]) { Project = "业务培训经费", Cause = "课程推迟", Missing = ["整改措施", "预计完成日期"] }]));
        yield return AnswerOf("handed-over", "已转办", new AnswerNotice(AnswerPurpose.Receipt, [new AnswerItem(AnswerResult.HandedOver, [Equipment.Number!]) { Project = Equipment.ProjectName, To = "责任人乙" }]));
        yield return AnswerOf("no-number", "没有写明是哪一条预警", new AnswerNotice(AnswerPurpose.Receipt, [new AnswerItem(AnswerResult.NoNumber, []) { Cause = "采购流标" }]));
        yield return AnswerOf("only-red", "摘要只要红色", new AnswerNotice(AnswerPurpose.Receipt, []) { OnlyRed = true });
        yield return AnswerOf("confirm", "请收件人确认", new AnswerNotice(AnswerPurpose.Confirm, [Said with { RestsUntil = null, SeenBy = [] }]) { ByAddress = "private@example.net" });
        yield return AnswerOf("check", "请财务人员核对数据", new AnswerNotice(AnswerPurpose.Check, [new AnswerItem(AnswerResult.Disputed, [Equipment.Number!]) { Project = Equipment.ProjectName, Says = "应为1.20万元，见8月支付台账", RestsUntil = new DateOnly(2024, 9, 5), Line = Equipment }])
        {
            By = "责任人甲",
            ByAddress = "responsible@example.com",
        });
        yield return AnswerOf("recorded-for", "答复由别人代录", new AnswerNotice(AnswerPurpose.Recorded, [Said]) { Via = "电话", RecordedBy = "财务人员甲" });
    }

    private static SampleMail AnswerOf(string name, string what, AnswerNotice notice) =>
        new(MailKind.Answer, name, what, (composer, context) => composer.ComposeAnswer(context with { WhyYou = "您回复了预警邮件" }, notice));

    private static SampleMail Line(string kind, string name, string what, params LineSnapshot[] lines) => new(kind, name, what, (composer, context) => composer.Compose(context, lines));

    private static SampleMail Digest(string name, string what, LineSnapshot[] lines, DigestNote? note = null) =>
        new(MailKind.Digest, name, what, (composer, context) => composer.Compose(context with { WhyYou = "绩效管理人员" }, lines, note: note));

    private static SampleMail Summary(string name, string what, SummarySnapshot summary) =>
        new(MailKind.Summary, name, what, (composer, context) => composer.ComposeSummary(context with { WhyYou = "分管领导" }, summary));

    private static SampleMail Trouble(string name, string what, TroubleNotice notice) =>
        new(MailKind.Trouble, name, what, (composer, context) => composer.ComposeTrouble(context with { WhyYou = "系统管理员" }, notice));

    private static SampleMail Receipt(string name, string what, ReceiptNotice notice) =>
        new(MailKind.Receipt, name, what, (composer, context) => composer.ComposeReceipt(context with { WhyYou = "财务人员" }, notice));

    private static SampleMail NoteOf(string name, string what, NoteNotice notice) => new(MailKind.Note, name, what, (composer, context) => composer.ComposeNote(context with { WhyYou = "系统管理员" }, notice));

    private static SampleMail EndingOf(string name, string what, EndingNotice notice) =>
        new(MailKind.Ending, name, what, (composer, context) => composer.ComposeEnding(context with { WhyYou = notice.Kind + "的发起人" }, notice));

    private static SampleMail Reminder(string name, string what, TaskStanding standing) => new(
        MailKind.TaskReminder, name, what, (composer, context) => composer.ComposeReminder(context with { WhyYou = "财务人员" }, new ReminderNotice([new ReminderItem(standing, standing.Entities[0], "填报表_101_2024-08.xlsx")])));

    private static SampleMail TaskList(string name, string what, TaskStanding standing) => new(
        MailKind.TaskList,
        name,
        what,
        (composer, context) => composer.ComposeTaskList(
            context with { WhyYou = "绩效管理人员" },
            new TaskListNotice(standing, standing.Entities.ToDictionary(entity => entity.Code, entity => $"财务人员{entity.Code}"), "报送情况_2024-08.xlsx")));

    private static SampleMail Report(string name, string what, ReportNotice notice) =>
        new(MailKind.Report, name, what, (composer, context) => composer.ComposeReport(context with { WhyYou = "绩效管理人员" }, notice));

    private static LineSnapshot Fast(string rule, string level, string rate, long executed) => Equipment with
    {
        Rule = rule,
        Level = level,
        Rate = rate,
        Executed = executed,
        CatchUp = 0,
        ToClear = 0,
        ToLower = null,
        RequiredPerMonth = null,
        SpentPerMonth = executed / 8,
        ForecastOutturn = executed * 12 / 8,
        StatedOutturn = null,
    };

    private static LineSnapshot Missing(string code, string name, long revised, int row) => TemplateSamples.Unknown with
    {
        ProjectCode = code,
        ProjectName = name,
        EntityName = Equipment.EntityName,
        Section = "综合股",
        Period = "2024-08",
        Original = revised,
        Revised = revised,
        Scheduled = "66.67",
        Number = $"YJ-2024-{row + 10:0000}",
        Message = "没有截至2024-08的累计执行数",
        RuleText = "预算有而执行表没有的项目，视为未报送",
        SourceFile = "预算2024.xlsx",
        SourceSheet = "预算",
        SourceRow = row,
        ImportedAt = "2024年9月2日 08:30",
    };

    private static StatementSnapshot Statement(string scope, string item, string stated, string recomputed, string difference, int row) => TemplateSamples.Wrong with
    {
        Number = "YJ-2024-0014",
        Report = "2024年部门预算事中绩效监控报告",
        ReportingUnit = Equipment.EntityName,
        Scope = scope,
        Item = item,
        Denominator = null,
        Stated = stated,
        Recomputed = recomputed,
        Difference = difference,
        Message = "填报数与重新计算的不一致",
        RuleText = "填报的数按其自身的小数位与重新计算的数比较，超出四舍五入所能造成的误差即为不符",
        SourceFile = "预算2024.xlsx",
        SourceRow = row,
    };

    private static IndicatorSnapshot Indicator(string rule, string level, string name, string? value, int row) => TemplateSamples.Lagging with
    {
        Rule = rule,
        Level = level,
        Number = null,
        ProjectCode = Equipment.ProjectCode,
        ProjectName = Equipment.ProjectName,
        EntityName = Equipment.EntityName,
        Section = Equipment.Section,
        Indicator = name,
        Value = value,
        AgainstSchedule = null,
        Attainment = null,
        Scheduled = null,
        Message = "完成值为应完成数的45.00%",
        RuleText = "完成值÷应完成数×100低于60为红色，低于80为黄色",
        SourceFile = "绩效指标2024年8月.xlsx",
        SourceRow = row,
    };
}
