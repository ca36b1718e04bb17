using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications;
using MonitorWorker.Tasks;

namespace MonitorWorker.Tests.Notifications;

/// <summary>The sample office's lines as a check would freeze them, and who gets mail about them.</summary>
internal static class SomeSnapshot
{
    public const string Number = "YJ-2024-0007";

    public static string TemplateFolder => Path.Combine(Golden.Root, "templates");

    public static MailContext Context => new()
    {
        OfficeName = "示例县财政局",
        ContactPhone = "000-1234567",
        FromAddress = "monitor@example.com",
        Recipient = new MailPerson("责任人甲", "responsible@example.com"),
        WhyYou = "责任人（设备购置经费）",
        GeneratedAt = new DateTimeOffset(2024, 9, 2, 8, 31, 0, TimeSpan.FromHours(8)),
        RunId = "20240902-0831-1",
        DataAsOf = new DateOnly(2024, 8, 31),
    };

    /// <summary>Of a mail to somebody who has replied, where replies are read.</summary>
    public static MailContext RepliedContext => Context with { ReadsReplies = true, WhyYou = "您回复了预警邮件" };

    public static AnswerItem Said => new(AnswerResult.Recorded, [Number])
    {
        Project = "设备购置经费",
        Cause = "采购流标",
        Measure = "重新招标",
        Due = new DateOnly(2024, 10, 31),
        Rate = "60.00",
        RestsUntil = new DateOnly(2024, 10, 31),
        SeenBy = ["办公室负责人", "绩效股经办"],
    };

    public static MailContext DigestContext => Context with
    {
        Recipient = new MailPerson("绩效人员甲", "performance@example.com"),
        WhyYou = "绩效管理人员",
    };

    public static MailContext AdministratorContext => Context with
    {
        Recipient = new MailPerson("系统管理员甲", "admin@example.com"),
        WhyYou = "系统管理员",
        RunId = "source-1",
    };

    public static NoteNotice Reloaded => new("配置已重新加载，收件人有变化", "配置已重新加载，从现在起按新的配置运行。")
    {
        Items = ["股室负责人（head@example.com）：不再收到2条预警", "分管领导（deputy@example.com）：开始收到2条预警"],
        Ask = "不是有意修改的，请改回配置文件，几秒钟后自动生效",
    };

    public static TroubleNotice FailingSource => new(
        TroubleKind.Source,
        "finance-ledger",
        false,
        new DateTimeOffset(2024, 9, 2, 8, 30, 0, TimeSpan.FromHours(8)),
        null,
        "数据库拒绝了用户名或密码",
        "检查Username和sources[].passwordFile",
        "password authentication failed for user \"monitor\", SQLSTATE 28P01",
        new DateTimeOffset(2024, 9, 1, 8, 30, 0, TimeSpan.FromHours(8)));

    /// <summary>An office of 80 departments a day after the deadline: 30 have reported nothing, 20 a part, 28 all, two have no budget.</summary>
    public static TaskStanding EightyDepartments { get; } = new(
        new MonitoringTask(1, "示财绩〔2024〕7号", "2024年1—8月预算绩效运行监控", new YearMonth(2024, 8), new DateOnly(2024, 9, 10), [], Some.Row(2)),
        new DateOnly(2024, 9, 10),
        -1,
        false,
        [
            .. Enumerable.Range(1, 80).Select(number => new EntityReport(
                $"{100 + number}",
                $"示例县第{number}单位（含下属事业单位）",
                number > 78 ? [] : [.. Enumerable.Range(1, 6).Select(line => new ReportLine(
                    $"{100 + number}{line:00}", "业务经费", null, null, Some.Wan(90 - number + line), number > 50 || (number > 30 && line < 4), new YearMonth(2024, 7), Some.Wan(1)))],
                number == 1 ? [new ReportIndicator("10101", "业务经费", "办结件数", "≥100件", false, null, null)] : [])),
        ]);

    public static TaskListNotice EightyDepartmentsListed => new(
        EightyDepartments, EightyDepartments.Entities.ToDictionary(entity => entity.Code, entity => $"财务人员{entity.Code}"), "报送情况_2024-08.xlsx");

