using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Jobs;

/// <summary>From a stated figure in the inbox to the mail of the finance staff, over the real database.</summary>
public class StatementLoopTests
{
    private const string Header = "截止月份,口径,数据项,填报值,计量单位,报告名称\n";

    [Fact]
    public async Task A_wrong_statement_is_told_to_finance_once_and_its_correction_resolves_it()
    {
        await using var office = await OfficeAsync();
        office.Drop("填报数.csv", Header + "2024-08,全部,年初预算数,197.42,万元,事中监控报告\n2024-08,支出类别=公用支出,执行率,66.95%,,事中监控报告");
        var mail = Assert.Single(await office.RoundAsync());
        Assert.Equal(("digest", "finance@example.com"), (mail.Kind, mail.Recipient));
        Assert.Contains("填报数不符1项", mail.Subject);
        var text = MimeKit.MimeMessage.Load(new MemoryStream(mail.Mime)).TextBody;
        foreach (var expected in new[] { "197.42万元", "197.24万元", "0.18万元", "填报数.csv", "第2行", "YJ-2024-0001" }) Assert.Contains(expected, text);
        Assert.Empty(await office.RoundAsync());

        office.Drop("填报数（更正）.csv", Header + "2024-08,全部,年初预算数,197.24,万元,事中监控报告");
        var mended = Assert.Single(await office.RoundAsync());
        Assert.Equal("finance@example.com", mended.Recipient);
        Assert.Contains("填报数已相符1项", mended.Subject);
        Assert.Equal(AlertState.Resolved, (await office.Alerts.LoadAsync(default)).Alerts.Values.Single().State);
    }

    [Fact]
    public async Task What_cannot_be_recomputed_is_listed_and_raises_nothing()
    {
        await using var office = await OfficeAsync();
        office.Drop("填报数.csv", Header + "2024-09,全部,累计执行数,140,万元,三季度报告");
        Assert.Empty(await office.RoundAsync(new DateOnly(2024, 9, 30)));
        var result = await office.Check.RunAsync(new DateOnly(2024, 9, 30), false, default);
        Assert.Contains("没有累计执行数", Assert.Single(result.NotRecomputed).Finding.Message);
    }

    [Fact]
    public async Task Missing_data_never_resolves_a_wrong_statement()
    {
        await using var office = await OfficeAsync();
        office.Drop("填报数.csv", Header + "2024-08,全部,累计执行数,999,万元,事中监控报告");
        await office.RoundAsync();
        office.Drop("预算补充.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码\n2024,P03,会议费,公用支出,3,101");
        await office.RoundAsync();
        Assert.Equal(AlertState.Firing, (await office.Alerts.LoadAsync(default)).Alerts.Values.Single(alert => alert.Key.StartsWith("statement-mismatch", StringComparison.Ordinal)).State);
    }

    [Fact]
    public async Task Parts_that_do_not_add_are_one_alert_beside_the_wrong_part()
    {
        await using var office = await OfficeAsync();
        office.Drop("填报数.csv", Header
            + "2024-08,全部,年初预算数,197.24,万元,报告\n2024-08,支出类别=公用支出,年初预算数,195.24,万元,报告\n2024-08,支出类别=项目支出,年初预算数,20,万元,报告");
        await office.Import.RunAsync(false, default);
        var result = await office.Check.RunAsync(Some.August31, false, default);
        Assert.Equal(
            [("statement-mismatch", Level.Yellow, 4), ("total-mismatch", Level.Red, 2)],
            result.Judgement.Breaches.Select(finding => (finding.Rule, finding.Level, finding.Source.Row)));
        Assert.All(result.Changes, change => Assert.Equal("finance@example.com", Assert.Single(change.Notices).Recipient.Address));
    }

    [Fact]
    public async Task The_digest_shows_wrong_statements_to_the_performance_staff()
    {
        await using var office = await OfficeAsync();
        office.Drop("填报数.csv", Header + "2024-08,全部,年初预算数,197.42,万元,报告");
        await office.RoundAsync();
        await office.Digest.RunAsync("weekly@1", Some.August31, default);
        var mail = Assert.Single(await office.RoundAsync());
        Assert.Equal("performance@example.com", mail.Recipient);
        Assert.Contains("填报数不符1项", mail.Subject);
    }

    [Fact]
    public async Task Plans_indicators_readings_and_statements_come_back_as_they_were_read()
    {
        await using var office = await OfficeAsync();
        office.Drop("计划.csv", "项目编码,截止月份,计划累计比例,计划累计数（元）\nP01,2024-06,33.330%,6000");
        office.Drop("指标.csv", "项目编码,三级指标,指标性质,年度指标值,计量单位,权重,一级指标,二级指标\nP01,采购数量,≥,20.0,台,12.5,产出指标,数量指标");
        office.Drop("完成.csv", "项目编码,三级指标,截止月份,完成值\nP01,采购数量,2024-08,18台");
        office.Drop("填报.csv", "截止月份,口径,数据项,填报值,分母,填报单位\n2024-08,全部,执行率,66.90,年初预算数,101");
        await office.Import.RunAsync(false, default);
        var facts = await office.Facts.LoadAsync(Some.August31, default);

        var point = Assert.Single(facts.PlanPoints);
        Assert.Equal((33.33m, Some.Wan(0.6m), 2024), (point.CumulativePercent!.Value, point.CumulativeAmount!.Value, point.FiscalYear));
        var indicator = Assert.Single(facts.Indicators);
        Assert.Equal(("采购数量", IndicatorOperator.AtLeast, 20m, "台", 12.5m, "产出指标", "数量指标"), (indicator.Name, indicator.Operator, indicator.Target!.Value, indicator.Unit!, indicator.Weight!.Value, indicator.Level1!, indicator.Level2!));
        var reading = Assert.Single(facts.IndicatorReadings);
        Assert.Equal(("18台", 18m, Some.August), (reading.ValueText, reading.Value!.Value, reading.Month));
        var figure = Assert.Single(facts.StatedFigures);
        Assert.Equal((2, StatedItem.Rate, StatedItem.Original, "%", "101", "填报.csv"), (figure.Decimals, figure.Item, figure.Denominator!.Value, figure.Unit, figure.ReportingUnit!, figure.Document));
    }

    /// <summary>On schedule, so that nothing but statements is told.</summary>
    private static async Task<TestOffice> OfficeAsync()
    {
        var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 1.5m), ("P02", 130.71m));
        return office;
    }
}
