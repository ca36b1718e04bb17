using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Reports;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>What the shipped template says where there is nothing, one, or many, and at both ends of the year.</summary>
public class ReportWordingTests
{
    [Fact]
    public void One_category_is_all_of_it()
    {
        var text = Report([Some.Line()], [], [Some.Spent(0.6m)]);
        Assert.Contains("2024年年初预算2.00万元，全部为项目支出。列入年初预算的项目1个：设备购置经费（2.00万元）。", text, StringComparison.Ordinal);
        Assert.Contains("1—8月预算没有调整，调整后预算数仍为2.00万元。", text, StringComparison.Ordinal);
        Assert.Contains("1—8月累计执行0.60万元，占调整后预算数2.00万元的30.00%，序时进度为66.67%，低于序时进度36.67个百分点。", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Money_taken_away_is_told_without_a_minus() =>
        Assert.Contains("1—8月追减1项，金额0.50万元（设备购置经费）；调整后预算数为1.50万元。", Report([Some.Line()], [Some.Added(-0.5m, 5)], [Some.Spent(0.6m)]), StringComparison.Ordinal);

    [Fact]
    public void Money_that_comes_to_a_project_of_the_year_before_is_no_added_project() =>
        Assert.Contains("1—8月为已有预算的1项追加0.50万元（设备购置经费）；调整后预算数为2.50万元。", Report([Some.Line()], [Some.Added(0.5m, 5)], [Some.Spent(0.6m)]), StringComparison.Ordinal);

    [Fact]
    public void All_money_taken_away_leaves_no_rate()
    {
        var text = Report([Some.Line()], [Some.Added(-2, 5)], [Some.Spent(0)]);
        Assert.Contains("| 设备购置经费 | 0.00 | 0.00 | — |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void January_is_one_month()
    {
        var text = Report([Some.Line()], [], [Some.Spent(0.1m, 1)], new DateOnly(2024, 1, 31));
        Assert.Contains("### 1月执行情况", text, StringComparison.Ordinal);
        Assert.Contains("2—12月平均每月须执行", text, StringComparison.Ordinal);
        Assert.Contains("没有上期和上年同期的执行数据，不作比较。", text, StringComparison.Ordinal);
    }

    [Fact]
    public void December_has_no_months_left()
    {
        var text = Report([Some.Line()], [], [Some.Spent(1, 12)], new DateOnly(2024, 12, 31), [Some.Expects(2, month: 12)]);
        Assert.Contains("### 1—12月执行情况", text, StringComparison.Ordinal);
        Assert.DoesNotContain("每月须执行", ReportText.Body(text).Replace("今后月均须执行", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("填报全年预计执行2.00万元，而到年底只执行了1.00万元，这一预计缺乏支撑", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_of_which_something_was_missing_then_is_not_compared_and_its_projects_are()
    {
        BudgetLine[] lines = [Some.Line(), Some.Line("P03", 100) with { ProjectName = "信息化建设" }];
        var facts = Some.Facts(lines, null, [Some.Spent(0.4m, 7), Some.Spent(0.6m), Some.Spent(50, project: "P03")]);
        var book = SampleReport.Book(facts) with { LastPeriod = Judgement.Of(facts, SampleReport.Rules, new DateOnly(2024, 7, 31)) };
        var text = SampleReport.Text(book);
        Assert.Contains("上期为1—7月，没有上年同期数据。", text, StringComparison.Ordinal);
        Assert.Contains("| 合计 | 50.60 | 49.61 | — | — | — | — | — | — |", text, StringComparison.Ordinal);
        Assert.Contains("| 设备购置经费 | 0.60 | 30.00 | 0.40 | +0.20 | +10.00 | — | — | — |", text, StringComparison.Ordinal);
        Assert.Contains("| 信息化建设 | 50.00 | 50.00 | — | — | — | — | — | — |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Last_year_is_compared_at_the_same_month_alone()
    {
        var before = Some.Facts([Some.Line() with { FiscalYear = 2023 }], null, [Some.Spent(0.5m, 8, year: 2023), Some.Spent(0.9m, 11, year: 2023)]);
        var facts = Some.Facts([Some.Line()], null, [Some.Spent(0.6m)]);
        var row = "| 设备购置经费 | 0.60 | 30.00 | — | — | — | 0.50 | +0.10 | +20.00 |";
        Assert.Contains(row, SampleReport.Text(SampleReport.Book(facts) with { LastYear = Judgement.Of(before, SampleReport.Rules, new DateOnly(2023, 8, 31)) }), StringComparison.Ordinal);
        Assert.DoesNotContain(row[..30], SampleReport.Text(SampleReport.Book(facts) with { LastYear = Judgement.Of(before, SampleReport.Rules, new DateOnly(2023, 11, 30)) }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_stands_beside_the_findings_that_it_answers_and_the_others_are_open_since_their_day()
    {
        var book = SampleReport.Book();
        var findings = book.Now.Breaches.Where(finding => finding.Subject.ProjectCode == "P01").ToList();
        var answer = new Answer("采购程序尚未完成", "九月完成招标", new DateOnly(2024, 10, 31), 80, "设备购置责任人", new DateOnly(2024, 8, 20), Some.Noon);
        var text = SampleReport.Text(book with
        {
            Alerts = [.. findings.Select((finding, index) => new ReportAlert(
                AlertKey.For(finding.Rule, finding.Subject), $"YJ-2024-000{index + 1}", finding.Rule, "101", "P01", finding.Level, AlertState.Firing, new DateOnly(2024, 7, 31)) { Answer = index == 0 ? answer : null })],
        });
        Assert.Contains("1个预算项目有偏差，共3条，其中2条尚未答复原因和措施。", text, StringComparison.Ordinal);
        Assert.Contains("支出进度滞后（红色预警，YJ-2024-0001）", text, StringComparison.Ordinal);
        Assert.Contains("| 设备购置经费 | 采购程序尚未完成 | 九月完成招标（执行率达到80.00%） | 2024年10月31日 | 设备购置责任人，2024年8月20日 |", text, StringComparison.Ordinal);
        Assert.Contains("| 设备购置经费 | — | — | — | 2条未答复（自2024年7月31日起） |", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("一般公共预算", "一般公共预算")]
    [InlineData("政府性基金", "政府性基金")]
    [InlineData("事业单位经营收入", "事业支出")]
    [InlineData("国有资本经营预算", "其他支出")]
    [InlineData("上年结转", "其他支出")]
    [InlineData("", "未分资金来源")]
    public void Each_fund_has_its_row_in_the_outlook(string fund, string row) =>
        Assert.Contains($"| {row} | 2.00 |", Report([Some.Line(fund: fund)], [], [Some.Spent(0.6m)]), StringComparison.Ordinal);

    [Fact]
    public void What_is_found_of_one_of_two_funds_has_its_name_and_its_figures()
    {
        var text = Report([Some.Line(original: 10, fund: "一般公共预算"), Some.Line(original: 8, fund: "政府性基金")], [], [Some.Spent(1, fund: "一般公共预算"), Some.Spent(9.6m, fund: "政府性基金")]);
        Assert.Contains("设备购置经费（政府性基金）：累计执行9.60万元，已超过调整后预算数8.00万元。", text, StringComparison.Ordinal);
        Assert.Matches("超预算执行（政府性基金，[^）]*），调整后预算数8.00万元，累计执行9.60万元", text);
        Assert.Matches("支出进度滞后（一般公共预算，[^）]*），执行率10.00%，序时进度66.67%，赶上序时进度还需5.6667万元", text);
        Assert.DoesNotContain("累计执行10.60万元，已超过", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_found_of_the_only_fund_needs_no_name() =>
        Assert.Contains("\n设备购置经费：累计执行2.50万元，已超过调整后预算数2.00万元。", Report([Some.Line()], [], [Some.Spent(2.5m)]), StringComparison.Ordinal);

    [Theory]
    [InlineData(true, "部分未报送")]
    [InlineData(false, "正常")]
    public void A_sum_is_green_only_where_all_of_it_was_reported(bool isMissing, string word)
    {
        var text = Report([Some.Line(), Some.Line("P03", 100) with { ProjectName = "信息化建设" }], [], [Some.Spent(1.4m), .. isMissing ? Array.Empty<Execution>() : [Some.Spent(70, project: "P03")]]);
        Assert.All(ReportText.Tables(text).Single(table => table.Header.Contains("执行率（已报送部分）")).Rows, row => Assert.Equal(word, row[^1]));
        Assert.Equal("正常", ReportText.Tables(text).Single(table => table.Header.Contains("赶上序时进度还需")).Rows[0][^1]);
    }

    [Fact]
    public void A_sum_that_lags_says_so_though_something_was_not_reported() => Assert.All(
        ReportText.Tables(Report([Some.Line(), Some.Line("P03", 100)], [], [Some.Spent(0.1m)])).Single(table => table.Header.Contains("执行率（已报送部分）")).Rows,
        row => Assert.StartsWith("红色预警", row[^1], StringComparison.Ordinal));

    [Fact]
    public void Where_nobody_stated_an_outturn_nothing_is_said_of_what_was_stated()
    {
        var text = Report([Some.Line(), Some.Line("P03", 100)], [], [Some.Spent(1.4m)]);
        Assert.Contains("没有填报全年预计执行数，全年预计执行率无法计算。", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("填报0\\.00|其余|印证", ReportText.Body(text));
    }

    [Fact]
    public void An_outturn_that_is_stated_without_execution_is_told()
    {
        var text = Report([Some.Line(), Some.Line("P03", 100), Some.Line("P04", 5)], [], [Some.Spent(1.4m)], outturns: [Some.Expects(90, "P03")]);
        Assert.Contains("2条预算没有填报全年预计执行数，其余预算填报90.00万元，全年预计执行率无法计算。", text, StringComparison.Ordinal);
        Assert.Contains("有1条预算未报送执行数，其填报的全年预计90.00万元没有执行数据印证。", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_counted_in_budget_lines()
    {
        var text = Report([Some.Line(original: 10, fund: "一般公共预算"), Some.Line(original: 8, fund: "政府性基金")], [], []);
        Assert.Contains("2条预算未报送本年度累计执行数", text, StringComparison.Ordinal);
        Assert.Contains("2条预算没有填报全年预计执行数：设备购置经费。", text, StringComparison.Ordinal);
        Assert.Contains("| 文件 | 导入时间 | 文件采用行数 | 文件拒收行数 |", SampleReport.Text(), StringComparison.Ordinal);
    }

    private static string Report(
        IEnumerable<BudgetLine> lines, IEnumerable<Adjustment> adjustments, IEnumerable<Execution> executions, DateOnly? asOf = null, IReadOnlyList<StatedOutturn>? outturns = null) =>
        SampleReport.Text(SampleReport.Book(Some.Facts(lines, adjustments, executions) with { StatedOutturns = outturns ?? [] }, asOf));
}