    public static ReminderNotice Reminder => new([new ReminderItem(EightyDepartments with { Workdays = 5 }, EightyDepartments.Entities[0], "填报表_101_2024-08.xlsx")]);

    public static ReportNotice Report => new("in-year", "部门事中绩效监控报告", 2024, "2024-08", ["示例县经济信息科学技术局"], "default")
    {
        Matters =
        [
            new ReportMatter(ReportMatterKind.Red, "red", 1) { Names = ["设备购置经费"], Fen = 2_000_000, Rate = "30.00", Scheduled = "66.67", CatchUp = 733_334 },
            new ReportMatter(ReportMatterKind.Missing, "grey", 7) { Names = ["人员支出", "产业扶持项目"], Fen = 1_359_370_000, Share = "87.33" },
            new ReportMatter(ReportMatterKind.Stated, "yellow", 2) { Item = "调整后预算数", Stated = "744.89万元", Recomputed = "746.89万元", Difference = "-2.00万元" },
        ],
        Files = [new ReportFileNote("2024年度部门事中绩效监控报告（1-8月）.docx", 38_412), new ReportFileNote("2024年度监控数据（1-8月）.xlsx", 1_322_800)],
    };

    public static ReportNotice ReportInPart => Report with
    {
        EntityNames = ["示例县经济信息科学技术局", "示例县图书馆", "示例县文化馆"],
        Matters =
        [
            new ReportMatter(ReportMatterKind.Over, "blue", 1) { Names = ["会议费"], Fen = 80_000 },
            new ReportMatter(ReportMatterKind.Unanswered, "red", 3) { Names = ["设备购置经费", "图书购置"], Since = new DateOnly(2024, 5, 31) },
            new ReportMatter(ReportMatterKind.Yellow, "yellow", 2) { Names = ["图书购置", "档案数字化"], Fen = 15_000_000, Rate = "50.00", Scheduled = "66.67", CatchUp = 2_500_000 },
        ],
        Files = [new ReportFileNote("2024年度部门事中绩效监控报告（1-8月，3个单位）.zip", 400_000, 9)],
        Failed = [new ReportGap("2024年度部门预算绩效监控汇总表（1-8月）.xlsx", "没有单位编码为109的预算")],
        LeftOut = ["102示例县图书馆-2024年度监控数据（1-8月）.xlsx"],
    };

    public static TroubleNotice RefusedFile => FailingSource with
    {
        Kind = TroubleKind.File,
        Name = "2024年8月执行.pdf",
        Reason = "不是能读的文件类型",
        Cure = "另存为.xlsx或.csv后放入；原文件请移出收件文件夹",
        Detail = null,
        LastGoodAt = null,
    };

    public static TroubleNotice BrokenTemplate => FailingSource with
    {
        Kind = TroubleKind.Template,
        Name = "warning.html",
        Reason = "第2行第4列：The function `nobody` was not found",
        Cure = "按templates/README.md改正，用check-config核对，改好后自动采用",
        Detail = null,
        LastGoodAt = null,
    };

    public static TroubleNotice RefusedMailbox => FailingSource with
    {
        Kind = TroubleKind.Mailbox,
        Name = "imap:monitor@imap.example.com/INBOX",
        Reason = "登录被拒绝",
        Cure = "把有效的密码（QQ、163等邮箱为授权码）写入mailbox.passwordFile所指的文件，写好后自动再试",
        Detail = "imap.example.com:993 refused the login: Login error or password error",
    };

    public static TroubleNotice FullDisk => FailingSource with
    {
        Kind = TroubleKind.Disk,
        Name = "/",
        Reason = "剩余空间不足500MB（health.minFreeMegabytes）",
        Cure = "清理磁盘，或把文件移到更大的磁盘",
        Detail = "剩余312MB；其上有database、mail.folder",
        LastGoodAt = null,
    };

