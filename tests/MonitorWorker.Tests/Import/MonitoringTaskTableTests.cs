using System.Text;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Import;

namespace MonitorWorker.Tests.Import;

public class MonitoringTaskTableTests
{
    [Fact]
    public void A_row_says_who_reports_which_month_until_when()
    {
        var task = Assert.Single(Read("文号,截止月份,报送截止日期,任务名称,填报单位\n示财绩〔2024〕7号,2024-08,2024年9月10日,八月监控,101；102、教育局").Facts.MonitoringTasks);
        Assert.Equal(("示财绩〔2024〕7号", "八月监控", Some.August, new DateOnly(2024, 9, 10)), (task.DocumentNumber, task.Title, task.Month, task.Deadline));
        Assert.Equal(["101", "102", "教育局"], task.Entities);
        Assert.Equal(2, task.Source.Row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("全部")]
    [InlineData("—")]
    public void Without_entities_everybody_reports(string entities) =>
        Assert.Empty(Assert.Single(Read($"文号,截止月份,报送截止日期,填报单位\n7号,2024-08,2024-09-10,{entities}").Facts.MonitoringTasks).Entities);

    [Theory]
    [InlineData("7号,2024-10,2024-09-10,", "截止月份", "在报送截止日期2024-09-10之后")]
    [InlineData("7号,2024-08,,", "报送截止日期", "没有填")]
    [InlineData("7号,2024-08,九月十日,", "报送截止日期", "不是日期")]
    [InlineData(",2024-08,2024-09-10,", "文号", "没有填")]
    [InlineData("7号,,2024-09-10,", "截止月份", "没有填")]
    [InlineData("7号,2024-08,2024-09-10,101;5.1E+17", "填报单位", "失真")]
    public void A_row_that_cannot_be_meant_is_refused_with_its_place(string row, string column, string reason)
    {
        var reading = Read("文号,截止月份,报送截止日期,填报单位\n" + row);
        Assert.Empty(reading.Facts.MonitoringTasks);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((2, column), (problem.Row, problem.Column));
        Assert.Contains(reason, problem.Reason);
    }

    [Fact]
    public void A_task_of_the_month_of_its_deadline_is_read() =>
        Assert.Single(Read("文号,截止月份,报送截止日期\n7号,2024-08,2024-08-30").Facts.MonitoringTasks);

    [Fact]
    public void A_later_import_supersedes_and_rows_of_one_import_are_one_task()
    {
        var tasks = MonitoringTask.Latest(
        [
            Row(1, "7号", 8, 10, "101", "103"),
            Row(1, "8号", 8, 10),
            Row(2, "7号", 8, 12, "101"),
            Row(2, "7号", 8, 12, "102"),
            Row(2, "7号", 9, 30),
        ]);
        Assert.Equal(["7号 2024-08 12 101,102", "8号 2024-08 10 ", "7号 2024-09 30 "], tasks.Select(task => $"{task.DocumentNumber} {task.Month} {task.Deadline.Day} {string.Join(',', task.Entities)}"));
        Assert.Empty(MonitoringTask.Latest([Row(1, "7号", 8, 10, "101"), Row(1, "7号", 8, 10)]).Single().Entities);
    }

    [Fact]
    public void An_entity_that_no_budget_knows_is_listed()
    {
        var facts = Some.Facts([Some.Line()]) with { MonitoringTasks = [Row(1, "7号", 8, 10, "101", "示例县某局", "999")] };
        var unmatched = Assert.Single(PositionBook.Build(facts, Some.August31).Unmatched);
        Assert.Equal(("监控任务", "预算表中没有填报单位“999”"), (unmatched.Table, unmatched.Reason));
    }

    private static MonitoringTask Row(long batch, string number, int month, int day, params string[] entities) =>
        new(batch, number, null, new YearMonth(2024, month), new DateOnly(2024, 9, day), entities, Some.Row(2));

    private static FileReading Read(string csv)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(content, "任务.csv", new ImportedFacts(1), Some.Noon);
    }
}
