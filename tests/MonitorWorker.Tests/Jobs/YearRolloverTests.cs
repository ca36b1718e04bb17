using MimeKit;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Delivery;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs;

/// <summary>The turn of the year: what becomes of the old year's warnings, what January may raise, and what is asked for.</summary>
public class YearRolloverTests
{
    private const string Header = "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,单位名称,责任股室,原项目编码\n";

    private static readonly DateOnly _start = new(2024, 11, 4);

    [Fact]
    public async Task The_turn_of_a_year_reads_as_a_budget_officer_expects_it()
    {
        await using var story = await AutumnAsync();
        var silence = 0L;
        story
            .Drop("2024-12-05", "11月执行数", "执行2024-11.csv", Execution(101, "2024-11", ("P01", 8m), ("P02", 110m)) + Rows(102, "2024-11", ("P07", 22m)))
            .On("2024-12-18", "日常公用支出静默到3月底", async () => silence = (await story.Office.Overlays.AddAsync(
                SilenceKind.Silence, new SilenceScope("P02", null, null, null, null), new Word("绩效股经办", null, "年底集中支付"), new DateOnly(2024, 12, 18), new DateOnly(2025, 3, 31), story.Office.Clock.GetUtcNow(), default)).Id)
            .Drop("2025-01-06", "101报送12月执行数，P01已赶上", "执行2024-12-101.csv", Execution(101, "2024-12", ("P01", 19.8m), ("P02", 119.5m)))
            .Drop("2025-01-10", "102报送12月执行数", "执行2024-12-102.csv", Execution(102, "2024-12", ("P07", 30m)))
            .Drop("2025-02-07", "1月执行数，2025年度预算还没有批复", "执行2025-01.csv", Execution(101, "2025-01", ("P01", 0.2m), ("P02", 9m)) + Rows(102, "2025-01", ("P17", 1m)))
            .Drop("2025-02-20", "决算调整：P01的12月执行数改小", "执行2024-12更正.csv", Execution(101, "2024-12", ("P01", 9m)))
            .Drop("2025-03-03", "101的2025年度预算", "预算2025-101.csv", Header + """
                2025,P01,设备购置经费,项目支出,20,101,示例县图书馆,办公室,
                2025,P02,日常公用支出,公用支出,120,101,示例县图书馆,办公室,
                """)
            .Drop("2025-03-06", "101报送2月执行数", "执行2025-02.csv", Execution(101, "2025-02", ("P01", 0.4m), ("P02", 19m)))
            .On("2025-04-01", "过了批复的日子，102的2025年度预算还没有报送", () => Task.CompletedTask)
            .Drop("2025-04-10", "102的2025年度预算，P17是原来的P07", "预算2025-102.csv", Header + "2025,P17,道路养护和抢修,项目支出,60,102,示例县公路所,养护股,P07\n");
        await story.GoOnAsync(_start, new DateOnly(2025, 4, 15));
        Golden.Matches("Jobs/Golden/year-rollover.txt", story.Table);

        // The case is kept as it stood, with its final figures, and what was silenced in the old year is silenced no more.
        var ended = (await story.Office.Cases.FindAsync("YJ-2024-0003", new DateOnly(2025, 4, 15), default))!;
        Assert.Equal((AlertState.Ended, Level.Red), (ended.Alert.State, ended.Alert.Level));
        Assert.Equal((TransitionKind.YearEnded, Level.Red), (ended.Events[^1].Kind, ended.Events[^1].Level));
        Assert.Equal("50.00", ended.Events[^1].Values["rate"]);
        Assert.Equal("2024年度终结", (await story.Office.Overlays.ListAsync(default)).Single(entry => entry.Silence.Id == silence).EndedBecause);
        // What came in January counts once the budget is there, under the code of the new year.
        var now = PositionBook.Build(await story.Office.Facts.LoadAsync(new DateOnly(2025, 4, 15), default), new DateOnly(2025, 4, 15));
        Assert.Equal(Some.Wan(1), now.Positions.Single(position => position.Key.ProjectCode == "P17").Executed);
        Assert.Empty(now.Unmatched);
        // The history is told across the codes.
        Assert.Contains("往年情况：2024年度以项目编码P07预警1次，到年底仍为红色预警。", TextOf(story.Mails.Single(mail => mail.Subject.Contains("[YJ-2025-0002]"))));
        Assert.Contains("往年情况：2024年度预警1次，均已解除。", TextOf(story.Mails.First(mail => mail.Subject.Contains("[YJ-2025-0001]"))));
        Assert.Contains("YJ-2024-0003 红色预警：道路养护经费", TextOf(story.Mails.Single(mail => mail.Kind == "note" && mail.Recipient == "road@example.com")));
        Assert.Contains("2025年度预算尚未报送的单位：示例县公路所", TextOf(story.Mails.Last(mail => mail.Kind == "digest" && mail.Recipient == "performance@example.com" && mail.Subject.Contains("1—2月：红色1项"))));
    }

