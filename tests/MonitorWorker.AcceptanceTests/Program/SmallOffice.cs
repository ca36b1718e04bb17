namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>The csv files of a small office (two projects, one of them lagging), and of a bigger one.</summary>
internal static class SmallOffice
{
    /// <summary>Of the bigger office: who is told, and of how many things together.</summary>
    public const int BigMails = 41;

    public const int BigNotices = 557;

    public const string LagKey = "execution-lag/2024/101/P01/一般公共预算";

    public const string ShortfallKey = "forecast-shortfall/2024/101/P01/一般公共预算";

    public static void DropBudget(this WorkFolder work) => work.Drop(
        "预算.csv",
        "预算年度,项目编码,项目名称,支出类别,年初预算数（万元）,单位编码,单位名称,责任股室,资金来源",
        "2024,P01,设备购置经费,项目支出,2,101,示例县经济信息科技局,办公室,一般公共预算",
        "2024,P02,日常公用支出,公用支出,195.24,101,示例县经济信息科技局,办公室,一般公共预算",
        "合计,,,,197.24,,,,");

    public static void DropAdjustment(this WorkFolder work) => work.Drop(
        "预算调整.csv",
        "项目编码,调整日期,调整金额（元）,文号",
        "P02,2024-05-20,\"10,000.00\",示财预〔2024〕1号");

    public static void DropContacts(this WorkFolder work, string responsible = "office@example.com", string finance = "finance@example.com") => work.Drop(
        "通讯录.csv",
        "姓名,邮箱,角色,单位编码,责任股室",
        $"办公室责任人,{responsible},责任人,101,办公室",
        $"财务股经办,{finance},财务人员,101,");

    public static void DropExecution(this WorkFolder work, string month, string lagging, string other) => work.Drop(
        $"执行{month}.csv",
        "项目编码,截止月份,累计执行数（万元）",
        $"P01,{month},{lagging}",
        $"P02,{month},{other}");

    /// <summary>Budget, adjustment, contacts, and figures to August by which the first project is yellow (pace 75, outturn 75 %).</summary>
    public static WorkFolder WithAugust()
    {
        var work = WorkFolder.Empty();
        work.DropBudget();
        work.DropAdjustment();
        work.DropContacts();
        work.DropExecution("2024-08", "1", "131");
        return work;
    }

    /// <summary>
    /// The same people, with figures to the last full month, by which the first project is yellow whenever the test runs. In January that is December of the year before, so that its year must not have ended:
    /// <c>fiscalYear.settleUntil</c> 03-31.
    /// </summary>
    /// <param name="today">Where the office is.</param>
    public static WorkFolder UntilLastMonth(DateOnly today)
    {
        var last = new DateOnly(today.Year, today.Month, 1).AddDays(-1);
        var work = WorkFolder.Empty();
        work.Drop("预算.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数（万元）,单位编码,责任股室", $"{last.Year},P01,设备购置经费,项目支出,12,101,办公室", $"{last.Year},P02,日常公用支出,公用支出,12,101,办公室");
        work.DropContacts();
        work.DropExecution($"{last:yyyy-MM}", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{last.Month * 0.75}"), $"{last.Month}");
        return work;
    }

    /// <summary>300 projects in 40 sections with one person each: 85 lag and will not be finished, 172 go too fast and will overrun, 43 have no figures, so that 41 people are told of 557 things.</summary>
    public static void DropBigOffice(this WorkFolder work)
    {
        var projects = Enumerable.Range(0, 300).ToList();
        work.Drop("预算.csv", ["预算年度,项目编码,项目名称,支出类别,年初预算数（万元）,单位编码,责任股室", .. projects.Select(n => $"2024,P{n:000},项目{n:000},项目支出,{10 + n},101,股室{n % 40:00}")]);
        work.Drop("执行.csv", ["项目编码,截止月份,累计执行数（万元）", .. projects.Where(n => n % 7 != 0).Select(n => $"P{n:000},2024-08,{(n % 3 == 0 ? 1 : 10 + n)}")]);
        work.Drop("通讯录.csv", ["姓名,邮箱,角色,单位编码,责任股室", .. Enumerable.Range(0, 40).Select(n => $"责任人{n:00},section{n:00}@example.com,责任人,101,股室{n:00}"), "财务股经办,finance@example.com,财务人员,101,"]);
    }
}