    public static TroubleNotice MailsLeaveAgain => FailingSource with
    {
        Kind = TroubleKind.Mail,
        Name = "mail",
        Over = true,
        Until = new DateTimeOffset(2024, 9, 2, 14, 5, 0, TimeSpan.FromHours(8)),
        Reason = "The login was refused: 535 authentication failed",
        Cure = null,
        Detail = "其间有2封邮件没有送达，用命令outbox list查看",
        LastGoodAt = null,
    };

    public static UndeliveredNotice Undelivered => new(
    [
        new UndeliveredMail(17, "left@example.com", "【红色预警】设备购置经费执行率30.00%，比序时低36.67个百分点 [YJ-2024-0007]", [Number], new DateTimeOffset(2024, 9, 2, 8, 31, 0, TimeSpan.FromHours(8)), 1, "The server refused the recipient: 550 5.1.1 no such user"),
        new UndeliveredMail(18, "full@example.com", "【监控摘要】1—8月红色预警1项", [], new DateTimeOffset(2024, 8, 28, 9, 0, 0, TimeSpan.FromHours(8)), 41, null),
    ]);

    public static LineSnapshot Equipment => new()
    {
        Rule = "execution-lag",
        Level = "red",
        Reason = "first-notice",
        Number = Number,
        FiscalYear = 2024,
        ProjectCode = "P01",
        ProjectName = "设备购置经费",
        EntityName = "示例县经济信息科学技术局",
        Section = "办公室（财务股）",
        Category = "项目支出",
        Fund = "一般公共预算",
        Procurement = true,
        Period = "2024-08",
        JudgedDay = new DateOnly(2024, 8, 31),
        Original = 2_000_000,
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
        Message = "执行率30.00%，序时进度66.67%，相当于序时进度的45.00%，低于60%",
        RuleText = "执行率÷序时进度×100低于60为红色，低于80为黄色",
        RuleSet = "default",
        SourceFile = "预算执行2024年8月.xlsx",
        SourceSheet = "执行",
        SourceRow = 3,
        ImportedAt = "2024年9月2日 08:30",
    };

    /// <summary>The same purchase as every rule finds it in one run, in no particular order.</summary>
    public static IReadOnlyList<LineSnapshot> EquipmentByAllRules =>
    [
        Equipment with
        {
            Rule = "forecast-not-credible",
            Number = "YJ-2024-0009",
            Message = "填报的全年预计2.00万元要求今后每月为此前的4.67倍",
            RuleText = "要兑现填报的全年预计，今后每月须为此前的2倍及以上为黄色，4倍及以上为红色",
        },
        Equipment,
        Equipment with
        {
            Rule = "forecast-shortfall",
            Number = "YJ-2024-0008",
            Message = "按平均进度测算全年执行率45.00%，低于70%",
            RuleText = "按平均进度测算的全年执行率低于70%为红色，低于90%为黄色",
        },
    ];

    public static LineSnapshot Operating => Equipment with
    {
        Rule = "",
        Level = "green",
        Reason = "digest",
        Number = null,
        ProjectCode = "B02",
        ProjectName = "公用支出",
        Category = "公用支出",
        Procurement = false,
        Original = 195_240_000,
        Revised = 195_240_000,
        Executed = 130_710_000,
        Rate = "66.95",
        ScheduledAmount = 130_160_000,
        Gap = "0.28",
        Pace = "100.42",
        CatchUp = 0,
        ToClear = 0,
        ToLower = null,
        RequiredPerMonth = 16_132_500,
        SpentPerMonth = 16_338_750,
        ForecastOutturn = 196_065_000,
        StatedOutturn = null,
        Message = "执行率66.95%，序时进度66.67%，相当于序时进度的100.42%",
        RuleText = null,
        SourceRow = 4,
    };

    public static IReadOnlyList<LineSnapshot> NotReported =>
    [
        Missing("B01", "人员支出", 614_480_000, 5),
        Missing("P02", "新兴市场及周边小区10kV配电线路及低压线路改造工程", 294_630_000, 6),
        Missing("P03", "产业扶持项目", 150_000_000, 7),
        Missing("P04", "疫情防控财力补助", 93_500_000, 8),
        Missing("P05", "城西工业园C区厂房震后维修工程", 150_000_000, 9),
        Missing("P06", "省级科技计划项目", 36_760_000, 10),
        Missing("P07", "省级科技服务业发展项目", 20_000_000, 11),
    ];

