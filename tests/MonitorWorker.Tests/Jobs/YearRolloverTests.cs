namespace MonitorWorker.Tests.Jobs;

/// <summary>The turn of the year: what becomes of the old year's warnings, what January may raise, and what is asked for.</summary>
public class YearRolloverTests
{
    private const string Header = "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,单位名称,责任股室,原项目编码\n";

    [Fact]
    public async Task The_turn_of_a_year_reads_as_a_budget_officer_expects_it()
    {
        var start = new DateOnly(2024, 11, 4);
        await using var story = await YearStory.BeginAsync(start);
        story
            .Drop("2024-11-04", "2024年度预算、通讯录和10月执行数", "预算2024.csv", Header + """
                2024,P01,设备购置经费,项目支出,20,101,示例县图书馆,办公室,
                2024,P02,日常公用支出,公用支出,120,101,示例县图书馆,办公室,
                2024,P07,道路养护经费,项目支出,60,102,示例县公路所,养护股,
                """)
            .Drop("2024-11-04", "", "通讯录.csv", """
                姓名,邮箱,角色,单位编码,责任股室
                图书馆责任人,library@example.com,责任人,101,办公室
                图书馆财务,finance101@example.com,财务人员,101,
                公路所责任人,road@example.com,责任人,102,养护股
                公路所财务,finance102@example.com,财务人员,102,
                绩效股经办,performance@example.com,绩效管理人员,,
                系统管理员,admin@example.com,系统管理员,,
                """)
            .Drop("2024-11-04", "", "执行2024-10.csv", Execution(101, "2024-10", ("P01", 6m), ("P02", 100m)) + Rows(102, "2024-10", ("P07", 20m)))
            .Drop("2024-12-05", "11月执行数", "执行2024-11.csv", Execution(101, "2024-11", ("P01", 8m), ("P02", 110m)) + Rows(102, "2024-11", ("P07", 22m)))
            .Drop("2025-01-06", "101报送12月执行数，P01已赶上", "执行2024-12-101.csv", Execution(101, "2024-12", ("P01", 19.8m), ("P02", 119.5m)))
            .Drop("2025-01-10", "102报送12月执行数", "执行2024-12-102.csv", Execution(102, "2024-12", ("P07", 30m)))
            .Drop("2025-02-07", "1月执行数，2025年度预算还没有批复", "执行2025-01.csv", Execution(101, "2025-01", ("P01", 0.2m), ("P02", 9m)) + Rows(102, "2025-01", ("P17", 1m)))
            .Drop("2025-02-20", "决算调整：P01的12月执行数改小", "执行2024-12更正.csv", Execution(101, "2024-12", ("P01", 9m)))
            .Drop("2025-03-03", "101的2025年度预算", "预算2025-101.csv", Header + """
                2025,P01,设备购置经费,项目支出,20,101,示例县图书馆,办公室,
                2025,P02,日常公用支出,公用支出,120,101,示例县图书馆,办公室,
                """)
            .Drop("2025-03-06", "101报送2月执行数", "执行2025-02.csv", Execution(101, "2025-02", ("P01", 0.4m), ("P02", 19m)))
            .Drop("2025-04-10", "102的2025年度预算，P17是原来的P07", "预算2025-102.csv", Header + "2025,P17,道路养护和抢修,项目支出,60,102,示例县公路所,养护股,P07\n");
        await story.GoOnAsync(start, new DateOnly(2025, 4, 15));
        Golden.Matches("Jobs/Golden/year-rollover.txt", story.Table);
    }

    private static string Execution(int entity, string month, params (string Project, decimal Wan)[] rows) => "项目编码,单位编码,截止月份,累计执行数\n" + Rows(entity, month, rows);

    private static string Rows(int entity, string month, params (string Project, decimal Wan)[] rows) => string.Concat(rows.Select(row => FormattableString.Invariant($"{row.Project},{entity},{month},{row.Wan}\n")));
}