    [Fact]
    public async Task After_the_closing_date_what_is_behind_is_told_and_nobody_is_pressed()
    {
        await using var story = await AutumnAsync();
        story.Office.Settings = story.Office.Settings with { Years = new FiscalYearDays(new MonthDay(12, 25), new MonthDay(1, 20), null) };
        story.Drop("2024-12-26", "11月执行数，P02也落后了", "执行2024-11.csv", Execution(101, "2024-11", ("P01", 8m), ("P02", 40m)) + Rows(102, "2024-11", ("P07", 22m)));
        await story.GoOnAsync(_start, new DateOnly(2025, 1, 17));

        var raised = TextOf(Assert.Single(story.Mails, mail => mail.Subject.Contains("日常公用支出") && mail.Kind == "warning"));
        Assert.Contains("已过关账日（2024年12月25日），不再要求追赶进度。", raised);
        foreach (var demand in new[] { "赶上序时进度还需", "解除预警还需", "平均每月须执行", "完成全年预算还需" }) Assert.DoesNotContain(demand, raised);
        Assert.Contains("赶上序时进度还需", TextOf(story.Mails.First(mail => mail.Kind == "warning")));
        var reminders = story.Table.Split('\n').SkipWhile(row => !row.StartsWith("2024-12-26", StringComparison.Ordinal)).Where(row => row.Contains("Re: ", StringComparison.Ordinal));
        Assert.Empty(reminders);
        Assert.Contains("Re: 【红色预警】道路养护经费", story.Table);
        Assert.DoesNotContain("赶上序时进度还需", TextOf(story.Mails.Last(mail => mail.Kind == "digest")));
    }

    [Fact]
    public async Task A_year_without_days_to_settle_ends_with_its_last_day_and_what_its_final_figures_put_right_is_resolved()
    {
        await using var story = await AutumnAsync();
        story.Office.Settings = story.Office.Settings with { Years = new FiscalYearDays(null, null, null) };
        // The service was down: the first check of the year is the last of the old one, too.
        story.Drop("2025-01-06", "12月执行数", "执行2024-12.csv", Execution(101, "2024-12", ("P01", 19.8m), ("P02", 119.5m)) + Rows(102, "2024-12", ("P07", 30m)));
        await story.GoOnAsync(_start, _start);
        await story.GoOnAsync(new DateOnly(2025, 1, 6), new DateOnly(2025, 1, 7));
        await story.GoOnAsync(new DateOnly(2025, 1, 13), new DateOnly(2025, 1, 13));
        var alerts = (await story.Office.Cases.ListAsync(new DateOnly(2025, 1, 13), default)).Where(alert => alert.LastTold is not null && alert.Rule == "execution-lag").ToDictionary(alert => alert.Project, alert => alert.State);
        Assert.Equal((AlertState.Resolved, AlertState.Ended), (alerts["P01"], alerts["P07"]));
        Assert.Equal(["library@example.com"], story.Mails.Where(mail => mail.Kind == "resolved").Select(mail => mail.Recipient));
        Assert.Equal(["road@example.com"], story.Mails.Where(mail => mail.Kind == "note").Select(mail => mail.Recipient));
        Assert.Contains("2025年度预算尚未报送", story.Mails.Last(mail => mail.Kind == "digest").Subject);
    }