    public static IReadOnlyList<LineSnapshot> Office =>
        [Operating, .. NotReported.Select(line => line with { Reason = "digest" }), Equipment with { Reason = "digest" }];

    /// <summary>What the report states wrongly, and one figure that has been put right.</summary>
    public static IReadOnlyList<StatementSnapshot> Statements =>
    [
        Statement("支出类别=项目支出", "调整后预算数", "744.89万元", "746.89万元", "-2.00万元", 13),
        Statement("全部", "全年预计执行率", "100%", "191.77%", "-91.77%", 16) with { Denominator = "年初预算数", Number = "YJ-2024-0009" },
        Statement("全部", "全年预计执行数", "1556.61万元", "1851.14万元", "-294.53万元", 15) with
        {
            Rule = "total-mismatch", Level = "red", Parts = "1556.51万元 + 294.63万元", Number = "YJ-2024-0010", RuleText = "同一报告中互不重叠、合起来正是整体的各部分，加总应等于整体",
        },
        Statement("支出类别=项目支出", "追加项目个数", "6个", "6个", "0个", 12) with { Level = "green", PreviousLevel = "yellow", Reason = "resolved", Number = "YJ-2024-0011" },
    ];

    public static MailContext LeaderContext => Context with
    {
        Recipient = new MailPerson("分管领导甲", "leader@example.com"),
        WhyYou = "分管领导",
    };

    public static IReadOnlyList<SilenceSnapshot> Silences =>
    [
        new(3, false, "产业扶持项目 未报送数据", "财务股经办", "等待上级下达指标", new DateOnly(2024, 8, 1), new DateOnly(2024, 9, 4), true),
        new(1, true, "YJ-2024-0004 设备购置经费 资金闲置 黄色预警及以下", "绩效股经办", "合同已签，10月到货", new DateOnly(2024, 8, 15), new DateOnly(2024, 10, 31), false),
    ];

    /// <summary>What a deputy leader gets of the sample office.</summary>
    public static SummarySnapshot Summary => SummarySnapshot.Of("全部单位", Office, [.. Statements.Take(3)], [.. Indicators.Take(4)]) with
    {
        HasPrevious = true,
        Worse = new Movements(2, [new Movement("设备购置经费", "execution-lag", "yellow", "red"), new Movement("产业扶持项目", "missing-data", "green", "grey")]),
        Better = new Movements(1, [new Movement("公用支出", "execution-ahead", "yellow", "green")]),
        Longest = [new OpenAlert("设备购置经费", "execution-lag", "red", new DateOnly(2024, 5, 31), Number)],
        Open = 4,
        Unanswered = 3,
        Silences = Silences,
    };

    /// <summary>An office where all is on schedule.</summary>
    public static IReadOnlyList<LineSnapshot> AllWell => [Operating, Operating with { ProjectCode = "B03", ProjectName = "会议费", Section = "综合股" }];

