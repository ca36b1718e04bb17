using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Storage;

public class ImportWriterTests
{
    private static readonly SourceRef _place = new("t.xlsx", "表", 7, Some.Noon);

    /// <summary>A column that the writer forgets would come back as its default.</summary>
    [Fact]
    public async Task Every_kind_of_fact_comes_back_as_it_was_written()
    {
        await using var office = await TestOffice.OpenAsync();
        await using var writer = (await office.Facts.BeginAsync("t.xlsx", "abc", Some.Noon, again: false, default))!;
        var batch = writer.Batch;
        var line = new BudgetLine(batch, 2024, "101", "示例县某局", "P01", "设备购置经费", SpendingCategory.Project, "一般公共预算", "办公室", Some.Wan(2), 3, 11, ScheduleKind.Milestone, new DateOnly(2024, 9, 30), true, _place);
        var adjustment = new Adjustment(batch, 2024, "101", "P01", "一般公共预算", Some.August31, true, new Money(-12345), "示财〔2024〕1号", _place) { IsCumulative = true };
        var execution = new Execution(batch, 2024, "101", "P01", null, Some.August, Some.Wan(0.6m), _place);
        var outturn = new StatedOutturn(batch, "101", "P01", "一般公共预算", Some.August, Some.Wan(2), _place) { Likelihood = AttainmentLikelihood.Possible };
        var plan = new SpendingPlanPoint(batch, 2024, "101", "P01", null, Some.August, Some.Wan(1), 50.5m, _place);
        var indicator = new Indicator(batch, 2024, "101", "P01", "产出指标", "数量指标", "购置设备数量", IndicatorOperator.AtLeast, "12台", 12m, "台", 10.5m, _place);
        var reading = new IndicatorReading(batch, "101", "P01", "购置设备数量", Some.August, "4台", 4m, _place);
        var figure = new StatedFigure(batch, Some.August, "全部", StatedItem.Executed, 131.31m, "万元", StatedItem.Revised, "示例县某局", "报告", _place);
        var total = new SheetTotal(batch, 2024, Some.August, "累计支出", "合计", Some.Wan(8), Some.Wan(7), "万元", 3, true, _place);
        var contact = new Contact("财务股经办", ["finance@example.com", "b@example.com"], ContactRole.Finance, "101", "财务股", "P01", new DateOnly(2024, 1, 1), new DateOnly(2025, 1, 1)) { Batch = batch, Source = _place };
        writer.Add(line);
        writer.Add(adjustment);
        writer.Add(execution);
        writer.Add(outturn);
        writer.Add(plan);
        writer.Add(indicator);
        writer.Add(reading);
        writer.Add(figure);
        writer.Add(total);
        writer.Add(contact);
        Assert.Empty((await office.Facts.LoadAsync(Some.August31, default)).Lines);

        await writer.CommitAsync(new FileReading("t.xlsx", [], [], new ImportedFacts(batch)), keepFacts: true, null, default);
        var facts = await office.Facts.LoadAsync(Some.August31, default);
        Assert.Equal(line, Assert.Single(facts.Lines));
        Assert.Equal(adjustment, Assert.Single(facts.Adjustments));
        Assert.Equal(execution, Assert.Single(facts.Executions));
        Assert.Equal(outturn, Assert.Single(facts.StatedOutturns));
        Assert.Equal(plan, Assert.Single(facts.PlanPoints));
        Assert.Equal(indicator, Assert.Single(facts.Indicators));
        Assert.Equal(reading, Assert.Single(facts.IndicatorReadings));
        Assert.Equal(figure, Assert.Single(facts.StatedFigures));
        Assert.Equal(total, Assert.Single(facts.SheetTotals));
        Assert.Equivalent(contact, Assert.Single(await office.Facts.LoadContactsAsync(default)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_committed_or_is_rejected_leaves_no_fact(bool commit)
    {
        await using var office = await TestOffice.OpenAsync();
        await using (var writer = (await office.Facts.BeginAsync("t.xlsx", "abc", Some.Noon, again: false, default))!)
        {
            writer.Add(new Execution(writer.Batch, 2024, "101", "P01", null, Some.August, Some.Wan(0.6m), _place));
            var reading = new FileReading("t.xlsx", [], [new RowProblem("表", 3, "累计执行数", "很多", "不是数字", "数字")], new ImportedFacts(writer.Batch));
            if (commit) await writer.CommitAsync(reading, keepFacts: false, null, default);
        }

        Assert.False(await office.Facts.KnowsAsync("abc", default));
        Assert.Equal(commit ? 1 : 0, (await office.Facts.LoadProblemsAsync(default)).Count);
        await using var again = await office.Facts.BeginAsync("t.xlsx", "abc", Some.Noon, again: false, default);
        Assert.NotNull(again);
    }
}