    [Fact]
    public async Task Decembers_figures_count_beside_a_new_budget_and_after_the_days_to_settle_no_more()
    {
        await using var story = await AutumnAsync();
        story
            .Drop("2025-01-02", "2025年度预算", "预算2025.csv", Header + "2025,P01,设备购置经费,项目支出,20,101,示例县图书馆,办公室,\n2025,P07,道路养护经费,项目支出,60,102,示例县公路所,养护股,\n")
            .Drop("2025-01-06", "12月执行数", "执行2024-12.csv", Execution(101, "2024-12", ("P01", 19.8m), ("P02", 119.5m)) + Rows(102, "2024-12", ("P07", 30m)))
            .On("2025-01-21", "整理期过后的第一次检查", () => Task.CompletedTask)
            .Drop("2025-01-22", "迟到的更正", "执行2024-12更正.csv", Execution(102, "2024-12", ("P07", 59m)));
        await story.GoOnAsync(_start, new DateOnly(2025, 1, 22));
        var alerts = (await story.Office.Cases.ListAsync(new DateOnly(2025, 1, 22), default)).Where(alert => alert.Rule == "execution-lag" && alert.Key.Contains("/2024/", StringComparison.Ordinal)).ToDictionary(alert => alert.Project, alert => alert.State);
        Assert.Equal((AlertState.Resolved, AlertState.Ended), (alerts["P01"], alerts["P07"]));
        var rows = story.Table.Split('\n').SkipWhile(row => !row.StartsWith("2025-01-06", StringComparison.Ordinal)).ToList();
        Assert.Contains(rows.Skip(1).TakeWhile(row => row.StartsWith('\t')).Prepend(rows[0]), row => row.Contains("library：", StringComparison.Ordinal));
        Assert.Equal(["road@example.com"], story.Mails.Where(mail => mail.Kind == "note").Select(mail => mail.Recipient));
        Assert.DoesNotContain(story.Mails, mail => mail.Kind == "resolved" && mail.Recipient == "road@example.com");
    }

    [Fact]
    public async Task A_row_of_January_under_last_years_budget_year_is_refused_with_what_would_be_right()
    {
        await using var story = await AutumnAsync();
        story.Drop("2025-02-07", "1月执行数，预算年度还填着2024", "执行2025-01.csv", "预算年度,项目编码,单位编码,截止月份,累计执行数\n2024,P01,101,2025-01,1\n");
        await story.GoOnAsync(_start, _start);
        await story.GoOnAsync(new DateOnly(2025, 2, 7), new DateOnly(2025, 2, 7));
        var refused = Assert.Single(await story.Office.Facts.LoadProblemsAsync(default)).Problem;
        Assert.Equal(("预算年度", "2024", "2025"), (refused.Column, refused.Value, refused.Expected));
        Assert.Contains(story.Mails, mail => mail.Kind == "receipt");
    }

    /// <summary>Two units with the figures of October: two projects are far behind.</summary>
    private static async Task<YearStory> AutumnAsync()
    {
        var story = await YearStory.BeginAsync(_start);
        return story
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
            .Drop("2024-11-04", "", "执行2024-10.csv", Execution(101, "2024-10", ("P01", 6m), ("P02", 100m)) + Rows(102, "2024-10", ("P07", 20m)));
    }

    private static string TextOf(OutgoingMail mail) => MimeMessage.Load(new MemoryStream(mail.Mime)).TextBody!.ReplaceLineEndings("\n");

    private static string Execution(int entity, string month, params (string Project, decimal Wan)[] rows) => "项目编码,单位编码,截止月份,累计执行数\n" + Rows(entity, month, rows);

    private static string Rows(int entity, string month, params (string Project, decimal Wan)[] rows) => string.Concat(rows.Select(row => FormattableString.Invariant($"{row.Project},{entity},{month},{row.Wan}\n")));
}