    public static LineSnapshot CaughtUp => Equipment with
    {
        Level = "green",
        PreviousLevel = "red",
        Reason = "resolved",
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

    public static LineSnapshot CannotJudge => Missing("P08", "信息系统运维", 0, 12) with
    {
        Rule = "cannot-judge",
        Executed = 10_000,
        Message = "调整后预算数为0.00元，不能计算执行率",
    };

    /// <summary>Lines of every level and reason in turn, with long names full of characters that HTML has to escape.</summary>
    public static IReadOnlyList<LineSnapshot> Many(int count)
    {
        LineSnapshot[] shapes =
        [
            Equipment, Equipment with { Level = "yellow", Reason = "raised" }, Operating, CannotJudge, CaughtUp,
            Operating with { Level = "blue", Rate = "104.00" }, .. NotReported,
        ];
        return
        [
            .. Enumerable.Range(0, count).Select(index => shapes[index % shapes.Length] with
            {
                ProjectCode = $"M{index:00000}",
                ProjectName = $"项目{index:00000}" + string.Concat(Enumerable.Repeat("<&>\"及其配套", 20)),
            }),
        ];
    }

    /// <summary>Indicators of the purchase: one that lags, one far above its target, one not reported, one that cannot be compared, one put right.</summary>
    public static IReadOnlyList<IndicatorSnapshot> Indicators =>
    [
        Indicator("target-lag", "red", "购置设备数量", "30", 3) with { Attainment = "30.00", AgainstSchedule = "45.00", Scheduled = "66.67", Number = "YJ-2024-0021" },
        Indicator("target-overachieved", "blue", "服务企业次数", "130", 4) with { Attainment = "130.00", AgainstSchedule = "195.00", Scheduled = "66.67" },
        Indicator("missing-data", "grey", "设备验收合格率", null, 5) with { Level2 = "质量指标", Target = "95%", Message = "没有截至2024-08的完成值" },
        Indicator("cannot-judge", "grey", "培训人次", "完成", 6) with { Message = "完成值“完成”不是数字，不能与目标比较" },
        Indicator("target-lag", "green", "设备利用率", "96", 7) with { Reason = "resolved", PreviousLevel = "yellow", Attainment = "101.05", Number = "YJ-2024-0022" },
    ];

    public static IndicatorSnapshot Indicator(string rule, string level, string name, string? value, int row) => new()
    {
        Rule = rule,
        Level = level,
        Reason = "first-notice",
        FiscalYear = 2024,
        ProjectCode = "P01",
        ProjectName = "设备购置经费",
        EntityName = "示例县经济信息科学技术局",
        Section = "办公室（财务股）",
        Indicator = name,
        Level1 = "产出指标",
        Level2 = "数量指标",
        Operator = "≥",
        Target = "100件",
        Value = value,
        Period = "2024-08",
        JudgedDay = new DateOnly(2024, 8, 31),
        Message = "完成值为应完成数的45.00%",
        RuleText = "完成值÷应完成数×100低于60为红色，低于80为黄色",
        RuleSet = "default",
        SourceFile = "绩效指标2024年8月.xlsx",
        SourceSheet = "指标完成",
        SourceRow = row,
        ImportedAt = "2024年9月2日 08:30",
    };

    public static StatementSnapshot Statement(string scope, string item, string stated, string recomputed, string difference, int row) => new()
    {
        Rule = "statement-mismatch",
        Level = "yellow",
        Reason = "first-notice",
        Number = "YJ-2024-0008",
        Report = "2024年部门预算事中绩效监控报告",
        ReportingUnit = "示例县经济信息科学技术局",
        Period = "2024-08",
        JudgedDay = new DateOnly(2024, 8, 31),
        Scope = scope,
        Item = item,
        Stated = stated,
        Recomputed = recomputed,
        Difference = difference,
        Message = "填报数与重新计算的不一致",
        RuleText = "填报的数按其自身的小数位与重新计算的数比较，超出四舍五入所能造成的误差即为不符",
        RuleSet = "default",
        SourceFile = "预算2024.xlsx",
        SourceSheet = "填报数",
        SourceRow = row,
        ImportedAt = "2024年9月2日 08:30",
    };

    public static LineSnapshot Missing(string code, string name, long revised, int row) => new()
    {
        Rule = "missing-data",
        Level = "grey",
        Reason = "first-notice",
        FiscalYear = 2024,
        ProjectCode = code,
        ProjectName = name,
        EntityName = "示例县经济信息科学技术局",
        Category = code[0] == 'B' ? "人员支出" : "项目支出",
        Fund = "一般公共预算",
        Period = "2024-08",
        JudgedDay = new DateOnly(2024, 8, 31),
        Original = revised,
        Revised = revised,
        Schedule = "month",
        Message = "没有截至2024-08的累计执行数",
        RuleText = "单位已报送月份没有该项目的累计执行数，即为未报送数据",
        RuleSet = "default",
        SourceFile = "预算2024.xlsx",
        SourceSheet = "预算",
        SourceRow = row,
        ImportedAt = "2024年9月2日 08:30",
    };
}
