using MonitorWorker.Alerts;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs;

/// <summary>What reports are made of, as of a day.</summary>
public class ReportLoaderTests
{
    [Fact]
    public async Task The_month_before_is_judged_from_the_same_facts_and_the_year_before_from_its_own()
    {
        await using var office = await TestOffice.WithAugustAsync();
        office.DropExecution("2024-07", ("P01", 0.5m), ("P02", 110m));
        office.Drop("去年.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码\n2023,P01,设备购置经费,项目支出,4,101");
        office.Drop("去年执行.csv", "预算年度,项目编码,截止月份,累计执行数\n2023,P01,2023-08,3\n2023,P01,2023-12,4");
        await office.Intake.RunAsync(keepFiles: false, default);
        // Files of another year are held until somebody says that they are meant.
        foreach (var held in (await office.Imports.ListAsync(default)).Where(import => import.HeldReason is not null)) await office.Imports.ReleaseAsync(held.Id, "财务股经办", Some.Noon, default);
        var book = await office.ReportLoader.LoadAsync(new DateOnly(2024, 9, 5), default);
        Assert.Equal((2024, new DateOnly(2024, 9, 5)), (book.Now.FiscalYear, book.Now.AsOf));
        Assert.Equal(new DateOnly(2024, 7, 31), book.LastPeriod!.AsOf);
        Assert.Equal(Some.Wan(0.5m), book.LastPeriod.LinesOf("101", "P01").Single().Position.Executed);
        Assert.Equal((2023, new DateOnly(2023, 8, 31)), (book.LastYear!.FiscalYear, book.LastYear.AsOf));
        Assert.Equal(Some.Wan(3), book.LastYear.LinesOf("101", "P01").Single().Position.Executed);
        Assert.Equal(("示例县财政局", TimeSpan.FromHours(8)), (book.OfficeName, book.MadeAt.Offset));
        Assert.Matches(@"^\d+\.\d+", book.Version);
    }

    [Fact]
    public async Task January_has_no_month_before_and_an_older_budget_is_no_year_before()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropExecution("2024-01", ("P01", 0.1m));
        office.Drop("旧年.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码\n2022,P01,设备购置经费,项目支出,4,101");
        await office.Intake.RunAsync(keepFiles: false, default);
        var book = await office.ReportLoader.LoadAsync(new DateOnly(2024, 2, 5), default);
        Assert.Null(book.LastPeriod);
        Assert.Null(book.LastYear);
        Assert.Null((await office.ReportLoader.LoadAsync(new DateOnly(2021, 2, 5), default)).Now.FiscalYear);
    }

    [Fact]
    public async Task Nothing_reported_has_neither()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        await office.Intake.RunAsync(keepFiles: false, default);
        var book = await office.ReportLoader.LoadAsync(Some.August31, default);
        Assert.Equal((2024, 2), (book.Now.FiscalYear, book.Now.Positions.Count));
        Assert.Null(book.LastPeriod);
        Assert.Null(book.LastYear);
    }

    [Fact]
    public async Task An_entity_that_is_a_month_behind_is_compared_with_the_month_before_its_own()
    {
        await using var office = await TestOffice.OpenAsync();
        office.Drop("预算.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数（万元）,单位编码,资金来源\n2024,P01,甲,项目支出,12,101,一般公共预算\n2024,P01,乙,项目支出,12,102,一般公共预算");
        office.Drop("执行.csv", "项目编码,截止月份,累计执行数（万元）,单位编码\nP01,2024-07,1,101\nP01,2024-08,2,101\nP01,2024-06,3,102\nP01,2024-07,4,102");
        await office.Intake.RunAsync(keepFiles: false, default);
        var book = await office.ReportLoader.LoadAsync(Some.August31, default);
        Assert.Equal([("101", "2024-07"), ("102", "2024-06")], book.LastPeriod!.Positions.Select(line => (line.Position.Key.EntityCode, line.Position.Period?.ToString())));
    }

    [Fact]
    public async Task Alerts_come_with_what_people_said()
    {
        await using var office = await TestOffice.WithAugustAsync();
        await office.RoundAsync();
        var answer = new Answer("采购流标", "重新招标", new DateOnly(2024, 9, 30), 60m, "办公室责任人", new DateOnly(2024, 9, 2), Some.Noon);
        Assert.True(await office.Overlays.AnswerAsync("YJ-2024-0001", answer, default));
        await office.Overlays.AddAsync(SilenceKind.Silence, new SilenceScope("P02", null, null, null, null), new Word("股室负责人", null, "等待指标"), Some.August31, new DateOnly(2024, 9, 30), Some.Noon, default);
        var alert = Assert.Single((await office.ReportLoader.LoadAsync(Some.August31, default)).Alerts);
        Assert.Equal(("YJ-2024-0001", "execution-lag", "101", "P01", AlertState.Firing), (alert.Number, alert.Rule, alert.EntityCode, alert.ProjectCode, alert.State));
        Assert.Equal(("采购流标", new DateOnly(2024, 9, 30)), (alert.Answer!.Cause, alert.Answer.DueDate));
        Assert.NotNull(alert.LastTold);

        // The promise is kept: what was answered is still known when the alert is over.
        office.DropExecution("2024-09", ("P01", 1.5m), ("P02", 147m));
        await office.RoundAsync(new DateOnly(2024, 9, 30));
        var book = await office.ReportLoader.LoadAsync(new DateOnly(2024, 9, 30), default);
        alert = Assert.Single(book.Alerts);
        Assert.Equal((AlertState.Resolved, "重新招标"), (alert.State, alert.Answer!.Measure));
        Assert.Equal("P02", Assert.Single(book.Silences).Scope.Project);
        Assert.Empty((await office.ReportLoader.LoadAsync(new DateOnly(2024, 10, 31), default)).Silences);
    }

    [Fact]
    public async Task Sources_are_the_files_that_facts_came_from_and_refused_rows_are_counted_by_file()
    {
        await using var office = await TestOffice.WithAugustAsync();
        office.Drop("坏.csv", "项目编码,截止月份,累计执行数\nP01,2024-13,1\nP02,2024-08,多\nP01,2024-06,0.2");
        await office.Intake.RunAsync(keepFiles: false, default);
        var book = await office.ReportLoader.LoadAsync(Some.August31, default);
        Assert.Equal(["坏.csv", "执行", "预算.csv"], book.Sources.Select(source => source.File.StartsWith("执行", StringComparison.Ordinal) ? "执行" : source.File).Order(StringComparer.Ordinal).OrderBy(name => name switch { "坏.csv" => 0, "执行" => 1, _ => 2 }));
        Assert.All(book.Sources, source => Assert.Equal(64, source.Sha256.Length));
        Assert.Equal([("坏.csv", 2)], book.Refused);
        Assert.Equal((1, 2), book.Sources.Where(source => source.File == "坏.csv").Select(source => (source.Accepted, source.Refused)).Single());
    }
}
